import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { makeTemporaryDir } from '../temporary.js';
import type { AcceptedRow } from '../types.js';

/** UTF-16 units that are gathered before they are written. */
const CHUNK = 256 * 1024;

/**
 * The accepted rows of one file on disk. A file may be refused at its very end, so nothing may be stored before it has
 * been read; holding its rows in memory would not be bounded, and reading it twice costs more than this.
 */
export interface Spool {
  add(row: AcceptedRow): Promise<void>;
  /** Ends the adding. Batches of at most `size` rows in their order, without the first `skip` rows. */
  batches(size: number, skip: number): AsyncGenerator<AcceptedRow[]>;
  remove(): Promise<void>;
}

export async function createSpool(): Promise<Spool> {
  const dir = await makeTemporaryDir();
  const path = dir.path('rows.jsonl');
  const file = await open(path, 'w');
  let chunk = '';
  const flush = async () => {
    await file.write(chunk);
    chunk = '';
  };
  return {
    async add(row) {
      chunk += `${JSON.stringify(row)}\n`;
      if (chunk.length > CHUNK) await flush();
    },
    async *batches(size, skip) {
      await flush();
      let batch: AcceptedRow[] = [];
      let seen = 0;
      for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
        seen += 1;
        if (seen <= skip) continue;
        batch.push(JSON.parse(line) as AcceptedRow);
        if (batch.length < size) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },
    async remove() {
      await file.close();
      await dir.remove();
    },
  };
}
