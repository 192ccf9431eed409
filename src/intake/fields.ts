import { itemKindOf, type FileKind } from '../domain.js';

/**
 * How a field takes several columns: prose is joined by line breaks, lists are united, of all others the best column
 * wins and the rest stay in `extra`.
 */
type Shape = 'name' | 'prose' | 'list' | 'money' | 'maturity' | 'flag';

export interface FieldSpec {
  /** As office staff call it. */
  label: string;
  shape: Shape;
  required?: true;
}

const SHARED: Record<string, FieldSpec> = {
  field: { label: '所属领域', shape: 'list' },
  keywords: { label: '关键词', shape: 'list' },
  indicators: { label: '技术指标', shape: 'prose' },
  cooperationModes: { label: '合作方式', shape: 'list' },
  contactName: { label: '联系人', shape: 'name' },
  contactPhone: { label: '联系电话', shape: 'name' },
  contactEmail: { label: '电子邮箱', shape: 'name' },
  remarks: { label: '备注', shape: 'prose' },
};

const ACHIEVEMENT: Record<string, FieldSpec> = {
  title: { label: '成果名称', shape: 'name', required: true },
  organization: { label: '完成单位', shape: 'name', required: true },
  code: { label: '成果编号', shape: 'name' },
  department: { label: '所属院系', shape: 'name' },
  inventors: { label: '完成人', shape: 'list' },
  summary: { label: '成果简介', shape: 'prose' },
  innovation: { label: '技术创新点', shape: 'prose' },
  prospects: { label: '应用前景', shape: 'prose' },
  maturity: { label: '技术成熟度', shape: 'maturity' },
  ip: { label: '知识产权情况', shape: 'list' },
  price: { label: '意向价格', shape: 'money' },
  confidentiality: { label: '成果密级', shape: 'name' },
  ...SHARED,
};

export const CHALLENGE_TERMS: Record<string, FieldSpec> = {
  listName: { label: '榜单名称', shape: 'name' },
  publisher: { label: '发榜单位', shape: 'name' },
  challengeType: { label: '榜单类型', shape: 'name' },
  deliverables: { label: '交付物', shape: 'prose' },
  period: { label: '完成时限', shape: 'name' },
  ipOwnership: { label: '产权归属', shape: 'prose' },
  bidderRequirements: { label: '揭榜方要求', shape: 'prose' },
};

const NEED: Record<string, FieldSpec> = {
  title: { label: '需求名称', shape: 'name', required: true },
  organization: { label: '企业名称', shape: 'name', required: true },
  creditCode: { label: '统一社会信用代码', shape: 'name' },
  park: { label: '所属园区', shape: 'name' },
  kind: { label: '需求类型', shape: 'name' },
  description: { label: '需求描述', shape: 'prose' },
  foundation: { label: '现有基础', shape: 'prose' },
  budget: { label: '拟投入资金', shape: 'money' },
  preferredUniversities: { label: '意向合作高校', shape: 'list' },
  deadline: { label: '截止日期', shape: 'name' },
  confidential: { label: '是否保密', shape: 'flag' },
  ...CHALLENGE_TERMS,
  ...SHARED,
};

const { field, contactName, contactPhone, contactEmail, remarks } = SHARED as Record<
  'field' | 'contactName' | 'contactPhone' | 'contactEmail' | 'remarks',
  FieldSpec
>;
const FACILITY: Record<string, FieldSpec> = {
  title: { label: '平台名称', shape: 'name', required: true },
  kind: { label: '平台类型', shape: 'name' },
  organization: { label: '建设单位', shape: 'name' },
  park: { label: '所属园区', shape: 'name' },
  field: { ...field, label: '服务领域' },
  summary: { label: '服务内容', shape: 'prose' },
  maturity: { label: '服务阶段', shape: 'maturity' },
  contactName,
  contactPhone,
  contactEmail,
  remarks,
};

/** Fields that a row of such a list can have, by name in domain.ts, without `extra`. */
export function fieldsOf(kind: FileKind): Readonly<Record<string, FieldSpec>> {
  if (kind === 'facilities') return FACILITY;
  return itemKindOf(kind) === 'achievement' ? ACHIEVEMENT : NEED;
}

export const LIST_LABELS: Record<FileKind, string> = {
  achievements: '科技成果清单',
  needs: '企业技术需求清单',
  challenges: '揭榜挂帅榜单',
  facilities: '概念验证中心和中试平台名录',
};
