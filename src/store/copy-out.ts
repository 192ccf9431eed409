/**
 * Rows in PostgreSQL's binary COPY format: the only way in which the drivers hand over bytes as bytes. As a query's
 * result they come as text of twice the length, decoded digit by digit.
 */
import { to as copyTo } from 'pg-copy-streams';
import type { Store } from './open.js';

/** Signature, flags and length of the header's extension (PostgreSQL manual, COPY, binary format). */
const SIGNATURE_BYTES = 11;

/**
 * @param select without parameters: COPY takes none, the caller writes literals
 * @returns the fields of each row as the database sends them; null for NULL. Views of one piece of memory that nothing
 *   else uses, so that all of it can be handed over to another thread.
 */
export async function copyOut(store: Store, select: string): Promise<(Buffer | null)[][]> {
  return rowsOfCopy(store.engine === 'pglite' ? await fromPglite(store, select) : await fromPostgres(store, select));
}

async function fromPglite({ pglite }: Extract<Store, { engine: 'pglite' }>, select: string): Promise<Buffer> {
  const { blob } = await pglite.query(`COPY (${select}) TO '/dev/blob' WITH (FORMAT binary)`);
  return Buffer.from(await blob!.arrayBuffer());
}

async function fromPostgres({ pool }: Extract<Store, { engine: 'postgres' }>, select: string): Promise<Buffer> {
  const client = await pool.connect();
  let failed: Error | undefined;
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of client.query(copyTo(`COPY (${select}) TO STDOUT WITH (FORMAT binary)`)))
      chunks.push(chunk as Uint8Array);
    return joined(chunks);
  } catch (error) {
    failed = error as Error;
    throw error;
  } finally {
    // After a failed copy the connection may be out of step: it is closed, not given back.
    client.release(failed);
  }
}

/** `buffer` of stream/consumers makes three copies, which took a third of the time. */
function joined(chunks: readonly Uint8Array[]): Buffer {
  const whole = Buffer.allocUnsafeSlow(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function rowsOfCopy(bytes: Buffer): (Buffer | null)[][] {
  const rows: (Buffer | null)[][] = [];
  let at = SIGNATURE_BYTES + 4;
  at += 4 + bytes.readInt32BE(at);
  for (let fields = bytes.readInt16BE(at); fields >= 0; fields = bytes.readInt16BE(at)) {
    at += 2;
    const row: (Buffer | null)[] = [];
    for (let i = 0; i < fields; i++) {
      const length = bytes.readInt32BE(at);
      at += 4;
      row.push(length < 0 ? null : bytes.subarray(at, at + length));
      at += Math.max(0, length);
    }
    rows.push(row);
  }
  return rows;
}
