import { guardFormula } from '../formula-guard.js';
import { encodeGbk } from './gbk.js';

export const CSV_ENCODINGS = ['utf-8', 'gbk'] as const;
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

/** A record with its line end, no cell of which is a live formula. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (typeof cell === 'number') return String(cell);
  const text = guardFormula(cell ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** UTF-8 begins with its mark, by which Excel knows it. */
export function csvHead(encoding: CsvEncoding): Buffer {
  return Buffer.from(encoding === 'utf-8' ? '\ufeff' : '');
}

export function encodeCsv(text: string, encoding: CsvEncoding): Buffer {
  return encoding === 'utf-8' ? Buffer.from(text) : encodeGbk(text);
}
