/**
 * The sender's own file as a workbook, with a column 错误原因 in front of the rows to mend. The importer passes over that
 * column, so the mended workbook can be sent again as it is.
 */
import type { Readable } from 'node:stream';
import { AppError } from '../../errors.js';
import type { Database } from '../../store/open.js';
import { getTasks } from '../../store/tasks.js';
import { createFiller } from '../fill.js';
import { DEFAULT_LIMITS } from '../limits.js';
import { importParams } from '../load/params.js';
import { localFile } from '../load/source.js';
import { parseCellRef } from '../read/cell-ref.js';
import { openList } from '../read/open.js';
import type { ListFile, MergedRange, Sheet, SheetRow } from '../read/types.js';
import { ERROR_HEADER } from '../synonyms.js';
import type { Cell, ColumnMapping } from '../types.js';
import { createMendingCursor, reasonText, rowsToMend, type RowToMend } from './error-rows.js';
import { MOST_CELL_CHARACTERS, type CellOut, type RowOut, type SheetOut } from './sheet-xml.js';
import type { Style } from './styles.js';
import { writeWorkbook } from './workbook.js';

/** What `load/read.ts` leaves in a task. */
interface ImportReport {
  mapping: ColumnMapping[];
  headerRows: { sheet: string | null; rows: number[] }[];
  refused?: { reason: string };
}

type Tables = Exclude<ListFile, { format: 'jsonl' }>;
type Cursor = ReturnType<typeof createMendingCursor>;

const REASON_WIDTH = 50;
const COLUMN_WIDTH = 18;

/**
 * @param onlyToMend leave out the rows that are in order; titles and header stay
 * @throws AppError NOT_FOUND: no such import, its file is no longer kept, nothing is to be mended; CONFLICT: it has not
 *   ended, the file was refused as a whole, or is no table
 */
export async function errorWorkbook(
  db: Database,
  taskId: string,
  { onlyToMend, signal }: { onlyToMend: boolean; signal: AbortSignal },
): Promise<Readable> {
  const { report, uploadId } = await readEndedImport(db, taskId);
  const local = await localFile(db, uploadId, signal);
  if (local === null) throw new AppError('NOT_FOUND', '上传的文件已过保存期，不能再生成错误工作簿；请重新上传。');
  const release: (() => Promise<unknown>)[] = [local.remove];
  const releaseAll = async () => {
    for (const one of release.splice(0).reverse()) await one();
  };
  try {
    const file = await openTables(local.path);
    release.push(file.close);
    const outline = await outlineOf(local.path);
    const cursor = createMendingCursor(rowsToMend(db, taskId));
    release.push(cursor.close);
    const sheets = file.sheets()[Symbol.asyncIterator]();
    const output = writeWorkbook(outline.flatMap((sheet) => describeSheet(sheet, sheets, report, cursor, onlyToMend)));
    output.once('close', () => {
      releaseAll().catch((error: unknown) => output.emit('error', error));
    });
    return output;
  } catch (error) {
    await releaseAll();
    throw error;
  }
}

async function readEndedImport(db: Database, taskId: string): Promise<{ report: ImportReport; uploadId: string }> {
  const [task] = await getTasks(db, [taskId]);
  if (task?.kind !== 'import') throw new AppError('NOT_FOUND', `没有编号为 ${taskId} 的导入任务。`);
  if (task.finishedAt === null) throw new AppError('CONFLICT', '导入还没有结束；请稍后再取错误工作簿。');
  const report = task.report as ImportReport | null;
  if (report?.refused) {
    throw new AppError('CONFLICT', `文件整体未被接受，没有逐行的错误：${report.refused.reason}`);
  }
  const { rejected = 0, warnings = 0, duplicates = 0 } = task.counts;
  if (report === null || rejected + warnings + duplicates === 0) {
    throw new AppError('NOT_FOUND', '这次导入没有需要修改的行。');
  }
  return { report, uploadId: importParams.parse(task.params).uploadId };
}

async function openTables(path: string): Promise<Tables> {
  const file = await openList(path, DEFAULT_LIMITS);
  if (file.format !== 'jsonl') return file;
  await file.close();
  throw new AppError('CONFLICT', 'JSONL 文件没有错误工作簿；请查看任务的逐行问题。');
}

type Outline = Pick<Sheet, 'name' | 'merges'>;

/** The visible sheets. A workbook begins with their names, so the file is passed over once before its rows are read. */
async function outlineOf(path: string): Promise<Outline[]> {
  const file = await openTables(path);
  try {
    const outline: Outline[] = [];
    for await (const { name, merges, hidden } of file.sheets()) if (!hidden) outline.push({ name, merges });
    return outline;
  } finally {
    await file.close();
  }
}

function describeSheet(
  { name, merges }: Outline,
  sheets: AsyncIterator<Sheet>,
  { headerRows, mapping }: ImportReport,
  cursor: Cursor,
  onlyToMend: boolean,
): SheetOut[] {
  // One for each table of the sheet.
  const headers = headerRows.filter(({ sheet }) => sheet === name).map(({ rows }) => rows);
  const shown = { name: name ?? '清单' };
  const lastHeader = headers[0]?.at(-1);
  // A sheet that is no list goes back as it came: left out, it would be missing from the sender's file.
  if (lastHeader === undefined) return [{ ...shown, widths: [], merges, rows: copyRows(sheets) }];
  const kept = onlyToMend ? merges.filter(({ lastRow }) => lastRow <= lastHeader) : merges;
  return [
    {
      ...shown,
      widths: [REASON_WIDTH, ...mapping.filter(({ sheet }) => sheet === name).map(() => COLUMN_WIDTH)],
      frozenRows: lastHeader,
      merges: kept.map(moveRight),
      rows: markRows(sheets, { name, merges, headers, mapping, cursor, onlyToMend }),
    },
  ];
}

async function nextVisible(sheets: AsyncIterator<Sheet>): Promise<Sheet> {
  for (;;) {
    const { done, value } = await sheets.next();
    if (done === true) throw new Error('the file has fewer sheets than a moment ago');
    if (!value.hidden) return value;
  }
}

async function* copyRows(sheets: AsyncIterator<Sheet>): AsyncGenerator<RowOut[]> {
  for await (const batch of (await nextVisible(sheets)).rows()) {
    yield batch.map(({ number, cells }) => ({ number, cells: cellsOut(cells, 'plain', new Set(), 'plain') }));
  }
}

interface Marking extends Outline {
  headers: readonly (readonly number[])[];
  mapping: readonly ColumnMapping[];
  cursor: Cursor;
  onlyToMend: boolean;
}

async function* markRows(
  sheets: AsyncIterator<Sheet>,
  { name, merges, headers, mapping, cursor, onlyToMend }: Marking,
): AsyncGenerator<RowOut[]> {
  const sheet = await nextVisible(sheets);
  const fill = onlyToMend ? createFiller(merges) : (row: SheetRow) => row;
  const aboveData = headers[0]!.at(-1)!;
  const labelled = new Set(headers.map(([first]) => first));
  let left = 0;
  for await (const batch of sheet.rows()) {
    const rows: RowOut[] = [];
    for (const row of batch) {
      const { number, cells } = fill(row);
      const isHeader = headers.some((header) => header.includes(number));
      if (number <= aboveData || isHeader) {
        const label: CellOut = labelled.has(number) ? { value: ERROR_HEADER, style: 'requiredHeader' } : null;
        rows.push({
          number: number - left,
          cells: [label, ...cellsOut(cells, isHeader ? 'header' : 'plain', new Set(), 'plain')],
        });
        continue;
      }
      const toMend = await cursor.at(name, number);
      if (toMend === null) {
        if (onlyToMend) left += 1;
        else rows.push({ number, cells: [null, ...cellsOut(cells, 'plain', new Set(), 'plain')] });
      } else {
        // Blank rows are no rows here: without the others, those to mend follow each other with their gaps.
        rows.push({ number: number - left, cells: markedCells(cells, toMend, mapping) });
      }
    }
    yield rows;
  }
}

function markedCells(cells: readonly (Cell | undefined)[], toMend: RowToMend, mapping: readonly ColumnMapping[]) {
  const style = toMend.issues.some(({ severity }) => severity !== 'warning') ? 'rejected' : 'warned';
  const columns = toMend.issues.flatMap(({ column }) => parseCellRef(`${column ?? ''}1`)?.column ?? []);
  const long = cells.some((cell) => (cell?.text.length ?? 0) > MOST_CELL_CHARACTERS) ? `\n${TOO_LONG}` : '';
  const reason: CellOut = { value: `${reasonText(toMend, mapping)}${long}`, style };
  return [reason, ...cellsOut(cells, 'plain', new Set(columns), style)];
}

const TOO_LONG = '【注意】有单元格超过 Excel 的字数上限，本表中只有其开头；这一行请在原文件中修改。';

/** @param marked columns of the source that are shown in the style `mark` */
function cellsOut(
  cells: readonly (Cell | undefined)[],
  style: Style,
  marked: ReadonlySet<number>,
  mark: Style,
): CellOut[] {
  const width = Math.max(cells.length, ...[...marked].map((column) => column + 1));
  return Array.from({ length: width }, (_, at) => {
    const value = valueOf(cells[at]);
    const own = marked.has(at) ? mark : style;
    return own === 'plain' ? value : { value: value ?? '', style: own };
  });
}

/** Numbers stay numbers where Excel would show the same digits; dates are written out, whatever the epoch. */
function valueOf(cell: Cell | undefined): string | number | null {
  if (cell === undefined) return null;
  const isPlain = cell.date === undefined && /^-?[\d,]+(\.\d+)?$/.test(cell.text);
  return cell.number !== undefined && isPlain ? cell.number : cell.text.slice(0, MOST_CELL_CHARACTERS);
}

/** One column to the right, behind the reasons. */
function moveRight({ firstColumn, lastColumn, ...rows }: MergedRange): MergedRange {
  return { ...rows, firstColumn: firstColumn + 1, lastColumn: lastColumn + 1 };
}
