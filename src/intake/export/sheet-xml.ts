/** A worksheet as XML, row by row (ECMA-376 part 1, 18.3). */
import { looksLikeFormula } from '../formula-guard.js';
import { columnLetters } from '../read/cell-ref.js';
import type { MergedRange } from '../read/types.js';
import { styleIndex, type Style } from './styles.js';
import { escapeText, MAIN_NAMESPACE, XML_HEAD } from './xml.js';

/** Text is never a formula, whatever it begins with. */
export type CellOut = string | number | null | { value: string | number; style: Style };

export interface RowOut {
  /** As Excel shows it, 1-based, ascending. */
  number: number;
  /** By column, 0 = A. */
  cells: readonly CellOut[];
}

/** A list to choose from, for the cells of a column. */
export interface Choice {
  /** 0 = A. */
  column: number;
  firstRow: number;
  lastRow: number;
  /** Where the entries stand, e.g. `'说明'!$E$3:$E$9`. */
  source: string;
  /** Refuse anything else; left out: other text may be typed. */
  strict?: true;
  /** Shown beside the cell. */
  hint: string;
}

export interface SheetOut {
  /** At most 31 characters, none of []:*?/\ . */
  name: string;
  /** Of columns, in characters. */
  widths: readonly number[];
  /** Rows that stay in sight. */
  frozenRows?: number;
  merges?: readonly MergedRange[];
  choices?: readonly Choice[];
  rows: AsyncIterable<readonly RowOut[]> | Iterable<readonly RowOut[]>;
}

/** Characters that a cell can hold: Excel calls a file with more in one damaged. */
export const MOST_CELL_CHARACTERS = 32_767;

/** The order of elements is prescribed. */
export async function* sheetXml({
  widths,
  frozenRows,
  merges = [],
  choices = [],
  rows,
}: SheetOut): AsyncGenerator<string> {
  yield `${XML_HEAD}<worksheet xmlns="${MAIN_NAMESPACE}">${view(frozenRows)}${columns(widths)}<sheetData>`;
  for await (const batch of rows) yield batch.map(rowXml).join('');
  yield `</sheetData>${counted('mergeCells', merges.map(mergeXml))}${counted('dataValidations', choices.map(choiceXml))}</worksheet>`;
}

function view(frozenRows: number | undefined): string {
  if (frozenRows === undefined) return '';
  const first = `A${frozenRows + 1}`;
  const pane = `<pane ySplit="${frozenRows}" topLeftCell="${first}" activePane="bottomLeft" state="frozen"/>`;
  return `<sheetViews><sheetView workbookViewId="0">${pane}<selection pane="bottomLeft" activeCell="${first}" sqref="${first}"/></sheetView></sheetViews>`;
}

function columns(widths: readonly number[]): string {
  const list = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`);
  return list.length === 0 ? '' : `<cols>${list.join('')}</cols>`;
}

function counted(name: string, elements: readonly string[]): string {
  return elements.length === 0 ? '' : `<${name} count="${elements.length}">${elements.join('')}</${name}>`;
}

function rowXml({ number, cells }: RowOut): string {
  return `<row r="${number}">${cells.map((cell, at) => cellXml(cell, `${columnLetters(at)}${number}`)).join('')}</row>`;
}

function cellXml(cell: CellOut, ref: string): string {
  if (cell === null || cell === '') return '';
  const { value, style } = typeof cell === 'object' ? cell : { value: cell, style: 'plain' as const };
  if (typeof value === 'number') return `<c r="${ref}"${styled(styleIndex(style, false))}><v>${value}</v></c>`;
  if (value === '') return `<c r="${ref}"${styled(styleIndex(style, false))}/>`;
  // Marked as Excel marks what was typed behind an apostrophe: editing the cell does not make it a formula either.
  const index = styleIndex(style, looksLikeFormula(value));
  return `<c r="${ref}"${styled(index)} t="inlineStr"><is><t xml:space="preserve">${escapeText(value)}</t></is></c>`;
}

function styled(index: number): string {
  return index === 0 ? '' : ` s="${index}"`;
}

function mergeXml({ firstRow, lastRow, firstColumn, lastColumn }: MergedRange): string {
  return `<mergeCell ref="${columnLetters(firstColumn)}${firstRow}:${columnLetters(lastColumn)}${lastRow}"/>`;
}

function choiceXml({ column, firstRow, lastRow, source, strict, hint }: Choice): string {
  const letters = columnLetters(column);
  const error = strict ? ' showErrorMessage="1" errorTitle="请从列表中选择" error="只能填写列表中的内容。"' : '';
  return `<dataValidation type="list" allowBlank="1" showInputMessage="1"${error} prompt="${escapeText(hint)}" sqref="${letters}${firstRow}:${letters}${lastRow}"><formula1>${escapeText(source)}</formula1></dataValidation>`;
}
