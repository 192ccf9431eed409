import fc from 'fast-check';
import { addScores, SEGMENT_ITEMS, segmentOf } from '../../src/store/word-segment.js';

const terms = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 20 });
const weight = fc.integer({ min: 1, max: 8 }).map((n) => n / 4);
const weighted = terms.chain((list) =>
  fc.array(weight, { minLength: list.length, maxLength: list.length }).map((weights) => {
    const sorted = [...list].sort((a, b) => a - b);
    return new Map(sorted.map((term, i) => [term, weights[i]!]));
  }),
);

describe('a segment of the word index', () => {
  it('adds up what each item has of the terms asked', () => {
    fc.assert(
      fc.property(fc.array(weighted, { maxLength: 30 }), weighted, (items, asked) => {
        const segment = segmentOf(
          items.map((item, i) => ({
            itemId: `item ${i}`,
            terms: Int32Array.from(item.keys()),
            weights: Float32Array.from(item.values()),
          })),
        );
        const scores = new Float32Array(items.length);
        addScores(segment, [...asked], scores);
        const expected = items.map((item) =>
          [...asked].reduce((sum, [term, one]) => sum + one * (item.get(term) ?? 0), 0),
        );
        expect([...scores]).toEqual(expected);
      }),
    );
  });

  it('has room for as many items as it may hold', () => {
    const entry = { itemId: 'x', terms: Int32Array.of(7), weights: Float32Array.of(1) };
    const segment = segmentOf(Array.from({ length: SEGMENT_ITEMS }, () => entry));
    const scores = new Float32Array(SEGMENT_ITEMS);
    addScores(segment, [[7, 2]], scores);
    expect(scores.every((score) => score === 2)).toBe(true);
  });
});
