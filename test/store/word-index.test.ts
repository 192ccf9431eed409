import { v7 as uuidv7 } from 'uuid';
import { sql } from 'drizzle-orm';
import type { Store } from '../../src/store/open.js';
import { writePostings } from '../../src/store/postings.js';
import { createWordIndex, type WordIndex } from '../../src/store/word-index.js';
import { SEGMENT_ITEMS } from '../../src/store/word-segment.js';
import { openTestStore } from '../support/database.js';

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

describe('the word index', () => {
  let store: Store;
  let index: WordIndex;
  const kept = new Map<string, Map<number, number>>();
  beforeAll(async () => {
    store = await openTestStore();
  });
  beforeEach(async () => {
    await store.db.execute(sql`TRUNCATE lexical_entries, term_frequencies`);
    kept.clear();
    index = createWordIndex(store);
  });
  afterAll(() => store.close());

  const write = (ids: readonly string[], kind: 'achievement' | 'need' = 'achievement') =>
    store.db.transaction((tx) =>
      writePostings(
        tx,
        kind,
        ids.map((itemId) => {
          const weights = someTerms(6);
          if (kind === 'achievement') kept.set(itemId, weights);
          return { itemId, textHash: 'a', lexicon: 'test', terms: [...weights.keys()], weights };
        }),
      ),
    );
  const ids = (count: number) => Array.from({ length: count }, () => uuidv7());
  const scoreOf = (id: string, asked: ReadonlyMap<number, number>) =>
    [...asked].reduce((sum, [term, weight]) => sum + weight * (kept.get(id)!.get(term) ?? 0), 0);

  async function expectExact(asked = someTerms(8)): Promise<void> {
    const words = await index.search('achievement', asked);
    const all = [...kept.keys()].map((id) => ({ id, score: scoreOf(id, asked) }));
    expect(all.map(({ id }) => words.of(id))).toEqual(all.map(({ score }) => score));
    const some = [...all.filter((_, i) => i % 3 === 0), { id: uuidv7(), score: 0 }];
    const lookedUp = (await index.lookUp('achievement', asked))(some.map(({ id }) => id));
    expect(some.map(({ id }) => lookedUp.of(id))).toEqual(some.map(({ score }) => score));
    const best = all
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
    for (const count of [1, 20, kept.size]) expect(words.best(count)).toEqual(best.slice(0, count));
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
    const words = await index.search('achievement', asked);
    const before = scoreOf(changed!, asked);
    for (let i = 0; i < 3; i++) {
      await write([changed!]);
      await expectExact(asked);
    }
    expect(before).toBeGreaterThan(0);
    expect(words.of(changed!)).toBe(before);
  });

  it('serves searches that come at once, each with what was written before it came', async () => {
    await write(ids(SEGMENT_ITEMS));
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const id = uuidv7();
        await write([id]);
        const [term] = kept.get(id)!.keys();
        expect((await index.search('achievement', new Map([[term!, 1]]))).of(id)).toBeGreaterThan(0);
      }),
    );
    await expectExact();
  });

  it('keeps achievements and needs apart', async () => {
    const [achievement, need] = ids(2);
    await write([achievement!]);
    await write([need!], 'need');
    const asked = new Map(Array.from({ length: VOCABULARY }, (_, i) => [i + 1, 1]));
    expect((await index.search('achievement', asked)).best(10)).toEqual([achievement]);
    expect((await index.search('need', asked)).best(10)).toEqual([need]);
  });

  it('finds nothing where nothing is shared', async () => {
    await write(ids(3));
    const words = await index.search('achievement', new Map([[VOCABULARY + 1, 1]]));
    expect(words.best(10)).toEqual([]);
    expect(words.of(uuidv7())).toBe(0);
    expect((await index.search('need', new Map([[1, 1]]))).best(10)).toEqual([]);
  });
});
