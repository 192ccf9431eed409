/**
 * Candidates of a search: the items that are nearest in meaning and those that share its rarest words, each with both
 * scores. The cost is bounded whatever the corpus holds, and filters are part of the query, never applied to its result.
 */
import { sql, type SQL } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import { encodeTermVector, encodeVector } from './columns.js';
import { narrows, whereItem, type ItemFilter } from './filters.js';
import type { Database, Store } from './open.js';
import { rowsOf, uuidArray } from './rows.js';

/** What is searched with. */
export interface Probe {
  /** Null: no model is loaded, search by words only. */
  dense: {
    modelId: string;
    vector: Float32Array;
    /** Of the need's title, to compare with each candidate as a whole; null: the candidates are needs and bring theirs. */
    title: Float32Array | null;
  } | null;
  /** The rarest terms, which find; and all terms with their weight, which score. */
  lexical: { rarest: readonly number[]; weights: ReadonlyMap<number, number> };
}

export interface Candidate {
  itemId: string;
  /** Cosine to the probe's vector; null: the item has no vector of that model yet. */
  dense: number | null;
  /** Cosine between the need's title and the whole of the other; null as `dense`. */
  title: number | null;
  /** BM25; 0 without a shared term. */
  lexical: number;
}

/** What the features read of a candidate besides its text; null or empty where its kind has no such field. */
export interface CandidateFacts {
  itemTitle: string;
  organizationId: string;
  industries: string[];
  cooperationModes: string[];
  moneyKind: 'negotiable' | 'fixed' | 'range' | null;
  moneyMin: number | null;
  moneyMax: number | null;
  trlMin: number | null;
  trlMax: number | null;
  parkCode: string | null;
  preferredUniversities: string[];
  updatedAt: Date;
}

export interface CandidateOptions {
  /**
   * The best of either list; up to twice as many candidates come back, and at least as many when so many pass. Null: all
   * that pass.
   */
  limit: number | null;
  /** Items that must not come back. */
  exclude: readonly string[];
}

/**
 * Below this many items that pass the filter, all of them are scored: exact, and as fast as an index. An HNSW index
 * walks past everything that the filter drops, and gives too few items when the filter leaves little.
 */
const EXHAUSTIVE_UP_TO = 3000;
/** More than any place: keeps all. */
const MOST_ITEMS = 2 ** 31 - 1;

/** @returns candidates in no order */
export async function findCandidates<K extends ItemKind>(
  store: Store,
  kind: K,
  probe: Probe,
  filter: ItemFilter<K>,
  options: CandidateOptions,
): Promise<Candidate[]> {
  const where = sql`${whereItem(kind, filter)} AND item.id <> ALL(${uuidArray(options.exclude)})`;
  const passing = sql`SELECT item.id AS item_id FROM ${table(kind)} item WHERE ${where}`;
  const { limit } = options;
  if (limit === null) return scorePool(store.db, kind, probe, passing, MOST_ITEMS);
  if (narrows(filter) && (await countUpTo(store.db, kind, where, EXHAUSTIVE_UP_TO)) < EXHAUSTIVE_UP_TO)
    return scorePool(store.db, kind, probe, passing, limit);
  const lists = await Promise.all([
    probe.dense === null ? anyPassing(store.db, kind, where, limit) : nearest(store, kind, probe.dense, where, limit),
    bestByWords(store.db, kind, probe.lexical, where, limit),
  ]);
  const found = [...new Set(lists.flat())];
  return scorePool(store.db, kind, probe, sql`SELECT unnest(${uuidArray(found)}) AS item_id`, limit);
}

/** The facts of candidates, by item; an item that was deleted meanwhile is left out. */
export async function readFacts(
  db: Database,
  kind: ItemKind,
  itemIds: readonly string[],
): Promise<Map<string, CandidateFacts>> {
  const rows = await rowsOf<CandidateFacts & Record<string, unknown> & { itemId: string }>(
    db,
    sql`SELECT item.id AS "itemId", item.organization_id AS "organizationId", item.industries,
               item.title AS "itemTitle", item.cooperation_modes AS "cooperationModes", item.updated_at AS "updatedAt", ${facts(kind)}
          FROM ${table(kind)} item WHERE item.id = ANY(${uuidArray(itemIds)})`,
  );
  // The drivers differ: one gives an instant as Date, the other as text.
  return new Map(rows.map((row) => [row.itemId, { ...row, updatedAt: new Date(row.updatedAt) }]));
}

/** Both scores of the items of the pool, of which the best `limit` by either are kept. */
function scorePool(
  db: Database,
  kind: ItemKind,
  { dense, lexical }: Probe,
  pool: SQL,
  limit: number,
): Promise<Candidate[]> {
  const cosine = (one: SQL, vector: Float32Array | undefined) =>
    vector === undefined ? sql`NULL::float8` : sql`1 - (${one} <=> ${encodeVector(vector)}::vector)`;
  // Of a need its title alone is compared with the achievement that asks; one that is a title alone has no such view.
  const [title, titleView] =
    dense?.title === null
      ? [
          sql`coalesce(${cosine(sql`t.vector`, dense.vector)}, ${cosine(sql`e.vector`, dense.vector)})`,
          sql`LEFT JOIN LATERAL (${vectorOf(kind, sql`pool.item_id`, 'title', dense.modelId)}) AS t ON true`,
        ]
      : [cosine(sql`e.vector`, dense?.title), sql``];
  return rowsOf<Candidate & Record<string, unknown>>(
    db,
    sql`
    WITH pool AS MATERIALIZED (${pool}),
    scored AS (
      SELECT pool.item_id, ${cosine(sql`e.vector`, dense?.vector)} AS dense, ${title} AS title,
             coalesce(-(l.weights <#> ${encodeTermVector(lexical.weights)}::sparsevec), 0) AS lexical
        FROM pool
        LEFT JOIN LATERAL (SELECT weights FROM lexical_entries
                            WHERE item_kind = ${kind} AND item_id = pool.item_id LIMIT 1) AS l ON true
        LEFT JOIN LATERAL (${vectorOf(kind, sql`pool.item_id`, 'full', dense?.modelId)}) AS e ON true
        ${titleView}
    ), placed AS (
      SELECT *, row_number() OVER (ORDER BY dense DESC NULLS LAST, item_id) AS dense_rank,
                row_number() OVER (ORDER BY lexical DESC, item_id) AS lexical_rank
        FROM scored
    )
    SELECT item_id AS "itemId", dense, title, lexical
      FROM placed WHERE dense_rank <= ${limit} OR lexical_rank <= ${limit}`,
  );
}

/** One vector by its key. LIMIT keeps it a look-up: without statistics the planner joins by scanning all vectors. */
function vectorOf(kind: ItemKind, itemId: SQL, view: string, modelId: string | undefined): SQL {
  return sql`SELECT vector FROM embeddings WHERE item_kind = ${kind} AND item_id = ${itemId} AND view = ${view}
                AND model_id = ${modelId ?? ''} LIMIT 1`;
}

/** The nearest by vector, through the HNSW index where there is one. */
async function nearest(
  store: Store,
  kind: ItemKind,
  dense: NonNullable<Probe['dense']>,
  where: SQL,
  limit: number,
): Promise<string[]> {
  const dimensions = sql.raw(String(dense.vector.length));
  // The expression is that of the index (`vector-index.ts`). The embedded database has none, and compares faster uncast.
  const distance =
    store.engine === 'pglite'
      ? sql`e.vector <=> ${encodeVector(dense.vector)}::vector`
      : sql`e.vector::halfvec(${dimensions}) <=> ${encodeVector(dense.vector)}::vector::halfvec(${dimensions})`;
  const query = sql`
    SELECT e.item_id AS id FROM embeddings e JOIN ${table(kind)} item ON item.id = e.item_id
     WHERE e.item_kind = ${sql.raw(`'${kind}'`)} AND e.view = 'full' AND e.model_id = ${dense.modelId} AND ${where}
     ORDER BY ${distance} LIMIT ${limit}`;
  if (store.engine === 'pglite') return idsOf(store.db, query);
  return store.db.transaction(async (tx) => {
    // Iterative: goes on until `limit` items pass the filter. Strict: as exact as the index can be.
    await tx.execute(sql`SELECT set_config('hnsw.iterative_scan', 'strict_order', true),
                                set_config('hnsw.ef_search', ${String(Math.min(1000, limit + 50))}, true)`);
    return idsOf(tx, query);
  });
}

/** The best by words among those that hold one of the rarest. */
function bestByWords(
  db: Database,
  kind: ItemKind,
  { rarest, weights }: Probe['lexical'],
  where: SQL,
  limit: number,
): Promise<string[]> {
  return idsOf(
    db,
    sql`SELECT l.item_id AS id FROM lexical_entries l JOIN ${table(kind)} item ON item.id = l.item_id
         WHERE l.item_kind = ${kind} AND l.terms && ${`{${rarest.join(',')}}`}::integer[] AND ${where}
         ORDER BY l.weights <#> ${encodeTermVector(weights)}::sparsevec, l.item_id LIMIT ${limit}`,
  );
}

/** Without vectors a page is still filled when enough items pass, with such as share no rare word. */
function anyPassing(db: Database, kind: ItemKind, where: SQL, limit: number): Promise<string[]> {
  return idsOf(db, sql`SELECT item.id FROM ${table(kind)} item WHERE ${where} LIMIT ${limit}`);
}

async function idsOf(db: Database, query: SQL): Promise<string[]> {
  return (await rowsOf<{ id: string }>(db, query)).map(({ id }) => id);
}

/** How many items pass, counted no further than `bound`. */
async function countUpTo(db: Database, kind: ItemKind, where: SQL, bound: number): Promise<number> {
  const rows = await rowsOf<{ n: number }>(
    db,
    sql`SELECT count(*)::int AS n FROM (SELECT FROM ${table(kind)} item WHERE ${where} LIMIT ${bound}) AS passing`,
  );
  return rows[0]!.n;
}

function table(kind: ItemKind): SQL {
  return sql.raw(kind === 'achievement' ? 'achievements' : 'needs');
}

function facts(kind: ItemKind): SQL {
  return kind === 'achievement'
    ? sql`item.price_kind AS "moneyKind", item.price_min AS "moneyMin", item.price_max AS "moneyMax",
          item.trl_min AS "trlMin", item.trl_max AS "trlMax", NULL AS "parkCode",
          '{}'::text[] AS "preferredUniversities"`
    : sql`item.budget_kind AS "moneyKind", item.budget_min AS "moneyMin", item.budget_max AS "moneyMax",
          NULL::int AS "trlMin", NULL::int AS "trlMax", item.park_code AS "parkCode",
          item.preferred_universities AS "preferredUniversities"`;
}
