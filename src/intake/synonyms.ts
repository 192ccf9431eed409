import { foldKey } from './normalise/index.js';
import { itemKindOf, type FileKind } from '../domain.js';
import { ACHIEVEMENT_HEADERS, FACILITY_HEADERS, NEED_HEADERS, type HeaderWords } from './header-words.js';

export interface SynonymHit {
  field: string;
  /** Place in the field's list, 0 = likeliest. */
  rank: number;
}

function indexOf(words: HeaderWords): Map<string, SynonymHit> {
  const index = new Map<string, SynonymHit>();
  for (const [field, headers] of Object.entries(words)) {
    headers.split(/\s+/).forEach((header, rank) => {
      const key = foldKey(header);
      const known = index.get(key);
      if (!known || rank < known.rank) index.set(key, { field, rank });
    });
  }
  return index;
}

const ACHIEVEMENTS = indexOf(ACHIEVEMENT_HEADERS);
const NEEDS = indexOf(NEED_HEADERS);
const FACILITIES = indexOf(FACILITY_HEADERS);

/** Folded header → field, for one kind of list. */
export function synonymsOf(kind: FileKind): ReadonlyMap<string, SynonymHit> {
  if (kind === 'facilities') return FACILITIES;
  return itemKindOf(kind) === 'achievement' ? ACHIEVEMENTS : NEEDS;
}

const ROW_NUMBERS = new Set([
  '序号',
  '序',
  '行号',
  '项次',
  '排序',
  'no',
  '#',
  '顺序号',
  '序列',
  '序列号',
  'id',
  '排号',
  '次序',
]);

/** In front of the rows to mend in an error workbook; a mended file still has it. */
export const ERROR_HEADER = '错误原因';

/** A column that says nothing of the items. */
export function isIgnoredHeader(key: string): boolean {
  return ROW_NUMBERS.has(key) || key === ERROR_HEADER;
}

/**
 * Columns that sound like a field and are none. Matched against the folded header when no synonym is equal to it; kept
 * in `extra`.
 */
const DECOYS = [
  /注册(资本|资金|地址|地|时间|日期)/,
  /成立(时间|日期|年份|年限)/,
  /(企业|单位|公司|人员|资产|生产)规模|员工|职工|人数/,
  /地址|住所|通讯|通信处|邮编|邮政编码|传真|网址|网站|官网|微信|qq|二维码|链接/,
  /营业额|(营业|销售|主营)(收入|额|业务)|产值|利润|纳税|税收|营收|总资产|净资产|融资|估值|股权结构/,
  /法人|法定代表人|职务|职称|学历|学位|性别|年龄|出生/,
  /(完成|发布|填报|填表|更新|提交|登记|申报|申请|授权|入库|创建|上报|录入|审核|受理|收集|征集|立项|获奖|鉴定|评价|采集|结题|验收|开始|起始|制表|对接|签约|投产)(时间|日期|年份|年度|日|人)$/,
  /(企业|单位|公司)(性质|类型|类别|简介|介绍|概况|状态|资质|等级|荣誉|信息)/,
  /主营(产品|业务)|经营范围|主要产品/,
  /(数量|个数|件数|次数|比例|占比|排名|状态|来源|性质|名次|编码)$/,
  /附件|图片|照片|审核意见|推荐(单位|意见|人)|审核人|填表人|填报人|制表人/,
  /研发(投入|费用|人员|经费|占比)|已投入|累计投入|自筹|财政|总投资|资金来源|上年度?|去年|近三年/,
  /专利(类型|权人|状态|申请日|授权日|有效期)|合作企业|(项目|任务)来源|立项编号|需求编号|榜单编号|获奖情况|奖项|成果类型|成果类别|成果水平|技术水平|成果来源|成果形式|成果属性|评价(形式|机构|单位)/,
];

export function isDecoyHeader(key: string): boolean {
  return DECOYS.some((pattern) => pattern.test(key));
}

/** A header that some kind of list uses by exactly this name. */
export function isKnownHeader(text: string): boolean {
  if (text.length > 40) return false;
  const key = foldKey(text);
  return ACHIEVEMENTS.has(key) || NEEDS.has(key) || FACILITIES.has(key);
}
