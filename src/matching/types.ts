import type { Logger } from 'pino';
import type { FeedbackReason, IndicatorOutcome, Place, RelatedTerm, Verdict } from '../domain.js';
import type { Embedder } from '../embedding/types.js';
import type { Reranker } from '../reranking/types.js';
import type { AchievementFilter, NeedFilter } from '../store/filters.js';
import type { Store } from '../store/open.js';
import type { AchievementRow, NeedRow, OrganizationRow } from '../store/schema.js';
import type { MemoryIndex } from '../store/memory-index.js';
import type { Taxonomy } from '../taxonomy.js';
import type { Answer } from './answer.js';
import type { MaturityGapFound } from './facilities.js';
import type { Diversify } from './diversity.js';
import type { Contribution, Grade, RankingModel } from './model.js';
import type { RecentSearches } from './recent-searches.js';
import type { MaxSim } from './tokens/maxsim.js';

/** What matching needs from outside. Without an embedder, stored vectors still serve; free text is met by words only. */
export interface MatchingDeps {
  store: Store;
  memoryIndex: MemoryIndex;
  embedder: Embedder | null;
  maxSim: MaxSim;
  recent: RecentSearches;
  /** Null: none is set. */
  reranker: Reranker | null;
  log: Pick<Logger, 'warn'>;
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
  /** Default: VARIANTS. */
  diversify?: Diversify | null;
}

/** A search with a free text. */
export interface TextRequest<F> extends PageRequest<F> {
  /** Read mistyped words as what they were likely meant to be. Default: true. */
  correct?: boolean;
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
export interface Span extends Place {
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
  outcome: IndicatorOutcome;
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
  /** The match above whose item this one's varies: near the same, and of the same owner or noted as a duplicate. */
  variantOf: string | null;
  /** Items of the matches further down that vary this one's. */
  variants: string[];
  summary: string;
  reasons: Reason[];
  contributions: Omit<Contribution, 'measured' | 'reserved'>[];
  sharedTerms: SharedTerm[];
  relatedTerms: RelatedTerm[];
  evidence: Evidence[];
  indicators: IndicatorFinding[];
  /** Null when there is none, or a side states no maturity. */
  maturityGap: MaturityGapFound | null;
  /** Newest first. */
  feedback: MatchFeedback[];
  /** Where the item found has the words of the free text that was searched with; empty in other searches. */
  highlights: Span[];
}

/** It moved the first of the ranking, or it failed and the ranking is the one without it. */
export type Reranking = 'APPLIED' | 'UNAVAILABLE';

export interface MatchPage {
  results: MatchResult[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  matching: 'HYBRID' | 'LEXICAL_ONLY';
  rankingModel: string;
  /** What the reranker did; absent where none is set or it has no part in the search. */
  reranking?: Reranking;
  /** Null when words alone were compared. */
  embeddingModel: string | null;
  /** On the first page of a ranking of needs against achievements; null on others, and among likes. */
  answer: Answer | null;
  /** How the free text was read; null in other searches, as `scope`. */
  reading: Reading | null;
  scope: SearchScope | null;
}

/** The items among which was searched: what facets count. */
export type SearchScope = { kind: 'achievement'; filter: AchievementFilter } | { kind: 'need'; filter: NeedFilter };

/** How a free text is read before it is searched with. */
export interface Reading {
  /** What is searched with: corrected, with the words in quotes, without what is excluded. */
  text: string;
  corrections: Correction[];
  /** Terms that must stand in an item's texts, as typed; and that must not. */
  quotedTerms: string[];
  excludedTerms: string[];
  /** Other names of what the text names. */
  synonyms: string[];
}

/** One word that was read as another; [start, end) in UTF-16 units of the text that was sent. */
export interface Correction {
  original: string;
  replacement: string;
  start: number;
  end: number;
}
