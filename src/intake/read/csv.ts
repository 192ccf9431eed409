import { unguardFormula } from '../formula-guard.js';
import type { IntakeLimits } from '../limits.js';
import { Refusal } from '../refusal.js';
import { checkCell, checkRow } from './check.js';
import { CsvSplitter } from './csv-splitter.js';
import { sniffDelimiter } from './delimiter.js';
import { decodeFile, type Encoding } from './encoding.js';
import type { ListFile, SheetRow } from './types.js';

/** Excel's own note of the delimiter; it does not count as a row there. */
const SEPARATOR_LINE = /^sep=(.)\r?\n?/i;

/** @param head text of the file's beginning, to see the delimiter in */
export function openCsv(path: string, encoding: Encoding, head: string, limits: IntakeLimits): ListFile {
  const stated = SEPARATOR_LINE.exec(head);
  const delimiter = stated?.[1] ?? sniffDelimiter(head);
  return {
    format: 'csv',
    async *sheets() {
      const text = skip(decodeFile(path, encoding), stated?.[0].length ?? 0);
      yield { name: null, hidden: false, merges: [], rows: () => readRecords(text, delimiter, limits) };
    },
    close: () => Promise.resolve(),
  };
}

async function* skip(chunks: AsyncIterable<string>, characters: number): AsyncGenerator<string> {
  let left = characters;
  for await (const chunk of chunks) {
    yield chunk.slice(left);
    left = Math.max(0, left - chunk.length);
  }
}

/**
 * Records with text, numbered as Excel numbers them: a blank line is a row, a quoted line break is none.
 * @throws Refusal DAMAGED with the row of a quote that never closes, TOO_LARGE
 */
async function* readRecords(
  text: AsyncIterable<string>,
  delimiter: string,
  limits: IntakeLimits,
): AsyncGenerator<SheetRow[]> {
  const splitter = new CsvSplitter(delimiter);
  let number = 0;
  let cells = 0;
  let count = 0;
  const toRows = (records: string[][]): SheetRow[] => {
    const rows: SheetRow[] = [];
    for (const record of records) {
      const row = toRow(record, ++number, limits);
      if (row.cells.length === 0) continue;
      checkRow(++count, limits);
      cells += record.length;
      if (cells > limits.cells) throw new Refusal('TOO_LARGE', `单元格总数超过 ${limits.cells} 的上限，请拆分后上传。`);
      rows.push(row);
    }
    return rows;
  };
  for await (const chunk of text) {
    yield toRows(splitter.push(chunk));
    if (splitter.pending > limits.cellLength * 3) throw unclosed(number + 1);
  }
  const last = splitter.end();
  if (last === null) throw unclosed(number + 1);
  yield toRows(last);
}

function unclosed(row: number): Refusal {
  return new Refusal('DAMAGED', `第 ${row} 行起的双引号没有成对，后面的内容无法分列。请检查该行的引号后重新上传。`);
}

function toRow(record: string[], number: number, limits: IntakeLimits): SheetRow {
  const row: SheetRow = { number, cells: [] };
  for (let column = 0; column < record.length; column++) {
    const text = record[column]!;
    if (text.trim() === '') continue;
    const cell = { text: unguardFormula(text).normalize('NFC') };
    checkCell(cell, number, column, limits);
    row.cells[column] = cell;
  }
  return row;
}
