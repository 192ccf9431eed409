/**
 * Candidates of a search: the items that are nearest in meaning and those that are best by words, each with both scores.
 * Filters are part of the search, never applied to its result.
 */
import { sql, type SQL } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import { encodeVector } from './columns.js';
import { narrows, whereItem, type ItemFilter } from './filters.js';
import type { Store } from './open.js';
import { rowsAtOnce, rowsOf, uuidArray } from './rows.js';
import type { AskedVectors, BestItems, ItemScores, MemoryIndex } from './memory-index.js';

/** What is searched with. */
export interface Probe {
  /** Null: no model is loaded, search by words only. */
  dense: Dense | null;
  /** The asking side of BM25, by term. */
  words: ReadonlyMap<number, number>;
}

export interface Dense extends AskedVectors {
  /** Of the need's title, to compare with each candidate as a whole; null: the candidates are needs and bring theirs. */
  title: Float32Array | null;
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
  textHash: string;
  /** An achievement of which nothing but a title is known. */
  bare: boolean;
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

type ExpectedFirst = (items: readonly Candidate[]) => readonly Candidate[];

export interface CandidateOptions {
  /** How many the lists hold that candidates come from; null: all items that pass are candidates. */
  lists: CandidateLists | null;
  /** Items that must not come back. */
  exclude: readonly string[];
  /** Items that earlier searches found good, best first; default: none. */
  remembered?: readonly string[];
  /** Puts items in the order of what is expected of all scores together, best first; default: as they come. */
  expectedFirst?: ExpectedFirst;
  /** Number of the last entry in `lexical_entries`, where it was just read. */
  seq?: number;
}

/** An item is a candidate that is in one of the lists. At least as many as the longest come back, when so many pass. */
export interface CandidateLists {
  /** The nearest to the probe's vector; and as many to its title's, where it has one of its own. */
  vectors: number;
  /** The best by words. */
  words: number;
  /** The first of what is remembered. */
  remembered: number;
  /** The best by what is expected: who is good by all scores may be far down by each. */
  expected: number;
}

/**
 * Below this many items that pass the filter, all of them are scored: exact, and as fast as an index. An HNSW index
 * walks past everything that the filter drops, and gives too few items when the filter leaves little.
 */
const EXHAUSTIVE_UP_TO = 3000;
/** Items whose candidacy is asked at first, for each that is wanted: with hardly any filter, more than enough of the best by words pass. */
const ASKED_AT_FIRST = 1.25;
/** Then more, by how many of those passed, within these. */
const SMALLEST_GROWTH = 2;
const LARGEST_GROWTH = 16;

/** Those of whom most is expected are chosen from the first of each list, so many times as many as the longest holds. */
const LOOKED_THROUGH = 2;

/** Where candidates are looked for. */
export interface CandidateSources {
  store: Store;
  memoryIndex: MemoryIndex;
}

/** @returns candidates in no order */
export async function findCandidates<K extends ItemKind>(
  { store, memoryIndex }: CandidateSources,
  kind: K,
  probe: Probe,
  filter: ItemFilter<K>,
  { lists, exclude, remembered = [], expectedFirst = (items) => items, seq }: CandidateOptions,
): Promise<Candidate[]> {
  const { dense } = probe;
  const where = sql`${whereItem(kind, filter)} AND item.id <> ALL(${uuidArray(exclude)})`;
  const scoring = memoryIndex.search(kind, probe, seq);
  // It is awaited below, after other queries: one that fails meanwhile must not pass as unhandled.
  scoring.catch(() => {});
  if (
    lists === null ||
    (narrows(filter) && (await countUpTo(store, kind, where, EXHAUSTIVE_UP_TO)) < EXHAUSTIVE_UP_TO)
  ) {
    const pool = sql`SELECT item.id AS item_id FROM ${table(kind)} item WHERE ${where}`;
    const scores = await scoring;
    const passing = withScores(await compared(store, kind, inDatabase(dense, scores.cosines), pool), scores);
    return lists === null ? passing : listed(passing, lists, remembered, expectedFirst);
  }
  const scores = await scoring;
  const database = inDatabase(dense, scores.cosines);
  const passing = new Passing(store, kind, database, where);
  const lexical: OrderedList[] = [
    { best: scores.bestByWords, count: lists.words },
    { best: (count) => remembered.slice(0, count), count: lists.remembered },
  ];
  if (dense !== null && database === null) {
    const comparing = scores.nearest();
    // As above.
    comparing.catch(() => {});
    const most = Math.ceil(LOOKED_THROUGH * Math.max(lists.vectors, lists.words));
    // The longest first: it holds the shorter ones.
    const bestByWords = scores.bestByWords(most);
    const byWords = await passing.firstOf(lexical);
    const nearest = await comparing;
    const good = new Set([...nearest.flatMap((best) => best(most)), ...bestByWords]);
    const items = Array.from(good, (itemId) => ({ itemId }));
    const expected = expectedFirst(withScores(items, scores)).map(({ itemId }) => itemId);
    const others = await passing.firstOf([
      ...nearest.map((best) => ({ best, count: lists.vectors })),
      { best: (count) => expected.slice(0, count), count: lists.expected },
    ]);
    return withScores([...new Set([...byWords, ...others])], scores);
  }
  const [near, good] = await Promise.all([
    dense === null
      ? anyPassing(store, kind, where, Math.max(lists.vectors, lists.words))
      : nearest(store, kind, dense, where, lists.vectors),
    passing.firstOf(lexical),
  ]);
  const found = new Map([...near, ...good].map((candidate) => [candidate.itemId, candidate]));
  return withScores([...found.values()], scores);
}

/** What the database must compare; null: nothing. The titles that needs bring are never in memory. */
function inDatabase(dense: Dense | null, vectorsInMemory: boolean): Dense | null {
  return vectorsInMemory && dense?.title !== null ? null : dense;
}

/** How many of those that are recalled must still pass: below, others would be missing further down. */
const STILL_PASSING = 0.75;

/** What stands for a search. */
export interface Recalled {
  candidates: Candidate[];
  /** Of each candidate. */
  facts: Map<string, CandidateFacts>;
  /** The candidates that were indexed since. */
  added: string[];
}

/**
 * In place of a search: the items that an earlier one found, and those that were indexed since. Nothing else can have
 * become better; what is no longer shown does not pass. One query.
 * @param since number of the last entry that the earlier search knew, see `lexical_entries`
 * @param most so many new ones are looked at
 * @returns null when too much has changed: search anew
 */
export async function recallCandidates<K extends ItemKind>(
  { store, memoryIndex }: CandidateSources,
  kind: K,
  probe: Probe,
  filter: ItemFilter<K>,
  exclude: readonly string[],
  { ids, since, most }: { ids: readonly string[]; since: number; most: number },
): Promise<Recalled | null> {
  const where = sql`${whereItem(kind, filter)} AND item.id <> ALL(${uuidArray(exclude)})`;
  // In a subquery of its own, so that items are looked up by their keys.
  const pool = sql`
    WITH added AS MATERIALIZED (
      SELECT item_id AS id FROM lexical_entries WHERE item_kind = ${kind} AND seq > ${since} LIMIT ${most + 1})
    SELECT item.id AS item_id, wanted.id IN (SELECT id FROM added) AS added, (SELECT count(*)::int FROM added) AS all_added,
           ${factsOf(kind)}
      FROM (SELECT id FROM unnest(${uuidArray(ids)}) AS earlier (id) UNION SELECT id FROM added) AS wanted
      JOIN ${table(kind)} item USING (id) WHERE ${where}`;
  const inMemory = memoryIndex.holdsVectors(kind, probe.dense?.modelId ?? null);
  const [passing, scoresOf] = await Promise.all([
    compared<Near & FactsRow & { added: boolean; all_added: number }>(
      store,
      kind,
      inDatabase(probe.dense, inMemory),
      pool,
      { others: sql`, pool.*` },
    ),
    memoryIndex.lookUp(kind, probe),
  ]);
  const scores = scoresOf(passing.map(({ itemId }) => itemId));
  // Another model took over meanwhile.
  if (inMemory && !scores.cosines) return null;
  if (passing.some((item) => item.all_added > most)) return null;
  const known = new Set(ids);
  const still = passing.filter(({ itemId }) => known.has(itemId)).length;
  const expected = ids.filter((id) => !exclude.includes(id)).length;
  if (still < STILL_PASSING * expected) return null;
  return {
    candidates: withScores(passing, scores),
    facts: factsById(passing),
    added: passing.flatMap(({ itemId, added }) => (added ? [itemId] : [])),
  };
}

/** The facts of candidates, by item; an item that was deleted meanwhile is left out. */
export async function readFacts(
  store: Store,
  kind: ItemKind,
  itemIds: readonly string[],
): Promise<Map<string, CandidateFacts>> {
  if (itemIds.length === 0) return new Map();
  const rows = await rowsAtOnce<FactsRow>(
    store,
    sql`SELECT item.id AS "itemId", ${factsOf(kind)}
          FROM ${table(kind)} item WHERE item.id = ANY(${uuidArray(itemIds)})`,
  );
  return factsById(rows);
}

type FactsRow = CandidateFacts & Record<string, unknown> & { itemId: string };

function factsById(rows: readonly FactsRow[]): Map<string, CandidateFacts> {
  return new Map(rows.map((row) => [row.itemId, Object.assign(row, { updatedAt: new Date(row.updatedAt) })]));
}

/** A candidate before it is scored; without cosines where they are in memory. */
type Near = Pick<Candidate, 'itemId'> & Partial<Pick<Candidate, 'dense' | 'title'>>;

function withScores(items: readonly Near[], scores: Pick<ItemScores, 'of'>): Candidate[] {
  return items.map(({ itemId, dense, title }) => {
    const score = scores.of(itemId);
    return { itemId, dense: dense ?? score.dense, title: title ?? score.title, lexical: score.lexical };
  });
}

/** Those of the items that are in one of the lists. */
function listed(
  items: readonly Candidate[],
  { vectors, words, remembered: most, expected }: CandidateLists,
  remembered: readonly string[],
  expectedFirst: ExpectedFirst,
): Candidate[] {
  const byId = new Map(items.map((item) => [item.itemId, item]));
  const best = (score: (item: Candidate) => number, count: number) =>
    [...items].sort((a, b) => score(b) - score(a) || (a.itemId < b.itemId ? -1 : 1)).slice(0, count);
  return [
    ...new Set([
      ...best(({ dense }) => dense ?? -1, vectors),
      ...best(({ title }) => title ?? -1, vectors),
      ...best(({ lexical }) => lexical, words),
      ...remembered.flatMap((id) => byId.get(id) ?? []).slice(0, most),
      ...expectedFirst(items).slice(0, expected),
    ]),
  ];
}

/**
 * The items that the pool selects, with both cosines.
 * @param dense null: without
 * @param pool `item_id`, and `vector` where `hasVector` says so: it is not looked up again then
 * @param others columns of the pool that are wanted besides, each after a comma
 */
async function compared<T extends Near>(
  store: Store,
  kind: ItemKind,
  dense: Dense | null,
  pool: SQL,
  { hasVector = false, others = sql`` } = {},
): Promise<T[]> {
  if (dense === null)
    return rowsAtOnce<T & Record<string, unknown>>(
      store,
      sql`SELECT pool.item_id AS "itemId" ${others} FROM (${pool}) AS pool`,
    );
  const cosine = (one: SQL, vector: Float32Array) => sql`1 - (${one} <=> ${encodeVector(vector)}::vector)`;
  const viewOf = (view: string) => vectorOf(kind, sql`pool.item_id`, view, dense.modelId);
  const [whole, wholeView] = hasVector
    ? [sql`pool.vector`, sql``]
    : [sql`e.vector`, sql`LEFT JOIN LATERAL (${viewOf('full')}) AS e ON true`];
  // Of a need its title alone is compared with the achievement that asks; one that is a title alone has no such view.
  const [title, titleView] = isOneVector(dense)
    ? [sql`NULL`, sql``]
    : dense.title === null
      ? [
          sql`coalesce(${cosine(sql`t.vector`, dense.vector)}, ${cosine(whole, dense.vector)})`,
          sql`LEFT JOIN LATERAL (${viewOf('title')}) AS t ON true`,
        ]
      : [cosine(whole, dense.title), sql``];
  const found = await rowsAtOnce<T & Record<string, unknown>>(
    store,
    sql`SELECT pool.item_id AS "itemId", ${cosine(whole, dense.vector)} AS dense, ${title} AS title ${others}
          FROM (${pool}) AS pool ${wholeView} ${titleView}`,
  );
  if (isOneVector(dense)) for (const item of found) item.title = item.dense ?? null;
  return found;
}

/** One vector by its key. LIMIT keeps it a look-up: without statistics the planner joins by scanning all vectors. */
function vectorOf(kind: ItemKind, itemId: SQL, view: string, modelId: string): SQL {
  return sql`SELECT vector FROM embeddings WHERE item_kind = ${kind} AND item_id = ${itemId} AND view = ${view}
                AND model_id = ${modelId} LIMIT 1`;
}

/** The nearest to either vector. */
async function nearest(store: Store, kind: ItemKind, dense: Dense, where: SQL, count: number): Promise<Near[]> {
  if (store.engine === 'pglite') return nearestExactly(store, kind, dense, where, count);
  const vectors = hasOwnTitle(dense) ? [dense.vector, dense.title] : [dense.vector];
  const lists = await Promise.all(vectors.map((vector) => nearestByIndex(store, kind, dense, vector, where, count)));
  return lists.flat();
}

/** Not so when needs are searched, which bring their own titles, or with a text that is all one. */
function hasOwnTitle(dense: Dense): dense is Dense & { title: Float32Array } {
  return dense.title !== null && !isOneVector(dense);
}

function isOneVector({ title, vector }: Dense): boolean {
  return title === vector;
}

/** Through the HNSW index, where enough items gave one. */
function nearestByIndex(
  store: Store,
  kind: ItemKind,
  dense: Dense,
  vector: Float32Array,
  where: SQL,
  count: number,
): Promise<Near[]> {
  // The expression is that of the index (`vector-index.ts`).
  const dimensions = sql.raw(String(vector.length));
  const pool = sql`
    SELECT e.item_id, e.vector FROM ${scanSettings(count)} AS setting, LATERAL (
      SELECT e.item_id, e.vector FROM embeddings e JOIN ${table(kind)} item ON item.id = e.item_id
       WHERE setting.made AND e.item_kind = ${sql.raw(`'${kind}'`)} AND e.view = 'full' AND e.model_id = ${dense.modelId}
         AND ${where}
       ORDER BY e.vector::halfvec(${dimensions}) <=> ${encodeVector(vector)}::vector::halfvec(${dimensions})
       LIMIT ${count}) AS e`;
  return compared(store, kind, dense, pool, { hasVector: true });
}

/**
 * How the index is walked, set by the statement that walks it: it reads the settings when its scan begins, which is
 * after the one row that this gives. A transaction around it would take three messages more, and their answers wait
 * while words are scored.
 * Iterative: goes on until enough items pass the filter. Strict: as exact as the index can be.
 */
function scanSettings(count: number): SQL {
  return sql`(SELECT set_config('hnsw.iterative_scan', 'strict_order', true) <> ''
                 AND set_config('hnsw.ef_search', ${String(Math.min(1000, count + 50))}, true) <> '' AS made OFFSET 0)`;
}

/** The embedded database has no index: one pass over all vectors gives both lists. */
function nearestExactly(store: Store, kind: ItemKind, dense: Dense, where: SQL, count: number): Promise<Near[]> {
  const distance = (vector: Float32Array) => sql`e.vector <=> ${encodeVector(vector)}::vector`;
  const passing = (columns: SQL) => sql`
    SELECT e.item_id, ${columns} FROM embeddings e JOIN ${table(kind)} item ON item.id = e.item_id
     WHERE e.item_kind = ${kind} AND e.view = 'full' AND e.model_id = ${dense.modelId} AND ${where}`;
  if (!hasOwnTitle(dense))
    return compared(
      store,
      kind,
      dense,
      sql`SELECT item_id FROM (${passing(sql`${distance(dense.vector)} AS away`)}) AS e ORDER BY away LIMIT ${count}`,
    );
  return rowsAtOnce<Near & Record<string, unknown>>(
    store,
    sql`
    WITH e AS MATERIALIZED (
      ${passing(sql`1 - (${distance(dense.vector)}) AS dense, 1 - (${distance(dense.title)}) AS title`)}
    )
    SELECT item_id AS "itemId", dense, title FROM (
      (SELECT * FROM e ORDER BY dense DESC, item_id LIMIT ${count}) UNION
      (SELECT * FROM e ORDER BY title DESC, item_id LIMIT ${count})
    ) AS either`,
  );
}

/** Items in an order, of which the first that pass are wanted. */
interface OrderedList {
  best: BestItems;
  /** So many are wanted. */
  count: number;
}

/** Which items pass the filter, as far as the database was asked; about each it is asked once. */
class Passing {
  private readonly asked = new Set<string>();
  private readonly known = new Map<string, Near>();

  /** @param dense see `compared` */
  constructor(
    private readonly store: Store,
    private readonly kind: ItemKind,
    private readonly dense: Dense | null,
    private readonly where: SQL,
  ) {}

  /** Of each list the first that pass, asked by and by; each item once. */
  async firstOf(lists: readonly OrderedList[]): Promise<Near[]> {
    for (let times = ASKED_AT_FIRST; ;) {
      const first = lists.map(({ best, count }) => {
        const most = Math.ceil(times * count);
        const ids = best(most);
        return { count, ids, isAll: ids.length < most };
      });
      await this.ask(first.flatMap(({ ids }) => ids));
      const found = first.map(({ count, ids }) => ids.filter((id) => this.known.has(id)).slice(0, count));
      if (first.every(({ count, isAll }, i) => isAll || found[i]!.length === count))
        return Array.from(new Set(found.flat()), (id) => this.known.get(id)!);
      const expected = ASKED_AT_FIRST * (this.asked.size / Math.max(1, this.known.size));
      times = Math.min(LARGEST_GROWTH * times, Math.max(SMALLEST_GROWTH * times, expected));
    }
  }

  private async ask(ids: readonly string[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !this.asked.has(id));
    if (unknown.length === 0) return;
    for (const id of unknown) this.asked.add(id);
    const pool = sql`
      SELECT item.id AS item_id FROM ${table(this.kind)} item
       WHERE item.id = ANY(${uuidArray(unknown)}) AND ${this.where}`;
    for (const item of await compared(this.store, this.kind, this.dense, pool)) this.known.set(item.itemId, item);
  }
}

/** Without vectors a page is still filled when enough items pass, with such as share no word. */
function anyPassing(store: Store, kind: ItemKind, where: SQL, limit: number): Promise<Near[]> {
  return compared(
    store,
    kind,
    null,
    sql`SELECT item.id AS item_id FROM ${table(kind)} item WHERE ${where} LIMIT ${limit}`,
  );
}

/** How many items pass, counted no further than `bound`. */
async function countUpTo(store: Store, kind: ItemKind, where: SQL, bound: number): Promise<number> {
  const rows = await rowsOf<{ n: number }>(
    store.db,
    sql`SELECT count(*)::int AS n FROM (SELECT FROM ${table(kind)} item WHERE ${where} LIMIT ${bound}) AS passing`,
  );
  return rows[0]!.n;
}

function table(kind: ItemKind): SQL {
  return sql.raw(kind === 'achievement' ? 'achievements' : 'needs');
}

function factsOf(kind: ItemKind): SQL {
  const own =
    kind === 'achievement'
      ? sql`item.price_kind AS "moneyKind", item.price_min AS "moneyMin", item.price_max AS "moneyMax",
          item.trl_min AS "trlMin", item.trl_max AS "trlMax", NULL AS "parkCode",
          coalesce(item.summary, item.innovation, item.indicators, item.prospects) IS NULL AS bare,
          '{}'::text[] AS "preferredUniversities"`
      : sql`item.budget_kind AS "moneyKind", item.budget_min AS "moneyMin", item.budget_max AS "moneyMax",
          NULL::int AS "trlMin", NULL::int AS "trlMax", item.park_code AS "parkCode", false AS bare,
          item.preferred_universities AS "preferredUniversities"`;
  return sql`item.organization_id AS "organizationId", item.industries, item.title AS "itemTitle",
             item.text_hash AS "textHash", item.cooperation_modes AS "cooperationModes", item.updated_at AS "updatedAt", ${own}`;
}
