import { createBreather } from '../../breathe.js';
import type { AcceptedRow } from '../types.js';
import type { ReadyRow } from './rows.js';
import type { Spool } from './spool.js';

/** Work between two looks at what the database has answered to the batch before. */
const SLICE_MS = 2;

/** The spooled rows without the first `skip`, made ready to store, as many at a time as `size` says then. */
export async function* readyBatches(
  spool: Spool,
  skip: number,
  size: () => number,
  make: (row: AcceptedRow) => ReadyRow,
): AsyncGenerator<ReadyRow[], void> {
  const breathe = createBreather(SLICE_MS);
  let batch: ReadyRow[] = [];
  for await (const rows of spool.parts(skip)) {
    for (const row of rows) {
      await breathe();
      batch.push(make(row));
      if (batch.length < size()) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
