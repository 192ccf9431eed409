import * as XLSX from '@e965/xlsx';
import type { NastyFile } from '../support/nasty.js';

type Rows = (string | number | null | XLSX.CellObject)[][];

function biff8(sheets: { name: string; rows: Rows; merges?: string[]; hidden?: 1 | 2 }[], is1904 = false): Buffer {
  const book = XLSX.utils.book_new();
  for (const { name, rows, merges } of sheets) {
    const sheet = XLSX.utils.aoa_to_sheet(rows);
    sheet['!merges'] = (merges ?? []).map((ref) => XLSX.utils.decode_range(ref));
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  book.Workbook = { WBProps: { date1904: is1904 }, Sheets: sheets.map(({ hidden }) => ({ Hidden: hidden ?? 0 })) };
  return XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
}

function ole(stream: string): Buffer {
  const container = XLSX.CFB.utils.cfb_new();
  XLSX.CFB.utils.cfb_add(container, `/${stream}`, Buffer.alloc(5000, 7));
  return XLSX.CFB.write(container, { type: 'buffer' }) as Buffer;
}

const HEADER = ['需求名称', '企业名称', '截止日期'];
const needs = (name: string, bytes: () => Buffer, expect: NastyFile['expect']): NastyFile => ({
  name,
  kind: 'needs',
  bytes,
  expect,
});

export const OLD_WORKBOOKS: NastyFile[] = [
  needs(
    'an old workbook with a date, a merge and a title',
    () =>
      biff8([
        {
          name: '需求',
          rows: [
            ['企业需求表', null, null],
            HEADER,
            ['甲需求', '某公司', { t: 'n', v: 45_717, z: 'yyyy-mm-dd' }],
            ['乙需求', null, '长期有效'],
          ],
          merges: ['A1:C1', 'B3:B4'],
        },
      ]),
    {
      headerRows: [2],
      rows: { 3: { title: '甲需求', deadline: '2025-03-01' }, 4: { organization: '某公司', deadline: null } },
      ignored: [1],
    },
  ),
  needs(
    'an old workbook with a hidden sheet and two lists',
    () =>
      biff8([
        { name: '隐藏', rows: [HEADER, ['旧', '某公司', null]], hidden: 1 },
        { name: '一', rows: [HEADER, ['甲需求', '某公司', null]] },
        { name: '二', rows: [HEADER, ['乙需求', '某公司', null]] },
      ]),
    { places: ['一!2', '二!2'], notes: 1 },
  ),
  needs(
    'an old workbook cut short',
    () => biff8([{ name: '需求', rows: [HEADER, ['甲需求', '某公司', null]] }]).subarray(0, 700),
    { refused: 'DAMAGED' },
  ),
  needs('a password-protected workbook', () => ole('EncryptedPackage'), { refused: 'PASSWORD_PROTECTED' }),
  needs('an old Word document', () => ole('WordDocument'), { refused: 'UNSUPPORTED_FORMAT', mentions: 'Word' }),
];
