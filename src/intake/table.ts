import { LIST_KINDS } from '../domain.js';
import type { HeaderColumn } from './columns.js';
import { isNamed, matchHeader, showHeader } from './headers.js';
import { foldKey } from './normalise/index.js';
import type { MergedRange, SheetRow } from './read/types.js';
import { isDecoyHeader, isIgnoredHeader } from './synonyms.js';
import type { RefusalCode } from './refusal.js';

/** Rows that are looked at for a header. */
export const HEADER_WITHIN = 200;
/** Where nearly every header stands; the rest is looked at when there is none. */
const USUALLY_WITHIN = 30;
const LONGEST_HEADER = 60;
const LONGEST_BELOW = 25;

export interface Table {
  /** Row numbers of the header, one or two. */
  headerRows: number[];
  columns: HeaderColumn[];
  /** Rows before the header. */
  above: SheetRow[];
  /** Rows after it, of those that were given. */
  below: SheetRow[];
}

export interface NoTable {
  code: Extract<RefusalCode, 'NO_HEADER' | 'ONE_ITEM_FORM'>;
  reason: string;
}

/**
 * Finds the header by the words in it: the row with most known headers. Nothing is presumed about where it stands.
 * @param rows the sheet's first rows with text
 * @param isConfirmed says of a header that a person has mapped it
 */
export function findTable(
  rows: readonly SheetRow[],
  merges: readonly MergedRange[],
  isConfirmed: (header: string) => boolean,
): Table | NoTable {
  const near = rows.slice(0, USUALLY_WITHIN).map((row) => scoreOf(row, isConfirmed));
  const isFound = near.some(({ known }) => known >= 3);
  const scores = isFound ? near : rows.map((row) => scoreOf(row, isConfirmed));
  const richest = scores.reduce((at, score, index) => (score.total > scores[at]!.total ? index : at), 0);
  const best = firstList(rows, richest, merges) ?? richest;
  if (isForm(rows, scores, best)) {
    return {
      code: 'ONE_ITEM_FORM',
      reason: '这是一份单项申报表（左边栏目、右边内容），不是一行一项的清单。请把各项填入清单模板后上传。',
    };
  }
  const { known, total, texts } = scores[best] ?? { known: 0, total: 0, texts: 0 };
  const isSingleColumn = known === 1 && texts === 1 && rows.slice(best + 1).every((row) => textsOf(row).length <= 1);
  if (known === 0 || (total < 2 && !isSingleColumn)) {
    return {
      code: 'NO_HEADER',
      reason: '找不到表头：没有一行含有“名称”“单位”等清单列名。请在数据上方加一行列名后上传。',
    };
  }
  // Of a header of three rows the upper groups (基本信息) say least.
  const last = childOf(rows, best, merges) ? best + 1 : best;
  const first = last === best && parentOf(rows, best, merges) ? best - 1 : best;
  return tableOf(rows, first, last, merges);
}

/**
 * The table whose header begins with the first of these rows, for tables further down a sheet: nearly all its texts
 * must be names of columns, since data may hold one by chance.
 */
export function tableAt(rows: readonly SheetRow[], merges: readonly MergedRange[]): Table | null {
  const first = rows[0];
  if (!first || textsOf(first).length < 2 || textsOf(first).some((text) => text.length > LONGEST_BELOW)) return null;
  const { known, total, texts } = scoreOf(first, () => false);
  const weak = (total - known) * 2;
  if (known === 0 || known + weak < 2 || (known + weak) / texts < 0.8) return null;
  return tableOf(rows, 0, childOf(rows, 0, merges) ? 1 : 0, merges);
}

/** Of two lists on a sheet the first counts, though the other's header has more columns. */
function firstList(rows: readonly SheetRow[], richest: number, merges: readonly MergedRange[]): number | null {
  for (let at = 0; at < richest - 1; at++) {
    const table = tableAt(rows.slice(at, richest), merges);
    const hasTitle = table?.columns.some(({ parts }) => isTitle(parts)) ?? false;
    if (hasTitle && table?.below.some((row) => textsOf(row).length > 1)) return at;
  }
  return null;
}

function isTitle(parts: readonly string[]): boolean {
  return LIST_KINDS.some((kind) => isNamed(parts, kind) && matchHeader(parts, kind)?.field === 'title');
}

function tableOf(rows: readonly SheetRow[], first: number, last: number, merges: readonly MergedRange[]): Table {
  return {
    headerRows: rows.slice(first, last + 1).map((row) => row.number),
    columns: headerColumns(rows.slice(first, last + 1), merges),
    above: rows.slice(0, first),
    below: rows.slice(last + 1),
  };
}

interface Score {
  known: number;
  total: number;
  texts: number;
  /** Known header in the row's first cell with text, folded. */
  label: string | null;
}

function scoreOf(row: SheetRow, isConfirmed: (header: string) => boolean): Score {
  const texts = textsOf(row);
  const keys = new Set<string>();
  let weak = 0;
  for (const text of texts) {
    if (text.length > LONGEST_HEADER) continue;
    const header = showHeader(text);
    if (isHeaderText(header) || isConfirmed(header)) keys.add(foldKey(header));
    else if (isIgnoredHeader(foldKey(header)) || isDecoyHeader(foldKey(header))) weak += 0.5;
  }
  const first = texts[0]?.replace(/[:：]\s*$/, '') ?? '';
  return {
    known: keys.size,
    total: keys.size + weak,
    texts: texts.length,
    label: isHeaderText(showHeader(first)) ? foldKey(first) : null,
  };
}

/** Equal to a known header, in whole or but for its unit, star or advice. */
function isHeaderText(header: string): boolean {
  if (header === '' || header.length > LONGEST_HEADER) return false;
  return isNamed([header], 'achievements') || isNamed([header], 'needs');
}

/** Labels stand one below the other in a form, side by side in a list. */
function isForm(rows: readonly SheetRow[], scores: readonly Score[], best: number): boolean {
  const labels = new Set(scores.flatMap(({ label }, at) => (at !== best && label !== null ? [label] : [])));
  const winner = scores[best];
  if (!winner || labels.size < 3 || rows.length > 100) return false;
  return winner.known <= 3 || winner.known / winner.texts <= 0.6;
}

function textsOf(row: SheetRow): string[] {
  return row.cells.flatMap((cell) => (cell !== undefined && cell.text.trim() !== '' ? [cell.text] : []));
}

function hasText(row: SheetRow | undefined, column: number): boolean {
  return (row?.cells[column]?.text.trim() ?? '') !== '';
}

/** Whether the row above holds group titles (联系信息 over 姓名 and 电话) and not a title or note. */
function parentOf(rows: readonly SheetRow[], at: number, merges: readonly MergedRange[]): boolean {
  const parent = rows[at - 1];
  const child = rows[at]!;
  if (!parent || parent.number !== child.number - 1) return false;
  const texts = textsOf(parent);
  if (texts.length < 2 || texts.some((text) => text.length > 20 || /[:：]./.test(text))) return false;
  const groups = groupsOf(parent, merges, child.cells.length);
  return groups.some(({ from, to }) => to > from && countTexts(child, from, to) > 1);
}

/**
 * Whether the row below continues the header: it has text only under groups, and its texts are headers. Without merged
 * cells (CSV) a group is a header with empty cells after it.
 */
function childOf(rows: readonly SheetRow[], at: number, merges: readonly MergedRange[]): boolean {
  const parent = rows[at]!;
  const child = rows[at + 1];
  if (!child || child.number !== parent.number + 1) return false;
  const groups = groupsOf(parent, merges, Math.max(parent.cells.length, child.cells.length)).filter(
    ({ from, to }) => to > from,
  );
  const inGroup = (column: number) => groups.some(({ from, to }) => column >= from && column <= to);
  const columns = child.cells.flatMap((cell, column) =>
    cell !== undefined && cell.text.trim() !== '' ? [column] : [],
  );
  // A group whose title fits one child only (a column without header after it) is no group.
  if (columns.length < 2 || !columns.every(inGroup)) return false;
  const titles = columns.map((column) => {
    const group = groups.find(({ from, to }) => column >= from && column <= to)!;
    return [showHeader(parent.cells[group.from]?.text ?? ''), showHeader(child.cells[column]!.text)];
  });
  return (
    titles.every(([, own]) => own!.length <= 20) &&
    titles.some((parts) => isNamed(parts, 'achievements') || isNamed(parts, 'needs'))
  );
}

interface Group {
  from: number;
  to: number;
}

/** Spans of a row's texts: their merged cells, or in a row without any, the empty cells that follow. */
function groupsOf(row: SheetRow, merges: readonly MergedRange[], width: number): Group[] {
  const wide = merges.filter((merge) => merge.firstRow <= row.number && merge.lastRow >= row.number);
  const groups: Group[] = [];
  for (let column = 0; column < width; column++) {
    if (!hasText(row, column)) continue;
    const merge = wide.find((candidate) => candidate.firstColumn === column);
    let to = merge?.lastColumn ?? column;
    if (wide.length === 0) while (to + 1 < width && !hasText(row, to + 1)) to++;
    groups.push({ from: column, to });
  }
  return groups;
}

function countTexts(row: SheetRow, from: number, to: number): number {
  let count = 0;
  for (let column = from; column <= to; column++) if (hasText(row, column)) count++;
  return count;
}

function headerColumns(header: readonly SheetRow[], merges: readonly MergedRange[]): HeaderColumn[] {
  const [top, bottom] = header;
  const width = Math.max(...header.map((row) => row.cells.length));
  const groups = bottom === undefined ? [] : groupsOf(top!, merges, width);
  const columns: HeaderColumn[] = [];
  for (let index = 0; index < width; index++) {
    const own = showHeader(header.at(-1)!.cells[index]?.text ?? '');
    const group = groups.find(({ from, to }) => index >= from && index <= to);
    const parent = group ? showHeader(top!.cells[group.from]!.text) : '';
    const isSpan = group !== undefined && (index > group.from || group.to > group.from || own !== '');
    const parts =
      own === ''
        ? isSpan && index > group.from
          ? []
          : [parent]
        : parent === '' || parent === own
          ? [own]
          : [parent, own];
    const header_ = parts.filter((part) => part !== '').join('/');
    if (header_ !== '') columns.push({ index, header: header_, parts });
  }
  return columns;
}
