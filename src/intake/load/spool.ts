import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
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
  const dir = await mkdtemp(join(tmpdir(), 'import-'));
  const path = join(dir, 'rows.jsonl');
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
      await rm(dir, { recursive: true, force: true });
    },
  };
}
