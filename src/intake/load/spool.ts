import { open } from 'node:fs/promises';
import { makeTemporaryDir } from '../temporary.js';
import type { AcceptedRow } from '../types.js';

/** UTF-16 units that are gathered before they are written, and read again as one. */
const CHUNK = 64 * 1024;

/**
 * The rows of one file on disk. A file may be refused at its very end, so nothing may be stored before it has been read;
 * holding its rows in memory would not be bounded, and reading it twice costs more than this.
 */
export interface Spool {
  add(row: AcceptedRow): Promise<void> | undefined;
  /** Ends the adding. The rows in their order without the first `skip`; each is read when it is asked for. */
  parts(skip: number): AsyncGenerator<Iterable<AcceptedRow>, void>;
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

  return {
    add(row) {
      chunk += `${JSON.stringify(row)}\n`;
      return chunk.length > CHUNK ? flush() : undefined;
    },
    async *parts(skip) {
      await flush();
      await writing;
      let position = 0;
      let left = skip;
      for (const length of written) {
        const { buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, position);
        position += length;
        const lines = buffer.toString('utf8').split('\n').slice(0, -1);
        yield rowsOf(lines.slice(left));
        left = Math.max(0, left - lines.length);
      }
    },
    async remove() {
      await writing.catch(() => {});
      await file.close();
      await dir.remove();
    },
  };
}

function* rowsOf(lines: readonly string[]): Generator<AcceptedRow> {
  for (const line of lines) yield JSON.parse(line) as AcceptedRow;
}
