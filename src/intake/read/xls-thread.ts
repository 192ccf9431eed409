/**
 * Thread that parses an old .xls. The parser works in one piece and was written for browsers: here it blocks nobody,
 * and a file that would make it hang or swell ends with the thread. The owner asks with any message, one answer each.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import * as XLSX from '@e965/xlsx';
import type { IntakeLimits } from '../limits.js';
import { Refusal } from '../refusal.js';
import type { Cell } from '../types.js';
import { numberCell, numberFormat } from './cell-format.js';
import { checkCell, checkRow } from './check.js';
import type { SheetRow } from './types.js';
import type { XlsAnswer } from './xls.js';

const BATCH = 500;

function* answers(path: string, limits: IntakeLimits): Generator<XlsAnswer> {
  const workbook = parse(readFileSync(path));
  const is1904 = workbook.Workbook?.WBProps?.date1904 === true;
  for (const [index, name] of workbook.SheetNames.entries()) {
    const sheet = workbook.Sheets[name];
    if (sheet?.['!data'] === undefined) continue;
    const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
      firstRow: s.r + 1,
      lastRow: e.r + 1,
      firstColumn: s.c,
      lastColumn: e.c,
    }));
    yield { type: 'sheet', name, hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0, merges };
    yield* rowsOf(sheet['!data'], is1904, limits);
  }
  yield { type: 'end' };
}

function* rowsOf(data: (XLSX.CellObject[] | undefined)[], is1904: boolean, limits: IntakeLimits): Generator<XlsAnswer> {
  let rows: SheetRow[] = [];
  let count = 0;
  // Holes of the sparse array are blank rows: forEach would skip them, entries() shows them as undefined.
  for (const [index, cells] of data.entries()) {
    const row: SheetRow = { number: index + 1, cells: [] };
    for (const [column, source] of (cells ?? []).entries()) {
      const cell = source === undefined ? undefined : readCell(source, is1904);
      if (cell === undefined || cell.text.trim() === '') continue;
      checkCell(cell, row.number, column, limits);
      row.cells[column] = cell;
    }
    if (row.cells.length === 0) continue;
    checkRow(++count, limits);
    rows.push(row);
    if (rows.length < BATCH) continue;
    yield { type: 'rows', rows };
    rows = [];
  }
  if (rows.length > 0) yield { type: 'rows', rows };
}

function readCell(cell: XLSX.CellObject, is1904: boolean): Cell | undefined {
  switch (cell.t) {
    case 'n':
      return numberCell(Number(cell.v), numberFormat(0, cell.z === undefined ? undefined : String(cell.z)), is1904);
    case 's':
      return { text: String(cell.v).normalize('NFC') };
    case 'b':
      return { text: cell.v === true ? 'TRUE' : 'FALSE' };
    case 'e':
      return { text: cell.w ?? '#N/A', error: cell.w ?? '#N/A' };
    default:
      return undefined;
  }
}

function parse(bytes: Buffer): XLSX.WorkBook {
  const streams = streamsOf(bytes);
  if (streams.includes('encryptedpackage')) throw protectedFile();
  if (!streams.includes('workbook') && !streams.includes('book')) {
    const what = streams.includes('worddocument')
      ? 'Word 文档（.doc）'
      : streams.includes('powerpoint document')
        ? 'PowerPoint 演示文稿'
        : '其他 Office 文件';
    throw new Refusal('UNSUPPORTED_FORMAT', `这是${what}，不是 Excel 名单。请把名单另存为 .xlsx 后上传。`);
  }
  try {
    return XLSX.read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: true,
      cellDates: false,
      cellFormula: false,
      cellHTML: false,
      bookVBA: false,
    });
  } catch (error) {
    if (/password|encrypt/i.test((error as Error).message)) throw protectedFile();
    throw damaged(error);
  }
}

function streamsOf(bytes: Buffer): string[] {
  try {
    return XLSX.CFB.read(bytes, { type: 'buffer' }).FileIndex.map((entry: { name: string }) =>
      entry.name.toLowerCase(),
    );
  } catch (error) {
    throw damaged(error);
  }
}

function protectedFile(): Refusal {
  return new Refusal('PASSWORD_PROTECTED', '文件设有打开密码，无法读取。请在 Excel 中去掉密码后重新上传。');
}

function damaged(cause: unknown): Refusal {
  return new Refusal('DAMAGED', '.xls 文件已损坏或不完整，无法读取。请用 Excel 打开，另存为 .xlsx 后重新上传。', cause);
}

const { path, limits } = workerData as { path: string; limits: IntakeLimits };
const stream = answers(path, limits);
parentPort!.on('message', () => {
  try {
    const next = stream.next();
    parentPort!.postMessage(next.done === true ? { type: 'end' } : next.value);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    parentPort!.postMessage({ type: 'refused', code: error.code, reason: error.message } satisfies XlsAnswer);
  }
});
