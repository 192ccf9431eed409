import { eq, lt } from 'drizzle-orm';
import { AppError } from '../errors.js';
import type { Database } from './open.js';
import { idempotencyKeys } from './schema.js';

export interface KeptAnswer {
  status: number;
  response: unknown;
}

/**
 * Answers a write once per key: the first time `act` runs, in a transaction with the noting of its answer; later the
 * kept answer comes back. Two at once: the second waits for the first.
 * @param requestHash SHA-256 of method, path and body
 * @throws AppError CONFLICT when the key came with another request; whatever `act` throws, and then nothing is kept
 */
export async function answerOnce(
  db: Database,
  key: string,
  requestHash: string,
  act: (tx: Database) => Promise<KeptAnswer>,
): Promise<KeptAnswer & { replayed: boolean }> {
  return db.transaction(async (tx) => {
    const mine = await tx.insert(idempotencyKeys).values({ key, requestHash }).onConflictDoNothing().returning();
    if (mine.length === 0) {
      const [kept] = await tx.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key));
      if (kept?.requestHash !== requestHash) {
        throw new AppError('CONFLICT', '这个 Idempotency-Key 已用于另一个请求；请为新的请求换一个新的键。');
      }
      return { status: kept.status!, response: kept.response, replayed: true };
    }
    const answer = await act(tx);
    await tx.update(idempotencyKeys).set(answer).where(eq(idempotencyKeys.key, key));
    return { ...answer, replayed: false };
  });
}

/** Forgets keys that came before `before`; nobody repeats a request that late. @returns how many */
export async function forgetKeys(db: Database, before: Date): Promise<number> {
  const old = lt(idempotencyKeys.createdAt, before);
  const gone = await db.delete(idempotencyKeys).where(old).returning({ key: idempotencyKeys.key });
  return gone.length;
}
