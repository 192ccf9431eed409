import type { FileKind } from '../../domain.js';
import { itemKindOf } from '../../domain.js';

/** How to fill in a column, and what the sample row says in it. Read by office staff. */
export interface Hint {
  how: string;
  example: string;
}

const SHARED: Record<string, Hint> = {
  field: { how: '可从下拉中选择产业，也可填写其他领域；多项用“；”分隔', example: '新型储能；智能电网' },
  keywords: { how: '多个关键词用“；”分隔', example: '磷酸铁锂；状态估计' },
  cooperationModes: { how: '从下拉中选择；多项用“；”分隔，如“普通许可；合作开发”', example: '普通许可；合作开发' },
  contactName: { how: '对接时联系的人', example: '张三' },
  contactPhone: { how: '11 位手机号，或“区号-号码”', example: '025-83000000' },
  contactEmail: { how: '完整的邮箱地址', example: 'zhangsan@example.com' },
  remarks: { how: '其他需要说明的内容', example: '' },
};

const ACHIEVEMENT: Record<string, Hint> = {
  ...SHARED,
  title: { how: '一行一项成果；同一单位内不要重名', example: '储能电站电池健康状态在线估计' },
  organization: { how: '成果所属单位的全称', example: '示例大学' },
  code: { how: '单位内部的成果编号或登记号；改名后据此认出同一成果', example: 'CG-2026-001' },
  department: { how: '学院、研究所', example: '电气工程学院' },
  inventors: { how: '多人用“；”分隔', example: '张三；李四' },
  summary: {
    how: '解决什么问题、怎样解决、效果如何；匹配主要依据这一列，建议 100 字以上',
    example: '以融合模型在线估计单体荷电状态与健康状态，提前两周给出检修建议。',
  },
  innovation: { how: '与现有技术相比的不同之处', example: '不需满充满放即可在线得到健康状态。' },
  indicators: { how: '可核对的数值和单位', example: '荷电状态估计误差≤2.5%' },
  prospects: { how: '应用场景、已有应用', example: '已在一座电站试用 11 个月。' },
  maturity: { how: '从下拉中选择，或填写 TRL 等级（1–9）', example: 'TRL 7' },
  ip: { how: '专利号、软件著作权登记号；多项用“；”分隔', example: 'ZL202219900440.4' },
  price: { how: '单位万元：金额（50）、区间（100-200）或“面议”', example: '100-200' },
  confidentiality: { how: '公开或不公开；不公开的成果只与本单位匹配，不向他人显示', example: '公开' },
};

const NEED: Record<string, Hint> = {
  ...SHARED,
  title: { how: '一行一项需求；同一企业内不要重名', example: '储能电站电池状态估计与提前检修' },
  organization: { how: '企业的全称', example: '示例能源科技有限公司' },
  creditCode: { how: '18 位统一社会信用代码，按营业执照填写', example: '' },
  park: { how: '从下拉中选择，或填写所在地区', example: '江北新区' },
  kind: { how: '如技术攻关、产品开发、工艺改进', example: '技术攻关' },
  description: {
    how: '要解决的问题、应用条件；匹配主要依据这一列，建议 100 字以上',
    example: '磷酸铁锂电池电压平台平坦，健康状态无法在线获知，希望提前发现弱单体。',
  },
  indicators: { how: '要达到的数值和单位', example: '健康状态估计误差≤3%' },
  foundation: { how: '已有的设备、人员、数据', example: '有 11 个月运行数据。' },
  budget: { how: '单位万元：金额（50）、区间（100-200）或“面议”', example: '150' },
  preferredUniversities: { how: '多所用“；”分隔', example: '示例大学' },
  deadline: { how: '如 2026-12-31，或“长期有效”', example: '2026-12-31' },
  confidential: { how: '是或否；填“是”的需求只与本企业匹配，不向他人显示', example: '否' },
  listName: { how: '这一榜单的名称', example: '2026 年第一批榜单' },
  publisher: { how: '发榜的单位', example: '示例高新区管委会' },
  challengeType: { how: '政府榜或企业榜', example: '企业榜' },
  deliverables: { how: '揭榜方要交付什么', example: '软件一套、测试报告一份' },
  period: { how: '如 12 个月', example: '12 个月' },
  ipOwnership: { how: '成果的知识产权归谁', example: '双方共有' },
  bidderRequirements: { how: '对揭榜方的条件', example: '有同类项目经验' },
};

const FACILITY: Record<string, Hint> = {
  ...SHARED,
  title: { how: '一行一个平台；名称相同的视为同一平台', example: '示例储能技术中试平台' },
  kind: { how: '概念验证中心、中试平台或其他类型', example: '中试平台' },
  organization: { how: '建设或依托单位的全称', example: '示例大学' },
  park: { how: '从下拉中选择，或填写所在地区', example: '江北新区' },
  summary: { how: '能做哪些验证、放大和检测；匹配会参考这一列', example: '电池系统集成、并网试验和小批量试制。' },
  maturity: { how: '能承接到哪一级：从下拉中选择，或填写 TRL 范围', example: 'TRL 5-8' },
};

/** By field of the kind of list. */
export function hintsOf(kind: FileKind): Readonly<Record<string, Hint>> {
  if (kind === 'facilities') return FACILITY;
  return itemKindOf(kind) === 'achievement' ? ACHIEVEMENT : NEED;
}
