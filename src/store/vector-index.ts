import { sql } from 'drizzle-orm';
import { escapeLiteral } from 'pg';
import { ITEM_KINDS, type ItemKind } from '../domain.js';
import type { Store } from './open.js';
import { rowsOf } from './rows.js';

/** Below this many vectors an exact search is as fast as the index, and the index would only cost memory. */
const WORTH_AN_INDEX = 5000;

/** pgvector's limit for an HNSW index over halfvec. */
const MOST_DIMENSIONS = 4000;

/**
 * Builds the HNSW index over the search vectors of a model where there are enough of them, one per kind of item.
 * Searches go on meanwhile, exactly; a build that was interrupted is made anew. Safe to call again at any time and from
 * several processes. Does nothing on the embedded database, where a build takes minutes and the search is exact.
 * @returns the names of the indexes that were built by this call
 */
export async function ensureVectorIndex(store: Store, model: { id: string; dimensions: number }): Promise<string[]> {
  if (store.engine === 'pglite' || model.dimensions > MOST_DIMENSIONS) return [];
  const built: string[] = [];
  for (const kind of ITEM_KINDS) {
    const name = indexName(kind, model.id);
    const [found] = await rowsOf<{ vectors: number; valid: boolean | null }>(
      store.db,
      sql`SELECT (SELECT count(*)::int FROM (SELECT FROM embeddings
                   WHERE item_kind = ${kind} AND view = 'full' AND model_id = ${model.id} LIMIT ${WORTH_AN_INDEX}) AS v)
                   AS vectors,
                 (SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(${`"${name}"`})) AS valid`,
    );
    if (found!.vectors < WORTH_AN_INDEX || found!.valid === true) continue;
    if (await build(store, kind, model, name)) built.push(name);
  }
  return built;
}

/** Drops a model's indexes, which would otherwise have to take note of each vector that is deleted. */
export async function dropVectorIndex(store: Store, modelId: string): Promise<void> {
  if (store.engine === 'pglite') return;
  for (const kind of ITEM_KINDS) {
    const name = indexName(kind, modelId);
    const [found] = await rowsOf<{ definition: string | null }>(
      store.db,
      sql`SELECT pg_get_indexdef(to_regclass(${`"${name}"`})) AS definition`,
    );
    // Names are cut: another model may have the same one.
    if (found?.definition?.includes(escapeLiteral(modelId)) !== true) continue;
    await store.pool.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
  }
}

/** @returns false when another process is building */
async function build(
  store: Extract<Store, { engine: 'postgres' }>,
  kind: ItemKind,
  model: { id: string; dimensions: number },
  name: string,
): Promise<boolean> {
  // CONCURRENTLY runs outside of a transaction, so the lock belongs to the connection.
  const client = await store.pool.connect();
  try {
    const lock = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS locked', [name]);
    if (!lock.rows[0]!.locked) return false;
    try {
      await client.query(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
      await client.query(
        `CREATE INDEX CONCURRENTLY "${name}" ON embeddings
           USING hnsw ((vector::halfvec(${model.dimensions})) halfvec_cosine_ops)
           WHERE item_kind = '${kind}' AND view = 'full' AND model_id = ${client.escapeLiteral(model.id)}`,
      );
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtext($1))', [name]);
    }
  } finally {
    client.release();
  }
  return true;
}

/** Names are cut at 63 bytes by the database: the model's part is kept short and free of quotes. */
function indexName(kind: ItemKind, modelId: string): string {
  return `embeddings_hnsw_${kind}_${modelId.replace(/[^a-zA-Z0-9]+/g, '_').slice(-30)}`;
}
