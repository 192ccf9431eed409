import type { NastyFile } from '../support/nasty.js';
import { sheetOf, workbook } from '../support/workbook.js';

const HEADER = ['成果名称', '完成单位', '成果简介'];
const ROW = ['甲材料', '南京大学', '简'];
const file = (name: string, bytes: () => Buffer, expect: NastyFile['expect']): NastyFile => ({
  name,
  kind: 'achievements',
  bytes,
  expect,
});

/** Made to cost time or memory; each must be over in an instant. */
export const HOSTILE: NastyFile[] = [
  file(
    'merged ranges that never close',
    () =>
      workbook({
        sheets: [{ rows: [HEADER, ROW] }],
        parts: [{ name: 'xl/worksheets/sheet1.xml', data: `<worksheet><sheetData/>${'<mergeCell '.repeat(200_000)}` }],
      }),
    { refused: 'DAMAGED' },
  ),
  file(
    'merged ranges that all overlap',
    () =>
      sheetOf([HEADER, ...Array.from({ length: 2000 }, (_, at) => [`材料${at}`, '南京大学', null])], {
        merges: Array.from({ length: 20_000 }, () => 'C2:C1048576'),
      }),
    { headerRows: [1] },
  ),
  file(
    'a header of a million digits',
    () => Buffer.from(`成果名称,完成单位,${'1'.repeat(900_000)}\n甲材料,南京大学,x\n`),
    { headerRows: [1] },
  ),
  file(
    'brackets without end',
    () => Buffer.from(`成果名称,完成单位,${'（('.repeat(400_000)}\n甲材料,南京大学,${'(['.repeat(400_000)}\n`),
    {
      headerRows: [1],
    },
  ),
  file(
    'elements nested without end',
    () =>
      workbook({
        sheets: [{ rows: [HEADER, ROW] }],
        parts: [{ name: 'xl/worksheets/sheet1.xml', data: '<a>'.repeat(300_000) }],
      }),
    { refused: 'DAMAGED' },
  ),
  file(
    'a tag that never ends',
    () =>
      workbook({
        sheets: [{ rows: [HEADER, ROW] }],
        parts: [{ name: 'xl/sharedStrings.xml', data: `<sst ${'x'.repeat(6_000_000)}` }],
      }),
    { refused: 'DAMAGED' },
  ),
  file(
    'a document of comments',
    () =>
      workbook({
        sheets: [{ rows: [HEADER, ROW] }],
        parts: [{ name: 'xl/sharedStrings.xml', data: `<sst>${'<!-- -->'.repeat(300_000)}</sst>` }],
      }),
    { refused: 'EMPTY' },
  ),
];
