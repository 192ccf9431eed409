import type { FileKind } from '../domain.js';
import { describeMapping, mapColumns, type ConfirmedMapping, type HeaderColumn, type MappedColumn } from './columns.js';
import type { IntakeEvent } from './events.js';
import { fieldsOf } from './fields.js';
import { createFiller } from './fill.js';
import { refuseOtherKind } from './kind.js';
import { foldKey, type Normaliser } from './normalise/index.js';
import { columnLetters } from './read/cell-ref.js';
import type { Sheet, SheetRow } from './read/types.js';
import { Refusal } from './refusal.js';
import { createRowClassifier, REPEATED_HEADER } from './row-kinds.js';
import { findTable, HEADER_WITHIN, tableAt, type Table } from './table.js';
import { isKnownHeader } from './synonyms.js';
import type { CellContext } from './types.js';
import { createRowReader, type RowResult } from './validate.js';

export interface SheetOptions {
  kind: FileKind;
  normaliser: Normaliser;
  organization: string | undefined;
  confirmed: ConfirmedMapping;
}

/** Rows that are read between two chances for the event loop to turn: some milliseconds of work. */
const SLICE = 25;

/** What a sheet's rows come to, before duplicates are told. */
export type SheetEvent = Extract<IntakeEvent, { type: 'mapping' | 'ignored' }> | ({ type: 'result' } & RowResult);

/**
 * Reads the table of one sheet, row by row. A sheet without a usable table throws before its first row.
 * @throws Refusal EMPTY, NO_HEADER, ONE_ITEM_FORM, WRONG_KIND, MISSING_COLUMN, HEADER_ONLY
 */
export async function* readSheet(sheet: Sheet, options: SheetOptions): AsyncGenerator<SheetEvent[]> {
  const batches = sheet.rows()[Symbol.asyncIterator]();
  try {
    const { rows, done } = await takeRows(batches, HEADER_WITHIN);
    if (rows.length === 0) throw new Refusal('EMPTY', '表中没有任何内容。请检查后重新上传。');
    const table = findTable(rows, sheet.merges, (header) => isConfirmed(header, options.confirmed));
    if ('code' in table) throw new Refusal(table.code, table.reason);
    const fill = createFiller(sheet.merges);
    const headers = rows.filter((row) => table.headerRows.includes(row.number));
    const below = table.below.map(fill);
    const columns = completeColumns(sheet, table, below, headers, options);
    const mapping = describeMapping(sheet.name, columns, below);
    const seen = { type: 'mapping', sheet: sheet.name, headerRows: table.headerRows, mapping } as const;
    const refusal =
      refuseOtherKind(columns, textAbove(sheet, table), options.kind) ??
      refuseMissing(table, columns, options) ??
      (done && !hasData(sheet, table.below, columns, headers) ? headerOnly() : null);
    if (refusal) throw Object.assign(refusal, { seen });
    yield [seen, ...table.above.map((row) => ignored(sheet, row, '表头上方的标题或说明'))];

    const readRows = createBatchReader(sheet, table, columns, headers, options);
    for (let batch = table.below, filled = below; ;) {
      for (let at = 0; at < batch.length; at += SLICE) {
        yield readRows(batch.slice(at, at + SLICE), filled.slice(at, at + SLICE));
      }
      const next = await batches.next();
      if (next.done === true) return;
      batch = next.value;
      filled = batch.map(fill);
    }
  } finally {
    await batches.return?.();
  }
}

async function takeRows(
  batches: AsyncIterator<SheetRow[]>,
  count: number,
): Promise<{ rows: SheetRow[]; done: boolean }> {
  const rows: SheetRow[] = [];
  while (rows.length < count) {
    const next = await batches.next();
    if (next.done === true) return { rows, done: true };
    rows.push(...next.value);
  }
  return { rows, done: false };
}

function isConfirmed(header: string, confirmed: ConfirmedMapping): boolean {
  const key = foldKey(header);
  return Object.keys(confirmed).some((name) => foldKey(name) === key);
}

/** Columns that have values and no header are columns as well; what stands in footers makes none. */
function completeColumns(
  { merges }: Sheet,
  table: Table,
  below: SheetRow[],
  headers: SheetRow[],
  { kind, confirmed }: SheetOptions,
): MappedColumn[] {
  const named = mapColumns(table.columns, below, kind, confirmed);
  const classify = createRowClassifier(named, headers, merges);
  const known = new Set(table.columns.map(({ index }) => index));
  const unnamed = new Map<number, HeaderColumn>();
  for (const row of below) {
    if (row.cells.every((cell, index) => cell === undefined || known.has(index)) || classify(row) !== null) continue;
    row.cells.forEach((cell, index) => {
      if (cell !== undefined && cell.text.trim() !== '' && !known.has(index))
        unnamed.set(index, { index, header: '', parts: [] });
    });
  }
  if (unnamed.size === 0) return named;
  const all = [...table.columns, ...unnamed.values()].sort((a, b) => a.index - b.index);
  return mapColumns(all, below, kind, confirmed);
}

function textAbove(sheet: Sheet, table: Table): string {
  return [sheet.name ?? '', ...table.above.flatMap((row) => row.cells.map((cell) => cell?.text ?? ''))].join(' ');
}

/** `（单位：元）` over a table holds for every amount whose column does not say otherwise. */
function unitAbove(text: string): CellContext['moneyUnit'] {
  return /单位\s*[:：]\s*(?:人民币)?\s*(万元|亿元|千元|元)/.exec(text)?.[1] as CellContext['moneyUnit'];
}

function hasData({ merges }: Sheet, rows: readonly SheetRow[], columns: MappedColumn[], headers: SheetRow[]): boolean {
  const classify = createRowClassifier(columns, headers, merges);
  return rows.some((row) => classify(row) === null);
}

function headerOnly(): Refusal {
  return new Refusal('HEADER_ONLY', '只有表头，没有数据行。请填写后重新上传。');
}

function refuseMissing(table: Table, columns: MappedColumn[], { kind, organization }: SheetOptions): Refusal | null {
  const fields = new Set(columns.map(({ field }) => field));
  const missing = Object.entries(fieldsOf(kind)).filter(
    ([field, { required }]) =>
      required && !fields.has(field) && !(field === 'organization' && organization !== undefined),
  );
  if (missing.length === 0) return null;
  const labels = missing.map(([, { label }]) => `“${label}”`).join('、');
  const found = columns.map(({ index, header }) => header || `${columnLetters(index)} 列`).slice(0, 12);
  return new Refusal(
    'MISSING_COLUMN',
    `缺少必需的列：${labels}（表头在第 ${table.headerRows.join('、')} 行，现有列：${found.join('、')}）。请补上该列，或指明哪一列是它。`,
  );
}

function createBatchReader(
  sheet: Sheet,
  table: Table,
  columns: MappedColumn[],
  headers: SheetRow[],
  options: SheetOptions,
) {
  const moneyUnit = unitAbove(textAbove(sheet, table));
  const readerOf = (columns: MappedColumn[]) => createRowReader({ ...options, sheet: sheet.name, columns, moneyUnit });
  const main = { classify: createRowClassifier(columns, headers, sheet.merges), readRow: readerOf(columns) };
  let current: typeof main | null = main;
  let previous = headers.at(-1)!.number;
  /** Whether the row before was none of data: a title or a gap, under which another table may begin. */
  let isGap = false;
  /** Last row of the newest header. */
  let headerEnd = previous;
  const titleColumn = columns.find(({ field }) => field === 'title')?.index ?? 0;

  /** A row is judged by its own cells, and read with those that are merged into it. */
  return (rows: readonly SheetRow[], filled: readonly SheetRow[]): SheetEvent[] =>
    rows.flatMap((row, at): SheetEvent[] => {
      if (row.number <= headerEnd) return [];
      const isApart = isGap || row.number > previous + 1;
      previous = row.number;
      const why = main.classify(row);
      isGap = why !== null;
      if (why === REPEATED_HEADER) current = main;
      else if (isApart || isKnownHeader(row.cells[titleColumn]?.text ?? '')) {
        const another = tableAt(rows.slice(at), sheet.merges);
        if (another) return beginTable(row, another);
      }
      if (isTitle(rows, at)) {
        isGap = true;
        return [ignored(sheet, row, '表头上方的标题或说明')];
      }
      if (current === null) return [ignored(sheet, row, '属于下方另一张表格，没有作为清单读取')];
      const reason = current === main ? why : current.classify(row);
      if (reason !== null) return reason === '' ? [] : [ignored(sheet, row, reason)];
      return [{ type: 'result', ...current.readRow(filled[at]!) }];
    });

  /** One text right over another header. */
  function isTitle(rows: readonly SheetRow[], at: number): boolean {
    const cells = rows[at]!.cells.filter((cell) => cell !== undefined);
    return cells.length === 1 && tableAt(rows.slice(at + 1), sheet.merges) !== null;
  }

  /** Another list goes on under its own header; a table of something else is passed over and told. */
  function beginTable(row: SheetRow, { headerRows, columns: headerColumns, below }: Table): SheetEvent[] {
    headerEnd = headerRows.at(-1)!;
    const next = mapColumns(headerColumns, below, options.kind, options.confirmed);
    const fields = new Set(next.map(({ field }) => field));
    if (!fields.has('title') || !(fields.has('organization') || options.organization !== undefined)) {
      current = null;
      return [ignored(sheet, row, '下方另一张表格的表头，不是这类清单，没有读取')];
    }
    current = { classify: createRowClassifier(next, [row], sheet.merges), readRow: readerOf(next) };
    const mapping = describeMapping(sheet.name, next, below);
    return [{ type: 'mapping', sheet: sheet.name, headerRows, mapping }];
  }
}

function ignored(sheet: Sheet, row: SheetRow, why: string): SheetEvent {
  return { type: 'ignored', sheet: sheet.name, row: row.number, why };
}
