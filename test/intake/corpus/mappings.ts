import type { NastyFile } from '../support/nasty.js';

const csv =
  (...lines: string[]) =>
  () =>
    Buffer.from(lines.join('\n'));
const file = (
  kind: NastyFile['kind'],
  name: string,
  bytes: () => Buffer,
  expect: NastyFile['expect'],
  more: Partial<NastyFile> = {},
): NastyFile => ({
  name,
  kind,
  bytes,
  expect,
  ...more,
});

export const MAPPINGS: NastyFile[] = [
  file(
    'needs',
    'a column that is prose where another is the title',
    csv('企业名称,技术需求,需求名称', '某公司,需要耐热涂层,耐热涂层'),
    { rows: { 2: { title: '耐热涂层', description: '需要耐热涂层' } } },
  ),
  file(
    'needs',
    'the same column where there is no other title',
    csv('企业名称,技术需求,联系人', '某公司,需要耐热涂层,张三'),
    {
      rows: { 2: { title: '需要耐热涂层', description: null } },
    },
  ),
  file(
    'achievements',
    'a unit of money over the table',
    csv('供给清单（单位：元）,,', '成果名称,完成单位,转让价格', '甲材料,南京大学,500000'),
    { rows: { 3: { price: { kind: 'fixed', min: 50, max: 50 } } }, ignored: [1] },
  ),
  file(
    'achievements',
    'headers with stars, spaces, colons, line breaks and full-width letters',
    csv('"*成 果 名 称",完成单位（必填）：,"技术成熟度\n（ＴＲＬ）",Ｅ－ｍａｉｌ', '甲材料,南京大学,6级,a@b.cn'),
    {
      rows: { 2: { title: '甲材料', organization: '南京大学', maturity: { min: 6, max: 6 }, contactEmail: 'a@b.cn' } },
    },
  ),
  file(
    'needs',
    'decoys',
    csv(
      '需求名称,企业名称,注册资本（万元）,成立日期,企业规模,联系地址,法定代表人,传真,年销售额,预算金额（万元）',
      '甲需求,某公司,500,2010-01-01,大型,某路1号,王总,025-83000000,9000,50',
    ),
    {
      rows: {
        2: {
          budget: { kind: 'fixed', min: 50, max: 50 },
          deadline: null,
          contactPhone: null,
          contactName: null,
          extra: {
            '注册资本（万元）': '500',
            成立日期: '2010-01-01',
            企业规模: '大型',
            联系地址: '某路1号',
            法定代表人: '王总',
            传真: '025-83000000',
            年销售额: '9000',
          },
        },
      },
    },
  ),
  file(
    'achievements',
    'two columns of prose for one field',
    csv('成果名称,完成单位,成果简介,项目简介', '甲材料,南京大学,第一段,第二段', '乙材料,南京大学,只有一段,'),
    {
      rows: { 2: { summary: '第一段\n第二段' }, 3: { summary: '只有一段' } },
    },
  ),
  file(
    'achievements',
    'two columns for one list',
    csv('成果名称,完成单位,所属领域,应用领域,是否专利,专利名称', '甲材料,南京大学,新材料,新材料、能源,是,一种膜'),
    {
      rows: { 2: { field: ['新材料', '能源'], ip: ['一种膜'] } },
    },
  ),
  file(
    'achievements',
    'two columns for a title: the likelier wins, the other is kept',
    csv('项目名称,成果名称,完成单位', '863项目,甲材料,南京大学'),
    {
      rows: { 2: { title: '甲材料', extra: { 项目名称: '863项目' } } },
    },
  ),
  file('needs', 'names that the kind of list decides', csv('项目名称,单位名称,名称备注', '甲需求,某公司,x'), {
    rows: { 2: { title: '甲需求', organization: '某公司' } },
  }),
  file('achievements', 'units in headers', csv('成果名称,完成单位,转让价格（元）', '甲材料,南京大学,500000'), {
    rows: { 2: { price: { kind: 'fixed', min: 50, max: 50 } } },
  }),
  file(
    'achievements',
    'a name and a number in one contact column',
    csv('成果名称,完成单位,联系人及联系方式', '甲材料,南京大学,张三 13912345678'),
    {
      rows: { 2: { contactName: '张三', contactPhone: '13912345678' } },
    },
  ),
  file(
    'achievements',
    'columns without header are told by their values',
    csv('成果名称,完成单位,,', '甲材料,南京大学,13912345678,随笔', '乙材料,东南大学,13812345678,'),
    {
      rows: { 2: { contactPhone: '13912345678', extra: { D列: '随笔' } }, 3: { contactPhone: '13812345678' } },
    },
  ),
  file(
    'needs',
    'dates under an unknown header close nothing',
    csv('需求名称,企业名称,某某节点', '甲需求,某公司,2020-01-01'),
    {
      rows: { 2: { deadline: null, extra: { 某某节点: '2020-01-01' } } },
      mapping: { 某某节点: 'extra' },
    },
  ),
  file(
    'achievements',
    'a confirmed mapping wins, by header and by letters',
    csv('货名,归口,说头', '甲材料,南京大学,很好'),
    {
      rows: { 2: { title: '甲材料', organization: '南京大学', summary: '很好' } },
    },
    { mapping: { 货名: 'title', 归口: 'organization', C: 'summary' } },
  ),
  file(
    'achievements',
    'two unknown columns of one name',
    csv('成果名称,完成单位,评语,评语', '甲材料,南京大学,好,很好'),
    { rows: { 2: { extra: { 评语: '好', '评语（D列）': '很好' } } } },
  ),
  file(
    'challenges',
    'a challenge list',
    csv(
      '榜单名称,发榜单位,榜单类型（政府榜/企业榜）,拟解决的主要技术问题,考核指标,榜单金额（万元）,揭榜截止时间,完成时限,产权归属,揭榜方须具备的条件,交付物',
      '甲榜单,某公司,企业榜,问题,指标≥3,200,2027-06-30,24个月,双方共有,高校,样机',
    ),
    {
      rows: {
        2: {
          title: '甲榜单',
          listName: '甲榜单',
          organization: '某公司',
          publisher: '某公司',
          challengeType: '企业榜',
          description: '问题',
          indicators: '指标≥3',
          budget: { kind: 'fixed', min: 200, max: 200 },
          deadline: '2027-06-30',
          period: '24个月',
          ipOwnership: '双方共有',
          bidderRequirements: '高校',
          deliverables: '样机',
        },
      },
    },
  ),
  file(
    'needs',
    'duplicates after folding',
    csv(
      '需求名称,企业名称,联系人',
      '甲需求（2025）,某公司,张三',
      '甲 需求(2025),某公司 ,李四',
      '甲需求（2025）,别的公司,王五',
    ),
    {
      rows: { 2: { contactName: '张三' }, 4: { contactName: '王五' } },
      duplicates: [[3, 2]],
    },
  ),
  file(
    'needs',
    'rows without what is required',
    csv(
      '需求名称,企业名称,联系人,联系电话',
      ',某公司,张三,13912345678',
      '甲需求,,张三,13912345678',
      '/,某公司,张三,13912345678',
      '乙需求,某公司,,',
    ),
    {
      rows: { 5: { title: '乙需求' } },
      rejected: [
        [2, 'title'],
        [3, 'organization'],
        [4, 'title'],
      ],
    },
  ),
];
