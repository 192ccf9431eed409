import { createHash } from 'node:crypto';
import { and, asc, eq, gt, isNull, lt, notExists, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from './open.js';
import { tasks, uploadChunks, uploads } from './schema.js';

export type UploadRow = typeof uploads.$inferSelect;

/** Small enough that a chunk in hand does not count, large enough that a 100 MB file is a hundred rows. */
const CHUNK_BYTES = 1 << 20;

/**
 * Keeps a file that has been received whole (a stream from disk, never from the network: the transaction would stay
 * open, and with PGlite stop everybody, for as long as the sender takes). The caller goes on in the same transaction,
 * owing the import, so that there is never a file without its task.
 */
export async function saveUpload(
  tx: Database,
  fileName: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<UploadRow> {
  const id = uuidv7();
  const hash = createHash('sha256');
  // The row first, since its chunks refer to it; size and hash are known at the end.
  await tx.insert(uploads).values({ id, fileName, size: 0, hash: '' });
  let size = 0;
  let seq = 0;
  for await (const chunk of inChunks(stream)) {
    hash.update(chunk);
    size += chunk.length;
    await tx.insert(uploadChunks).values({ uploadId: id, seq: seq++, bytes: chunk });
  }
  const [saved] = await tx
    .update(uploads)
    .set({ size, hash: hash.digest('hex') })
    .where(eq(uploads.id, id))
    .returning();
  return saved!;
}

/** Null when there is none, or it has been forgotten. */
export async function getUpload(db: Database, id: string): Promise<UploadRow | null> {
  const [upload] = await db.select().from(uploads).where(eq(uploads.id, id));
  return upload ?? null;
}

/** The bytes of an upload in order; nothing when there is no such upload. */
export async function* readUpload(db: Database, id: string): AsyncGenerator<Uint8Array> {
  for (let seq = -1; ;) {
    const [chunk] = await db
      .select()
      .from(uploadChunks)
      .where(and(eq(uploadChunks.uploadId, id), gt(uploadChunks.seq, seq)))
      .orderBy(asc(uploadChunks.seq))
      .limit(1);
    if (chunk === undefined) return;
    seq = chunk.seq;
    yield chunk.bytes;
  }
}

/** Forgets files sent before `before`, except those whose task has not ended. @returns how many */
export async function forgetUploads(db: Database, before: Date): Promise<number> {
  const awaited = db
    .select({ id: tasks.id })
    .from(tasks)
    .where(and(isNull(tasks.finishedAt), sql`${tasks.params}->>'uploadId' = ${uploads.id}::text`));
  const gone = await db
    .delete(uploads)
    .where(and(lt(uploads.createdAt, before), notExists(awaited)))
    .returning({ id: uploads.id });
  return gone.length;
}

async function* inChunks(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
    for (let rest = part; rest.length > 0;) {
      const taken = rest.subarray(0, CHUNK_BYTES - length);
      parts.push(taken);
      length += taken.length;
      rest = rest.subarray(taken.length);
      if (length < CHUNK_BYTES) break;
      yield Buffer.concat(parts);
      parts = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(parts);
}
