/** Would both sides act? What decides whether a stored match is worth pushing to anybody. */
import type { StandingMatch } from '../store/standings.js';
import { BUILT_IN, probabilityOf, type Contribution } from './model.js';
import { attention } from './owners.js';

export interface Reciprocity {
  /** 0–1: harmonic mean of the two halves. */
  reciprocal: number;
  /** 0–1: P(useful to the need) × the attention that its place in the need's list gets. */
  needSide: number;
  /**
   * 0–1: P(useful) in parts of that of the achievement's best need × the attention that the need's place among its needs
   * gets × how far the terms suit.
   */
  achievementSide: number;
}

/** Readings of what lists state beside the text that decide whether an owner would sign. */
const TERMS: readonly string[] = ['cooperation', 'budget', 'pairing'];
/** What is left of an achievement's side when none of the stated terms suit: terms are negotiated. */
const LEFT_WITHOUT_TERMS = 0.5;

/** Mean of the stated terms, 0–1; null when neither side states any. */
export function termsOf(contributions: readonly Pick<Contribution, 'feature' | 'value'>[]): number | null {
  const stated = contributions.flatMap(({ feature, value }) =>
    TERMS.includes(feature) && value !== null ? [value] : [],
  );
  return stated.length === 0 ? null : stated.reduce((sum, value) => sum + value, 0) / stated.length;
}

/**
 * The harmonic mean is near the lesser half, so that enthusiasm on one side does not make up for the other's: Pizzato et
 * al., "RECON: a reciprocal recommender for online dating" (RecSys 2010); Neve & Palomares, "Aggregation strategies in
 * user-to-user reciprocal recommender systems" (SMC 2019). Both halves are 0 once either item is closed or hidden.
 */
export function reciprocityOf({ score, rank, place, best, terms, open }: StandingFacts, model = BUILT_IN): Reciprocity {
  if (!open) return { reciprocal: 0, needSide: 0, achievementSide: 0 };
  const useful = probabilityOf(score, model);
  const needSide = useful * attention(rank);
  const suits = terms === null ? 1 : LEFT_WITHOUT_TERMS + (1 - LEFT_WITHOUT_TERMS) * terms;
  const achievementSide = (useful / probabilityOf(best, model)) * attention(place) * suits;
  return { reciprocal: harmonicMean(needSide, achievementSide), needSide, achievementSide };
}

export type StandingFacts = Pick<StandingMatch, 'score' | 'rank' | 'place' | 'best' | 'terms' | 'open'>;

function harmonicMean(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}
