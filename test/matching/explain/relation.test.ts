import { isAboutTheSame, tellingPairs } from '../../../src/matching/explain/relation.js';
import type { Contribution } from '../../../src/matching/model.js';

/** @param share of the best candidate's agreement */
const relation = (agreement: number | null, share: number | null, trust = 1) => ({
  contributions: [
    {
      feature: 'tokens',
      label: '逐词呼应',
      value: share,
      detail: null,
      points: 1,
      measured: agreement,
    } as Contribution,
  ],
  trust,
});
const PAIRS = [{ strength: 0.5 }, { strength: 0.22 }];

describe('what may be told of two texts', () => {
  it('goes by how much they agree, in itself and beside the best candidate', () => {
    expect(isAboutTheSame(relation(0.04, 1))).toBe(true);
    expect(isAboutTheSame(relation(0.02, 1))).toBe(false);
    // What is not the nearest must answer most.
    expect(isAboutTheSame(relation(0.04, 0.9))).toBe(false);
    expect(isAboutTheSame(relation(0.06, 0.9))).toBe(true);
    expect(isAboutTheSame(relation(0.2, 0.7))).toBe(false);
    // Few words agree sooner.
    expect(isAboutTheSame(relation(0.04, 1, 0.8))).toBe(false);
  });

  it('is no evidence where they hardly agree, and faint evidence of the nearest alone', () => {
    expect(tellingPairs(PAIRS, relation(0.02, 1))).toEqual([]);
    expect(tellingPairs(PAIRS, relation(0.2, 0.7))).toEqual([]);
    expect(tellingPairs(PAIRS, relation(0.2, 0.9))).toEqual(PAIRS.slice(0, 1));
    expect(tellingPairs(PAIRS, relation(0.2, 1))).toEqual(PAIRS);
  });

  it('is all of it where tokens were not compared', () => {
    expect(tellingPairs(PAIRS, relation(null, null))).toEqual(PAIRS);
    expect(tellingPairs(PAIRS, { contributions: [], trust: 1 })).toEqual(PAIRS);
  });
});
