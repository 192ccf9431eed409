/** Which model's vectors are searched, and the change from one to the next. */
import { and, eq, ne, sql, type SQL } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import type { Database } from './open.js';
import { preparedOnce } from './prepared.js';
import { rowsOf, uuidArray } from './rows.js';
import { embeddingModels } from './schema.js';
import { createTask } from './tasks.js';

export interface ModelRow {
  id: string;
  dimensions: number;
  /** Directory that it is loaded from. */
  location: string;
  state: 'preparing' | 'active' | 'retired';
  /** What its token rows are centred by; null before any were stored. See `refreshTokenMean`. */
  tokenMean: Float32Array | null;
}

/** The model whose vectors are searched; null before any was ever there. */
export async function activeModel(db: Database): Promise<ModelRow | null> {
  const [model] = await activeModels(db).execute();
  return model ?? null;
}

const activeModels = preparedOnce((db) =>
  db.select().from(embeddingModels).where(eq(embeddingModels.state, 'active')).prepare(''),
);

/** The model that is to take the active one's place once every item has its vectors. */
export async function preparingModel(db: Database): Promise<ModelRow | null> {
  const [model] = await db.select().from(embeddingModels).where(eq(embeddingModels.state, 'preparing'));
  return model ?? null;
}

export async function findModel(db: Database, id: string): Promise<ModelRow | null> {
  const [model] = await db.select().from(embeddingModels).where(eq(embeddingModels.id, id));
  return model ?? null;
}

/**
 * Says which model the configuration asks for. The first ever is active at once. Another one than the active is
 * prepared beside it by a task, and the searches go on with the old one until `switchModel`. Asking for the active one
 * again ends any preparation.
 */
export async function requestModel(
  db: Database,
  wanted: Pick<ModelRow, 'id' | 'dimensions' | 'location'>,
): Promise<ModelRow['state']> {
  return db.transaction(async (tx) => {
    // Replicas that start together ask one after the other.
    await tx.execute(sql`LOCK TABLE ${embeddingModels} IN SHARE ROW EXCLUSIVE MODE`);
    const known = await findModel(tx, wanted.id);
    const active = await activeModel(tx);
    const state = active === null || active.id === wanted.id ? 'active' : 'preparing';
    await tx
      .update(embeddingModels)
      .set({ state: 'retired', retiredAt: sql`now()` })
      .where(and(eq(embeddingModels.state, 'preparing'), ne(embeddingModels.id, wanted.id)));
    const activatedAt = state === 'active' ? sql`now()` : null;
    await tx
      .insert(embeddingModels)
      .values({ ...wanted, state, ...(state === 'active' ? { activatedAt: new Date() } : {}) })
      .onConflictDoUpdate({
        target: embeddingModels.id,
        set: { state, location: wanted.location, retiredAt: null, ...(known?.state === state ? {} : { activatedAt }) },
      });
    if (state === 'preparing' && known?.state !== 'preparing') {
      await createTask(tx, 'reembed', { modelId: wanted.id });
    }
    return state;
  });
}

/** Stops preparing a model; the next request for it begins anew. */
export async function abandonModel(db: Database, id: string): Promise<void> {
  await db
    .update(embeddingModels)
    .set({ state: 'retired', retiredAt: sql`now()` })
    .where(and(eq(embeddingModels.id, id), eq(embeddingModels.state, 'preparing')));
}

/**
 * The active model's id, held until the transaction ends: vectors written in it are of the model that is searched, or
 * are seen by whoever switches.
 */
export async function holdActiveModel(tx: Database): Promise<string | null> {
  const [model] = await rowsOf<{ id: string }>(
    tx,
    sql`SELECT id FROM embedding_models WHERE state = 'active' FOR SHARE`,
  );
  return model?.id ?? null;
}

/**
 * Makes a prepared model the active one, if every item has its vectors. The old one's vectors stay, for processes that
 * have not noticed yet and for a way back (`forgetRetiredModels`).
 * @returns false when items still lack vectors; nothing has changed then
 */
export async function switchModel(db: Database, id: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`SELECT id FROM embedding_models ORDER BY id FOR UPDATE`);
    for (const kind of ['achievement', 'need'] as const) {
      if (!(await isComplete(tx, kind, id))) return false;
    }
    await tx
      .update(embeddingModels)
      .set({ state: 'retired', retiredAt: sql`now()` })
      .where(eq(embeddingModels.state, 'active'));
    await tx
      .update(embeddingModels)
      .set({ state: 'active', activatedAt: sql`now()` })
      .where(eq(embeddingModels.id, id));
    return true;
  });
}

/** The smallest id there is: where a walk through a table starts. */
export const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Items looked at by one statement: few enough for the embedded database, whose statements nobody interrupts. */
const ITEMS_PER_LOOK = 1_000;

/**
 * Of the next items in the order of their ids, those without vectors of this model for their present text. Leaves out
 * what is owed to be indexed: that is done under whichever model is active then. A walk reads each item once; what
 * changes behind it is for another walk.
 * @returns `next`: where to go on; null at the end
 */
export async function withoutVectorsAfter(
  db: Database,
  kind: ItemKind,
  modelId: string,
  after: string,
  looked = ITEMS_PER_LOOK,
): Promise<{ ids: string[]; next: string | null }> {
  const table = sql.identifier(kind === 'achievement' ? 'achievements' : 'needs');
  const rows = await rowsOf<{ id: string; missing: boolean }>(
    db,
    sql`SELECT id, status IN ('published', 'draft')
               AND NOT EXISTS (SELECT FROM outbox o WHERE o.work = 'index' AND o.subject_kind = ${kind}
                                                      AND o.subject_id = item.id OFFSET 0)
               AND NOT (${isEmbedded(kind, modelId)}) AS missing
          FROM ${table} item WHERE id > ${after} ORDER BY id LIMIT ${looked}`,
  );
  return {
    ids: rows.filter(({ missing }) => missing).map(({ id }) => id),
    next: rows.length < looked ? null : rows.at(-1)!.id,
  };
}

async function isComplete(db: Database, kind: ItemKind, modelId: string): Promise<boolean> {
  let after: string | null = BEFORE_ALL;
  while (after !== null) {
    const { ids, next } = await withoutVectorsAfter(db, kind, modelId, after);
    if (ids.length > 0) return false;
    after = next;
  }
  return true;
}

/** Of these items, those that have all of this model for their present text. */
export async function embeddedAmong(
  db: Database,
  kind: ItemKind,
  ids: readonly string[],
  modelId: string,
): Promise<Set<string>> {
  const table = sql.identifier(kind === 'achievement' ? 'achievements' : 'needs');
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`SELECT id FROM ${table} item WHERE id = ANY(${uuidArray(ids)}) AND ${isEmbedded(kind, modelId)}`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Condition on a row `item`: its present text has vectors and token rows of this model. OFFSET 0: a look-up, no join. */
export function isEmbedded(kind: ItemKind, modelId: string): SQL {
  return sql`EXISTS (SELECT FROM embeddings e WHERE e.item_kind = ${kind} AND e.item_id = item.id
                        AND e.model_id = ${modelId} AND e.text_hash = item.text_hash OFFSET 0)
         AND EXISTS (SELECT FROM token_rows t WHERE t.item_kind = ${kind} AND t.item_id = item.id
                        AND t.model_id = ${modelId} AND t.text_hash = item.text_hash OFFSET 0)`;
}
