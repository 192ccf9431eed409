import { Readable } from 'node:stream';
import type { ItemValues, ListKind } from '../../domain.js';
import { AppError } from '../../errors.js';
import { extraHeaders, longItems, pageValues } from '../../store/exports.js';
import type { ItemFilter } from '../../store/filters.js';
import type { StoredValues } from '../../store/item-values.js';
import type { Database } from '../../store/open.js';
import type { Taxonomy } from '../../taxonomy.js';
import { createBreather } from '../../breathe.js';
import { LIST_LABELS } from '../fields.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { isEmpty } from '../validate.js';
import { fieldColumns, NUMBER_HEADER } from './columns.js';
import { csvHead, csvLine, encodeCsv, type CsvEncoding } from './csv.js';
import { cellRenderer } from './render.js';
import { MOST_CELL_CHARACTERS, type CellOut, type RowOut } from './sheet-xml.js';
import { writeWorkbook } from './workbook.js';

export const EXPORT_FORMATS = ['xlsx', 'csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest {
  kind: ListKind;
  /** Confidential items are never exported, whatever it says. */
  filter: ItemFilter;
  format: ExportFormat;
  /** Of a CSV. */
  encoding: CsvEncoding;
}

const ITEMS_PER_PAGE = 200;
/** Items that are looked at for a text that no cell can hold. */
const LONG_ITEMS = 1_000;

/**
 * The stored items as a file that imports again without a difference. Pages through the store: its size is not bounded
 * by memory. Items that are added meanwhile may be on it.
 * @throws AppError CONFLICT when the items do not fit into a table, naming what to do instead
 */
export async function exportItems(
  { db, taxonomy }: { db: Database; taxonomy: Taxonomy },
  request: ExportRequest,
): Promise<Readable> {
  const { kind, filter, format, encoding } = request;
  if (format === 'jsonl') return Readable.from(jsonLines(pages(db, kind, filter)), { objectMode: false });
  const table = await layOut(db, kind, filter, taxonomy);
  if (format === 'csv') return Readable.from(csv(table, encoding), { objectMode: false });
  await checkLengths(db, kind, filter, table);
  const { headers } = table;
  const rows = sheetRows(table);
  return writeWorkbook([{ name: LIST_LABELS[kind], widths: headers.map(widthOf), frozenRows: 1, rows }]);
}

interface Table {
  headers: string[];
  cellsOf(values: ItemValues): (string | number | null)[];
  pages(): AsyncIterable<StoredValues[]>;
}

async function layOut(db: Database, kind: ListKind, filter: ItemFilter, taxonomy: Taxonomy): Promise<Table> {
  const extras = await extraHeaders(db, kind, filter);
  const columns = fieldColumns(kind);
  if (1 + columns.length + extras.length > DEFAULT_LIMITS.columns) {
    throw new AppError(
      'CONFLICT',
      `这些条目的附加列有 ${extras.length} 种，一张表放不下；请按清单分别导出，或导出为 JSONL。`,
    );
  }
  const render = cellRenderer(kind, taxonomy);
  return {
    headers: [NUMBER_HEADER, ...columns.map(({ header }) => header), ...extras],
    cellsOf: (values) => [
      ...columns.map((column) => render(column, values)),
      ...extras.map((header) => (Object.hasOwn(values.extra, header) ? values.extra[header]! : null)),
    ],
    pages: () => pages(db, kind, filter),
  };
}

async function* pages(db: Database, kind: ListKind, filter: ItemFilter): AsyncGenerator<StoredValues[]> {
  for (let after: string | null = null; ;) {
    const page = await pageValues(db, kind, filter, { first: ITEMS_PER_PAGE, after });
    if (page.length > 0) yield page.map(({ values }) => values);
    if (page.length < ITEMS_PER_PAGE) return;
    after = page.at(-1)!.id;
  }
}

/** Before the first byte is sent: afterwards nobody can be told. */
async function checkLengths(db: Database, kind: ListKind, filter: ItemFilter, table: Table): Promise<void> {
  for (const values of await longItems(db, kind, filter, MOST_CELL_CHARACTERS, LONG_ITEMS)) {
    const at = table.cellsOf(values).findIndex((cell) => String(cell ?? '').length > MOST_CELL_CHARACTERS);
    if (at < 0) continue;
    throw new AppError(
      'CONFLICT',
      `《${values.title}》的“${table.headers[at + 1]}”超过 Excel 单元格 ${MOST_CELL_CHARACTERS} 字的上限；请导出为 CSV 或 JSONL。`,
    );
  }
}

async function* sheetRows({ headers, cellsOf, pages }: Table): AsyncGenerator<RowOut[]> {
  const breathe = createBreather();
  let number = 1;
  yield [{ number, cells: headers.map((value): CellOut => ({ value, style: 'header' })) }];
  for await (const page of pages()) {
    yield page.map((values) => ({ number: (number += 1), cells: [number - 1, ...cellsOf(values)] }));
    await breathe();
  }
}

async function* csv({ headers, cellsOf, pages }: Table, encoding: CsvEncoding): AsyncGenerator<Buffer> {
  const breathe = createBreather();
  let number = 0;
  yield Buffer.concat([csvHead(encoding), encodeCsv(csvLine(headers), encoding)]);
  for await (const page of pages()) {
    yield encodeCsv(page.map((values) => csvLine([(number += 1), ...cellsOf(values)])).join(''), encoding);
    await breathe();
  }
}

/** One object per line, in the names of `domain.ts`; what is empty is left out. */
async function* jsonLines(pages: AsyncIterable<StoredValues[]>): AsyncGenerator<Buffer> {
  for await (const page of pages)
    yield Buffer.from(page.map((values) => `${JSON.stringify(saying(values))}\n`).join(''));
}

/** Which kind of need it is, the list says. */
function saying({ extra, ...values }: StoredValues): Record<string, unknown> {
  const said = Object.entries(values).filter(([name, value]) => name !== 'isChallenge' && !isEmpty(value));
  return { ...Object.fromEntries(said), ...(Object.keys(extra).length > 0 ? { extra } : {}) };
}

function widthOf(header: string): number {
  return Math.min(40, Math.max(10, header.length * 2 + 4));
}
