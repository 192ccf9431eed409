import { sql } from 'drizzle-orm';
import type { Database } from './open.js';
import { owe } from './outbox.js';
import { rowsOf } from './rows.js';

/**
 * When more achievements wait to say which needs they matter to than there are needs, as after the import of a list:
 * lets every need have its turn instead, and settles what the achievements were owed. Both cost about one search each,
 * so this bounds the background work after an import by the number of needs.
 * @returns false when the achievements are the fewer; nothing has changed then
 */
export async function rematchEveryNeed(db: Database): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [counts] = await rowsOf<{ fewer: boolean }>(
      tx,
      sql`SELECT (SELECT count(*) FROM needs WHERE status = 'published')
               < (SELECT count(*) FROM outbox
                   WHERE work = 'rematch' AND subject_kind = 'achievement' AND dead_at IS NULL) AS fewer`,
    );
    if (!counts!.fewer) return false;
    // What another worker is just settling is settled by it.
    await tx.execute(sql`
      DELETE FROM outbox WHERE id IN (
        SELECT id FROM outbox WHERE work = 'rematch' AND subject_kind = 'achievement' AND dead_at IS NULL
         ORDER BY subject_id FOR UPDATE SKIP LOCKED)`);
    await oweEveryNeed(tx);
    return true;
  });
}

/** Owes every published need a new matching; in the transaction of what makes it owed. */
export async function oweEveryNeed(tx: Database): Promise<void> {
  const needs = await rowsOf<{ id: string }>(tx, sql`SELECT id FROM needs WHERE status = 'published'`);
  await owe(
    tx,
    'rematch',
    'need',
    needs.map((need) => need.id),
  );
}
