import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import {
  findCandidates,
  readFacts,
  recallCandidates,
  type Candidate,
  type CandidateSources,
  type Probe,
} from '../../src/store/candidates.js';
import type { AchievementFilter } from '../../src/store/filters.js';
import { createMemoryIndex } from '../../src/store/memory-index.js';
import type { Store } from '../../src/store/open.js';
import { writePostings } from '../../src/store/postings.js';
import { rowsOf } from '../../src/store/rows.js';
import { achievements, embeddingModels, needs, organizations } from '../../src/store/schema.js';
import { ensureVectorIndex } from '../../src/store/vector-index.js';
import { writeVectors } from '../../src/store/vectors.js';
import { openTestStore } from '../support/database.js';

/** PostgreSQL gets enough for its index to be built; the embedded database, which searches exactly, fewer. */
const ITEMS = process.env['DATABASE_URL'] === undefined ? 2000 : 6000;
const DIMENSIONS = 16;
const VOCABULARY = 400;
const LIMIT = 50;
const LISTS = { vectors: LIMIT, words: LIMIT, remembered: LIMIT, expected: LIMIT };

/** Park-Miller: the same corpus in every run. */
let seed = 42;
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

interface Item {
  id: string;
  industries: string[];
  vector: Float32Array;
  weights: Map<number, number>;
}

const items: Item[] = Array.from({ length: ITEMS }, (_, i) => ({
  id: uuidv7(),
  // One in 10, in 100 and in 1000 carries the code.
  industries: [10, 100, 1000].filter((n) => i % n === 7).map((n) => `ONE-IN-${n}`),
  vector: unit(),
  weights: new Map(
    Array.from({ length: 12 }, () => 1 + Math.floor(random() * VOCABULARY))
      .sort((a, b) => a - b)
      .map((term) => [term, 0.5 + random()]),
  ),
}));

function unit(): Float32Array {
  const vector = Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}

function probe(): Probe {
  const terms = Array.from({ length: 8 }, () => 1 + Math.floor(random() * VOCABULARY)).sort((a, b) => a - b);
  return {
    dense: { modelId: 'random', vector: unit(), title: unit() },
    words: new Map(terms.map((term) => [term, 1 + random()])),
  };
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const bm25 = (item: Item, { words }: Probe) =>
  [...words].reduce((sum, [term, weight]) => sum + weight * (item.weights.get(term) ?? 0), 0);
const best = (of: readonly Item[], score: (item: Item) => number, n = 20) =>
  [...of].sort((a, b) => score(b) - score(a)).slice(0, n);

describe.each([
  ['in memory', 2 ** 20],
  ['in the database', 0],
])('candidates of a search, vectors %s', (_, bytesOfVectors) => {
  let store: Store;
  let sources: CandidateSources;
  const organizationId = uuidv7();

  beforeAll(async () => {
    store = await openTestStore();
    sources = { store, memoryIndex: createMemoryIndex(store, bytesOfVectors) };
    await store.db.insert(organizations).values({ id: organizationId, kind: 'university', name: '甲', nameKey: '甲' });
    await store.db
      .insert(embeddingModels)
      .values({ id: 'random', dimensions: DIMENSIONS, state: 'active', location: 'none' });
    for (let i = 0; i < ITEMS; i += 1000) {
      const batch = items.slice(i, i + 1000);
      await store.db.insert(achievements).values(
        batch.map(({ id, industries }) => ({
          id,
          industries,
          organizationId,
          title: id,
          titleKey: id,
          textHash: 'a',
        })),
      );
      await store.db.transaction(async (tx) => {
        const provenance = { view: 'full', modelId: 'random', textHash: 'a' };
        await writeVectors(
          tx,
          batch.map(({ id, vector }) => ({ itemKind: 'achievement', itemId: id, vector, ...provenance })),
        );
        await writePostings(
          tx,
          'achievement',
          batch.map(({ id, weights }) => ({
            itemId: id,
            textHash: 'a',
            lexicon: 'test',
            terms: [...weights.keys()],
            weights,
          })),
        );
      });
    }
    await ensureVectorIndex(store, { id: 'random', dimensions: DIMENSIONS });
  });
  afterAll(() => store.close());

  const search = (asked: Probe, filter: AchievementFilter = {}, exclude: string[] = []) =>
    findCandidates(sources, 'achievement', asked, filter, { lists: LISTS, exclude });

  /** Share of the exhaustive top 20 by meaning, by the title's and by words that are among the candidates. */
  async function recall(filter: AchievementFilter, passes: (item: Item) => boolean): Promise<number> {
    let found = 0;
    let wanted = 0;
    const passing = items.filter(passes);
    for (let i = 0; i < 8; i++) {
      const asked = probe();
      const ids = new Set((await search(asked, filter)).map(({ itemId }) => itemId));
      const top = [
        ...best(passing, (item) => dot(item.vector, asked.dense!.vector)),
        ...best(passing, (item) => dot(item.vector, asked.dense!.title!)),
        ...best(passing, (item) => bm25(item, asked)).filter((item) => bm25(item, asked) > 0),
      ];
      wanted += top.length;
      found += top.filter((item) => ids.has(item.id)).length;
    }
    return found / wanted;
  }

  it('holds what an exhaustive search finds', async () => {
    const { memoryIndex } = sources;
    await memoryIndex.prepare('achievement', 'random');
    expect(memoryIndex.holdsVectors('achievement', 'random')).toBe(bytesOfVectors > 0);
    expect(await recall({}, () => true)).toBeGreaterThanOrEqual(bytesOfVectors > 0 ? 1 : 0.99);
  });

  it.each([10, 100, 1000])('holds what an exhaustive search finds when one in %i passes the filter', async (n) => {
    const code = `ONE-IN-${n}`;
    expect(await recall({ industries: [code] }, (item) => item.industries.includes(code))).toBeGreaterThanOrEqual(0.99);
  });

  it.each([
    [10, LIMIT],
    [100, Math.min(LIMIT, ITEMS / 100)],
    [1000, ITEMS / 1000],
  ])('gives a full list when one in %i passes the filter', async (n, expected) => {
    const found = await search(probe(), { industries: [`ONE-IN-${n}`] });
    expect(found.length).toBeGreaterThanOrEqual(expected);
    const facts = await readFacts(
      store,
      'achievement',
      found.map(({ itemId }) => itemId),
    );
    expect(facts.size).toBe(found.length);
    expect([...facts.values()].every(({ industries }) => industries.includes(`ONE-IN-${n}`))).toBe(true);
  });

  it('gives all scores of every candidate, by whichever list it came', async () => {
    const asked = probe();
    const byId = new Map(items.map((item) => [item.id, item]));
    for (const found of await search(asked)) {
      const item = byId.get(found.itemId)!;
      expect(found.dense).toBeCloseTo(dot(item.vector, asked.dense!.vector), 3);
      expect(found.title).toBeCloseTo(dot(item.vector, asked.dense!.title!), 3);
      expect(found.lexical).toBeCloseTo(bm25(item, asked), 3);
    }
  });

  it('compares with the title of each candidate when the candidates are what is wanted', async () => {
    const [need, bare] = [uuidv7(), uuidv7()];
    const values = { organizationId, title: '需求', titleKey: '需求', textHash: 'a' };
    await store.db.insert(needs).values([
      { id: need, ...values },
      { id: bare, ...values },
    ]);
    const [whole, title] = [unit(), unit()];
    const row = { itemKind: 'need', modelId: 'random', textHash: 'a' } as const;
    await writeVectors(store.db, [
      { ...row, itemId: need, view: 'full', vector: whole },
      { ...row, itemId: need, view: 'title', vector: title },
      { ...row, itemId: bare, view: 'full', vector: whole },
    ]);
    const asked = unit();
    const probe = {
      dense: { modelId: 'random', vector: asked, title: null },
      words: new Map(),
    };
    const found = await findCandidates(sources, 'need', probe, {}, { lists: LISTS, exclude: [] });
    const titleOf = (id: string) => found.find(({ itemId }) => itemId === id)!.title;
    expect(titleOf(need)).toBeCloseTo(dot(title, asked), 3);
    expect(titleOf(bare)).toBeCloseTo(dot(whole, asked), 3);
  });

  it('searches by words alone without a vector, and still fills the list', async () => {
    const asked = { ...probe(), dense: null };
    const found = await search(asked);
    expect(found.length).toBeGreaterThanOrEqual(LIMIT);
    expect(found.every(({ dense }: Candidate) => dense === null)).toBe(true);
    const top = best(items, (item) => bm25(item, asked));
    const ids = new Set(found.map(({ itemId }) => itemId));
    expect(top.filter((item) => ids.has(item.id))).toHaveLength(20);
  });

  it('brings back the first of what is remembered that passes, however far it is', async () => {
    const asked = probe();
    const far = best(
      items,
      (item) => -dot(item.vector, asked.dense!.vector) - dot(item.vector, asked.dense!.title!),
      400,
    );
    const ids = far.map(({ id }) => id);
    const lists = { ...LISTS, remembered: 5 };
    const found = async (filter: AchievementFilter, exclude: string[]) => {
      const all = await findCandidates(sources, 'achievement', asked, filter, { lists, exclude, remembered: ids });
      return all.filter(({ itemId }) => ids.slice(0, 300).includes(itemId)).map(({ itemId }) => itemId);
    };
    expect(await found({}, [])).toEqual(expect.arrayContaining(ids.slice(0, 5)));
    expect(await found({}, [ids[0]!])).toEqual(expect.arrayContaining(ids.slice(1, 6)));
    expect(await found({}, [ids[0]!])).not.toContain(ids[0]);
    const tenth = far.filter(({ industries }) => industries.includes('ONE-IN-10')).map(({ id }) => id);
    const passing = await found({ industries: ['ONE-IN-10'] }, []);
    expect(passing).toEqual(expect.arrayContaining(tenth.slice(0, 5)));
    expect(tenth).toEqual(expect.arrayContaining(passing));
  });

  it('brings the first of what is expected together, among the best of each list that pass', async () => {
    const asked = probe();
    const lists = { vectors: 5, words: 5, remembered: 0, expected: 4 };
    const found = async (industry?: string) => {
      let seen: Candidate[] = [];
      const byId = (some: readonly Candidate[]) => [...some].sort((a, b) => (a.itemId < b.itemId ? 1 : -1));
      const filter = industry === undefined ? {} : { industries: [industry] };
      const candidates = await findCandidates(sources, 'achievement', asked, filter, {
        lists,
        exclude: [],
        expectedFirst: (some) => byId((seen = [...some])),
      });
      const passing = byId(seen).filter(
        ({ itemId }) => industry === undefined || industriesOf.get(itemId)!.includes(industry),
      );
      expect(candidates).toEqual(expect.arrayContaining(passing.slice(0, lists.expected)));
      return { candidates, seen };
    };
    const industriesOf = new Map(items.map(({ id, industries }) => [id, industries]));
    const tenth = await found('ONE-IN-10');
    expect(tenth.seen.length).toBeGreaterThan(10);
    const all = await found();
    // The index of a database tells a list's first ones alone.
    if (bytesOfVectors === 0) return expect(all.seen).toEqual([]);
    expect(all.seen.length).toBeGreaterThan(all.candidates.length);
  });

  it('recalls what was found and what was indexed since, with the scores of a search', async () => {
    const asked = probe();
    const found = await search(asked);
    const ids = found.map(({ itemId }) => itemId);
    const [last] = await rowsOf<{ seq: number }>(store.db, sql`SELECT max(seq)::float8 AS seq FROM lexical_entries`);
    const recall = (since: number, most: number, exclude: string[] = [], of = ids) =>
      recallCandidates(sources, 'achievement', asked, {}, exclude, { ids: of, since, most });
    const byId = (some: readonly Candidate[]) => new Map(some.map((one) => [one.itemId, one]));
    const same = await recall(last!.seq, 10);
    expect([byId(same!.candidates), same!.added]).toEqual([byId(found), []]);
    const more = await recall(last!.seq - 5, 5);
    expect(more!.added).toHaveLength(5);
    expect(new Set(more!.candidates.map(({ itemId }) => itemId))).toEqual(new Set([...ids, ...more!.added]));
    expect(await recall(last!.seq - 6, 5)).toBeNull();
    expect((await recall(last!.seq, 10, [ids[0]!]))!.candidates.map(({ itemId }) => itemId)).not.toContain(ids[0]);
    const gone = Array.from({ length: ids.length }, () => uuidv7());
    expect(await recall(last!.seq, 10, [], [...ids, ...gone])).toBeNull();
  });

  it('goes down the lists for as long as too few pass', async () => {
    const asked = probe();
    const near = best(items, (item) => dot(item.vector, asked.dense!.vector), 400);
    const good = best(items, (item) => bm25(item, asked), 400);
    const excluded = [...near.slice(0, 300), ...good.slice(0, 300)].map(({ id }) => id);
    const found = (await search(asked, {}, excluded)).map(({ itemId }) => itemId);
    for (const list of [near, good]) {
      const left = list.map(({ id }) => id).filter((id) => !excluded.includes(id));
      expect(found).toEqual(expect.arrayContaining(left.slice(0, 20)));
    }
  });

  it('gives nothing that is excluded, not even the best', async () => {
    const asked = probe();
    const [first] = best(items, (item) => dot(item.vector, asked.dense!.vector));
    expect((await search(asked)).map(({ itemId }) => itemId)).toContain(first!.id);
    expect((await search(asked, {}, [first!.id])).map(({ itemId }) => itemId)).not.toContain(first!.id);
  });
});
