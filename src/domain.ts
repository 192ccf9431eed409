/**
 * The words of the field, as plain types. One word per concept: the glossary in `src/README.md` gives the Chinese.
 * Nothing here does I/O.
 */

/** What is matched: an achievement (科技成果) of a university, a need (企业技术需求) of an enterprise. */
export const ITEM_KINDS = ['achievement', 'need'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** What a list file holds: 成果供给清单, 技术需求清单, 揭榜挂帅榜单. A challenge is a need with terms to bid on. */
export const LIST_KINDS = ['achievements', 'needs', 'challenges'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** What a list file may hold: items, or the facilities that lie between the two sides (概念验证中心, 中试平台). */
export const FILE_KINDS = [...LIST_KINDS, 'facilities'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export function itemKindOf(list: ListKind): ItemKind {
  return list === 'achievements' ? 'achievement' : 'need';
}

/**
 * draft: seen by its owner only; published: matched and shown; withdrawn: taken back by its owner or gone from the
 * newest edition of its list; closed: the need is met or its deadline has passed.
 */
export const ITEM_STATUSES = ['draft', 'published', 'withdrawn', 'closed'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

/** public: everyone; confidential: never a candidate in anybody's search, matched only for its owner. */
export const VISIBILITIES = ['public', 'confidential'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const ORGANIZATION_KINDS = ['university', 'institute', 'enterprise', 'park', 'service', 'bureau'] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

/** Money in 万元. negotiable (面议): min and max are null; fixed: min = max; range: an open end is null. */
export interface Money {
  kind: 'negotiable' | 'fixed' | 'range';
  min: number | null;
  max: number | null;
}

/** Technology readiness (技术成熟度) as a range of TRL 1–9, both ends included. */
export interface Maturity {
  min: number;
  max: number;
}

export interface Contact {
  contactName: string | null;
  contactPhone: string | null;
  contactEmail: string | null;
}

/** What one row of a supply list says after normalisation. Texts are trimmed; absent is null or an empty array. */
export interface AchievementValues extends Contact {
  title: string;
  code: string | null;
  organization: string;
  department: string | null;
  inventors: string[];
  /** As the list says it, split; the taxonomy's industry codes are derived from it when the row is stored. */
  field: string[];
  summary: string | null;
  innovation: string | null;
  indicators: string | null;
  prospects: string | null;
  maturity: Maturity | null;
  /** Patent numbers where a cell has them (`ZL202010123456.7`), else the text as given. */
  ip: string[];
  /** Codes of `taxonomy.json` `cooperationModes`, e.g. TRANSFER. */
  cooperationModes: string[];
  price: Money | null;
  confidentiality: string | null;
  keywords: string[];
  remarks: string | null;
  /** Columns nobody knows, by their header. */
  extra: Record<string, string>;
}

/** What a challenge (揭榜挂帅) says beyond a need. */
export interface ChallengeTerms {
  listName: string | null;
  publisher: string | null;
  challengeType: string | null;
  deliverables: string | null;
  period: string | null;
  ipOwnership: string | null;
  bidderRequirements: string | null;
}

/** What one row of a demand list says after normalisation. */
export interface NeedValues extends Contact, ChallengeTerms {
  title: string;
  organization: string;
  creditCode: string | null;
  park: string | null;
  field: string[];
  kind: string | null;
  description: string | null;
  indicators: string | null;
  foundation: string | null;
  budget: Money | null;
  cooperationModes: string[];
  preferredUniversities: string[];
  /** ISO date; null also for 长期有效. */
  deadline: string | null;
  confidential: boolean;
  keywords: string[];
  remarks: string | null;
  extra: Record<string, string>;
}

/** What one row of a list of facilities says after normalisation. */
export interface FacilityValues extends Contact {
  /** Its name. */
  title: string;
  /** Who built or runs it. */
  organization: string | null;
  /** As the list says it; stored as the taxonomy's 概念验证中心, 中试平台 … where it is one of those. */
  kind: string | null;
  park: string | null;
  field: string[];
  summary: string | null;
  /** Levels that it raises an achievement through. */
  maturity: Maturity | null;
  remarks: string | null;
  extra: Record<string, string>;
}

export type ItemValues = AchievementValues | NeedValues;

/** A technology manager's verdict on a match, and why it was rejected. */
export const VERDICTS = ['accept', 'reject', 'unsure'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const FEEDBACK_REASONS = {
  FIELD_MISMATCH: '领域不符',
  MATURITY_TOO_LOW: '成熟度不足',
  INDICATORS_MISSED: '指标不达',
  ALREADY_SOLVED: '已有方案',
  PRICE: '价格',
  COOPERATION_MODE: '合作方式',
  REGION: '地域',
  DUPLICATE: '重复',
  OTHER: '其他',
} as const;
export type FeedbackReason = keyof typeof FEEDBACK_REASONS;

/** All that a score is made from besides the weights, so that weights can be fitted on what was judged. */
export interface ScoreInputs {
  /** Of each feature, 0–1; null: missing. */
  values: Record<string, number | null>;
  /** 0–1: see `levelOf`. */
  level: number;
  /** Nothing was embedded. */
  wordsOnly: boolean;
}

/** The ends of a score among the candidates of one search; see `scaleOf`. */
export interface Scale {
  low: number;
  top: number;
}

/** Of the three ways in which candidates are found. */
export type SearchScales = Record<'dense' | 'title' | 'lexical', Scale>;

/** A part of one of an item's texts: UTF-16 offsets in the named field. */
export interface Place {
  field: string;
  start: number;
  end: number;
}

/** Whether an achievement reaches what a need wants. */
export type IndicatorOutcome = 'MET' | 'MISSED' | 'NOT_STATED';

/** NARROWER: what is offered is a kind of what is asked; BROADER: the other way round. */
export type TermRelation = 'SYNONYM' | 'NARROWER' | 'BROADER';

/** Different words on both sides for one thing, or for a thing and its kind. */
export interface RelatedTerm {
  /** In the need's texts, or in what stands in its place; case and width aside. */
  asked: string;
  /** In the achievement's. */
  offered: string;
  relation: TermRelation;
}

/** What is shown of a pair and follows from its two texts alone; the texts themselves are not copied. */
export interface PairGrounds {
  /** Passages of either side, best first, with their strength, 0–1. */
  evidence: { need: Place; achievement: Place; strength: number }[];
  /** Of each wanted indicator. */
  indicators: { outcome: IndicatorOutcome; wanted: Place; offered: Place | null }[];
  relatedTerms: RelatedTerm[];
  /** Runs of words that stand in both, each once. */
  commonRuns: string[];
}

/** What a person made of two achievements that look like one. */
export const DUPLICATE_STATUSES = ['open', 'merged', 'distinct'] as const;
export type DuplicateStatus = (typeof DUPLICATE_STATUSES)[number];

/** Why two achievements look like one; likenesses are 0–1. */
export interface DuplicateEvidence {
  /** Numbers of patents that both name. */
  samePatents: string[];
  titleLikeness: number;
  /** Of what they say of the technology. */
  textLikeness: number;
}

export const TASK_STATES = ['enqueued', 'processing', 'succeeded', 'failed', 'canceled'] as const;
export type TaskState = (typeof TASK_STATES)[number];
