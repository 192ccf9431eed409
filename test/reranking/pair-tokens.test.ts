import fc from 'fast-check';
import { joinPair, templateOf } from '../../src/reranking/pair-tokens.js';

const BERT = { ids: [101, 7, 102, 8, 102], types: [0, 0, 0, 1, 1] };
const ROBERTA = { ids: [0, 7, 2, 2, 8, 2], types: null };

describe('pairs of texts as a model reads them', () => {
  it.each([
    ['BERT', BERT, { ids: [101, 21, 22, 102, 31, 102], types: [0, 0, 0, 0, 1, 1] }],
    ['RoBERTa', ROBERTA, { ids: [0, 21, 22, 2, 2, 31, 2], types: null }],
  ])('have the signs between them that %s puts there', (_, example, expected) => {
    expect(joinPair(templateOf(example, [7], [8]), [21, 22], [31], 512)).toEqual(expected);
  });

  it('keep them also where the vocabulary knows neither text of the example', () => {
    const unknown = { ids: [101, 100, 102, 100, 102], types: [0, 0, 0, 1, 1] };
    expect(joinPair(templateOf(unknown, [100], [100]), [1], [2], 512).ids).toEqual([101, 1, 102, 2, 102]);
  });

  it('refuse a tokeniser that does not put one text after the other', () => {
    expect(() => templateOf({ ids: [101, 8, 102, 7, 102], types: null }, [7], [8])).toThrow(RangeError);
    expect(() => templateOf({ ids: [101, 102], types: null }, [], [])).toThrow(RangeError);
  });

  it('lose the end of the longer side only, and no more than must go', () => {
    const template = templateOf(BERT, [7], [8]);
    const text = (start: number) => fc.nat(60).map((length) => Array.from({ length }, (_, i) => start + i));
    fc.assert(
      fc.property(text(1000), text(2000), fc.integer({ min: 3, max: 80 }), (asked, found, most) => {
        const { ids, types } = joinPair(template, asked, found, most);
        const [a, f] = [ids.filter((id) => id >= 1000 && id < 2000), ids.filter((id) => id >= 2000)];
        expect(types).toHaveLength(ids.length);
        expect(ids).toHaveLength(Math.min(most, asked.length + found.length + 3));
        expect(a).toEqual(asked.slice(0, a.length));
        expect(f).toEqual(found.slice(0, f.length));
        // What was cut was not the shorter side: afterwards it is at least as long as the other, but for rounding.
        if (a.length < asked.length) expect(a.length).toBeGreaterThanOrEqual(f.length - 1);
        if (f.length < found.length) expect(f.length).toBeGreaterThanOrEqual(a.length - 1);
      }),
    );
  });
});
