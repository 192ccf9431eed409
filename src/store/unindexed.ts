import { sql } from 'drizzle-orm';
import { ITEM_KINDS, type ItemKind } from '../domain.js';
import { BEFORE_ALL, isEmbedded } from './models.js';
import type { Database } from './open.js';
import { owe } from './outbox.js';
import { rowsOf } from './rows.js';

const ITEMS_PER_STATEMENT = 5_000;

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
    let after: string | null = BEFORE_ALL;
    while (after !== null) {
      const { ids, last } = await unindexedAfter(db, kind, after, lexicon, modelId);
      await owe(db, 'index', kind, ids);
      owed += ids.length;
      after = last;
    }
  }
  return owed;
}

/**
 * Of the next items in the order of their ids, those that nobody has indexed or owes. OFFSET 0 keeps each condition a
 * look-up by key: as a join it took minutes over 100,000 items that were imported since the last ANALYZE.
 * @returns `last`: where to go on; null at the end
 */
async function unindexedAfter(
  db: Database,
  kind: ItemKind,
  after: string,
  lexicon: string,
  modelId: string | null,
): Promise<{ ids: string[]; last: string | null }> {
  const table = sql.identifier(kind === 'achievement' ? 'achievements' : 'needs');
  const noVector = modelId === null ? sql`false` : sql`NOT (${isEmbedded(kind, modelId)})`;
  const rows = await rowsOf<{ id: string; missing: boolean }>(
    db,
    sql`SELECT id, status IN ('published', 'draft')
               AND NOT EXISTS (SELECT FROM outbox o WHERE o.work = 'index' AND o.subject_kind = ${kind}
                                                      AND o.subject_id = item.id OFFSET 0)
               AND (${noVector} OR NOT EXISTS (
                     SELECT FROM lexical_entries l WHERE l.item_kind = ${kind} AND l.item_id = item.id
                        AND l.lexicon = ${lexicon} AND l.text_hash = item.text_hash OFFSET 0)) AS missing
          FROM ${table} item WHERE id > ${after} ORDER BY id LIMIT ${ITEMS_PER_STATEMENT}`,
  );
  return {
    ids: rows.filter(({ missing }) => missing).map(({ id }) => id),
    last: rows.length < ITEMS_PER_STATEMENT ? null : rows.at(-1)!.id,
  };
}
