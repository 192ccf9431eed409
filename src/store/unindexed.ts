import { sql } from 'drizzle-orm';
import { ITEM_KINDS } from '../domain.js';
import { isEmbedded } from './models.js';
import type { Database } from './open.js';
import { owe } from './outbox.js';
import { rowsOf } from './rows.js';

const ITEMS_PER_TRANSACTION = 5_000;

/**
 * Owes the indexing of every item that is shown and whose text has no current lexical entry or vector, whatever the
 * reason: an older tokeniser, a model that was not there, a table restored from elsewhere.
 * @param lexicon version of the tokeniser
 * @param modelId model whose vectors an item needs; null: none
 * @returns how many
 */
export async function oweUnindexed(db: Database, lexicon: string, modelId: string | null): Promise<number> {
  let owed = 0;
  for (const kind of ITEM_KINDS) {
    const table = sql.identifier(kind === 'achievement' ? 'achievements' : 'needs');
    const noVector = modelId === null ? sql`false` : sql`NOT (${isEmbedded(kind, modelId)})`;
    for (let found = ITEMS_PER_TRANSACTION; found === ITEMS_PER_TRANSACTION;) {
      const items = await rowsOf<{ id: string }>(
        db,
        sql`SELECT id FROM ${table} item
             WHERE status IN ('published', 'draft')
               AND NOT EXISTS (SELECT FROM outbox o
                                WHERE o.work = 'index' AND o.subject_kind = ${kind} AND o.subject_id = item.id)
               AND (${noVector} OR NOT EXISTS (
                     SELECT FROM lexical_entries l WHERE l.item_kind = ${kind} AND l.item_id = item.id
                        AND l.lexicon = ${lexicon} AND l.text_hash = item.text_hash))
             LIMIT ${ITEMS_PER_TRANSACTION}`,
      );
      await owe(
        db,
        'index',
        kind,
        items.map((item) => item.id),
      );
      found = items.length;
      owed += found;
    }
  }
  return owed;
}
