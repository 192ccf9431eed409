import { columnLetters } from '../../../src/intake/read/cell-ref.js';
import { zip, type ZipPart } from './zip.js';

/** A cell: text, number, nothing, or an object for what needs XML of its own. */
export type CellSource =
  | string
  | number
  | boolean
  | null
  | { date: number; format?: number }
  | { error: string }
  | { formula: string; cached: string | number; error?: true }
  | { inline: string }
  | { rich: string[]; phonetic?: string }
  | { xml: string };

export interface SheetSource {
  name?: string;
  rows: readonly (readonly CellSource[] | null)[];
  /** Place of the first cell; A1 unless told. */
  at?: { row: number; column: number };
  merges?: string[];
  hidden?: 'hidden' | 'veryHidden';
  hiddenRows?: number[];
  /** Cells and rows without their `r`. */
  withoutRefs?: true;
}

export interface WorkbookSource {
  sheets: readonly SheetSource[];
  is1904?: true;
  /** Number format codes; cell style n + 1 uses formats[n]. */
  formats?: string[];
  /** Prefix of every element's name, as some writers use. */
  prefix?: string;
  parts?: ZipPart[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The bytes of an .xlsx, from its XML: no library stands between a test and an odd structure. */
export function workbook(source: WorkbookSource): Buffer {
  const strings: string[] = [];
  const sheets = source.sheets.map((sheet) => sheetXml(sheet, strings));
  const parts: ZipPart[] = [
    {
      name: '[Content_Types].xml',
      data: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    { name: '_rels/.rels', data: relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/workbook.xml', data: workbookXml(source) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relationships([
        ...sheets.map((_, at): [string, string, string] => [
          `rId${at + 1}`,
          'worksheet',
          `worksheets/sheet${at + 1}.xml`,
        ]),
        ['rIdS', 'sharedStrings', 'sharedStrings.xml'],
        ['rIdT', 'styles', 'styles.xml'],
      ]),
    },
    { name: 'xl/styles.xml', data: stylesXml(source.formats ?? []) },
    ...sheets.map((data, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, data })),
    {
      name: 'xl/sharedStrings.xml',
      data: `${HEAD}<sst xmlns="${MAIN}">${strings.map((xml) => `<si>${xml}</si>`).join('')}</sst>`,
    },
  ];
  const prefixed = parts.map((part) => ({
    ...part,
    data: source.prefix === undefined ? part.data : prefix(String(part.data), source.prefix),
  }));
  const own = source.parts ?? [];
  return zip([...prefixed.filter(({ name }) => own.every((other) => other.name !== name)), ...own]);
}

/** One sheet of text rows, the commonest case. */
export function sheetOf(rows: SheetSource['rows'], options: Omit<SheetSource, 'rows'> = {}): Buffer {
  return workbook({ sheets: [{ rows, ...options }] });
}

function workbookXml({ sheets, is1904 }: WorkbookSource): string {
  const list = sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escape(name ?? `Sheet${at + 1}`)}" sheetId="${at + 1}"${hidden === undefined ? '' : ` state="${hidden}"`} r:id="rId${at + 1}"/>`,
  );
  const properties = is1904 ? '<workbookPr date1904="1"/>' : '<workbookPr/>';
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${properties}<sheets>${list.join('')}</sheets></workbook>`;
}

function relationships(entries: [id: string, type: string, target: string][]): string {
  const list = entries.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
}

function stylesXml(formats: readonly string[]): string {
  const codes = formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escape(code)}"/>`);
  const styles = [0, ...formats.map((_, at) => 164 + at), ...BUILT_IN].map((id) => `<xf numFmtId="${id}"/>`);
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`;
}

/** Built-in date formats, whose styles come after the workbook's own. */
const BUILT_IN = [14, 31, 57];

/** Style of a built-in date format in a workbook with `formats` of its own. */
export function dateStyle(id: 14 | 31 | 57, formats = 0): number {
  return 1 + formats + BUILT_IN.indexOf(id);
}

function sheetXml(
  { rows, at = { row: 1, column: 0 }, merges = [], hiddenRows = [], withoutRefs }: SheetSource,
  strings: string[],
): string {
  const lines = rows.map((cells, index) => {
    if (cells === null) return '';
    const number = at.row + index;
    const content = cells.map((cell, column) =>
      cellXml(cell, withoutRefs ? '' : ` r="${columnLetters(at.column + column)}${number}"`, strings),
    );
    const hidden = hiddenRows.includes(number) ? ' hidden="1"' : '';
    return `<row${withoutRefs ? '' : ` r="${number}"`}${hidden}>${content.join('')}</row>`;
  });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`);
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData>${merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>` : ''}</worksheet>`;
}

function cellXml(cell: CellSource, ref: string, strings: string[]): string {
  if (cell === null) return ref === '' ? '<c/>' : '';
  if (typeof cell === 'number') return `<c${ref}><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c${ref} t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'string') return shared(ref, `<t xml:space="preserve">${escape(cell)}</t>`, strings);
  if ('date' in cell) return `<c${ref} s="${cell.format ?? dateStyle(14)}"><v>${cell.date}</v></c>`;
  if ('error' in cell && !('formula' in cell)) return `<c${ref} t="e"><v>${cell.error}</v></c>`;
  if ('formula' in cell) {
    const type = cell.error ? ' t="e"' : typeof cell.cached === 'string' ? ' t="str"' : '';
    return `<c${ref}${type}><f>${escape(cell.formula)}</f><v>${escape(String(cell.cached))}</v></c>`;
  }
  if ('inline' in cell) return `<c${ref} t="inlineStr"><is><t>${escape(cell.inline)}</t></is></c>`;
  if ('rich' in cell) {
    const runs = cell.rich.map((text) => `<r><rPr><b/></rPr><t>${escape(text)}</t></r>`).join('');
    return shared(
      ref,
      `${runs}${cell.phonetic === undefined ? '' : `<rPh sb="0" eb="1"><t>${cell.phonetic}</t></rPh>`}`,
      strings,
    );
  }
  return `<c${ref}${cell.xml}</c>`;
}

function shared(ref: string, xml: string, strings: string[]): string {
  strings.push(xml);
  return `<c${ref} t="s"><v>${strings.length - 1}</v></c>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function prefix(xml: string, name: string): string {
  return xml.replace(/<(\/?)([A-Za-z])/g, `<$1${name}:$2`).replace('xmlns=', `xmlns:${name}=`);
}
