/** How near two texts are: the part of the score that every pair has. */
import type { Scale } from '../../domain.js';
import { MISSING, type FeatureValue } from './types.js';

/** Rank whose score stands for "as near as the rest of the corpus". */
export const LOW_RANK = 200;

/** @param scores in any order; with fewer than 200 the lowest is the low end */
export function scaleOf(scores: readonly number[]): Scale {
  const ascending = Float64Array.from(scores).sort();
  return { top: ascending.at(-1) ?? 0, low: ascending[Math.max(0, ascending.length - LOW_RANK)] ?? 0 };
}

/**
 * (x − 200th) / (top − 200th): scores of different methods become comparable without the ranks' loss of distance.
 * Fusing scores so gained 5 points of nDCG@10 over reciprocal rank fusion on the dev needs. Below the 200th it is
 * negative, down to −1: whoever is far by one reading must be that much nearer by another (cutting at 0 lost 1 point).
 */
export function scaled(score: number, { low, top }: Scale): number {
  if (top - low < 1e-9) return 0;
  return Math.max(-1, (score - low) / (top - low));
}

/** The same as a value of a feature: 1 at the top, ½ at the 200th. */
export function valueOf(score: number, scale: Scale): number {
  return (scaled(score, scale) + 1) / 2;
}

/** Nearness in meaning of the need's title to the achievement's whole text: cosine of their vectors. */
export function title(cosine: number | null, scale: Scale): FeatureValue {
  if (cosine === null) return MISSING;
  return { value: valueOf(cosine, scale), detail: `余弦 ${cosine.toFixed(3)}`, measured: cosine };
}

/** Shared words, rare ones counting most: BM25. */
export function lexical(bm25: number, scale: Scale): FeatureValue {
  return { value: valueOf(bm25, scale), detail: `BM25 ${bm25.toFixed(1)}` };
}

/**
 * Token agreement (`tokens/agreement.ts`) as a share of the best candidate's: how well what the need says, token by
 * token in its surroundings, is met somewhere in the achievement's text.
 * @param agreement null: not among the nearest, whose tokens are compared
 */
export function tokens(agreement: number | null, best: number): FeatureValue {
  if (agreement === null) return MISSING;
  return { value: shareOf(agreement, best), detail: `逐词呼应 ${agreement.toFixed(3)}`, measured: agreement };
}

/** @returns null for an agreement that is not known */
export function shareOf<T extends number | null>(agreement: T, best: number): T {
  return (agreement === null ? null : best === 0 ? 0 : agreement / best) as T;
}
