import type { NastyFile } from '../support/nasty.js';
import { sheetOf } from '../support/workbook.js';

const csv = (lines: string[]) => () => Buffer.from(lines.join('\n'));
const file = (
  name: string,
  bytes: () => Buffer,
  expect: NastyFile['expect'],
  more: Partial<NastyFile> = {},
): NastyFile => ({
  name,
  kind: 'achievements',
  bytes,
  expect,
  ...more,
});
const TWO_ROWS: (string | number | null)[][] = [
  ['序号', '成果名称', '完成单位', '联系人', null, null, '知识产权', null],
  [null, null, null, '姓名', '电话', '邮箱', '专利号', '专利名称'],
  [1, '甲材料', '南京大学', '张三', '13912345678', 'a@nju.edu.cn', null, '一种膜'],
];
const CONTACT = {
  title: '甲材料',
  contactName: '张三',
  contactPhone: '13912345678',
  contactEmail: 'a@nju.edu.cn',
  ip: ['一种膜'],
};

export const TABLES: NastyFile[] = [
  file(
    'signatures, stamps and dates below',
    csv([
      '成果名称,完成单位,联系人',
      '甲材料,南京大学,张三',
      '以上共计1项,,',
      '填报单位（盖章）：,,',
      '分管领导（签字）：,,审核：',
      '2025年3月1日,,',
    ]),
    { rows: { 2: { title: '甲材料' } }, ignored: [3, 4, 5, 6] },
  ),
  file(
    'an example with its mark before the title, advice in most cells',
    csv([
      '成果名称,完成单位,转让价格（万元）,联系人',
      '填写全称,必填,万元,选填',
      '（示例）石墨烯,示例大学,20,张三',
      '甲材料,南京大学,面议,李四',
    ]),
    { rows: { 4: { title: '甲材料' } }, ignored: [2, 3] },
  ),
  file(
    'title and notes above the header',
    csv([
      '附件2',
      '南京市科技成果供给清单（2025年）',
      '填报单位：南京大学,,填报日期：2025年3月1日',
      '成果名称,完成单位,联系人',
      '甲材料,南京大学,张三',
    ]),
    {
      headerRows: [4],
      rows: { 5: { title: '甲材料' } },
      ignored: [1, 2, 3],
    },
  ),
  file(
    'a header of two rows, merged',
    () => sheetOf(TWO_ROWS, { merges: ['A1:A2', 'B1:B2', 'C1:C2', 'D1:F1', 'G1:H1'] }),
    {
      headerRows: [1, 2],
      rows: { 3: CONTACT },
      mapping: { '联系人/姓名': 'contactName', '联系人/电话': 'contactPhone', '知识产权/专利名称': 'ip' },
    },
  ),
  file('a header of two rows, in a text file', csv(TWO_ROWS.map((row) => row.map((cell) => cell ?? '').join(','))), {
    headerRows: [1, 2],
    rows: { 3: CONTACT },
  }),
  file(
    'a header of two rows under a title row',
    () =>
      sheetOf([['2025年科技成果清单'], ...TWO_ROWS], {
        merges: ['A1:H1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:F2', 'G2:H2'],
      }),
    {
      headerRows: [2, 3],
      rows: { 4: CONTACT },
      ignored: [1],
    },
  ),
  file(
    'group titles over a full header',
    () =>
      sheetOf(
        [
          ['成果信息', null, null, '联系信息', null],
          ['成果名称', '完成单位', '成果简介', '姓名', '电话'],
          ['甲材料', '南京大学', '简', '张三', '13912345678'],
        ],
        { merges: ['A1:C1', 'D1:E1'] },
      ),
    {
      headerRows: [1, 2],
      rows: { 3: { title: '甲材料', contactName: '张三', contactPhone: '13912345678' } },
    },
  ),
  file(
    '企业信息 over 名称',
    () =>
      sheetOf(
        [
          ['企业信息', null, '需求信息', null],
          ['名称', '信用代码', '名称', '类型'],
          ['某公司', '91320100MA1NQ1XXXX', '甲需求', '技术攻关'],
        ],
        { merges: ['A1:B1', 'C1:D1'] },
      ),
    {
      headerRows: [1, 2],
      rows: { 3: { title: '甲需求', organization: '某公司', kind: '技术攻关' } },
      warned: [[3, 'creditCode']],
    },
    { kind: 'needs' },
  ),
  file(
    'a single header row followed by data with gaps',
    csv(['成果名称,完成单位,联系人,联系电话,', '甲材料,南京大学,,,', '乙材料,南京大学,李四,,']),
    {
      headerRows: [1],
      rows: { 2: { title: '甲材料' }, 3: { contactName: '李四' } },
    },
  ),
  file(
    'section rows',
    csv([
      '序号,成果名称,完成单位,联系人',
      '一、新材料领域,,,',
      '1,甲材料,南京大学,张三',
      '（二）生物医药,,,',
      '2,乙材料,南京大学,李四',
      ',【第三类】,,',
      '3,丙材料,南京大学,王五',
    ]),
    {
      rows: { 3: { title: '甲材料' }, 5: { title: '乙材料' }, 7: { title: '丙材料' } },
      ignored: [2, 4, 6],
    },
  ),
  file(
    'section rows merged over the list',
    () =>
      sheetOf(
        [
          ['成果名称', '完成单位', '成果简介'],
          ['新材料领域', null, null],
          ['甲材料', '南京大学', '简'],
        ],
        { merges: ['A2:C2'] },
      ),
    {
      rows: { 3: { title: '甲材料' } },
      ignored: [2],
    },
  ),
  file(
    'repeated headers of printed pages',
    csv(['成果名称,完成单位,联系人', '甲材料,南京大学,张三', '成果名称 ,完成单位：,联系人', '乙材料,南京大学,李四']),
    {
      rows: { 2: { title: '甲材料' }, 4: { title: '乙材料' } },
      ignored: [3],
    },
  ),
  file(
    'footers',
    csv([
      '序号,成果名称,完成单位,转化价格（万元）',
      '1,甲材料,南京大学,20',
      '合计,1项,,20',
      '填表人：张三,,,审核人：李四',
      '制表日期：2025年3月,,,',
      '备注：以上数据截至3月。,,,',
      '另附证明材料。,,,',
    ]),
    {
      rows: { 2: { price: { kind: 'fixed', min: 20, max: 20 } } },
      ignored: [3, 4, 5, 6, 7],
    },
  ),
  file(
    'a title that begins like a footer',
    csv([
      '成果名称,完成单位,联系人',
      '备注识别方法,南京大学,张三',
      '合计算法优化,南京大学,李四',
      '说明书自动生成,南京大学,王五',
      '注塑成型,南京大学,赵六',
    ]),
    {
      rows: {
        2: { title: '备注识别方法' },
        3: { title: '合计算法优化' },
        4: { title: '说明书自动生成' },
        5: { title: '注塑成型' },
      },
    },
  ),
  file(
    'an example row and a row of advice',
    csv(['序号,成果名称,完成单位,联系人', ',必填,必填,选填', '例,示例成果,示例大学,张三', '1,甲材料,南京大学,张三']),
    {
      rows: { 4: { title: '甲材料' } },
      ignored: [2, 3],
    },
  ),
  file('a row of column numbers', csv(['序号,成果名称,完成单位,联系人', '1,2,3,4', '1,甲材料,南京大学,张三']), {
    rows: { 3: { title: '甲材料' } },
    ignored: [2],
  }),
  file(
    'rows that are numbered and otherwise blank',
    csv(['序号,成果名称,完成单位', '1,甲材料,南京大学', '2,,', '3,,']),
    { rows: { 2: { title: '甲材料' } }, ignored: [3, 4] },
  ),
  file(
    'one column, with the organisation given',
    csv(['成果名称', '甲材料', '乙材料']),
    { rows: { 2: { title: '甲材料', organization: '南京大学' }, 3: { title: '乙材料' } } },
    { organization: '南京大学' },
  ),
  file(
    'an owner told by the sender, for rows that name none',
    csv(['成果名称,完成单位', '甲材料,', '乙材料,东南大学']),
    { rows: { 2: { organization: '南京大学' }, 3: { organization: '东南大学' } } },
    { organization: '南京大学' },
  ),
  file(
    'a table of something else below the list',
    csv(['成果名称,完成单位,成果简介', '甲材料,南京大学,好', '', '附表：人员名单', '姓名,电话', '王强,13900001111']),
    { rows: { 2: { title: '甲材料' } }, ignored: [4, 5, 6] },
  ),
  file(
    'statistics right below the list, then the list again',
    csv(['成果名称,完成单位', '甲材料,南京大学', '领域,数量', '新材料,1', '成果名称,完成单位', '乙材料,南京大学']),
    { rows: { 2: { title: '甲材料' }, 6: { title: '乙材料' } }, ignored: [3, 4, 5] },
  ),
  file(
    'a second list with its columns in another order',
    csv(['成果名称,完成单位', '甲材料,南京大学', '', '第二批清单', '完成单位,联系人,成果名称', '东南大学,李梅,乙材料']),
    {
      rows: {
        2: { title: '甲材料', organization: '南京大学' },
        6: { title: '乙材料', organization: '东南大学', contactName: '李梅' },
      },
      ignored: [4],
    },
  ),
  file(
    'a second list with a header of two rows',
    csv([
      '成果名称,完成单位',
      '甲材料,南京大学',
      '',
      '完成单位,成果名称,联系人,',
      ',,姓名,电话',
      '东南大学,乙材料,李梅,13900001111',
    ]),
    { rows: { 2: { title: '甲材料' }, 6: { title: '乙材料', contactName: '李梅', contactPhone: '13900001111' } } },
  ),
  file(
    '联系方式 merged over a name and a number',
    () =>
      sheetOf(
        [
          ['成果名称', '完成单位', '联系方式', null],
          ['甲材料', '南京大学', '王强', '13900001111'],
        ],
        { merges: ['C1:D1'] },
      ),
    { rows: { 2: { contactName: '王强', contactPhone: '13900001111' } } },
  ),
  file('an address with a typing error, which is no name', csv(['成果名称,完成单位,邮箱', '甲材料,南京大学,wq@nju']), {
    rows: { 2: { contactName: null, contactEmail: null } },
    warned: [[2, 'contactEmail']],
  }),
  file(
    'groups by nothing but a merged row',
    () =>
      sheetOf(
        [
          ['成果名称', '完成单位', '联系人'],
          ['新材料', null, null],
          ['甲材料', '南京大学', '王强'],
        ],
        { merges: ['A2:C2'] },
      ),
    { rows: { 3: { title: '甲材料' } }, ignored: [2] },
  ),
  file(
    'a table closed by signs that nothing follows',
    csv(['序号,成果名称,完成单位', '1,甲材料,南京大学', '2,…,…', ',以下空白,', '……,,']),
    { rows: { 2: { title: '甲材料' } }, ignored: [3, 4, 5] },
  ),
  file(
    'a header of three rows',
    () =>
      sheetOf(
        [
          ['成果基本信息', null, '联系信息', null],
          ['成果名称', '完成单位', '联系人', null],
          [null, null, '姓名', '电话'],
          ['甲材料', '南京大学', '王强', '13900001111'],
        ],
        { merges: ['A1:B1', 'C1:D1', 'A2:A3', 'B2:B3', 'C2:D2'] },
      ),
    {
      headerRows: [2, 3],
      rows: { 4: { title: '甲材料', contactName: '王强', contactPhone: '13900001111' } },
      ignored: [1],
    },
  ),
];
