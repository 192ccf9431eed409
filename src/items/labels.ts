/** What people call the fields of an item: for messages. Keys are the names of `schema.graphql`. */
export const FIELD_LABELS: Readonly<Record<string, string>> = {
  title: '名称',
  organization: '单位名称',
  code: '成果编号',
  department: '所属院系',
  inventors: '完成人',
  field: '所属领域',
  summary: '成果简介',
  innovation: '技术创新点',
  indicators: '技术指标',
  prospects: '应用前景',
  maturity: '技术成熟度',
  ip: '知识产权',
  cooperationModes: '合作方式',
  price: '意向价格',
  budget: '拟投入资金',
  confidentiality: '成果密级',
  contactName: '联系人',
  contactPhone: '联系电话',
  contactEmail: '邮箱',
  keywords: '关键词',
  remarks: '备注',
  visibility: '可见范围',
  draft: '草稿',
  creditCode: '统一社会信用代码',
  park: '所属园区',
  kind: '需求类型',
  description: '需求描述',
  foundation: '现有基础',
  preferredUniversities: '意向合作高校',
  deadline: '截止日期',
  challenge: '揭榜挂帅条款',
  listName: '榜单名称',
  publisher: '发榜单位',
  challengeType: '榜单类型',
  deliverables: '交付物',
  period: '完成时限',
  ipOwnership: '产权归属',
  bidderRequirements: '揭榜方要求',
  needId: '需求编号',
  achievementId: '成果编号',
  verdict: '结论',
  reasons: '理由',
  note: '说明',
};

/** `price.min` as `意向价格（price.min）`. */
export function labelOf(path: readonly PropertyKey[]): string {
  const label = FIELD_LABELS[String(path[0])];
  const name = path.map(String).join('.');
  return label === undefined ? name : `${label}（${name}）`;
}
