/**
 * Makes the office files under sample/ from the rows in sample/source/, the way offices make them: one list with a
 * title row and a two-row merged header, one CSV in GBK, two clean workbooks. Run by hand after a change of the rows:
 * `node scripts/run.mjs make-sample`. All universities, enterprises and numbers in the rows are invented.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as XLSX from '@e965/xlsx';
import { encodeGbk } from '../src/intake/export/gbk.js';
import { projectPath } from '../src/paths.js';

type Row = Record<string, string>;
/** [field, header], or [field, parent header, child header] for a two-row header. */
type Column = [field: string, header: string, child?: string];

const NORTH: Column[] = [
  ['code', '成果编号'],
  ['title', '成果名称*'],
  ['organization', '完成单位*'],
  ['department', '所属院系'],
  ['inventors', '主要完成人'],
  ['field', '所属领域'],
  ['summary', '成果简介'],
  ['innovation', '技术创新点'],
  ['indicators', '主要技术经济指标'],
  ['prospects', '应用前景'],
  ['maturity', '技术成熟度'],
  ['ip', '知识产权情况'],
  ['cooperationModes', '拟转化方式'],
  ['price', '意向价格（万元）'],
  ['confidentiality', '成果密级'],
  ['contactName', '联系人', '姓名'],
  ['contactPhone', '联系人', '电话'],
  ['contactEmail', '联系人', '邮箱'],
  ['keywords', '关键词'],
  ['remarks', '备注'],
];

const SOUTH: Column[] = [
  ['title', '科技成果名称（必填）'],
  ['code', '登记号'],
  ['organization', '所属单位'],
  ['department', '学院'],
  ['inventors', '负责人'],
  ['field', '技术领域'],
  ['keywords', '关键词'],
  ['summary', '成果简要介绍'],
  ['innovation', '主要创新点'],
  ['indicators', '技术指标'],
  ['prospects', '预期效益'],
  ['maturity', '成果所处阶段'],
  ['ip', '专利号'],
  ['cooperationModes', '合作方式'],
  ['price', '拟转让价格'],
  ['confidentiality', '密级'],
  ['contactName', '联系人'],
  ['contactPhone', '联系电话'],
  ['contactEmail', '邮箱'],
  ['remarks', '备 注'],
];

const DEMAND: Column[] = [
  ['title', '需求名称'],
  ['organization', '企业名称'],
  ['creditCode', '统一社会信用代码'],
  ['park', '所属园区'],
  ['field', '所属领域'],
  ['kind', '需求类型'],
  ['description', '需求描述'],
  ['indicators', '技术指标'],
  ['foundation', '现有基础'],
  ['budget', '拟投入资金'],
  ['cooperationModes', '合作方式'],
  ['preferredUniversities', '意向合作高校'],
  ['deadline', '有效期'],
  ['confidential', '是否保密'],
  ['contactName', '联系人'],
  ['contactPhone', '联系电话'],
];

const CHALLENGES: Column[] = [
  ['listName', '榜单名称'],
  ['title', '需求名称'],
  ['publisher', '发榜单位'],
  ['organization', '需求单位'],
  ['challengeType', '榜单类型（政府榜/企业榜）'],
  ['park', '所在园区'],
  ['field', '技术领域'],
  ['description', '拟解决的主要技术问题'],
  ['indicators', '考核指标'],
  ['foundation', '现有基础'],
  ['deliverables', '交付物'],
  ['period', '完成时限'],
  ['budget', '榜单金额（万元）'],
  ['ipOwnership', '产权归属'],
  ['bidderRequirements', '揭榜方须具备的条件'],
  ['cooperationModes', '合作方式'],
  ['deadline', '揭榜截止时间'],
  ['contactName', '联系人'],
  ['contactPhone', '联系电话'],
];

const FACILITIES: Column[] = [
  ['title', '平台名称'],
  ['kind', '类型'],
  ['organization', '建设单位/依托单位'],
  ['park', '所属园区'],
  ['field', '服务领域'],
  ['summary', '服务内容/简介'],
  ['maturity', '服务阶段/TRL'],
  ['contactName', '联系人'],
  ['contactPhone', '联系电话'],
];

writeWorkbook(
  'supply-list-with-title.xlsx',
  '成果清单',
  NORTH,
  rowsOf('supply-north'),
  '2026年第一批高校科技成果供给清单',
);
writeGbkCsv('supply-list-gbk.csv', SOUTH, rowsOf('supply-south'));
writeWorkbook('demand-list.xlsx', '企业技术需求', DEMAND, rowsOf('demand'));
writeWorkbook('challenge-list.xlsx', '揭榜挂帅榜单', CHALLENGES, rowsOf('challenges'));
writeWorkbook('facility-list.xlsx', '平台名录', FACILITIES, rowsOf('facilities'));

function rowsOf(name: string): Row[] {
  return readFileSync(projectPath('sample', 'source', `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

/** With `title`: a merged title row, a note, and a header of two rows wherever a column has a child. */
function writeWorkbook(file: string, sheetName: string, columns: Column[], rows: Row[], title?: string): void {
  const numbered: Column[] = [['', '序号'], ...columns];
  const twoRows = numbered.some(([, , child]) => child !== undefined);
  const top = title === undefined ? [] : [[title], ['填报说明：带*为必填项；价格单位为万元，可填“面议”。']];
  const header = twoRows
    ? [
        numbered.map(([, parent], c) => (numbered[c - 1]?.[1] === parent ? '' : parent)),
        numbered.map(([, , child]) => child ?? ''),
      ]
    : [numbered.map(([, parent]) => parent)];
  const body = rows.map((row, index) => numbered.map(([field]) => (field === '' ? index + 1 : (row[field] ?? ''))));
  const sheet = XLSX.utils.aoa_to_sheet([...top, ...header, ...body]);
  const last = numbered.length - 1;
  sheet['!merges'] = [
    ...top.map((_line, r) => ({ s: { r, c: 0 }, e: { r, c: last } })),
    ...(twoRows ? headerMerges(numbered, top.length) : []),
  ];
  sheet['!cols'] = numbered.map(([field]) => ({ wch: field === 'summary' || field === 'description' ? 60 : 16 }));
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, sheetName);
  writeFileSync(
    projectPath('sample', file),
    XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer,
  );
}

/** A parent over its children is merged across, a column without children down. */
function headerMerges(columns: Column[], row: number): XLSX.Range[] {
  const merges: XLSX.Range[] = [];
  for (let c = 0; c < columns.length; c++) {
    const [, parent, child] = columns[c]!;
    if (child === undefined) {
      merges.push({ s: { r: row, c }, e: { r: row + 1, c } });
      continue;
    }
    let end = c;
    while (columns[end + 1]?.[1] === parent) end++;
    merges.push({ s: { r: row, c }, e: { r: row, c: end } });
    c = end;
  }
  return merges;
}

function writeGbkCsv(file: string, columns: Column[], rows: Row[]): void {
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns.map(([, header]) => header), ...rows.map((row) => columns.map(([field]) => row[field] ?? ''))];
  const text = lines.map((line) => line.map(quote).join(',')).join('\r\n') + '\r\n';
  writeFileSync(projectPath('sample', file), encodeGbk(typed(text)));
}

/** GBK has no superscripts: who types such a list writes m2 and 10^-6. */
function typed(text: string): string {
  const plain = (marks: string) => [...marks].map((mark) => mark.normalize('NFKC').replace('−', '-')).join('');
  return text.replace(
    /(\d?)([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g,
    (_all, digit: string, marks: string) => `${digit}${digit === '' ? '' : '^'}${plain(marks)}`,
  );
}
