import fc from 'fast-check';
import { addScores, joinLast, SEGMENT_ITEMS, segmentOf, type WordSegment } from '../../src/store/word-segment.js';

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
          items.map((item) => ({
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
    const entry = { terms: Int32Array.of(7), weights: Float32Array.of(1) };
    const segment = segmentOf(Array.from({ length: SEGMENT_ITEMS }, () => entry));
    const scores = new Float32Array(SEGMENT_ITEMS);
    addScores(segment, [[7, 2]], scores);
    expect(scores.every((score) => score === 2)).toBe(true);
  });

  it('is joined with others of its size, and adds up as they did', () => {
    const random = fc.sample(fc.integer({ min: 1, max: 400 }), { numRuns: 7 * 18 * SEGMENT_ITEMS, seed: 11 });
    const entries = Array.from({ length: 18 * SEGMENT_ITEMS }, (_, i) => {
      const terms = Int32Array.from(new Set(random.slice(7 * i, 7 * i + 7))).sort();
      return { terms, weights: Float32Array.from(terms, (term) => 1 + ((term + i) % 8) / 4) };
    });
    const asked = Array.from({ length: 60 }, (_, i) => [5 * i + 1, 1 + (i % 4)] as const);
    const scoresOf = (segments: readonly WordSegment[]) =>
      segments.flatMap((segment) => {
        const scores = new Float32Array(segment.items);
        addScores(segment, asked, scores);
        return [...scores];
      });
    const single: WordSegment[] = [];
    const joined: WordSegment[] = [];
    for (let from = 0; from < entries.length; from += SEGMENT_ITEMS) {
      const segment = segmentOf(entries.slice(from, from + SEGMENT_ITEMS));
      single.push(segment);
      joined.push(segment);
      joinLast(joined);
    }
    expect(joined.map(({ items }) => items)).toEqual([16 * SEGMENT_ITEMS, SEGMENT_ITEMS, SEGMENT_ITEMS]);
    expect(scoresOf(joined)).toEqual(scoresOf(single));
  });

  it('grows no larger than its places can name', () => {
    const entry = { terms: Int32Array.of(7), weights: Float32Array.of(1) };
    const whole = segmentOf(Array.from({ length: SEGMENT_ITEMS }, () => entry));
    const segments: WordSegment[] = [];
    for (let i = 0; i < 3 * 64 + 1; i++) {
      segments.push(whole);
      joinLast(segments);
    }
    expect(segments.map(({ items }) => items)).toEqual([65_536, 65_536, 65_536, SEGMENT_ITEMS]);
    const scores = new Float32Array(65_536);
    addScores(segments[2]!, [[7, 2]], scores);
    expect(scores.every((score) => score === 2)).toBe(true);
  });
});
