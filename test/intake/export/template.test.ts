import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as XLSX from '@e965/xlsx';
import { readXlsx, type Sheet } from 'hucre/xlsx';
import { LIST_KINDS, type ListKind } from '../../../src/domain.js';
import { csvTemplate, xlsxTemplate } from '../../../src/intake/export/template.js';
import { templateColumns } from '../../../src/intake/export/columns.js';
import { intakeFile } from '../../../src/intake/report.js';
import { readTaxonomyFile } from '../../../src/taxonomy.js';

const taxonomy = readTaxonomyFile();

describe.each(LIST_KINDS)('the template of %s', (kind: ListKind) => {
  const dir = mkdtempSync(join(tmpdir(), 'template-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  let bytes: Buffer;
  let sheets: Sheet[];
  beforeAll(async () => {
    bytes = await buffer(xlsxTemplate(kind, taxonomy));
    sheets = (await readXlsx(bytes)).sheets;
  });

  const columnOf = (header: string) => sheets[0]!.rows[0]!.indexOf(header);
  /** What Excel offers in the second row of a column. */
  const offeredIn = (header: string): unknown[] => {
    const letters = XLSX.utils.encode_col(columnOf(header));
    const validation = sheets[0]!.dataValidations?.find(({ range }) => range.startsWith(`${letters}2:`));
    const [, name, column, first, last] = /^'(.+)'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)$/.exec(validation!.formula1!)!;
    const source = sheets.find((sheet) => sheet.name === name)!;
    const index = XLSX.utils.decode_col(column!);
    return source.rows.slice(Number(first) - 1, Number(last)).map((row) => row[index]);
  };

  it('has stars on what is required, a frozen header and a sample row', () => {
    const header = sheets[0]!.rows[0]!.map(String);
    expect(header.filter((text) => text.endsWith('*'))).toHaveLength(2);
    expect(sheets[0]!.freezePane).toMatchObject({ rows: 1 });
    expect(sheets[0]!.rows[1]![0]).toBe('示例');
  });

  it('offers what the taxonomy has', () => {
    expect(offeredIn('合作方式')).toEqual(taxonomy.cooperationModes.map(({ name }) => name));
    expect(offeredIn('所属领域')).toEqual(taxonomy.industries.map(({ name }) => name));
    if (kind === 'achievements')
      expect(offeredIn('技术成熟度')).toEqual(expect.arrayContaining(['小试', '中试', 'TRL 9']));
    else expect(offeredIn('是否保密')).toEqual(['是', '否']);
  });

  it('explains each column in Chinese', () => {
    const explained = sheets[1]!.rows.map((row) => String(row[0]));
    for (const { header } of templateColumns(kind)) expect(explained).toContain(`“${header}”列`);
  });

  it('is understood by the importer without a doubt, once it is filled in', async () => {
    const book = XLSX.read(bytes);
    const sheet = book.Sheets[book.SheetNames[0]!]!;
    // The sample row, as an item.
    const values = (XLSX.utils.sheet_to_json(sheet, { header: 1 }) as string[][])[1]!.slice(1);
    XLSX.utils.sheet_add_aoa(sheet, [['1', ...values]], { origin: 'A3' });
    const path = join(dir, 'filled.xlsx');
    writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    const report = await intakeFile(path, { kind });
    expect(report).toMatchObject({ outcome: 'accepted', rejected: [], warnings: [] });
    expect(report.notes).toEqual([expect.stringContaining('填写说明')]);
    expect(report.accepted.map(({ row }) => row)).toEqual([3]);
    expect(report.mapping.map(({ field, confidence }) => [field, confidence])).toEqual([
      ['ignore', 1],
      ...templateColumns(kind).map(({ field }) => [field, 1]),
    ]);
    expect(report.ignoredRows.filter(({ sheet }) => sheet === report.headerRows[0]!.sheet)).toMatchObject([
      { row: 2, why: '填写示例' },
    ]);
  });

  it('is refused as empty while only the sample row is in it', async () => {
    const path = join(dir, 'template.csv');
    writeFileSync(path, await buffer(csvTemplate(kind, 'gbk')));
    expect(await intakeFile(path, { kind })).toMatchObject({ outcome: 'refused', refusedCode: 'HEADER_ONLY' });
  });

  it('comes as a CSV in GBK too', async () => {
    const text = new TextDecoder('gbk').decode(await buffer(csvTemplate(kind, 'gbk')));
    expect(text.split('\r\n')[0]!.split(',')).toEqual(sheets[0]!.rows[0]);
  });
});
