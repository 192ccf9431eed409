import type { RefusalCode } from '../../../src/intake/refusal.js';
import type { NastyFile } from '../support/nasty.js';
import { sheetOf, workbook } from '../support/workbook.js';
import { zip } from '../support/zip.js';

const refused = (
  name: string,
  bytes: () => Buffer,
  code: RefusalCode,
  mentions = '',
  more: Partial<NastyFile> = {},
): NastyFile => ({
  name,
  kind: 'achievements',
  bytes,
  expect: { refused: code, mentions },
  ...more,
});
const csv =
  (...lines: string[]) =>
  () =>
    Buffer.from(lines.join('\n'));
const LIST = [
  ['成果名称', '完成单位'],
  ['甲材料', '南京大学'],
];
const whole = () => sheetOf(LIST);
const withSheet = (xml: string) => () =>
  workbook({ sheets: [{ rows: LIST }], parts: [{ name: 'xl/worksheets/sheet1.xml', data: xml }] });

export const REFUSALS: NastyFile[] = [
  refused('no bytes', () => Buffer.alloc(0), 'EMPTY'),
  refused('blanks only', csv('', '  ', ',,'), 'EMPTY'),
  refused('an empty workbook', () => sheetOf([]), 'EMPTY'),
  refused('only hidden sheets', () => workbook({ sheets: [{ rows: LIST, hidden: 'hidden' }] }), 'EMPTY', '可见'),
  refused('a header only', csv('成果名称,完成单位,联系人'), 'HEADER_ONLY'),
  refused('a header and a footer only', csv('成果名称,完成单位,联系人', '填表人：张三,,'), 'HEADER_ONLY'),
  refused('no header', csv('石墨烯薄膜,一种材料,很薄', '高温合金,另一种,很硬'), 'NO_HEADER'),
  refused(
    'no column for the title',
    csv('完成单位,联系人,联系电话', '南京大学,张三,13912345678'),
    'MISSING_COLUMN',
    '成果名称',
  ),
  refused(
    'no column for the organisation',
    csv('成果名称,联系人,联系电话', '甲材料,张三,13912345678'),
    'MISSING_COLUMN',
    '完成单位',
  ),
  refused(
    'needs uploaded as achievements',
    csv('需求名称,企业名称,需求描述,拟投入资金', '甲,某公司,描述,20'),
    'WRONG_KIND',
    '企业技术需求清单',
  ),
  refused(
    'achievements uploaded as needs',
    csv('成果名称,完成单位,完成人,技术成熟度', '甲,南京大学,张三,中试'),
    'WRONG_KIND',
    '科技成果清单',
    { kind: 'needs' },
  ),
  refused(
    'challenges uploaded as needs',
    csv('榜单名称,发榜单位,榜单类型,榜单金额', '甲,某公司,企业榜,20'),
    'WRONG_KIND',
    '揭榜挂帅榜单',
    { kind: 'needs' },
  ),
  refused(
    'needs uploaded as challenges',
    csv('需求名称,企业名称,需求描述', '甲,某公司,描述'),
    'WRONG_KIND',
    '企业技术需求清单',
    { kind: 'challenges' },
  ),
  refused(
    'a form of one item',
    () =>
      sheetOf(
        [
          ['科技成果申报表'],
          ['成果名称', '甲材料', '完成单位', '南京大学'],
          ['联系人', '张三', '联系电话', '13912345678'],
          ['所属领域', '新材料', '技术成熟度', '中试'],
          ['成果简介', '很长的一段介绍'],
        ],
        { merges: ['A1:D1'] },
      ),
    'ONE_ITEM_FORM',
  ),
  refused(
    'a form of one item in two columns',
    csv('成果名称,甲材料', '完成单位,南京大学', '联系人,张三', '联系电话,13912345678', '成果简介,很好'),
    'ONE_ITEM_FORM',
  ),
  refused('a truncated workbook', () => whole().subarray(0, -60), 'DAMAGED'),
  refused('a workbook cut in half', () => whole().subarray(0, 700), 'DAMAGED'),
  refused(
    'a workbook with a damaged sheet',
    () => {
      const bytes = sheetOf(
        Array.from({ length: 500 }, (_, at) => (at === 0 ? LIST[0]! : [`材料${at * 7919}`, `大学${at * 104729}`])),
      );
      bytes.fill(0x55, 1800, 2300);
      return bytes;
    },
    'DAMAGED',
  ),
  refused(
    'a workbook whose sheet XML breaks off',
    withSheet('<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>成果名称'),
    'DAMAGED',
  ),
  refused(
    'a workbook whose rows go backwards',
    withSheet(
      '<worksheet><sheetData><row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData></worksheet>',
    ),
    'DAMAGED',
  ),
  refused(
    'a document type with an external entity',
    withSheet(
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>',
    ),
    'UNSAFE_XML',
  ),
  refused(
    'entities that expand without end',
    () =>
      workbook({
        sheets: [{ rows: LIST }],
        parts: [
          {
            name: 'xl/sharedStrings.xml',
            data: '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>',
          },
        ],
      }),
    'UNSAFE_XML',
  ),
  refused(
    'an archive that inflates beyond the limit',
    () => workbook({ sheets: [{ rows: LIST }], parts: [{ name: 'xl/media/a.bin', data: Buffer.alloc(3_000_000) }] }),
    'TOO_LARGE',
    '解压',
    { limits: { inflatedBytes: 2_000_000 } },
  ),
  refused(
    'an archive whose directory lies about its size',
    () =>
      workbook({
        sheets: [{ rows: LIST }],
        parts: [{ name: 'xl/sharedStrings.xml', data: Buffer.alloc(3_000_000, 32), claimedSize: 100 }],
      }),
    'DAMAGED',
  ),
  refused(
    'a small archive that inflates out of all proportion',
    () => workbook({ sheets: [{ rows: LIST }], parts: [{ name: 'xl/media/a.bin', data: Buffer.alloc(3_000_000) }] }),
    'TOO_LARGE',
    '解压',
    { limits: { inflationFrom: 1_000_000 } },
  ),
  refused('rows of which none can be used', csv('成果名称,完成单位', '甲,', '乙,'), 'NO_ROWS', '2 行'),
  refused(
    'more rows than allowed',
    csv('成果名称,完成单位', ...Array.from({ length: 50 }, (_, at) => `材料${at},南京大学`)),
    'TOO_LARGE',
    '50 行',
    { limits: { rows: 50 } },
  ),
  refused('more columns than allowed', csv(`成果名称,完成单位${',x'.repeat(20)}`, '甲,南京大学'), 'TOO_LARGE', 'K 列', {
    limits: { columns: 10 },
  }),
  refused('a file beyond the limit', whole, 'TOO_LARGE', '', { limits: { fileBytes: 500 } }),
  refused(
    'a Word document',
    () =>
      zip([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: '_rels/.rels', data: '<Relationships/>' },
        { name: 'word/document.xml', data: '<w/>' },
      ]),
    'UNSUPPORTED_FORMAT',
    'Word',
  ),
  refused('an archive of other files', () => zip([{ name: '清单.txt', data: 'x' }]), 'UNSUPPORTED_FORMAT', '压缩包'),
  refused(
    'an OpenDocument sheet',
    () =>
      zip([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
        { name: 'content.xml', data: '<x/>' },
      ]),
    'UNSUPPORTED_FORMAT',
    'OpenDocument',
  ),
  refused(
    'an image',
    () => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), Buffer.alloc(200)]),
    'UNSUPPORTED_FORMAT',
    'PNG',
  ),
  refused('a PDF', () => Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'UNSUPPORTED_FORMAT', 'PDF'),
  refused(
    'a web page dressed as a workbook',
    () =>
      Buffer.from(
        '\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>成果名称</td></tr></table></html>',
      ),
    'UNSUPPORTED_FORMAT',
    'HTML',
  ),
  refused(
    'an XML workbook of 2003',
    () =>
      Buffer.from(
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      ),
    'UNSUPPORTED_FORMAT',
    '2003',
  ),
  refused(
    'JSON lines of needs',
    () => Buffer.from('{"title":"甲","organization":"某公司","description":"x","budget":"面议","park":"p"}\n'),
    'WRONG_KIND',
  ),
  refused(
    'JSON lines without an organisation',
    () => Buffer.from('{"title":"甲","summary":"x"}\n'),
    'MISSING_COLUMN',
    'organization',
  ),
  refused('a JSON array', () => Buffer.from('[{"title":"甲"}]'), 'UNSUPPORTED_FORMAT', 'JSON'),
  refused(
    'random bytes',
    () => Buffer.from(Array.from({ length: 2000 }, (_, at) => (at * 7919 + ((at * at) % 251)) % 256)),
    'UNSUPPORTED_FORMAT',
  ),
];
