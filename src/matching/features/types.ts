import type { Maturity, Money } from '../../domain.js';

/** What a feature makes of a pair. */
export interface FeatureValue {
  /** 0–1, more is better; null: the data that it would need are missing, which counts neither for nor against. */
  value: number | null;
  /** What it saw, in Chinese; null when there is nothing to say. */
  detail: string | null;
  /** The figure behind a value that only compares the candidates of one search: it means the same in every search. */
  measured?: number;
  /** It counts in full, and yet what it saw speaks for the match with a reservation only. */
  reserved?: boolean;
}

/** The need's part of a pair, as the features read it. */
export interface NeedSide {
  industries: readonly string[];
  cooperationModes: readonly string[];
  budget: Money | null;
  /** What the need says of the maturity that it wants. */
  wantedMaturity: Maturity | null;
}

/** The achievement's part of a pair. */
export interface AchievementSide {
  industries: readonly string[];
  cooperationModes: readonly string[];
  price: Money | null;
  maturity: Maturity | null;
}

export const MISSING: FeatureValue = { value: null, detail: null };
