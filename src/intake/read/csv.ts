import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { IntakeLimits } from '../limits.js';
import { Refusal } from '../refusal.js';
import { checkCell, checkRow } from './check.js';
import { sniffDelimiter } from './delimiter.js';
import { decodeFile, type Encoding } from './encoding.js';
import type { ListFile, SheetRow } from './types.js';

const BATCH = 200;
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
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: limits.cellLength * 3,
  });
  const source = Readable.from(text);
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let number = 0;
  let cells = 0;
  let count = 0;
  let batch: SheetRow[] = [];
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      number++;
      const row = toRow(record, number, limits);
      if (row.cells.length === 0) continue;
      checkRow(++count, limits);
      cells += record.length;
      if (cells > limits.cells) throw new Refusal('TOO_LARGE', `单元格总数超过 ${limits.cells} 的上限，请拆分后上传。`);
      batch.push(row);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Refusal(
      'DAMAGED',
      `第 ${number + 1} 行起的双引号没有成对，后面的内容无法分列。请检查该行的引号后重新上传。`,
      error,
    );
  } finally {
    source.destroy();
  }
  yield batch;
}

function toRow(record: string[], number: number, limits: IntakeLimits): SheetRow {
  const row: SheetRow = { number, cells: [] };
  for (let column = 0; column < record.length; column++) {
    const text = record[column]!;
    if (text.trim() === '') continue;
    const cell = { text: text.normalize('NFC') };
    checkCell(cell, number, column, limits);
    row.cells[column] = cell;
  }
  return row;
}
