import type { NastyFile } from '../support/nasty.js';
import { dateStyle, sheetOf, workbook } from '../support/workbook.js';

const HEADER = ['成果名称', '完成单位', '成果简介'];
const file = (
  name: string,
  bytes: () => Buffer,
  expect: NastyFile['expect'],
  kind: NastyFile['kind'] = 'achievements',
): NastyFile => ({
  name,
  kind,
  bytes,
  expect,
});
const row = (title: string, summary: string | null = null) => [title, '南京大学', summary];

export const WORKBOOKS: NastyFile[] = [
  file(
    'formulas that were never calculated',
    () =>
      sheetOf([
        HEADER,
        ['甲材料', '南京大学', { xml: '><f>A9</f><v></v>' }],
        [{ xml: '><f>B9&amp;"x"</f>' }, '南京大学', '简'],
      ]),
    { rows: { 2: { title: '甲材料', summary: null } }, warned: [[2, 'summary']], rejected: [[3, 'title']] },
  ),
  file(
    'blank cells far outside',
    () => sheetOf([[...HEADER, ...Array.from({ length: 300 }, () => null), '  '], row('甲材料')]),
    {
      rows: { 2: { title: '甲材料' } },
    },
  ),
  file(
    'rich text with a reading aid',
    () =>
      sheetOf([HEADER, [{ rich: ['石墨', '烯'], phonetic: 'shimo' }, '南京大学', { inline: '行内 <文字> & "符号"' }]]),
    {
      rows: { 2: { title: '石墨烯', summary: '行内 <文字> & "符号"' } },
    },
  ),
  file(
    'formulas with cached values',
    () => sheetOf([HEADER, [{ formula: 'A9&"x"', cached: '公式名称' }, '南京大学', { formula: '1+1', cached: 2 }]]),
    {
      rows: { 2: { title: '公式名称', summary: '2' } },
    },
  ),
  file(
    'error cells',
    () =>
      sheetOf([
        HEADER,
        ['甲材料', '南京大学', { error: '#N/A' }],
        [{ formula: 'B9', cached: '#REF!', error: true }, '南京大学', '简介'],
      ]),
    {
      rows: { 2: { summary: null } },
      warned: [[2, 'summary']],
      rejected: [[3, 'title']],
    },
  ),
  file(
    'escaped characters in strings',
    () =>
      sheetOf([
        HEADER,
        [
          { xml: ' t="inlineStr"><is><t>甲&#x6750;料&amp;_x0041_</t></is>' },
          '南京大学',
          { xml: ' t="str"><v><![CDATA[<b>粗</b>]]></v>' },
        ],
      ]),
    {
      rows: { 2: { title: '甲材料&A', summary: '<b>粗</b>' } },
    },
  ),
  file(
    'cells and rows without references',
    () => sheetOf([HEADER, row('甲材料', '简'), [null, '东南大学', '无名']], { withoutRefs: true }),
    {
      rows: { 2: { title: '甲材料', summary: '简' } },
      rejected: [[3, 'title']],
    },
  ),
  file(
    'elements with a namespace prefix',
    () => workbook({ prefix: 'x', sheets: [{ rows: [HEADER, row('甲材料', '简')] }] }),
    {
      rows: { 2: { title: '甲材料', summary: '简' } },
    },
  ),
  file(
    'dates of the 1900 system',
    () =>
      sheetOf([
        ['需求名称', '企业名称', '截止日期'],
        ['甲需求', '某公司', { date: 45_717 }],
        ['乙需求', '某公司', { date: 45_717.5, format: dateStyle(31) }],
      ]),
    {
      rows: { 2: { deadline: '2025-03-01' }, 3: { deadline: '2025-03-01' } },
    },
    'needs',
  ),
  file(
    'dates of the 1904 system',
    () =>
      workbook({
        is1904: true,
        sheets: [
          {
            rows: [
              ['需求名称', '企业名称', '截止日期'],
              ['甲需求', '某公司', { date: 45_717 - 1462 }],
              ['乙需求', '某公司', 45_717 - 1462],
            ],
          },
        ],
      }),
    {
      rows: { 2: { deadline: '2025-03-01' }, 3: { deadline: '2025-03-01' } },
    },
    'needs',
  ),
  file(
    'dates in a format of the workbook',
    () =>
      workbook({
        formats: ['[$-804]yyyy"年"m"月"d"日";@'],
        sheets: [
          {
            rows: [
              ['需求名称', '企业名称', '有效期'],
              ['甲需求', '某公司', { date: 45_717, format: 1 }],
            ],
          },
        ],
      }),
    {
      rows: { 2: { deadline: '2025-03-01' } },
    },
    'needs',
  ),
  file(
    'numbers as Excel shows them',
    () =>
      workbook({
        formats: ['000000', '0.00', ';;;', '0.00E+00'],
        sheets: [
          {
            rows: [
              ['成果名称', '完成单位', '成果编号', '联系电话', '份额', '隐藏值'],
              [
                '甲材料',
                '南京大学',
                { xml: ' s="1"><v>42</v>' },
                { xml: ' s="4"><v>13912345678</v>' },
                { xml: ' s="2"><v>0.126</v>' },
                { xml: ' s="3"><v>7</v>' },
              ],
            ],
          },
        ],
      }),
    {
      rows: { 2: { code: '000042', contactPhone: '13912345678', extra: { 份额: '0.13', 隐藏值: '7' } } },
    },
  ),
  file(
    'truth values',
    () =>
      sheetOf([
        [...HEADER, '已鉴定否'],
        ['甲材料', '南京大学', null, true],
      ]),
    { rows: { 2: { extra: { 已鉴定否: 'TRUE' } } } },
  ),
  file('a list that starts at B3', () => sheetOf([HEADER, row('甲材料', '简')], { at: { row: 3, column: 1 } }), {
    headerRows: [3],
    rows: { 4: { title: '甲材料' } },
  }),
  file('hidden rows kept', () => sheetOf([HEADER, row('甲材料'), row('乙材料')], { hiddenRows: [2] }), {
    rows: { 2: { title: '甲材料' }, 3: { title: '乙材料' } },
  }),
  file(
    'hidden sheets skipped with a note',
    () =>
      workbook({
        sheets: [
          { name: '旧', hidden: 'hidden', rows: [HEADER, row('旧材料')] },
          { name: '数据', rows: [HEADER, row('甲材料')] },
          { name: '字典', hidden: 'veryHidden', rows: [['领域'], ['新材料']] },
        ],
      }),
    { places: ['数据!2'], notes: 2 },
  ),
  file(
    'instructions, data, statistics and lists of choices',
    () =>
      workbook({
        sheets: [
          { name: '填写说明', rows: [['填写说明'], ['1. 每行一项。'], ['2. 带*必填。']] },
          { name: '成果', rows: [HEADER, row('甲材料')] },
          {
            name: '统计',
            rows: [
              ['学院', '数量'],
              ['化学', 3],
              ['物理', 2],
            ],
          },
          {
            name: '选项',
            rows: [
              ['技术领域', '成熟度', '合作方式'],
              ['新材料', '小试', '转让'],
              ['生物', '中试', '许可'],
            ],
          },
          { name: 'Sheet4', rows: [] },
        ],
      }),
    { places: ['成果!2'], notes: 3 },
  ),
  file(
    'several sheets of data, with different columns',
    () =>
      workbook({
        sheets: [
          { name: '化学院', rows: [HEADER, row('甲材料')] },
          {
            name: '物理院',
            rows: [
              ['序号', '完成单位', '成果名称'],
              [1, '南京大学', '乙材料'],
              [2, '南京大学', '甲材料'],
            ],
          },
        ],
      }),
    { places: ['化学院!2', '物理院!2'], duplicates: [[3, 2]] },
  ),
  file(
    'cells merged down are filled, over blank rows they are not',
    () =>
      sheetOf(
        [
          ['完成单位', '成果名称', '技术领域'],
          ['南京大学', '甲材料', '新材料'],
          [null, '乙材料', '生物'],
          [null, '丙材料', null],
          null,
          ['东南大学', '丁材料', '能源'],
        ],
        { merges: ['A2:A5', 'C3:C4'] },
      ),
    {
      rows: {
        2: { organization: '南京大学', field: ['新材料'] },
        3: { organization: '南京大学', field: ['生物'] },
        4: { organization: '南京大学', title: '丙材料', field: ['生物'] },
        6: { organization: '东南大学' },
      },
    },
  ),
  file(
    'a merged range over the whole sheet',
    () => sheetOf([HEADER, row('甲材料')], { merges: ['A5:XFD1048576', 'Z1:A1', 'nonsense'] }),
    { rows: { 2: { title: '甲材料' } } },
  ),
  file(
    'a workbook named as nothing in particular, with a macro part',
    () =>
      workbook({
        sheets: [{ rows: [HEADER, row('甲材料')] }],
        parts: [{ name: 'xl/vbaProject.bin', data: Buffer.from([1, 2, 3]) }],
      }),
    {
      rows: { 2: { title: '甲材料' } },
    },
  ),
  file(
    'a text cell far to the right of the list',
    () => sheetOf([HEADER, ['甲材料', '南京大学', '简', ...Array.from({ length: 30 }, () => null), '旁注']]),
    {
      rows: { 2: { extra: { AH列: '旁注' } } },
    },
  ),
];
