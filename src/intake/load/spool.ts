import { open } from 'node:fs/promises';
import { makeTemporaryDir } from '../temporary.js';
import type { ReadyRow } from './rows.js';

/** UTF-16 units that are gathered before they are written, and read again as one. */
const CHUNK = 256 * 1024;
/** Stands between a row and its record, which stays the text that it is: JSON never holds a tab as such. */
const APART = '\t';

/**
 * The rows of one file on disk. A file may be refused at its very end, so nothing may be stored before it has been read;
 * holding its rows in memory would not be bounded, and reading it twice costs more than this.
 */
export interface Spool {
  add(row: ReadyRow): Promise<void> | undefined;
  /** Ends the adding. Rows in their order without the first `skip`, as many at a time as `size` says then. */
  batches(size: () => number, skip: number): AsyncGenerator<ReadyRow[]>;
  remove(): Promise<void>;
}

export async function createSpool(): Promise<Spool> {
  const dir = await makeTemporaryDir();
  const file = await open(dir.path('rows'), 'w+');
  /** Bytes of each chunk; all of them hold whole lines. */
  const written: number[] = [];
  let chunk = '';
  let writing: Promise<void> = Promise.resolve();
  /** @returns when the chunk before is written: one is, while the next is gathered */
  const flush = () => {
    const [before, text] = [writing, chunk];
    chunk = '';
    writing = before.then(async () => {
      written.push((await file.write(text)).bytesWritten);
    });
    // Whoever flushes or reads next hears of it.
    writing.catch(() => {});
    return before;
  };

  async function* chunks(): AsyncGenerator<string[]> {
    let position = 0;
    for (const length of written) {
      const { buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, position);
      position += length;
      yield buffer.toString('utf8').split('\n').slice(0, -1);
    }
  }

  return {
    add({ record, ...row }) {
      chunk += `${JSON.stringify(row)}${APART}${record}\n`;
      return chunk.length > CHUNK ? flush() : undefined;
    },
    async *batches(size, skip) {
      await flush();
      await writing;
      let left = skip;
      let batch: ReadyRow[] = [];
      for await (const lines of chunks()) {
        for (const line of lines) {
          if (left > 0) {
            left -= 1;
            continue;
          }
          batch.push(readLine(line));
          if (batch.length < size()) continue;
          yield batch;
          batch = [];
        }
      }
      if (batch.length > 0) yield batch;
    },
    async remove() {
      await writing.catch(() => {});
      await file.close();
      await dir.remove();
    },
  };
}

function readLine(line: string): ReadyRow {
  const apart = line.indexOf(APART);
  return { ...(JSON.parse(line.slice(0, apart)) as Omit<ReadyRow, 'record'>), record: line.slice(apart + 1) };
}
