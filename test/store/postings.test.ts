import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import type { Store } from '../../src/store/open.js';
import { readFrequencies, writePostings, type Posting } from '../../src/store/postings.js';
import { lexicalEntries } from '../../src/store/schema.js';
import { openTestStore } from '../support/database.js';

const entry = (itemId: string, terms: number[]): Posting => ({
  itemId,
  textHash: 'a',
  lexicon: 'test',
  terms,
  weights: new Map(terms.map((term) => [term, 1.5])),
});

describe('postings', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  const write = (entries: Posting[]) => store.db.transaction((tx) => writePostings(tx, 'achievement', entries));

  it('counts the items that hold a term, and the items themselves under term 0', async () => {
    const [a, b] = [uuidv7(), uuidv7()];
    await store.db.transaction((tx) => writePostings(tx, 'need', [entry(a, [7, 9]), entry(b, [9, 999_999_999])]));
    expect(await readFrequencies(store.db, 'need', [7, 8, 9, 999_999_999])).toEqual(
      new Map([
        [0, 2],
        [7, 1],
        [9, 2],
        [999_999_999, 1],
      ]),
    );
    await store.db.transaction((tx) => writePostings(tx, 'need', [entry(a, []), entry(b, [8])]));
    expect(await readFrequencies(store.db, 'need', [7, 8, 9])).toEqual(
      new Map([
        [0, 2],
        [8, 1],
      ]),
    );
  });

  it('keeps the frequencies true through any sequence of writes', async () => {
    const ids = Array.from({ length: 4 }, () => uuidv7());
    const held = new Map<string, number[]>();
    const step = fc.record({
      item: fc.nat(3),
      terms: fc.uniqueArray(fc.integer({ min: 1, max: 6 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
        for (const { item, terms } of steps) {
          const id = ids[item]!;
          held.set(id, terms);
          await write([
            entry(
              id,
              [...terms].sort((a, b) => a - b),
            ),
          ]);
        }
        const expected = new Map<number, number>();
        if (held.size > 0) expected.set(0, held.size);
        for (const terms of held.values()) for (const t of terms) expected.set(t, (expected.get(t) ?? 0) + 1);
        expect(await readFrequencies(store.db, 'achievement', [1, 2, 3, 4, 5, 6])).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it('loses no count when many writers touch the same items at once', async () => {
    const ids = Array.from({ length: 5 }, () => uuidv7());
    await Promise.all(
      Array.from({ length: 12 }, (_, turn) => write(ids.map((id, i) => entry(id, [20 + ((turn + i) % 3), 30])))),
    );
    const rows = await store.db.select().from(lexicalEntries).where(eq(lexicalEntries.itemKind, 'achievement'));
    const written = rows.filter(({ itemId }) => ids.includes(itemId));
    expect(written).toHaveLength(ids.length);
    const expected = new Map<number, number>([[0, rows.length]]);
    for (const { terms } of written) for (const term of terms) expected.set(term, (expected.get(term) ?? 0) + 1);
    expect(await readFrequencies(store.db, 'achievement', [20, 21, 22, 30])).toEqual(expected);
  });

  it('gives the weights back by term', async () => {
    const id = uuidv7();
    const weights = new Map([
      [1, 0.5],
      [1_000_000_000, 2.25],
    ]);
    await write([{ ...entry(id, [1, 1_000_000_000]), weights }]);
    const rows = await store.db.select().from(lexicalEntries);
    expect(rows.find((row) => row.itemId === id)!.weights).toEqual(weights);
  });
});
