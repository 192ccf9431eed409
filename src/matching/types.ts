import type { FeedbackReason, Verdict } from '../domain.js';
import type { Embedder } from '../embedding/types.js';
import type { Store } from '../store/open.js';
import type { AchievementRow, NeedRow, OrganizationRow } from '../store/schema.js';
import type { Taxonomy } from '../taxonomy.js';
import type { Contribution, Grade, RankingModel } from './model.js';
import type { MaxSim } from './tokens/maxsim.js';

/** What matching needs from outside. Without an embedder, stored vectors still serve; free text is met by words only. */
export interface MatchingDeps {
  store: Store;
  embedder: Embedder | null;
  maxSim: MaxSim;
  taxonomy: Taxonomy;
  /** The version that ranks. Changes when another one is adopted: a search reads it once, into its subject. */
  ranking: RankingModel;
}

/** Which part of a ranking is asked for. */
export interface PageRequest<F> {
  /** 1–100. */
  first: number;
  /** Cursor of the match after which to go on. */
  after?: string | null;
  filter?: F | null;
}

export type Polarity = 'FOR' | 'AGAINST' | 'NEUTRAL';

/** A structured reason; `text` is Chinese. */
export interface Reason {
  code: string;
  polarity: Polarity;
  text: string;
}

export interface SharedTerm {
  term: string;
  /** Share of the lexical agreement, 0–1. */
  weight: number;
}

/** UTF-16 offsets in the named field, and the text there. */
export interface Span {
  field: string;
  start: number;
  end: number;
  text: string;
}

/** A passage of either side; `need` is the text searched with where there is no need, and so on. */
export interface Evidence {
  need: Span;
  achievement: Span;
  /** 0–1. */
  strength: number;
}

export interface IndicatorFinding {
  outcome: 'MET' | 'MISSED' | 'NOT_STATED';
  wanted: Span;
  offered: Span | null;
}

export interface MatchFeedback {
  id: string;
  verdict: Verdict;
  reasons: FeedbackReason[];
  note: string | null;
  score: number | null;
  createdAt: Date;
}

/** An item with its owner, as a page shows it. */
export type OwnedNeed = NeedRow & { organization: OrganizationRow };
export type OwnedAchievement = AchievementRow & { organization: OrganizationRow };

/** One place in a ranking with everything it rests on. In a search for likes, both sides are of one kind. */
export interface MatchResult {
  cursor: string;
  /** From 1. */
  rank: number;
  /** 0–100. */
  score: number;
  grade: Grade;
  /** Null when free text or an achievement was searched with. */
  need: OwnedNeed | null;
  achievement: OwnedAchievement | null;
  summary: string;
  reasons: Reason[];
  contributions: Contribution[];
  sharedTerms: SharedTerm[];
  evidence: Evidence[];
  indicators: IndicatorFinding[];
  /** Newest first. */
  feedback: MatchFeedback[];
}

export interface MatchPage {
  results: MatchResult[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  matching: 'HYBRID' | 'LEXICAL_ONLY';
  rankingModel: string;
  /** Null when words alone were compared. */
  embeddingModel: string | null;
}
