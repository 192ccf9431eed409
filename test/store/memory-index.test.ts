import { v7 as uuidv7 } from 'uuid';
import { sql } from 'drizzle-orm';
import { ITEM_KINDS } from '../../src/domain.js';
import { createMemoryIndex, type Asked, type MemoryIndex } from '../../src/store/memory-index.js';
import type { Store } from '../../src/store/open.js';
import { writePostings } from '../../src/store/postings.js';
import { embeddingModels } from '../../src/store/schema.js';
import { writeVectors } from '../../src/store/vectors.js';
import { SEGMENT_ITEMS } from '../../src/store/word-segment.js';
import { openTestStore } from '../support/database.js';
import { until } from '../support/processes.js';

/** Park-Miller: the same items in every run. */
let seed = 7;
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
const VOCABULARY = 50;
const someTerms = (count: number) =>
  new Map(
    Array.from({ length: count }, () => 1 + Math.floor(random() * VOCABULARY))
      .sort((a, b) => a - b)
      // Quarters add up exactly, in whatever order.
      .map((term) => [term, Math.ceil(random() * 8) / 4]),
  );

const MODEL = 'random';
const DIMENSIONS = 40;
const MEMORY = 2 ** 22;
/** Of a cosine: numbers have 16 bits. */
const PRECISION = 0.000_02;

function someVector(): Float32Array {
  return Float32Array.from({ length: DIMENSIONS }, () => random() - 0.4);
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
}

describe('the index in memory', () => {
  let store: Store;
  let index: MemoryIndex;
  const kept = new Map<string, Map<number, number>>();
  const vectors = new Map<string, Float32Array>();
  beforeAll(async () => {
    store = await openTestStore();
    await store.db
      .insert(embeddingModels)
      .values(
        [MODEL, 'other'].map((id) => ({ id, dimensions: DIMENSIONS, state: 'retired' as const, location: 'none' })),
      );
  });
  beforeEach(async () => {
    await store.db.execute(sql`TRUNCATE lexical_entries, term_frequencies, embeddings`);
    kept.clear();
    vectors.clear();
    index = createMemoryIndex(store, MEMORY);
    for (const kind of ITEM_KINDS) await index.prepare(kind, MODEL);
  });
  afterEach(() => index.close());
  afterAll(() => store.close());

  /** Every third item has no vector. */
  const write = (ids: readonly string[], kind: 'achievement' | 'need' = 'achievement') =>
    store.db.transaction(async (tx) => {
      const embedded = ids.filter((_, i) => i % 3 !== 2).map((itemId) => ({ itemId, vector: someVector() }));
      if (kind === 'achievement') for (const { itemId, vector } of embedded) vectors.set(itemId, vector);
      const row = { itemKind: kind, view: 'full', modelId: MODEL, textHash: 'a' };
      await writeVectors(
        tx,
        embedded.map((one) => ({ ...row, ...one })),
      );
      await writePostings(
        tx,
        kind,
        ids.map((itemId) => {
          const weights = someTerms(6);
          if (kind === 'achievement') kept.set(itemId, weights);
          return { itemId, textHash: 'a', lexicon: 'test', terms: [...weights.keys()], weights };
        }),
      );
    });
  const ids = (count: number) => Array.from({ length: count }, () => uuidv7());
  const scoreOf = (id: string, asked: ReadonlyMap<number, number>) =>
    [...asked].reduce((sum, [term, weight]) => sum + weight * (kept.get(id)!.get(term) ?? 0), 0);
  const wordsOnly = (words: ReadonlyMap<number, number>): Asked => ({ words, dense: null });

  async function expectExact(words = someTerms(8)): Promise<void> {
    const dense = { modelId: MODEL, vector: someVector(), title: someVector() };
    const found = await index.search('achievement', { words, dense });
    const all = [...kept.keys()].map((id) => ({ id, score: scoreOf(id, words) }));
    expect(all.map(({ id }) => found.of(id).lexical)).toEqual(all.map(({ score }) => score));
    const some = [...all.filter((_, i) => i % 3 === 0), { id: uuidv7(), score: 0 }];
    const lookedUp = (await index.lookUp('achievement', { words, dense }))(some.map(({ id }) => id));
    expect(some.map(({ id }) => lookedUp.of(id).lexical)).toEqual(some.map(({ score }) => score));
    expect(some.map(({ id }) => lookedUp.of(id))).toEqual(some.map(({ id }) => found.of(id)));
    const best = all
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
    for (const count of [1, 20, kept.size]) expect(found.bestByWords(count)).toEqual(best.slice(0, count));
    for (const [i, asked] of [dense.vector, dense.title].entries()) {
      const exact = new Map([...vectors].map(([id, vector]) => [id, cosine(vector, asked)]));
      const off = all.map(({ id }) => {
        const { dense: whole, title } = found.of(id);
        const [told, right] = [i === 0 ? whole : title, exact.get(id) ?? null];
        return told === null || right === null ? (told === right ? 0 : Infinity) : Math.abs(told - right);
      });
      expect(Math.max(...off)).toBeLessThan(PRECISION);
      const descending = [...exact.values()].sort((a, b) => b - a);
      for (const count of [1, 20, kept.size]) {
        const nearest = (await found.nearest())[i]!(count);
        expect(nearest).toHaveLength(Math.min(count, vectors.size));
        const wrong = nearest.map((id, place) => Math.abs(exact.get(id)! - descending[place]!));
        expect(Math.max(...wrong)).toBeLessThan(PRECISION);
      }
    }
  }

  it('scores all items as the database holds them, beyond one segment too', async () => {
    await write(ids(2 * SEGMENT_ITEMS + 100));
    for (let i = 0; i < 5; i++) await expectExact();
  });

  it('follows what others write between two searches', async () => {
    const first = ids(300);
    await write(first);
    await expectExact();
    for (let i = 0; i < 5; i++) {
      await write([...first.slice(i * 40, i * 40 + 50), ...ids(400)]);
      await expectExact();
    }
  });

  it('keeps what was read and begins anew when most of it is dead', async () => {
    const few = ids(40);
    for (let i = 0; i < (3 * SEGMENT_ITEMS) / 40; i++) {
      await write(few);
      await expectExact();
    }
  });

  it('goes on scoring for a search what it began with when an item changes meanwhile', async () => {
    const [changed, ...rest] = ids(10);
    await write([changed!, ...rest]);
    const asked = new Map(Array.from({ length: VOCABULARY }, (_, i) => [i + 1, 1]));
    const words = await index.search('achievement', wordsOnly(asked));
    const before = scoreOf(changed!, asked);
    for (let i = 0; i < 3; i++) {
      await write([changed!]);
      await expectExact(asked);
    }
    expect(before).toBeGreaterThan(0);
    expect(words.of(changed!).lexical).toBe(before);
  });

  it('finds the nearest of what it began with when an item changes before they are asked for', async () => {
    const [changed, ...rest] = ids(10);
    await write([changed!, ...rest]);
    const vector = vectors.get(changed!)!;
    const found = await index.search('achievement', {
      words: new Map(),
      dense: { modelId: MODEL, vector, title: null },
    });
    await write([changed!]);
    await expectExact();
    expect((await found.nearest())[0]!(1)).toEqual([changed]);
    expect(found.of(changed!).dense).toBeCloseTo(1, 4);
  });

  it('serves searches that come at once, each with what was written before it came', async () => {
    await write(ids(SEGMENT_ITEMS));
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const id = uuidv7();
        await write([id]);
        const [term] = kept.get(id)!.keys();
        const found = await index.search('achievement', wordsOnly(new Map([[term!, 1]])));
        expect(found.of(id).lexical).toBeGreaterThan(0);
      }),
    );
    await expectExact();
  });

  it('keeps achievements and needs apart', async () => {
    const [achievement, need] = ids(2);
    await write([achievement!]);
    await write([need!], 'need');
    const asked = new Map(Array.from({ length: VOCABULARY }, (_, i) => [i + 1, 1]));
    expect((await index.search('achievement', wordsOnly(asked))).bestByWords(10)).toEqual([achievement]);
    expect((await index.search('need', wordsOnly(asked))).bestByWords(10)).toEqual([need]);
  });

  it('finds nothing where nothing is shared', async () => {
    await write(ids(3));
    const words = await index.search('achievement', wordsOnly(new Map([[VOCABULARY + 1, 1]])));
    expect(words.bestByWords(10)).toEqual([]);
    expect(words.of(uuidv7())).toEqual({ lexical: 0, dense: null, title: null });
    expect((await index.search('need', wordsOnly(new Map([[1, 1]])))).bestByWords(10)).toEqual([]);
  });

  it('has words alone for a model whose vectors it does not hold, until it has read them', async () => {
    const some = ids(50);
    await write(some);
    await expectExact();
    const vector = someVector();
    const row = { itemKind: 'achievement', view: 'full', modelId: 'other', textHash: 'a' } as const;
    await writeVectors(store.db, [{ ...row, itemId: some[0]!, vector }]);
    const asked = { words: someTerms(8), dense: { modelId: 'other', vector, title: vector } };
    const first = await index.search('achievement', asked);
    expect([first.cosines, await first.nearest(), first.of(some[0]!).dense]).toEqual([false, [], null]);
    await until('vectors of the other model', () => index.holdsVectors('achievement', 'other'));
    const then = await index.search('achievement', asked);
    expect((await then.nearest())[0]!(10)).toEqual([some[0]]);
    expect(then.of(some[0]!).title).toBeCloseTo(1, 4);
    expect(some.map((id) => then.of(id).lexical)).toEqual(some.map((id) => first.of(id).lexical));
  });

  it('leaves vectors to the database where they would take too much memory, and goes on with the words', async () => {
    index = createMemoryIndex(store, 2 ** 17);
    const dense = { modelId: MODEL, vector: someVector(), title: null };
    const holds = async () => (await index.search('achievement', { words: someTerms(8), dense })).cosines;
    await write(ids(1024));
    expect(await holds()).toBe(true);
    await write(ids(1));
    expect(await holds()).toBe(false);
    const asked = someTerms(8);
    const found = await index.search('achievement', { words: asked, dense });
    for (const id of kept.keys())
      expect(found.of(id)).toEqual({ lexical: scoreOf(id, asked), dense: null, title: null });
  });
});
