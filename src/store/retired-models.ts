/** Deletes what a model that nobody searches any more has left behind. */
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import type { Database, Store } from './open.js';
import { rowsOf } from './rows.js';
import { embeddingModels } from './schema.js';
import { dropVectorIndex } from './vector-index.js';

/** Some 10 MB of token rows: a tenth of a second of the embedded database. */
const ITEMS_PER_TRANSACTION = 200;
/** So that a call ends within a minute, as a process that is told to stop waits for it. */
const TRANSACTIONS = 50;

/**
 * Deletes vectors and token rows of models that were retired before a time, at last the models themselves. A model that
 * is asked for again meanwhile keeps what is left. Safe to call from several processes.
 * @param transactions bound of this call: the next one goes on
 * @returns the ids of models of which nothing is left
 */
export async function forgetRetiredModels(store: Store, before: Date, transactions = TRANSACTIONS): Promise<string[]> {
  const { db } = store;
  const { id, state, retiredAt } = embeddingModels;
  // Retired by a version that did not note when.
  await db
    .update(embeddingModels)
    .set({ retiredAt: sql`now()` })
    .where(and(eq(state, 'retired'), isNull(retiredAt)));
  const retired = await db
    .select({ id })
    .from(embeddingModels)
    .where(and(eq(state, 'retired'), lt(retiredAt, before)));
  const forgotten: string[] = [];
  let left = transactions;
  for (const model of retired) {
    await dropVectorIndex(store, model.id);
    for (const table of ['token_rows', 'embeddings'] as const) {
      let after: Place | null = START;
      while (after !== null && left > 0) {
        after = await forgetSome(db, model.id, table, after);
        left -= 1;
      }
    }
    if (left > 0 && (await forgetModel(db, model.id))) forgotten.push(model.id);
  }
  // It has nobody else who makes room for new rows. Everybody waits meanwhile, once per model.
  if (store.engine === 'pglite' && forgotten.length > 0)
    for (const table of ['token_rows', 'embeddings']) await store.pglite.exec(`VACUUM ${table}`);
  return forgotten;
}

/** An item, in the order of the tables' keys. */
interface Place extends Record<string, unknown> {
  kind: string;
  id: string;
}

const START: Place = { kind: '', id: '00000000-0000-0000-0000-000000000000' };

/** @returns the last item of which it has deleted rows; null: there are none after `after`, or the model is in use again */
function forgetSome(
  db: Database,
  modelId: string,
  table: 'token_rows' | 'embeddings',
  after: Place,
): Promise<Place | null> {
  const rows = sql.identifier(table);
  return db.transaction(async (tx) => {
    if (!(await holdRetired(tx, modelId))) return null;
    const [last] = await rowsOf<Place>(
      tx,
      sql`WITH batch AS (
            SELECT item_kind, item_id FROM ${rows}
             WHERE model_id = ${modelId} AND (item_kind, item_id) > (${after.kind}, ${after.id}::uuid)
             ORDER BY item_kind, item_id LIMIT ${ITEMS_PER_TRANSACTION}
          ), gone AS (
            DELETE FROM ${rows} AS gone_row USING batch
             WHERE gone_row.item_kind = batch.item_kind AND gone_row.item_id = batch.item_id AND gone_row.model_id = ${modelId}
          )
          SELECT item_kind AS kind, item_id AS id FROM batch ORDER BY item_kind DESC, item_id DESC LIMIT 1`,
    );
    return last ?? null;
  });
}

function forgetModel(db: Database, modelId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await holdRetired(tx, modelId))) return false;
    await tx.delete(embeddingModels).where(eq(embeddingModels.id, modelId));
    return true;
  });
}

/** Whoever asks for the model waits until the transaction ends. */
async function holdRetired(tx: Database, modelId: string): Promise<boolean> {
  const held = await rowsOf(
    tx,
    sql`SELECT id FROM embedding_models WHERE id = ${modelId} AND state = 'retired' FOR UPDATE`,
  );
  return held.length > 0;
}
