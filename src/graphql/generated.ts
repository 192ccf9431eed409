// Made from schema.graphql by scripts/generate.ts. Do not edit.
import type { ItemKind } from '../domain.js';
import type { ListKind } from '../domain.js';
import type { ItemStatus } from '../domain.js';
import type { Visibility } from '../domain.js';
import type { Diversify } from '../matching/diversity.js';
import type { OrganizationKind } from '../domain.js';
import type { Verdict } from '../domain.js';
import type { TaskState } from '../domain.js';
import type { MoneyKind } from './enums.js';
import type { DuplicateStatus } from '../domain.js';
import type { IssueSeverity } from './enums.js';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AchievementRow, NeedRow, OrganizationRow, ListRow, EditionRow, TaskRow, TaskIssueRow, DuplicateRow, FacilityRow, SavedSearchRow } from '../store/schema.js';
import type { FeedbackNode, AchievementPage, NeedPage, DeadWorkRow } from './rows.js';
import type { StandingMatch } from '../store/standings.js';
import type { MaturityGapFound, FittingFacility } from '../matching/facilities.js';
import type { FacetCounts } from '../items/facets.js';
import type { RankingVersion } from '../matching/rankings.js';
import type { IndustryEntry, ParkEntry, CooperationModeEntry } from '../taxonomy.js';
import type { PushPage } from '../matching/push.js';
import type { MatchResult, MatchPage } from '../matching/types.js';
import type { GraphqlContext } from './context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** ISO 8601 instant with offset. */
  DateTime: { input: Date; output: Date; }
  /** ISO 8601 calendar date. */
  Date: { input: string; output: string; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
};

export type Node = {
  id: Scalars['ID']['output'];
};

export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
  endCursor?: Maybe<Scalars['String']['output']>;
};

export type { ItemKind };

export type { ListKind };

export type { ItemStatus };

export type { Visibility };

export type { OrganizationKind };

export type { MoneyKind };

/** Money in 万元. NEGOTIABLE has neither end; an open end of a RANGE is null. */
export type Money = {
  __typename?: 'Money';
  kind: MoneyKind;
  min?: Maybe<Scalars['Float']['output']>;
  max?: Maybe<Scalars['Float']['output']>;
};

export type MoneyInput = {
  kind: MoneyKind;
  min?: InputMaybe<Scalars['Float']['input']>;
  max?: InputMaybe<Scalars['Float']['input']>;
};

/** 技术成熟度 as a range of TRL 1–9. */
export type Maturity = {
  __typename?: 'Maturity';
  min: Scalars['Int']['output'];
  max: Scalars['Int']['output'];
};

export type MaturityInput = {
  min: Scalars['Int']['input'];
  max: Scalars['Int']['input'];
};

export type Industry = {
  __typename?: 'Industry';
  code: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  levels: Array<Scalars['String']['output']>;
  aliases: Array<Scalars['String']['output']>;
  /** Our own reading, not stated in a document. */
  inferred: Scalars['Boolean']['output'];
  source: Array<Scalars['String']['output']>;
};

export type CooperationMode = {
  __typename?: 'CooperationMode';
  code: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  aliases: Array<Scalars['String']['output']>;
};

export type Park = {
  __typename?: 'Park';
  code: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  aliases: Array<Scalars['String']['output']>;
  city?: Maybe<Scalars['String']['output']>;
  district?: Maybe<Scalars['String']['output']>;
  kind: Scalars['String']['output'];
  leadingIndustries: Array<Industry>;
  /** 结对: the universities and institutes that the park is paired with. */
  pairedOrganizations: Array<Organization>;
};

export type Organization = Node & {
  __typename?: 'Organization';
  id: Scalars['ID']['output'];
  kind: OrganizationKind;
  name: Scalars['String']['output'];
  aliases: Array<Scalars['String']['output']>;
  park?: Maybe<Park>;
  creditCode?: Maybe<Scalars['String']['output']>;
};

/** One organisation's list (成果供给清单, 技术需求清单, 揭榜挂帅榜单), over all its editions. */
export type List = Node & {
  __typename?: 'List';
  id: Scalars['ID']['output'];
  kind: ListKind;
  name: Scalars['String']['output'];
  organization?: Maybe<Organization>;
  /** Newest first. */
  editions: Array<ListEdition>;
  createdAt: Scalars['DateTime']['output'];
};

/** One upload of a list, with its difference to the edition before. */
export type ListEdition = Node & {
  __typename?: 'ListEdition';
  id: Scalars['ID']['output'];
  number: Scalars['Int']['output'];
  fileName: Scalars['String']['output'];
  added: Scalars['Int']['output'];
  changed: Scalars['Int']['output'];
  unchanged: Scalars['Int']['output'];
  gone: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** Null until every row has been applied. */
  appliedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type ExtraField = {
  __typename?: 'ExtraField';
  header: Scalars['String']['output'];
  text: Scalars['String']['output'];
};

/** What the application of matching stands on right now. */
export type MatchingMode =
  | 'HYBRID'
  /** No embedding model is loaded: words only. */
  | 'LEXICAL_ONLY';

/** 科技成果 */
export type Achievement = Node & {
  __typename?: 'Achievement';
  id: Scalars['ID']['output'];
  title: Scalars['String']['output'];
  code?: Maybe<Scalars['String']['output']>;
  organization: Organization;
  department?: Maybe<Scalars['String']['output']>;
  inventors: Array<Scalars['String']['output']>;
  /** 所属领域 as the list says it. */
  field: Array<Scalars['String']['output']>;
  /** Industries of the taxonomy that the field stands for. */
  industries: Array<Industry>;
  summary?: Maybe<Scalars['String']['output']>;
  innovation?: Maybe<Scalars['String']['output']>;
  indicators?: Maybe<Scalars['String']['output']>;
  prospects?: Maybe<Scalars['String']['output']>;
  maturity?: Maybe<Maturity>;
  ip: Array<Scalars['String']['output']>;
  cooperationModes: Array<CooperationMode>;
  price?: Maybe<Money>;
  confidentiality?: Maybe<Scalars['String']['output']>;
  contactName?: Maybe<Scalars['String']['output']>;
  contactPhone?: Maybe<Scalars['String']['output']>;
  contactEmail?: Maybe<Scalars['String']['output']>;
  keywords: Array<Scalars['String']['output']>;
  remarks?: Maybe<Scalars['String']['output']>;
  /** Columns of the list that no field stands for. */
  extra: Array<ExtraField>;
  status: ItemStatus;
  visibility: Visibility;
  list?: Maybe<List>;
  createdAt: Scalars['DateTime']['output'];
  updatedAt: Scalars['DateTime']['output'];
  /** Needs that this achievement may solve, best first. */
  matches: MatchConnection;
};


/** 科技成果 */
export type AchievementMatchesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NeedFilter>;
  diversify?: InputMaybe<Diversify>;
};

/** 企业技术需求; with `challenge`, one that is published as 揭榜挂帅. */
export type Need = Node & {
  __typename?: 'Need';
  id: Scalars['ID']['output'];
  title: Scalars['String']['output'];
  organization: Organization;
  creditCode?: Maybe<Scalars['String']['output']>;
  /** 所在园区 as the list says it. */
  parkText?: Maybe<Scalars['String']['output']>;
  park?: Maybe<Park>;
  field: Array<Scalars['String']['output']>;
  industries: Array<Industry>;
  /** 需求类型 */
  kind?: Maybe<Scalars['String']['output']>;
  description?: Maybe<Scalars['String']['output']>;
  indicators?: Maybe<Scalars['String']['output']>;
  foundation?: Maybe<Scalars['String']['output']>;
  budget?: Maybe<Money>;
  cooperationModes: Array<CooperationMode>;
  preferredUniversities: Array<Scalars['String']['output']>;
  deadline?: Maybe<Scalars['Date']['output']>;
  contactName?: Maybe<Scalars['String']['output']>;
  contactPhone?: Maybe<Scalars['String']['output']>;
  contactEmail?: Maybe<Scalars['String']['output']>;
  keywords: Array<Scalars['String']['output']>;
  remarks?: Maybe<Scalars['String']['output']>;
  extra: Array<ExtraField>;
  challenge?: Maybe<ChallengeTerms>;
  status: ItemStatus;
  visibility: Visibility;
  list?: Maybe<List>;
  createdAt: Scalars['DateTime']['output'];
  updatedAt: Scalars['DateTime']['output'];
  /** Which parts the need states, and what to ask for those that it does not. */
  completeness: Completeness;
  /** Achievements that may solve this need, best first, ranked now. */
  matches: MatchConnection;
  /** Matches that background matching found and stored, best first. */
  storedMatches: Array<StoredMatch>;
};


/** 企业技术需求; with `challenge`, one that is published as 揭榜挂帅. */
export type NeedMatchesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AchievementFilter>;
  diversify?: InputMaybe<Diversify>;
};


/** 企业技术需求; with `challenge`, one that is published as 揭榜挂帅. */
export type NeedStoredMatchesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** OBJECT: which thing or technology; PAIN: what goes wrong or is to be improved; INDICATORS: wanted quantities; CONDITIONS: surroundings, constraints, money, time, maturity, cooperation. */
export type NeedPart =
  | 'OBJECT'
  | 'PAIN'
  | 'INDICATORS'
  | 'CONDITIONS';

export type Completeness = {
  __typename?: 'Completeness';
  /** Every part is present. */
  complete: Scalars['Boolean']['output'];
  /** One for each part. */
  parts: Array<PartFinding>;
};

export type PartFinding = {
  __typename?: 'PartFinding';
  part: NeedPart;
  present: Scalars['Boolean']['output'];
  /** The places that show it; a field without a text (budget, deadline) is shown as it reads, from 0. */
  spans: Array<Span>;
  /** To ask the enterprise, in Chinese; null when the part is present. */
  question?: Maybe<Scalars['String']['output']>;
};

/** 揭榜挂帅: what a challenge says beyond a need. */
export type ChallengeTerms = {
  __typename?: 'ChallengeTerms';
  listName?: Maybe<Scalars['String']['output']>;
  publisher?: Maybe<Scalars['String']['output']>;
  challengeType?: Maybe<Scalars['String']['output']>;
  deliverables?: Maybe<Scalars['String']['output']>;
  period?: Maybe<Scalars['String']['output']>;
  ipOwnership?: Maybe<Scalars['String']['output']>;
  bidderRequirements?: Maybe<Scalars['String']['output']>;
};

export type Item = Achievement | Need;

export type AchievementEdge = {
  __typename?: 'AchievementEdge';
  cursor: Scalars['String']['output'];
  node: Achievement;
};

export type AchievementConnection = {
  __typename?: 'AchievementConnection';
  edges: Array<AchievementEdge>;
  pageInfo: PageInfo;
  facets: Facets;
};

export type NeedEdge = {
  __typename?: 'NeedEdge';
  cursor: Scalars['String']['output'];
  node: Need;
};

export type NeedConnection = {
  __typename?: 'NeedConnection';
  edges: Array<NeedEdge>;
  pageInfo: PageInfo;
  facets: Facets;
};

/**
 * What a list or a free-text search may be narrowed by further, with counts. A count is exact: it is how many items pass
 * when the filter takes that one value in place of its own condition, all other conditions unchanged. Of a free text,
 * terms in quotes and excluded terms are conditions; its other words rank and leave nothing out, so that they do not count.
 * A ranking goes 200 deep: a search that is filtered by a value with a higher count lists the best 200.
 * Counted only when asked for.
 */
export type Facets = {
  __typename?: 'Facets';
  /** Items under all conditions. */
  total: Scalars['Int']['output'];
  /** Values: codes for `industries`. */
  industries: Array<Facet>;
  /** Values: ids for `organizationIds`; those with most items, at most 100. */
  organizations: Array<Facet>;
  /** Values: codes for `cooperationModes`; 许可使用 and its kinds count for each other, as in the filter. */
  cooperationModes: Array<Facet>;
  /** Values: levels 1–9, for `maturity` with both ends alike; an item with a range counts for each of its levels. Empty for needs. */
  maturity: Array<Facet>;
  /** Values: codes for `parks`. Empty for achievements. */
  parks: Array<Facet>;
  /** Needs with `challengesOnly`; 0 for achievements. */
  challenges: Scalars['Int']['output'];
};


/**
 * What a list or a free-text search may be narrowed by further, with counts. A count is exact: it is how many items pass
 * when the filter takes that one value in place of its own condition, all other conditions unchanged. Of a free text,
 * terms in quotes and excluded terms are conditions; its other words rank and leave nothing out, so that they do not count.
 * A ranking goes 200 deep: a search that is filtered by a value with a higher count lists the best 200.
 * Counted only when asked for.
 */
export type FacetsOrganizationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Facet = {
  __typename?: 'Facet';
  /** As the filter takes it. */
  value: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  count: Scalars['Int']['output'];
};

export type ListEdge = {
  __typename?: 'ListEdge';
  cursor: Scalars['String']['output'];
  node: List;
};

export type ListConnection = {
  __typename?: 'ListConnection';
  edges: Array<ListEdge>;
  pageInfo: PageInfo;
};

export type OrganizationEdge = {
  __typename?: 'OrganizationEdge';
  cursor: Scalars['String']['output'];
  node: Organization;
};

export type OrganizationConnection = {
  __typename?: 'OrganizationConnection';
  edges: Array<OrganizationEdge>;
  pageInfo: PageInfo;
};

export type TaskEdge = {
  __typename?: 'TaskEdge';
  cursor: Scalars['String']['output'];
  node: Task;
};

export type TaskConnection = {
  __typename?: 'TaskConnection';
  edges: Array<TaskEdge>;
  pageInfo: PageInfo;
};

/** Conditions are joined by AND; the values of one condition by OR. */
export type AchievementFilter = {
  /** Codes of the taxonomy. */
  industries?: InputMaybe<Array<Scalars['ID']['input']>>;
  organizationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Achievements of the universities that the park is paired with (结对). */
  pairedWithPark?: InputMaybe<Scalars['ID']['input']>;
  /** The achievement's range must overlap it. */
  maturity?: InputMaybe<MaturityInput>;
  /** Codes; 许可使用 stands for every kind of licence. */
  cooperationModes?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** In 万元: achievements with a price no higher; 面议 and no price count as fitting unless `statedPriceOnly`. */
  maxPrice?: InputMaybe<Scalars['Float']['input']>;
  statedPriceOnly?: InputMaybe<Scalars['Boolean']['input']>;
  listIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Default: PUBLISHED. */
  statuses?: InputMaybe<Array<ItemStatus>>;
  /** Items that entered at this instant or later. */
  createdSince?: InputMaybe<Scalars['DateTime']['input']>;
};

export type NeedFilter = {
  industries?: InputMaybe<Array<Scalars['ID']['input']>>;
  organizationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  parks?: InputMaybe<Array<Scalars['ID']['input']>>;
  cooperationModes?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** In 万元: needs with a budget no lower; 面议 and no budget count as fitting unless `statedBudgetOnly`. */
  minBudget?: InputMaybe<Scalars['Float']['input']>;
  statedBudgetOnly?: InputMaybe<Scalars['Boolean']['input']>;
  challengesOnly?: InputMaybe<Scalars['Boolean']['input']>;
  /** Needs whose deadline is not before this day, or that have none. */
  openOn?: InputMaybe<Scalars['Date']['input']>;
  listIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Default: PUBLISHED. */
  statuses?: InputMaybe<Array<ItemStatus>>;
  /** Items that entered at this instant or later. */
  createdSince?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How well a match is supported, from the score: A strong … D hardly. */
export type Grade =
  | 'A'
  | 'B'
  | 'C'
  | 'D';

export type { Diversify };

export type Polarity =
  | 'FOR'
  | 'AGAINST'
  | 'NEUTRAL';

/** One achievement for one need (or for a free text), with everything that its place in the list rests on. */
export type Match = {
  __typename?: 'Match';
  rank: Scalars['Int']['output'];
  /** 0–100; equal to the sum of the contributions' points up to rounding, cut to the range. */
  score: Scalars['Float']['output'];
  grade: Grade;
  /** Null when free text was searched. */
  need?: Maybe<Need>;
  /** Null when free text was searched among needs. */
  achievement?: Maybe<Achievement>;
  /** Id of the item, further up, that this one is a variant of: near the same. */
  variantOf?: Maybe<Scalars['ID']['output']>;
  /** Ids of the items further down that are variants of this one. */
  variants: Array<Scalars['ID']['output']>;
  /** One honest sentence: why, or why hardly. */
  summary: Scalars['String']['output'];
  reasons: Array<Reason>;
  contributions: Array<Contribution>;
  sharedTerms: Array<SharedTerm>;
  /** Different words of the two sides for one thing, or for a thing and its kind; by lists, so that few are found. */
  relatedTerms: Array<RelatedTerm>;
  /** The sentences of either side that carry the match, best first. */
  evidence: Array<Evidence>;
  indicators: Array<IndicatorVerdict>;
  /** Null when the achievement is mature enough, or a side states no maturity. */
  maturityGap?: Maybe<MaturityGap>;
  /** Verdicts of technology managers, newest first. */
  feedback: Array<Feedback>;
  /**
   * Where the item found has the words of the free text, its terms in quotes and what was corrected; empty in other
   * searches. Places that touch are one. The field of a keyword is `keywords[0]` …
   */
  highlights: Array<Span>;
};

/** What an achievement lacks of the maturity that the need asks for, and the facilities that could close the gap. */
export type MaturityGap = {
  __typename?: 'MaturityGap';
  wanted: Maturity;
  offered: Maturity;
  /** Levels that it lacks. */
  levels: Scalars['Int']['output'];
  /** Best first, three at most. */
  facilities: Array<FacilityFit>;
};

export type FacilityFit = {
  __typename?: 'FacilityFit';
  facility: Facility;
  /** The missing levels that it covers. */
  covers: Maturity;
  /** 0–1. */
  score: Scalars['Float']['output'];
  /** One sentence, Chinese. */
  reason: Scalars['String']['output'];
};

/** 概念验证中心, 中试平台: what raises the maturity of an achievement. */
export type Facility = Node & {
  __typename?: 'Facility';
  id: Scalars['ID']['output'];
  /** 概念验证中心, 中试平台 or another of the taxonomy's types. */
  kind: Scalars['String']['output'];
  name: Scalars['String']['output'];
  /** Who built or runs it. */
  organization?: Maybe<Organization>;
  /** 所属园区 as the list says it. */
  parkText?: Maybe<Scalars['String']['output']>;
  park?: Maybe<Park>;
  field: Array<Scalars['String']['output']>;
  industries: Array<Industry>;
  /** Levels that it raises an achievement through; null when it states none. */
  maturity?: Maybe<Maturity>;
  summary?: Maybe<Scalars['String']['output']>;
  contactName?: Maybe<Scalars['String']['output']>;
  contactPhone?: Maybe<Scalars['String']['output']>;
  contactEmail?: Maybe<Scalars['String']['output']>;
  remarks?: Maybe<Scalars['String']['output']>;
  extra: Array<ExtraField>;
  createdAt: Scalars['DateTime']['output'];
  updatedAt: Scalars['DateTime']['output'];
};

export type FacilityEdge = {
  __typename?: 'FacilityEdge';
  cursor: Scalars['String']['output'];
  node: Facility;
};

export type FacilityConnection = {
  __typename?: 'FacilityConnection';
  edges: Array<FacilityEdge>;
  pageInfo: PageInfo;
};

/** Conditions are joined by AND; the values of one condition by OR. */
export type FacilityFilter = {
  kinds?: InputMaybe<Array<Scalars['String']['input']>>;
  industries?: InputMaybe<Array<Scalars['ID']['input']>>;
  parks?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Its range must overlap; one without a range does not. */
  maturity?: InputMaybe<MaturityInput>;
};

export type FacilityInput = {
  name: Scalars['String']['input'];
  kind?: InputMaybe<Scalars['String']['input']>;
  /** Name of who runs it; found or created. */
  organization?: InputMaybe<Scalars['String']['input']>;
  park?: InputMaybe<Scalars['String']['input']>;
  field?: InputMaybe<Array<Scalars['String']['input']>>;
  summary?: InputMaybe<Scalars['String']['input']>;
  maturity?: InputMaybe<MaturityInput>;
  contactName?: InputMaybe<Scalars['String']['input']>;
  contactPhone?: InputMaybe<Scalars['String']['input']>;
  contactEmail?: InputMaybe<Scalars['String']['input']>;
  remarks?: InputMaybe<Scalars['String']['input']>;
};

/** Absent: unchanged; null: emptied. */
export type FacilityPatch = {
  name?: InputMaybe<Scalars['String']['input']>;
  kind?: InputMaybe<Scalars['String']['input']>;
  organization?: InputMaybe<Scalars['String']['input']>;
  park?: InputMaybe<Scalars['String']['input']>;
  field?: InputMaybe<Array<Scalars['String']['input']>>;
  summary?: InputMaybe<Scalars['String']['input']>;
  maturity?: InputMaybe<MaturityInput>;
  contactName?: InputMaybe<Scalars['String']['input']>;
  contactPhone?: InputMaybe<Scalars['String']['input']>;
  contactEmail?: InputMaybe<Scalars['String']['input']>;
  remarks?: InputMaybe<Scalars['String']['input']>;
};

/** A structured reason; `text` is Chinese. */
export type Reason = {
  __typename?: 'Reason';
  code: Scalars['String']['output'];
  polarity: Polarity;
  text: Scalars['String']['output'];
};

/** What one feature added to the score. `verdicts` is what earlier verdicts on the need's other matches add or take. */
export type Contribution = {
  __typename?: 'Contribution';
  feature: Scalars['String']['output'];
  label: Scalars['String']['output'];
  /** The feature's own value, 0–1; null where the data are missing. */
  value?: Maybe<Scalars['Float']['output']>;
  points: Scalars['Float']['output'];
  detail?: Maybe<Scalars['String']['output']>;
};

export type SharedTerm = {
  __typename?: 'SharedTerm';
  term: Scalars['String']['output'];
  /** Share of the lexical agreement, 0–1. */
  weight: Scalars['Float']['output'];
};

/** Each word stands in the texts of its side and not in the other's; case and width aside. */
export type RelatedTerm = {
  __typename?: 'RelatedTerm';
  /** A word of the need, or of what was searched with. */
  asked: Scalars['String']['output'];
  /** A word of the achievement, or of what was found. */
  offered: Scalars['String']['output'];
  relation: TermRelation;
};

export type TermRelation =
  /** Another name or abbreviation of the same: 双氧水, H2O2. */
  | 'SYNONYM'
  /** What is offered is a kind of what is asked: 固废, 粉煤灰. */
  | 'NARROWER'
  /** What is asked is a kind of what is offered. */
  | 'BROADER';

/** A place in an item's text: UTF-16 offsets in the named field, and the text there. */
export type Span = {
  __typename?: 'Span';
  field: Scalars['String']['output'];
  start: Scalars['Int']['output'];
  end: Scalars['Int']['output'];
  text: Scalars['String']['output'];
};

export type Evidence = {
  __typename?: 'Evidence';
  need: Span;
  achievement: Span;
  /** 0–1. */
  strength: Scalars['Float']['output'];
};

export type IndicatorOutcome =
  | 'MET'
  | 'MISSED'
  /** Nothing that answers it was found: the achievement may still say it in words that are not understood. */
  | 'NOT_STATED';

/** One wanted indicator and what the achievement says of it. */
export type IndicatorVerdict = {
  __typename?: 'IndicatorVerdict';
  outcome: IndicatorOutcome;
  wanted: Span;
  offered?: Maybe<Span>;
};

export type MatchEdge = {
  __typename?: 'MatchEdge';
  cursor: Scalars['String']['output'];
  node: Match;
};

export type MatchConnection = {
  __typename?: 'MatchConnection';
  edges: Array<MatchEdge>;
  pageInfo: PageInfo;
  matching: MatchingMode;
  /** Versions that the ranking rests on. */
  rankingModel: Scalars['String']['output'];
  embeddingModel?: Maybe<Scalars['String']['output']>;
  /** What the search comes to as a whole. On the first page of a ranking of needs against achievements or of a free text; null on later pages and among likes. */
  answer?: Maybe<Answer>;
  /** How a free text was read; null in other searches. */
  reading?: Maybe<SearchReading>;
  /** Of a free text; null in other searches. */
  facets?: Maybe<Facets>;
  /** What the optional reranker did; null where none is set or it has no part in the search. */
  reranking?: Maybe<Reranking>;
};

export type AnswerVerdict =
  | 'FITS'
  | 'UNCERTAIN'
  /** What comes first is only the nearest that there is. */
  | 'NOTHING_FITS';

export type Answer = {
  __typename?: 'Answer';
  verdict: AnswerVerdict;
  /** One sentence, Chinese. */
  text: Scalars['String']['output'];
  /** That at least one of the first ten is useful, 0–1. */
  probability: Scalars['Float']['output'];
  /** The best of the ranking; null when nothing could be compared. */
  nearest?: Maybe<Nearest>;
  /** Unless it fits: what the need leaves out, each part with its question. */
  missing: Array<PartFinding>;
};

export type Nearest = {
  __typename?: 'Nearest';
  id: Scalars['ID']['output'];
  title: Scalars['String']['output'];
  organization: Scalars['String']['output'];
  score: Scalars['Float']['output'];
};

/**
 * How a free text was read. In a typed text (one line, at most 200 characters) terms in “…”, "…", 「…」 or 『…』 must stand
 * in the item's title, texts or keywords (width and case aside; a Latin word or number at the term's edge as a whole), and a
 * term after ` -` must not: `锂电池 -正极`. Quotes without a partner are plain text. In longer texts all of it is plain text.
 */
export type SearchReading = {
  __typename?: 'SearchReading';
  /** What was searched with: corrected, with the terms in quotes, without what is excluded. */
  text: Scalars['String']['output'];
  quotedTerms: Array<Scalars['String']['output']>;
  excludedTerms: Array<Scalars['String']['output']>;
  /**
   * Words of a typed text that no public item has, and as what they were read: a word that public items have and that is one
   * slip away (a letter or character wrong, missing, too much, swapped; Chinese of the same sound). `correct: false` turns it off.
   */
  corrections: Array<Correction>;
  /** Other names of what the text names (锂离子 – li-ion), whose words counted half. */
  synonyms: Array<Scalars['String']['output']>;
};

export type Correction = {
  __typename?: 'Correction';
  original: Scalars['String']['output'];
  replacement: Scalars['String']['output'];
  /** UTF-16 offsets in the text that was sent. */
  start: Scalars['Int']['output'];
  end: Scalars['Int']['output'];
};

/**
 * A free text that somebody searches with again. `owner` is a label to list by, not access control: until there are logins
 * everybody sees and changes every saved search.
 */
export type SavedSearch = Node & {
  __typename?: 'SavedSearch';
  id: Scalars['ID']['output'];
  owner: Scalars['String']['output'];
  /** One of its kind for each owner. */
  name: Scalars['String']['output'];
  kind: ItemKind;
  text: Scalars['String']['output'];
  /** The filter as it was sent, an AchievementFilter or a NeedFilter. */
  filter: Scalars['JSON']['output'];
  createdAt: Scalars['DateTime']['output'];
  updatedAt: Scalars['DateTime']['output'];
  /** When somebody last ran it (`runSavedSearch`). */
  lastRunAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Items that entered since `lastRunAt` (since `createdAt` before the first run), pass filter and terms in quotes, and have at
   * least one of the text's words that name something.
   */
  newCount: Scalars['Int']['output'];
  /** Best first; `newOnly` ranks those that entered since `lastRunAt` alone. */
  matches: MatchConnection;
};


/**
 * A free text that somebody searches with again. `owner` is a label to list by, not access control: until there are logins
 * everybody sees and changes every saved search.
 */
export type SavedSearchMatchesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  newOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type SavedSearchEdge = {
  __typename?: 'SavedSearchEdge';
  cursor: Scalars['String']['output'];
  node: SavedSearch;
};

export type SavedSearchConnection = {
  __typename?: 'SavedSearchConnection';
  edges: Array<SavedSearchEdge>;
  pageInfo: PageInfo;
};

export type SavedSearchRun = {
  __typename?: 'SavedSearchRun';
  /** As it is after the run. */
  savedSearch: SavedSearch;
  /** What had entered since the run before, counted as in `SavedSearch.newCount`. */
  newCount: Scalars['Int']['output'];
  /** The run before; of the first run when the search was saved. */
  since: Scalars['DateTime']['output'];
  matches: MatchConnection;
};

export type Reranking =
  /** It moved the first of the ranking; `rankingModel` names it. */
  | 'APPLIED'
  /** It failed: the ranking is the one without it. */
  | 'UNAVAILABLE';

/** A match as background matching stored it. */
export type StoredMatch = {
  __typename?: 'StoredMatch';
  need: Need;
  achievement: Achievement;
  rank: Scalars['Int']['output'];
  score: Scalars['Float']['output'];
  /** 0–1: would both sides act? Harmonic mean of the two halves; 0 when one of the items is closed or hidden. */
  reciprocal: Scalars['Float']['output'];
  /** 0–1: probability that the achievement is useful to the need, less the further down it stands in the need's list. */
  needSide: Scalars['Float']['output'];
  /**
   * 0–1: that probability in parts of the one of the achievement's best need, less the further down this need stands among
   * the achievement's needs, and less where the terms do not suit.
   */
  achievementSide: Scalars['Float']['output'];
  /** Place of the need among the open needs that the achievement was found for, by score, from 1. */
  needPlace: Scalars['Int']['output'];
  /** 0–1: how far cooperation mode, price and pairing suit, as of `computedAt`; null: not stated by both. */
  terms?: Maybe<Scalars['Float']['output']>;
  rankingModel: Scalars['String']['output'];
  firstSeenAt: Scalars['DateTime']['output'];
  computedAt: Scalars['DateTime']['output'];
};

export type StoredMatchEdge = {
  __typename?: 'StoredMatchEdge';
  cursor: Scalars['String']['output'];
  node: StoredMatch;
};

export type StoredMatchConnection = {
  __typename?: 'StoredMatchConnection';
  edges: Array<StoredMatchEdge>;
  pageInfo: PageInfo;
};

export type { Verdict };

/** 领域不符, 成熟度不足, 指标不达, 已有方案, 价格, 合作方式, 地域, 重复, 其他 */
export type FeedbackReason =
  | 'FIELD_MISMATCH'
  | 'MATURITY_TOO_LOW'
  | 'INDICATORS_MISSED'
  | 'ALREADY_SOLVED'
  | 'PRICE'
  | 'COOPERATION_MODE'
  | 'REGION'
  | 'DUPLICATE'
  | 'OTHER';

export type { DuplicateStatus };

/** Two achievements that may be one, listed twice, and why. Likenesses are 0–1. */
export type DuplicateCandidate = Node & {
  __typename?: 'DuplicateCandidate';
  id: Scalars['ID']['output'];
  status: DuplicateStatus;
  /** 0–1: how much speaks for one achievement. */
  score: Scalars['Float']['output'];
  achievement: Achievement;
  other: Achievement;
  /** Numbers of patents that both name. */
  samePatents: Array<Scalars['String']['output']>;
  titleLikeness: Scalars['Float']['output'];
  textLikeness: Scalars['Float']['output'];
  /** Of a merged pair, the one that stays. */
  kept?: Maybe<Achievement>;
  createdAt: Scalars['DateTime']['output'];
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type DuplicateCandidateEdge = {
  __typename?: 'DuplicateCandidateEdge';
  cursor: Scalars['String']['output'];
  node: DuplicateCandidate;
};

export type DuplicateCandidateConnection = {
  __typename?: 'DuplicateCandidateConnection';
  edges: Array<DuplicateCandidateEdge>;
  pageInfo: PageInfo;
};

export type Feedback = Node & {
  __typename?: 'Feedback';
  id: Scalars['ID']['output'];
  need: Need;
  achievement: Achievement;
  verdict: Verdict;
  reasons: Array<FeedbackReason>;
  note?: Maybe<Scalars['String']['output']>;
  /** The score that the judge saw. */
  score?: Maybe<Scalars['Float']['output']>;
  createdAt: Scalars['DateTime']['output'];
};

export type FeedbackEdge = {
  __typename?: 'FeedbackEdge';
  cursor: Scalars['String']['output'];
  node: Feedback;
};

export type FeedbackConnection = {
  __typename?: 'FeedbackConnection';
  edges: Array<FeedbackEdge>;
  pageInfo: PageInfo;
};

export type { TaskState };

export type Count = {
  __typename?: 'Count';
  name: Scalars['String']['output'];
  value: Scalars['Int']['output'];
};

export type Task = Node & {
  __typename?: 'Task';
  id: Scalars['ID']['output'];
  kind: Scalars['String']['output'];
  state: TaskState;
  done: Scalars['Int']['output'];
  /** Null while unknown. */
  total?: Maybe<Scalars['Int']['output']>;
  counts: Array<Count>;
  errorCode?: Maybe<Scalars['String']['output']>;
  errorMessage?: Maybe<Scalars['String']['output']>;
  /** Mapping, header rows and refusal, for machines. */
  report?: Maybe<Scalars['JSON']['output']>;
  /** Rejected rows, warnings, duplicates and ignored rows, in the order of the file. */
  issues: Array<TaskIssue>;
  createdAt: Scalars['DateTime']['output'];
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
};


export type TaskIssuesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  afterSeq?: InputMaybe<Scalars['Int']['input']>;
  severity?: InputMaybe<IssueSeverity>;
};

export type { IssueSeverity };

/** In the sender's own coordinates: sheet, row and column as Excel shows them. */
export type TaskIssue = {
  __typename?: 'TaskIssue';
  seq: Scalars['Int']['output'];
  severity: IssueSeverity;
  sheet?: Maybe<Scalars['String']['output']>;
  row: Scalars['Int']['output'];
  column?: Maybe<Scalars['String']['output']>;
  field?: Maybe<Scalars['String']['output']>;
  reason: Scalars['String']['output'];
  /** The cell's text as it was. */
  text?: Maybe<Scalars['String']['output']>;
};

/** Work that failed for good and waits for a person. */
export type DeadWork = {
  __typename?: 'DeadWork';
  id: Scalars['ID']['output'];
  work: Scalars['String']['output'];
  subjectKind: Scalars['String']['output'];
  subjectId: Scalars['ID']['output'];
  attempts: Scalars['Int']['output'];
  error?: Maybe<Scalars['String']['output']>;
  deadAt: Scalars['DateTime']['output'];
};

/**
 * A version of the ranking: the built-in one, or one that `npm run refit` fitted on verdicts. Matches name the version that
 * ranked them.
 */
export type RankingModel = {
  __typename?: 'RankingModel';
  id: Scalars['ID']['output'];
  /** Whether it ranks now. */
  active: Scalars['Boolean']['output'];
  /** The built-in version that it was fitted from; null for that one itself. */
  base?: Maybe<Scalars['ID']['output']>;
  /** The version that ranked before it was adopted: the one that a revert goes back to. */
  previous?: Maybe<Scalars['ID']['output']>;
  weights: Array<FeatureWeight>;
  calibration: Calibration;
  /** Old against new on needs that were held back; null for the built-in one. */
  report?: Maybe<Scalars['JSON']['output']>;
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  adoptedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type FeatureWeight = {
  __typename?: 'FeatureWeight';
  feature: Scalars['String']['output'];
  label: Scalars['String']['output'];
  /** Points that lie between a value of 0 and of 1, where the whole search can be trusted. */
  weight: Scalars['Float']['output'];
};

/** P(useful) = 1 / (1 + exp(−slope · (score − middle))). */
export type Calibration = {
  __typename?: 'Calibration';
  slope: Scalars['Float']['output'];
  middle: Scalars['Float']['output'];
};

export type ServiceStatus = {
  __typename?: 'ServiceStatus';
  matching: MatchingMode;
  embeddingModel?: Maybe<Scalars['String']['output']>;
  /** A model that items are being embedded under, before the switch. */
  preparingModel?: Maybe<Scalars['String']['output']>;
  rankingModel: Scalars['String']['output'];
  /** Items whose text is not indexed yet. */
  backlog: Scalars['Int']['output'];
};

export type Query = {
  __typename?: 'Query';
  node?: Maybe<Node>;
  achievement?: Maybe<Achievement>;
  achievements: AchievementConnection;
  need?: Maybe<Need>;
  needs: NeedConnection;
  list?: Maybe<List>;
  lists: ListConnection;
  organization?: Maybe<Organization>;
  organizations: OrganizationConnection;
  facility?: Maybe<Facility>;
  facilities: FacilityConnection;
  industries: Array<Industry>;
  parks: Array<Park>;
  cooperationModes: Array<CooperationMode>;
  task?: Maybe<Task>;
  tasks: TaskConnection;
  /** Free text against achievements. */
  searchAchievements: MatchConnection;
  /** Free text against needs. */
  searchNeeds: MatchConnection;
  /** Achievements like this one. */
  similarAchievements: MatchConnection;
  /** Needs like this one. */
  similarNeeds: MatchConnection;
  /**
   * Stored matches that both sides would act on, best first: those whose `reciprocal` reaches the threshold (default 0.5),
   * both items open and public, not rejected. At least one of the conditions says whose.
   */
  matchesToPush: StoredMatchConnection;
  feedback: FeedbackConnection;
  /** Newest first. */
  duplicateCandidates: DuplicateCandidateConnection;
  savedSearch?: Maybe<SavedSearch>;
  /** Newest first. */
  savedSearches: SavedSearchConnection;
  deadWork: Array<DeadWork>;
  /** Versions of the ranking, newest first, the built-in one last. */
  rankingModels: Array<RankingModel>;
  service: ServiceStatus;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAchievementArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAchievementsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AchievementFilter>;
};


export type QueryNeedArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNeedsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NeedFilter>;
};


export type QueryListArgs = {
  id: Scalars['ID']['input'];
};


export type QueryListsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  kind?: InputMaybe<ListKind>;
};


export type QueryOrganizationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrganizationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  kind?: InputMaybe<OrganizationKind>;
  name?: InputMaybe<Scalars['String']['input']>;
};


export type QueryFacilityArgs = {
  id: Scalars['ID']['input'];
};


export type QueryFacilitiesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FacilityFilter>;
};


export type QueryTaskArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTasksArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  state?: InputMaybe<TaskState>;
};


export type QuerySearchAchievementsArgs = {
  text: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AchievementFilter>;
  diversify?: InputMaybe<Diversify>;
  correct?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QuerySearchNeedsArgs = {
  text: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NeedFilter>;
  diversify?: InputMaybe<Diversify>;
  correct?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QuerySimilarAchievementsArgs = {
  id: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AchievementFilter>;
  diversify?: InputMaybe<Diversify>;
};


export type QuerySimilarNeedsArgs = {
  id: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NeedFilter>;
  diversify?: InputMaybe<Diversify>;
};


export type QueryMatchesToPushArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  needId?: InputMaybe<Scalars['ID']['input']>;
  achievementId?: InputMaybe<Scalars['ID']['input']>;
  organizationId?: InputMaybe<Scalars['ID']['input']>;
  park?: InputMaybe<Scalars['ID']['input']>;
  threshold?: InputMaybe<Scalars['Float']['input']>;
};


export type QueryFeedbackArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  needId?: InputMaybe<Scalars['ID']['input']>;
  achievementId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryDuplicateCandidatesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<DuplicateStatus>;
};


export type QuerySavedSearchArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySavedSearchesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  owner?: InputMaybe<Scalars['String']['input']>;
};


export type QueryDeadWorkArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type AchievementInput = {
  title: Scalars['String']['input'];
  /** Name of the owner; found or created. */
  organization: Scalars['String']['input'];
  code?: InputMaybe<Scalars['String']['input']>;
  department?: InputMaybe<Scalars['String']['input']>;
  inventors?: InputMaybe<Array<Scalars['String']['input']>>;
  field?: InputMaybe<Array<Scalars['String']['input']>>;
  summary?: InputMaybe<Scalars['String']['input']>;
  innovation?: InputMaybe<Scalars['String']['input']>;
  indicators?: InputMaybe<Scalars['String']['input']>;
  prospects?: InputMaybe<Scalars['String']['input']>;
  maturity?: InputMaybe<MaturityInput>;
  ip?: InputMaybe<Array<Scalars['String']['input']>>;
  cooperationModes?: InputMaybe<Array<Scalars['ID']['input']>>;
  price?: InputMaybe<MoneyInput>;
  confidentiality?: InputMaybe<Scalars['String']['input']>;
  contactName?: InputMaybe<Scalars['String']['input']>;
  contactPhone?: InputMaybe<Scalars['String']['input']>;
  contactEmail?: InputMaybe<Scalars['String']['input']>;
  keywords?: InputMaybe<Array<Scalars['String']['input']>>;
  remarks?: InputMaybe<Scalars['String']['input']>;
  visibility?: InputMaybe<Visibility>;
  /** Default: published at once. */
  draft?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Absent: unchanged; null: emptied. */
export type AchievementPatch = {
  title?: InputMaybe<Scalars['String']['input']>;
  code?: InputMaybe<Scalars['String']['input']>;
  department?: InputMaybe<Scalars['String']['input']>;
  inventors?: InputMaybe<Array<Scalars['String']['input']>>;
  field?: InputMaybe<Array<Scalars['String']['input']>>;
  summary?: InputMaybe<Scalars['String']['input']>;
  innovation?: InputMaybe<Scalars['String']['input']>;
  indicators?: InputMaybe<Scalars['String']['input']>;
  prospects?: InputMaybe<Scalars['String']['input']>;
  maturity?: InputMaybe<MaturityInput>;
  ip?: InputMaybe<Array<Scalars['String']['input']>>;
  cooperationModes?: InputMaybe<Array<Scalars['ID']['input']>>;
  price?: InputMaybe<MoneyInput>;
  confidentiality?: InputMaybe<Scalars['String']['input']>;
  contactName?: InputMaybe<Scalars['String']['input']>;
  contactPhone?: InputMaybe<Scalars['String']['input']>;
  contactEmail?: InputMaybe<Scalars['String']['input']>;
  keywords?: InputMaybe<Array<Scalars['String']['input']>>;
  remarks?: InputMaybe<Scalars['String']['input']>;
  visibility?: InputMaybe<Visibility>;
};

export type ChallengeInput = {
  listName?: InputMaybe<Scalars['String']['input']>;
  publisher?: InputMaybe<Scalars['String']['input']>;
  challengeType?: InputMaybe<Scalars['String']['input']>;
  deliverables?: InputMaybe<Scalars['String']['input']>;
  period?: InputMaybe<Scalars['String']['input']>;
  ipOwnership?: InputMaybe<Scalars['String']['input']>;
  bidderRequirements?: InputMaybe<Scalars['String']['input']>;
};

export type NeedInput = {
  title: Scalars['String']['input'];
  organization: Scalars['String']['input'];
  creditCode?: InputMaybe<Scalars['String']['input']>;
  park?: InputMaybe<Scalars['String']['input']>;
  field?: InputMaybe<Array<Scalars['String']['input']>>;
  kind?: InputMaybe<Scalars['String']['input']>;
  description?: InputMaybe<Scalars['String']['input']>;
  indicators?: InputMaybe<Scalars['String']['input']>;
  foundation?: InputMaybe<Scalars['String']['input']>;
  budget?: InputMaybe<MoneyInput>;
  cooperationModes?: InputMaybe<Array<Scalars['ID']['input']>>;
  preferredUniversities?: InputMaybe<Array<Scalars['String']['input']>>;
  deadline?: InputMaybe<Scalars['Date']['input']>;
  contactName?: InputMaybe<Scalars['String']['input']>;
  contactPhone?: InputMaybe<Scalars['String']['input']>;
  contactEmail?: InputMaybe<Scalars['String']['input']>;
  keywords?: InputMaybe<Array<Scalars['String']['input']>>;
  remarks?: InputMaybe<Scalars['String']['input']>;
  challenge?: InputMaybe<ChallengeInput>;
  visibility?: InputMaybe<Visibility>;
  draft?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Absent: unchanged; null: emptied. */
export type NeedPatch = {
  title?: InputMaybe<Scalars['String']['input']>;
  creditCode?: InputMaybe<Scalars['String']['input']>;
  park?: InputMaybe<Scalars['String']['input']>;
  field?: InputMaybe<Array<Scalars['String']['input']>>;
  kind?: InputMaybe<Scalars['String']['input']>;
  description?: InputMaybe<Scalars['String']['input']>;
  indicators?: InputMaybe<Scalars['String']['input']>;
  foundation?: InputMaybe<Scalars['String']['input']>;
  budget?: InputMaybe<MoneyInput>;
  cooperationModes?: InputMaybe<Array<Scalars['ID']['input']>>;
  preferredUniversities?: InputMaybe<Array<Scalars['String']['input']>>;
  deadline?: InputMaybe<Scalars['Date']['input']>;
  contactName?: InputMaybe<Scalars['String']['input']>;
  contactPhone?: InputMaybe<Scalars['String']['input']>;
  contactEmail?: InputMaybe<Scalars['String']['input']>;
  keywords?: InputMaybe<Array<Scalars['String']['input']>>;
  remarks?: InputMaybe<Scalars['String']['input']>;
  challenge?: InputMaybe<ChallengeInput>;
  visibility?: InputMaybe<Visibility>;
};

export type FeedbackInput = {
  needId: Scalars['ID']['input'];
  achievementId: Scalars['ID']['input'];
  verdict: Verdict;
  /** A rejection says why. */
  reasons?: InputMaybe<Array<FeedbackReason>>;
  note?: InputMaybe<Scalars['String']['input']>;
};

export type SavedSearchInput = {
  owner: Scalars['String']['input'];
  name: Scalars['String']['input'];
  kind: ItemKind;
  text: Scalars['String']['input'];
  /** Of the achievements, when these are searched. */
  achievementFilter?: InputMaybe<AchievementFilter>;
  /** Of the needs, when these are searched. */
  needFilter?: InputMaybe<NeedFilter>;
};

/** Absent: unchanged. */
export type SavedSearchPatch = {
  name?: InputMaybe<Scalars['String']['input']>;
  text?: InputMaybe<Scalars['String']['input']>;
  achievementFilter?: InputMaybe<AchievementFilter>;
  needFilter?: InputMaybe<NeedFilter>;
};

export type Mutation = {
  __typename?: 'Mutation';
  createAchievement: Achievement;
  updateAchievement: Achievement;
  publishAchievement: Achievement;
  withdrawAchievement: Achievement;
  createNeed: Need;
  updateNeed: Need;
  publishNeed: Need;
  withdrawNeed: Need;
  /** The need is met, or no longer sought. */
  closeNeed: Need;
  createFacility: Facility;
  updateFacility: Facility;
  /** The id of what is gone. */
  deleteFacility: Scalars['ID']['output'];
  giveFeedback: Feedback;
  /** The two are different achievements. */
  dismissDuplicate: DuplicateCandidate;
  /** The two are one: `keep` stays, the other is withdrawn under its id, its remarks say why. */
  mergeDuplicate: DuplicateCandidate;
  createSavedSearch: SavedSearch;
  updateSavedSearch: SavedSearch;
  /** Id of what was deleted. */
  deleteSavedSearch: Scalars['ID']['output'];
  /** Runs it and notes when: what enters from now on is new to the next run. `newOnly` lists what is new alone. */
  runSavedSearch: SavedSearchRun;
  cancelTask: Task;
  /** Tries dead work again. */
  redriveWork: Scalars['Int']['output'];
};


export type MutationCreateAchievementArgs = {
  input: AchievementInput;
};


export type MutationUpdateAchievementArgs = {
  id: Scalars['ID']['input'];
  patch: AchievementPatch;
};


export type MutationPublishAchievementArgs = {
  id: Scalars['ID']['input'];
};


export type MutationWithdrawAchievementArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCreateNeedArgs = {
  input: NeedInput;
};


export type MutationUpdateNeedArgs = {
  id: Scalars['ID']['input'];
  patch: NeedPatch;
};


export type MutationPublishNeedArgs = {
  id: Scalars['ID']['input'];
};


export type MutationWithdrawNeedArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCloseNeedArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCreateFacilityArgs = {
  input: FacilityInput;
};


export type MutationUpdateFacilityArgs = {
  id: Scalars['ID']['input'];
  patch: FacilityPatch;
};


export type MutationDeleteFacilityArgs = {
  id: Scalars['ID']['input'];
};


export type MutationGiveFeedbackArgs = {
  input: FeedbackInput;
};


export type MutationDismissDuplicateArgs = {
  id: Scalars['ID']['input'];
};


export type MutationMergeDuplicateArgs = {
  id: Scalars['ID']['input'];
  keep: Scalars['ID']['input'];
};


export type MutationCreateSavedSearchArgs = {
  input: SavedSearchInput;
};


export type MutationUpdateSavedSearchArgs = {
  id: Scalars['ID']['input'];
  patch: SavedSearchPatch;
};


export type MutationDeleteSavedSearchArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRunSavedSearchArgs = {
  id: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  newOnly?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationCancelTaskArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRedriveWorkArgs = {
  ids: Array<Scalars['ID']['input']>;
};

export type WithIndex<TObject> = TObject & Record<string, any>;
export type ResolversObject<TObject> = WithIndex<TObject>;

export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = ResolversObject<{
  Item:
    | ( AchievementRow )
    | ( NeedRow )
  ;
}>;

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = ResolversObject<{
  Node:
    | ( OrganizationRow )
    | ( ListRow )
    | ( EditionRow )
    | ( AchievementRow )
    | ( NeedRow )
    | ( FacilityRow )
    | ( SavedSearchRow )
    | ( DuplicateRow )
    | ( FeedbackNode )
    | ( TaskRow )
  ;
}>;

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = ResolversObject<{
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ItemKind: ItemKind;
  ListKind: ListKind;
  ItemStatus: ItemStatus;
  Visibility: Visibility;
  OrganizationKind: OrganizationKind;
  MoneyKind: MoneyKind;
  Money: ResolverTypeWrapper<Money>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  MoneyInput: MoneyInput;
  Maturity: ResolverTypeWrapper<Maturity>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  MaturityInput: MaturityInput;
  Industry: ResolverTypeWrapper<IndustryEntry>;
  CooperationMode: ResolverTypeWrapper<CooperationModeEntry>;
  Park: ResolverTypeWrapper<ParkEntry>;
  Organization: ResolverTypeWrapper<OrganizationRow>;
  List: ResolverTypeWrapper<ListRow>;
  ListEdition: ResolverTypeWrapper<EditionRow>;
  ExtraField: ResolverTypeWrapper<ExtraField>;
  MatchingMode: MatchingMode;
  Achievement: ResolverTypeWrapper<AchievementRow>;
  Need: ResolverTypeWrapper<NeedRow>;
  NeedPart: NeedPart;
  Completeness: ResolverTypeWrapper<Completeness>;
  PartFinding: ResolverTypeWrapper<PartFinding>;
  ChallengeTerms: ResolverTypeWrapper<ChallengeTerms>;
  Item: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Item']>;
  AchievementEdge: ResolverTypeWrapper<Omit<AchievementEdge, 'node'> & { node: ResolversTypes['Achievement'] }>;
  AchievementConnection: ResolverTypeWrapper<AchievementPage>;
  NeedEdge: ResolverTypeWrapper<Omit<NeedEdge, 'node'> & { node: ResolversTypes['Need'] }>;
  NeedConnection: ResolverTypeWrapper<NeedPage>;
  Facets: ResolverTypeWrapper<FacetCounts>;
  Facet: ResolverTypeWrapper<Facet>;
  ListEdge: ResolverTypeWrapper<Omit<ListEdge, 'node'> & { node: ResolversTypes['List'] }>;
  ListConnection: ResolverTypeWrapper<Omit<ListConnection, 'edges'> & { edges: Array<ResolversTypes['ListEdge']> }>;
  OrganizationEdge: ResolverTypeWrapper<Omit<OrganizationEdge, 'node'> & { node: ResolversTypes['Organization'] }>;
  OrganizationConnection: ResolverTypeWrapper<Omit<OrganizationConnection, 'edges'> & { edges: Array<ResolversTypes['OrganizationEdge']> }>;
  TaskEdge: ResolverTypeWrapper<Omit<TaskEdge, 'node'> & { node: ResolversTypes['Task'] }>;
  TaskConnection: ResolverTypeWrapper<Omit<TaskConnection, 'edges'> & { edges: Array<ResolversTypes['TaskEdge']> }>;
  AchievementFilter: AchievementFilter;
  NeedFilter: NeedFilter;
  Grade: Grade;
  Diversify: Diversify;
  Polarity: Polarity;
  Match: ResolverTypeWrapper<MatchResult>;
  MaturityGap: ResolverTypeWrapper<MaturityGapFound>;
  FacilityFit: ResolverTypeWrapper<FittingFacility>;
  Facility: ResolverTypeWrapper<FacilityRow>;
  FacilityEdge: ResolverTypeWrapper<Omit<FacilityEdge, 'node'> & { node: ResolversTypes['Facility'] }>;
  FacilityConnection: ResolverTypeWrapper<Omit<FacilityConnection, 'edges'> & { edges: Array<ResolversTypes['FacilityEdge']> }>;
  FacilityFilter: FacilityFilter;
  FacilityInput: FacilityInput;
  FacilityPatch: FacilityPatch;
  Reason: ResolverTypeWrapper<Reason>;
  Contribution: ResolverTypeWrapper<Contribution>;
  SharedTerm: ResolverTypeWrapper<SharedTerm>;
  RelatedTerm: ResolverTypeWrapper<RelatedTerm>;
  TermRelation: TermRelation;
  Span: ResolverTypeWrapper<Span>;
  Evidence: ResolverTypeWrapper<Evidence>;
  IndicatorOutcome: IndicatorOutcome;
  IndicatorVerdict: ResolverTypeWrapper<IndicatorVerdict>;
  MatchEdge: ResolverTypeWrapper<Omit<MatchEdge, 'node'> & { node: ResolversTypes['Match'] }>;
  MatchConnection: ResolverTypeWrapper<MatchPage>;
  AnswerVerdict: AnswerVerdict;
  Answer: ResolverTypeWrapper<Answer>;
  Nearest: ResolverTypeWrapper<Nearest>;
  SearchReading: ResolverTypeWrapper<SearchReading>;
  Correction: ResolverTypeWrapper<Correction>;
  SavedSearch: ResolverTypeWrapper<SavedSearchRow>;
  SavedSearchEdge: ResolverTypeWrapper<Omit<SavedSearchEdge, 'node'> & { node: ResolversTypes['SavedSearch'] }>;
  SavedSearchConnection: ResolverTypeWrapper<Omit<SavedSearchConnection, 'edges'> & { edges: Array<ResolversTypes['SavedSearchEdge']> }>;
  SavedSearchRun: ResolverTypeWrapper<Omit<SavedSearchRun, 'savedSearch' | 'matches'> & { savedSearch: ResolversTypes['SavedSearch'], matches: ResolversTypes['MatchConnection'] }>;
  Reranking: Reranking;
  StoredMatch: ResolverTypeWrapper<StandingMatch>;
  StoredMatchEdge: ResolverTypeWrapper<Omit<StoredMatchEdge, 'node'> & { node: ResolversTypes['StoredMatch'] }>;
  StoredMatchConnection: ResolverTypeWrapper<PushPage>;
  Verdict: Verdict;
  FeedbackReason: FeedbackReason;
  DuplicateStatus: DuplicateStatus;
  DuplicateCandidate: ResolverTypeWrapper<DuplicateRow>;
  DuplicateCandidateEdge: ResolverTypeWrapper<Omit<DuplicateCandidateEdge, 'node'> & { node: ResolversTypes['DuplicateCandidate'] }>;
  DuplicateCandidateConnection: ResolverTypeWrapper<Omit<DuplicateCandidateConnection, 'edges'> & { edges: Array<ResolversTypes['DuplicateCandidateEdge']> }>;
  Feedback: ResolverTypeWrapper<FeedbackNode>;
  FeedbackEdge: ResolverTypeWrapper<Omit<FeedbackEdge, 'node'> & { node: ResolversTypes['Feedback'] }>;
  FeedbackConnection: ResolverTypeWrapper<Omit<FeedbackConnection, 'edges'> & { edges: Array<ResolversTypes['FeedbackEdge']> }>;
  TaskState: TaskState;
  Count: ResolverTypeWrapper<Count>;
  Task: ResolverTypeWrapper<TaskRow>;
  IssueSeverity: IssueSeverity;
  TaskIssue: ResolverTypeWrapper<TaskIssueRow>;
  DeadWork: ResolverTypeWrapper<DeadWorkRow>;
  RankingModel: ResolverTypeWrapper<RankingVersion>;
  FeatureWeight: ResolverTypeWrapper<FeatureWeight>;
  Calibration: ResolverTypeWrapper<Calibration>;
  ServiceStatus: ResolverTypeWrapper<ServiceStatus>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  AchievementInput: AchievementInput;
  AchievementPatch: AchievementPatch;
  ChallengeInput: ChallengeInput;
  NeedInput: NeedInput;
  NeedPatch: NeedPatch;
  FeedbackInput: FeedbackInput;
  SavedSearchInput: SavedSearchInput;
  SavedSearchPatch: SavedSearchPatch;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
}>;

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = ResolversObject<{
  DateTime: Scalars['DateTime']['output'];
  Date: Scalars['Date']['output'];
  JSON: Scalars['JSON']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  ID: Scalars['ID']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  Money: Money;
  Float: Scalars['Float']['output'];
  MoneyInput: MoneyInput;
  Maturity: Maturity;
  Int: Scalars['Int']['output'];
  MaturityInput: MaturityInput;
  Industry: IndustryEntry;
  CooperationMode: CooperationModeEntry;
  Park: ParkEntry;
  Organization: OrganizationRow;
  List: ListRow;
  ListEdition: EditionRow;
  ExtraField: ExtraField;
  Achievement: AchievementRow;
  Need: NeedRow;
  Completeness: Completeness;
  PartFinding: PartFinding;
  ChallengeTerms: ChallengeTerms;
  Item: ResolversUnionTypes<ResolversParentTypes>['Item'];
  AchievementEdge: Omit<AchievementEdge, 'node'> & { node: ResolversParentTypes['Achievement'] };
  AchievementConnection: AchievementPage;
  NeedEdge: Omit<NeedEdge, 'node'> & { node: ResolversParentTypes['Need'] };
  NeedConnection: NeedPage;
  Facets: FacetCounts;
  Facet: Facet;
  ListEdge: Omit<ListEdge, 'node'> & { node: ResolversParentTypes['List'] };
  ListConnection: Omit<ListConnection, 'edges'> & { edges: Array<ResolversParentTypes['ListEdge']> };
  OrganizationEdge: Omit<OrganizationEdge, 'node'> & { node: ResolversParentTypes['Organization'] };
  OrganizationConnection: Omit<OrganizationConnection, 'edges'> & { edges: Array<ResolversParentTypes['OrganizationEdge']> };
  TaskEdge: Omit<TaskEdge, 'node'> & { node: ResolversParentTypes['Task'] };
  TaskConnection: Omit<TaskConnection, 'edges'> & { edges: Array<ResolversParentTypes['TaskEdge']> };
  AchievementFilter: AchievementFilter;
  NeedFilter: NeedFilter;
  Match: MatchResult;
  MaturityGap: MaturityGapFound;
  FacilityFit: FittingFacility;
  Facility: FacilityRow;
  FacilityEdge: Omit<FacilityEdge, 'node'> & { node: ResolversParentTypes['Facility'] };
  FacilityConnection: Omit<FacilityConnection, 'edges'> & { edges: Array<ResolversParentTypes['FacilityEdge']> };
  FacilityFilter: FacilityFilter;
  FacilityInput: FacilityInput;
  FacilityPatch: FacilityPatch;
  Reason: Reason;
  Contribution: Contribution;
  SharedTerm: SharedTerm;
  RelatedTerm: RelatedTerm;
  Span: Span;
  Evidence: Evidence;
  IndicatorVerdict: IndicatorVerdict;
  MatchEdge: Omit<MatchEdge, 'node'> & { node: ResolversParentTypes['Match'] };
  MatchConnection: MatchPage;
  Answer: Answer;
  Nearest: Nearest;
  SearchReading: SearchReading;
  Correction: Correction;
  SavedSearch: SavedSearchRow;
  SavedSearchEdge: Omit<SavedSearchEdge, 'node'> & { node: ResolversParentTypes['SavedSearch'] };
  SavedSearchConnection: Omit<SavedSearchConnection, 'edges'> & { edges: Array<ResolversParentTypes['SavedSearchEdge']> };
  SavedSearchRun: Omit<SavedSearchRun, 'savedSearch' | 'matches'> & { savedSearch: ResolversParentTypes['SavedSearch'], matches: ResolversParentTypes['MatchConnection'] };
  StoredMatch: StandingMatch;
  StoredMatchEdge: Omit<StoredMatchEdge, 'node'> & { node: ResolversParentTypes['StoredMatch'] };
  StoredMatchConnection: PushPage;
  DuplicateCandidate: DuplicateRow;
  DuplicateCandidateEdge: Omit<DuplicateCandidateEdge, 'node'> & { node: ResolversParentTypes['DuplicateCandidate'] };
  DuplicateCandidateConnection: Omit<DuplicateCandidateConnection, 'edges'> & { edges: Array<ResolversParentTypes['DuplicateCandidateEdge']> };
  Feedback: FeedbackNode;
  FeedbackEdge: Omit<FeedbackEdge, 'node'> & { node: ResolversParentTypes['Feedback'] };
  FeedbackConnection: Omit<FeedbackConnection, 'edges'> & { edges: Array<ResolversParentTypes['FeedbackEdge']> };
  Count: Count;
  Task: TaskRow;
  TaskIssue: TaskIssueRow;
  DeadWork: DeadWorkRow;
  RankingModel: RankingVersion;
  FeatureWeight: FeatureWeight;
  Calibration: Calibration;
  ServiceStatus: ServiceStatus;
  Query: Record<PropertyKey, never>;
  AchievementInput: AchievementInput;
  AchievementPatch: AchievementPatch;
  ChallengeInput: ChallengeInput;
  NeedInput: NeedInput;
  NeedPatch: NeedPatch;
  FeedbackInput: FeedbackInput;
  SavedSearchInput: SavedSearchInput;
  SavedSearchPatch: SavedSearchPatch;
  Mutation: Record<PropertyKey, never>;
}>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type NodeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = ResolversObject<{
  __resolveType: TypeResolveFn<'Organization' | 'List' | 'ListEdition' | 'Achievement' | 'Need' | 'Facility' | 'SavedSearch' | 'DuplicateCandidate' | 'Feedback' | 'Task', ParentType, ContextType>;
}>;

export type PageInfoResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = ResolversObject<{
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type ItemKindResolvers = EnumResolverSignature<{ ACHIEVEMENT?: any, NEED?: any }, ResolversTypes['ItemKind']>;

export type ListKindResolvers = EnumResolverSignature<{ ACHIEVEMENTS?: any, NEEDS?: any, CHALLENGES?: any }, ResolversTypes['ListKind']>;

export type ItemStatusResolvers = EnumResolverSignature<{ DRAFT?: any, PUBLISHED?: any, WITHDRAWN?: any, CLOSED?: any }, ResolversTypes['ItemStatus']>;

export type VisibilityResolvers = EnumResolverSignature<{ PUBLIC?: any, CONFIDENTIAL?: any }, ResolversTypes['Visibility']>;

export type OrganizationKindResolvers = EnumResolverSignature<{ UNIVERSITY?: any, INSTITUTE?: any, ENTERPRISE?: any, PARK?: any, SERVICE?: any, BUREAU?: any }, ResolversTypes['OrganizationKind']>;

export type MoneyKindResolvers = EnumResolverSignature<{ NEGOTIABLE?: any, FIXED?: any, RANGE?: any }, ResolversTypes['MoneyKind']>;

export type MoneyResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = ResolversObject<{
  kind?: Resolver<ResolversTypes['MoneyKind'], ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
}>;

export type MaturityResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Maturity'] = ResolversParentTypes['Maturity']> = ResolversObject<{
  min?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  max?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type IndustryResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Industry'] = ResolversParentTypes['Industry']> = ResolversObject<{
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  levels?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  aliases?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  inferred?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  source?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type CooperationModeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['CooperationMode'] = ResolversParentTypes['CooperationMode']> = ResolversObject<{
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  aliases?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type ParkResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Park'] = ResolversParentTypes['Park']> = ResolversObject<{
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  aliases?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  district?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  leadingIndustries?: Resolver<Array<ResolversTypes['Industry']>, ParentType, ContextType>;
  pairedOrganizations?: Resolver<Array<ResolversTypes['Organization']>, ParentType, ContextType>;
}>;

export type OrganizationResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['OrganizationKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  aliases?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  park?: Resolver<Maybe<ResolversTypes['Park']>, ParentType, ContextType>;
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ListResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['List'] = ResolversParentTypes['List']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ListKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  editions?: Resolver<Array<ResolversTypes['ListEdition']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ListEditionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ListEdition'] = ResolversParentTypes['ListEdition']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  added?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  gone?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  appliedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type ExtraFieldResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ExtraField'] = ResolversParentTypes['ExtraField']> = ResolversObject<{
  header?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type AchievementResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Achievement'] = ResolversParentTypes['Achievement']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  department?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  inventors?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  field?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  industries?: Resolver<Array<ResolversTypes['Industry']>, ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  innovation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  indicators?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  prospects?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  maturity?: Resolver<Maybe<ResolversTypes['Maturity']>, ParentType, ContextType>;
  ip?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  cooperationModes?: Resolver<Array<ResolversTypes['CooperationMode']>, ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  confidentiality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactPhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactEmail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  keywords?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  remarks?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  extra?: Resolver<Array<ResolversTypes['ExtraField']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ItemStatus'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  list?: Resolver<Maybe<ResolversTypes['List']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  matches?: Resolver<ResolversTypes['MatchConnection'], ParentType, ContextType, RequireFields<AchievementMatchesArgs, 'first' | 'diversify'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type NeedResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Need'] = ResolversParentTypes['Need']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  creditCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parkText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  park?: Resolver<Maybe<ResolversTypes['Park']>, ParentType, ContextType>;
  field?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  industries?: Resolver<Array<ResolversTypes['Industry']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  indicators?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  foundation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  budget?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  cooperationModes?: Resolver<Array<ResolversTypes['CooperationMode']>, ParentType, ContextType>;
  preferredUniversities?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  deadline?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  contactName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactPhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactEmail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  keywords?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  remarks?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  extra?: Resolver<Array<ResolversTypes['ExtraField']>, ParentType, ContextType>;
  challenge?: Resolver<Maybe<ResolversTypes['ChallengeTerms']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ItemStatus'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  list?: Resolver<Maybe<ResolversTypes['List']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  completeness?: Resolver<ResolversTypes['Completeness'], ParentType, ContextType>;
  matches?: Resolver<ResolversTypes['MatchConnection'], ParentType, ContextType, RequireFields<NeedMatchesArgs, 'first' | 'diversify'>>;
  storedMatches?: Resolver<Array<ResolversTypes['StoredMatch']>, ParentType, ContextType, RequireFields<NeedStoredMatchesArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type CompletenessResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Completeness'] = ResolversParentTypes['Completeness']> = ResolversObject<{
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  parts?: Resolver<Array<ResolversTypes['PartFinding']>, ParentType, ContextType>;
}>;

export type PartFindingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['PartFinding'] = ResolversParentTypes['PartFinding']> = ResolversObject<{
  part?: Resolver<ResolversTypes['NeedPart'], ParentType, ContextType>;
  present?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  spans?: Resolver<Array<ResolversTypes['Span']>, ParentType, ContextType>;
  question?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type ChallengeTermsResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ChallengeTerms'] = ResolversParentTypes['ChallengeTerms']> = ResolversObject<{
  listName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  publisher?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  challengeType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deliverables?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ipOwnership?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bidderRequirements?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type ItemResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Item'] = ResolversParentTypes['Item']> = ResolversObject<{
  __resolveType: TypeResolveFn<'Achievement' | 'Need', ParentType, ContextType>;
}>;

export type AchievementEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AchievementEdge'] = ResolversParentTypes['AchievementEdge']> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Achievement'], ParentType, ContextType>;
}>;

export type AchievementConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['AchievementConnection'] = ResolversParentTypes['AchievementConnection']> = ResolversObject<{
  edges?: Resolver<Array<ResolversTypes['AchievementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  facets?: Resolver<ResolversTypes['Facets'], ParentType, ContextType>;
}>;

export type NeedEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['NeedEdge'] = ResolversParentTypes['NeedEdge']> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Need'], ParentType, ContextType>;
}>;

export type NeedConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['NeedConnection'] = ResolversParentTypes['NeedConnection']> = ResolversObject<{
  edges?: Resolver<Array<ResolversTypes['NeedEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  facets?: Resolver<ResolversTypes['Facets'], ParentType, ContextType>;
}>;

export type FacetsResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Facets'] = ResolversParentTypes['Facets']> = ResolversObject<{
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  industries?: Resolver<Array<ResolversTypes['Facet']>, ParentType, ContextType>;
  organizations?: Resolver<Array<ResolversTypes['Facet']>, ParentType, ContextType, RequireFields<FacetsOrganizationsArgs, 'first'>>;
  cooperationModes?: Resolver<Array<ResolversTypes['Facet']>, ParentType, ContextType>;
  maturity?: Resolver<Array<ResolversTypes['Facet']>, ParentType, ContextType>;
  parks?: Resolver<Array<ResolversTypes['Facet']>, ParentType, ContextType>;
  challenges?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type FacetResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Facet'] = ResolversParentTypes['Facet']> = ResolversObject<{
  value?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type ListEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ListEdge'] = ResolversParentTypes['ListEdge']> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['List'], ParentType, ContextType>;
}>;

export type ListConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ListConnection'] = ResolversParentTypes['ListConnection']> = ResolversObject<{
  edges?: Resolver<Array<ResolversTypes['ListEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type OrganizationEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['OrganizationEdge'] = ResolversParentTypes['OrganizationEdge']> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
}>;

export type OrganizationConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['OrganizationConnection'] = ResolversParentTypes['OrganizationConnection']> = ResolversObject<{
  edges?: Resolver<Array<ResolversTypes['OrganizationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type TaskEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TaskEdge'] = ResolversParentTypes['TaskEdge']> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
}>;

export type TaskConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TaskConnection'] = ResolversParentTypes['TaskConnection']> = ResolversObject<{
  edges?: Resolver<Array<ResolversTypes['TaskEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type DiversifyResolvers = EnumResolverSignature<{ NONE?: any, VARIANTS?: any, OWNERS?: any }, ResolversTypes['Diversify']>;

export type MatchResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Match'] = ResolversParentTypes['Match']> = ResolversObject<{
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  grade?: Resolver<ResolversTypes['Grade'], ParentType, ContextType>;
  need?: Resolver<Maybe<ResolversTypes['Need']>, ParentType, ContextType>;
  achievement?: Resolver<Maybe<ResolversTypes['Achievement']>, ParentType, ContextType>;
  variantOf?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  variants?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['Reason']>, ParentType, ContextType>;
  contributions?: Resolver<Array<ResolversTypes['Contribution']>, ParentType, ContextType>;
  sharedTerms?: Resolver<Array<ResolversTypes['SharedTerm']>, ParentType, ContextType>;
  relatedTerms?: Resolver<Array<ResolversTypes['RelatedTerm']>, ParentType, ContextType>;
  evidence?: Resolver<Array<ResolversTypes['Evidence']>, ParentType, ContextType>;
  indicators?: Resolver<Array<ResolversTypes['IndicatorVerdict']>, ParentType, ContextType>;
  maturityGap?: Resolver<Maybe<ResolversTypes['MaturityGap']>, ParentType, ContextType>;
  feedback?: Resolver<Array<ResolversTypes['Feedback']>, ParentType, ContextType>;
  highlights?: Resolver<Array<ResolversTypes['Span']>, ParentType, ContextType>;
}>;

export type MaturityGapResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['MaturityGap'] = ResolversParentTypes['MaturityGap']> = ResolversObject<{
  wanted?: Resolver<ResolversTypes['Maturity'], ParentType, ContextType>;
  offered?: Resolver<ResolversTypes['Maturity'], ParentType, ContextType>;
  levels?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  facilities?: Resolver<Array<ResolversTypes['FacilityFit']>, ParentType, ContextType>;
}>;

export type FacilityFitResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FacilityFit'] = ResolversParentTypes['FacilityFit']> = ResolversObject<{
  facility?: Resolver<ResolversTypes['Facility'], ParentType, ContextType>;
  covers?: Resolver<ResolversTypes['Maturity'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type FacilityResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Facility'] = ResolversParentTypes['Facility']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  parkText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  park?: Resolver<Maybe<ResolversTypes['Park']>, ParentType, ContextType>;
  field?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  industries?: Resolver<Array<ResolversTypes['Industry']>, ParentType, ContextType>;
  maturity?: Resolver<Maybe<ResolversTypes['Maturity']>, ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactPhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contactEmail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remarks?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  extra?: Resolver<Array<ResolversTypes['ExtraField']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type FacilityEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FacilityEdge'] = ResolversParentTypes['FacilityEdge']> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Facility'], ParentType, ContextType>;
}>;

export type FacilityConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FacilityConnection'] = ResolversParentTypes['FacilityConnection']> = ResolversObject<{
  edges?: Resolver<Array<ResolversTypes['FacilityEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type ReasonResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Reason'] = ResolversParentTypes['Reason']> = ResolversObject<{
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  polarity?: Resolver<ResolversTypes['Polarity'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type ContributionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Contribution'] = ResolversParentTypes['Contribution']> = ResolversObject<{
  feature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type SharedTermResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SharedTerm'] = ResolversParentTypes['SharedTerm']> = ResolversObject<{
  term?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
}>;

export type RelatedTermResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RelatedTerm'] = ResolversParentTypes['RelatedTerm']> = ResolversObject<{
  asked?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  offered?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  relation?: Resolver<ResolversTypes['TermRelation'], ParentType, ContextType>;
}>;

export type SpanResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Span'] = ResolversParentTypes['Span']> = ResolversObject<{
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  end?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
}>;

export type EvidenceResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = ResolversObject<{
  need?: Resolver<ResolversTypes['Span'], ParentType, ContextType>;
  achievement?: Resolver<ResolversTypes['Span'], ParentType, ContextType>;
  strength?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
}>;

export type IndicatorVerdictResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['IndicatorVerdict'] = ResolversParentTypes['IndicatorVerdict']> = ResolversObject<{
  outcome?: Resolver<ResolversTypes['IndicatorOutcome'], ParentType, ContextType>;
  wanted?: Resolver<ResolversTypes['Span'], ParentType, ContextType>;
  offered?: Resolver<Maybe<ResolversTypes['Span']>, ParentType, ContextType>;
}>;

export type MatchEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['MatchEdge'] = ResolversParentTypes['MatchEdge']> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Match'], ParentType, ContextType>;
}>;

export type MatchConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['MatchConnection'] = ResolversParentTypes['MatchConnection']> = ResolversObject<{
  edges?: Resolver<Array<ResolversTypes['MatchEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  matching?: Resolver<ResolversTypes['MatchingMode'], ParentType, ContextType>;
  rankingModel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  embeddingModel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  answer?: Resolver<Maybe<ResolversTypes['Answer']>, ParentType, ContextType>;
  reading?: Resolver<Maybe<ResolversTypes['SearchReading']>, ParentType, ContextType>;
  facets?: Resolver<Maybe<ResolversTypes['Facets']>, ParentType, ContextType>;
  reranking?: Resolver<Maybe<ResolversTypes['Reranking']>, ParentType, ContextType>;
}>;

export type AnswerResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Answer'] = ResolversParentTypes['Answer']> = ResolversObject<{
  verdict?: Resolver<ResolversTypes['AnswerVerdict'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  probability?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  nearest?: Resolver<Maybe<ResolversTypes['Nearest']>, ParentType, ContextType>;
  missing?: Resolver<Array<ResolversTypes['PartFinding']>, ParentType, ContextType>;
}>;

export type NearestResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Nearest'] = ResolversParentTypes['Nearest']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
}>;

export type SearchReadingResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SearchReading'] = ResolversParentTypes['SearchReading']> = ResolversObject<{
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quotedTerms?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  excludedTerms?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  corrections?: Resolver<Array<ResolversTypes['Correction']>, ParentType, ContextType>;
  synonyms?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type CorrectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Correction'] = ResolversParentTypes['Correction']> = ResolversObject<{
  original?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  replacement?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  end?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type SavedSearchResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SavedSearch'] = ResolversParentTypes['SavedSearch']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ItemKind'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  filter?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastRunAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  newCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  matches?: Resolver<ResolversTypes['MatchConnection'], ParentType, ContextType, RequireFields<SavedSearchMatchesArgs, 'first' | 'newOnly'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type SavedSearchEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SavedSearchEdge'] = ResolversParentTypes['SavedSearchEdge']> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SavedSearch'], ParentType, ContextType>;
}>;

export type SavedSearchConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SavedSearchConnection'] = ResolversParentTypes['SavedSearchConnection']> = ResolversObject<{
  edges?: Resolver<Array<ResolversTypes['SavedSearchEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type SavedSearchRunResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['SavedSearchRun'] = ResolversParentTypes['SavedSearchRun']> = ResolversObject<{
  savedSearch?: Resolver<ResolversTypes['SavedSearch'], ParentType, ContextType>;
  newCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  matches?: Resolver<ResolversTypes['MatchConnection'], ParentType, ContextType>;
}>;

export type StoredMatchResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['StoredMatch'] = ResolversParentTypes['StoredMatch']> = ResolversObject<{
  need?: Resolver<ResolversTypes['Need'], ParentType, ContextType>;
  achievement?: Resolver<ResolversTypes['Achievement'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  reciprocal?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  needSide?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  achievementSide?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  needPlace?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  terms?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  rankingModel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  computedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
}>;

export type StoredMatchEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['StoredMatchEdge'] = ResolversParentTypes['StoredMatchEdge']> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StoredMatch'], ParentType, ContextType>;
}>;

export type StoredMatchConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['StoredMatchConnection'] = ResolversParentTypes['StoredMatchConnection']> = ResolversObject<{
  edges?: Resolver<Array<ResolversTypes['StoredMatchEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type VerdictResolvers = EnumResolverSignature<{ ACCEPT?: any, REJECT?: any, UNSURE?: any }, ResolversTypes['Verdict']>;

export type DuplicateStatusResolvers = EnumResolverSignature<{ OPEN?: any, MERGED?: any, DISTINCT?: any }, ResolversTypes['DuplicateStatus']>;

export type DuplicateCandidateResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['DuplicateCandidate'] = ResolversParentTypes['DuplicateCandidate']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DuplicateStatus'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  achievement?: Resolver<ResolversTypes['Achievement'], ParentType, ContextType>;
  other?: Resolver<ResolversTypes['Achievement'], ParentType, ContextType>;
  samePatents?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  titleLikeness?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  textLikeness?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kept?: Resolver<Maybe<ResolversTypes['Achievement']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type DuplicateCandidateEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['DuplicateCandidateEdge'] = ResolversParentTypes['DuplicateCandidateEdge']> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DuplicateCandidate'], ParentType, ContextType>;
}>;

export type DuplicateCandidateConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['DuplicateCandidateConnection'] = ResolversParentTypes['DuplicateCandidateConnection']> = ResolversObject<{
  edges?: Resolver<Array<ResolversTypes['DuplicateCandidateEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type FeedbackResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Feedback'] = ResolversParentTypes['Feedback']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  need?: Resolver<ResolversTypes['Need'], ParentType, ContextType>;
  achievement?: Resolver<ResolversTypes['Achievement'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['Verdict'], ParentType, ContextType>;
  reasons?: Resolver<Array<ResolversTypes['FeedbackReason']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type FeedbackEdgeResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FeedbackEdge'] = ResolversParentTypes['FeedbackEdge']> = ResolversObject<{
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Feedback'], ParentType, ContextType>;
}>;

export type FeedbackConnectionResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FeedbackConnection'] = ResolversParentTypes['FeedbackConnection']> = ResolversObject<{
  edges?: Resolver<Array<ResolversTypes['FeedbackEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
}>;

export type TaskStateResolvers = EnumResolverSignature<{ ENQUEUED?: any, PROCESSING?: any, SUCCEEDED?: any, FAILED?: any, CANCELED?: any }, ResolversTypes['TaskState']>;

export type CountResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Count'] = ResolversParentTypes['Count']> = ResolversObject<{
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type TaskResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TaskState'], ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['Count']>, ParentType, ContextType>;
  errorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  report?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  issues?: Resolver<Array<ResolversTypes['TaskIssue']>, ParentType, ContextType, RequireFields<TaskIssuesArgs, 'first'>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
}>;

export type IssueSeverityResolvers = EnumResolverSignature<{ REJECTED?: any, WARNING?: any, DUPLICATE?: any, IGNORED?: any }, ResolversTypes['IssueSeverity']>;

export type TaskIssueResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['TaskIssue'] = ResolversParentTypes['TaskIssue']> = ResolversObject<{
  seq?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['IssueSeverity'], ParentType, ContextType>;
  sheet?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  row?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  column?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
}>;

export type DeadWorkResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['DeadWork'] = ResolversParentTypes['DeadWork']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  work?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjectKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deadAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
}>;

export type RankingModelResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['RankingModel'] = ResolversParentTypes['RankingModel']> = ResolversObject<{
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  base?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  weights?: Resolver<Array<ResolversTypes['FeatureWeight']>, ParentType, ContextType>;
  calibration?: Resolver<ResolversTypes['Calibration'], ParentType, ContextType>;
  report?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  adoptedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
}>;

export type FeatureWeightResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['FeatureWeight'] = ResolversParentTypes['FeatureWeight']> = ResolversObject<{
  feature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
}>;

export type CalibrationResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Calibration'] = ResolversParentTypes['Calibration']> = ResolversObject<{
  slope?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  middle?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
}>;

export type ServiceStatusResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['ServiceStatus'] = ResolversParentTypes['ServiceStatus']> = ResolversObject<{
  matching?: Resolver<ResolversTypes['MatchingMode'], ParentType, ContextType>;
  embeddingModel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  preparingModel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rankingModel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  backlog?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
}>;

export type QueryResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = ResolversObject<{
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  achievement?: Resolver<Maybe<ResolversTypes['Achievement']>, ParentType, ContextType, RequireFields<QueryAchievementArgs, 'id'>>;
  achievements?: Resolver<ResolversTypes['AchievementConnection'], ParentType, ContextType, RequireFields<QueryAchievementsArgs, 'first'>>;
  need?: Resolver<Maybe<ResolversTypes['Need']>, ParentType, ContextType, RequireFields<QueryNeedArgs, 'id'>>;
  needs?: Resolver<ResolversTypes['NeedConnection'], ParentType, ContextType, RequireFields<QueryNeedsArgs, 'first'>>;
  list?: Resolver<Maybe<ResolversTypes['List']>, ParentType, ContextType, RequireFields<QueryListArgs, 'id'>>;
  lists?: Resolver<ResolversTypes['ListConnection'], ParentType, ContextType, RequireFields<QueryListsArgs, 'first'>>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType, RequireFields<QueryOrganizationArgs, 'id'>>;
  organizations?: Resolver<ResolversTypes['OrganizationConnection'], ParentType, ContextType, RequireFields<QueryOrganizationsArgs, 'first'>>;
  facility?: Resolver<Maybe<ResolversTypes['Facility']>, ParentType, ContextType, RequireFields<QueryFacilityArgs, 'id'>>;
  facilities?: Resolver<ResolversTypes['FacilityConnection'], ParentType, ContextType, RequireFields<QueryFacilitiesArgs, 'first'>>;
  industries?: Resolver<Array<ResolversTypes['Industry']>, ParentType, ContextType>;
  parks?: Resolver<Array<ResolversTypes['Park']>, ParentType, ContextType>;
  cooperationModes?: Resolver<Array<ResolversTypes['CooperationMode']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType, RequireFields<QueryTaskArgs, 'id'>>;
  tasks?: Resolver<ResolversTypes['TaskConnection'], ParentType, ContextType, RequireFields<QueryTasksArgs, 'first'>>;
  searchAchievements?: Resolver<ResolversTypes['MatchConnection'], ParentType, ContextType, RequireFields<QuerySearchAchievementsArgs, 'text' | 'first' | 'diversify' | 'correct'>>;
  searchNeeds?: Resolver<ResolversTypes['MatchConnection'], ParentType, ContextType, RequireFields<QuerySearchNeedsArgs, 'text' | 'first' | 'diversify' | 'correct'>>;
  similarAchievements?: Resolver<ResolversTypes['MatchConnection'], ParentType, ContextType, RequireFields<QuerySimilarAchievementsArgs, 'id' | 'first' | 'diversify'>>;
  similarNeeds?: Resolver<ResolversTypes['MatchConnection'], ParentType, ContextType, RequireFields<QuerySimilarNeedsArgs, 'id' | 'first' | 'diversify'>>;
  matchesToPush?: Resolver<ResolversTypes['StoredMatchConnection'], ParentType, ContextType, RequireFields<QueryMatchesToPushArgs, 'first'>>;
  feedback?: Resolver<ResolversTypes['FeedbackConnection'], ParentType, ContextType, RequireFields<QueryFeedbackArgs, 'first'>>;
  duplicateCandidates?: Resolver<ResolversTypes['DuplicateCandidateConnection'], ParentType, ContextType, RequireFields<QueryDuplicateCandidatesArgs, 'first' | 'status'>>;
  savedSearch?: Resolver<Maybe<ResolversTypes['SavedSearch']>, ParentType, ContextType, RequireFields<QuerySavedSearchArgs, 'id'>>;
  savedSearches?: Resolver<ResolversTypes['SavedSearchConnection'], ParentType, ContextType, RequireFields<QuerySavedSearchesArgs, 'first'>>;
  deadWork?: Resolver<Array<ResolversTypes['DeadWork']>, ParentType, ContextType, RequireFields<QueryDeadWorkArgs, 'first'>>;
  rankingModels?: Resolver<Array<ResolversTypes['RankingModel']>, ParentType, ContextType>;
  service?: Resolver<ResolversTypes['ServiceStatus'], ParentType, ContextType>;
}>;

export type MutationResolvers<ContextType = GraphqlContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = ResolversObject<{
  createAchievement?: Resolver<ResolversTypes['Achievement'], ParentType, ContextType, RequireFields<MutationCreateAchievementArgs, 'input'>>;
  updateAchievement?: Resolver<ResolversTypes['Achievement'], ParentType, ContextType, RequireFields<MutationUpdateAchievementArgs, 'id' | 'patch'>>;
  publishAchievement?: Resolver<ResolversTypes['Achievement'], ParentType, ContextType, RequireFields<MutationPublishAchievementArgs, 'id'>>;
  withdrawAchievement?: Resolver<ResolversTypes['Achievement'], ParentType, ContextType, RequireFields<MutationWithdrawAchievementArgs, 'id'>>;
  createNeed?: Resolver<ResolversTypes['Need'], ParentType, ContextType, RequireFields<MutationCreateNeedArgs, 'input'>>;
  updateNeed?: Resolver<ResolversTypes['Need'], ParentType, ContextType, RequireFields<MutationUpdateNeedArgs, 'id' | 'patch'>>;
  publishNeed?: Resolver<ResolversTypes['Need'], ParentType, ContextType, RequireFields<MutationPublishNeedArgs, 'id'>>;
  withdrawNeed?: Resolver<ResolversTypes['Need'], ParentType, ContextType, RequireFields<MutationWithdrawNeedArgs, 'id'>>;
  closeNeed?: Resolver<ResolversTypes['Need'], ParentType, ContextType, RequireFields<MutationCloseNeedArgs, 'id'>>;
  createFacility?: Resolver<ResolversTypes['Facility'], ParentType, ContextType, RequireFields<MutationCreateFacilityArgs, 'input'>>;
  updateFacility?: Resolver<ResolversTypes['Facility'], ParentType, ContextType, RequireFields<MutationUpdateFacilityArgs, 'id' | 'patch'>>;
  deleteFacility?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationDeleteFacilityArgs, 'id'>>;
  giveFeedback?: Resolver<ResolversTypes['Feedback'], ParentType, ContextType, RequireFields<MutationGiveFeedbackArgs, 'input'>>;
  dismissDuplicate?: Resolver<ResolversTypes['DuplicateCandidate'], ParentType, ContextType, RequireFields<MutationDismissDuplicateArgs, 'id'>>;
  mergeDuplicate?: Resolver<ResolversTypes['DuplicateCandidate'], ParentType, ContextType, RequireFields<MutationMergeDuplicateArgs, 'id' | 'keep'>>;
  createSavedSearch?: Resolver<ResolversTypes['SavedSearch'], ParentType, ContextType, RequireFields<MutationCreateSavedSearchArgs, 'input'>>;
  updateSavedSearch?: Resolver<ResolversTypes['SavedSearch'], ParentType, ContextType, RequireFields<MutationUpdateSavedSearchArgs, 'id' | 'patch'>>;
  deleteSavedSearch?: Resolver<ResolversTypes['ID'], ParentType, ContextType, RequireFields<MutationDeleteSavedSearchArgs, 'id'>>;
  runSavedSearch?: Resolver<ResolversTypes['SavedSearchRun'], ParentType, ContextType, RequireFields<MutationRunSavedSearchArgs, 'id' | 'first' | 'newOnly'>>;
  cancelTask?: Resolver<ResolversTypes['Task'], ParentType, ContextType, RequireFields<MutationCancelTaskArgs, 'id'>>;
  redriveWork?: Resolver<ResolversTypes['Int'], ParentType, ContextType, RequireFields<MutationRedriveWorkArgs, 'ids'>>;
}>;

export type Resolvers<ContextType = GraphqlContext> = ResolversObject<{
  DateTime?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  JSON?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ItemKind?: ItemKindResolvers;
  ListKind?: ListKindResolvers;
  ItemStatus?: ItemStatusResolvers;
  Visibility?: VisibilityResolvers;
  OrganizationKind?: OrganizationKindResolvers;
  MoneyKind?: MoneyKindResolvers;
  Money?: MoneyResolvers<ContextType>;
  Maturity?: MaturityResolvers<ContextType>;
  Industry?: IndustryResolvers<ContextType>;
  CooperationMode?: CooperationModeResolvers<ContextType>;
  Park?: ParkResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  List?: ListResolvers<ContextType>;
  ListEdition?: ListEditionResolvers<ContextType>;
  ExtraField?: ExtraFieldResolvers<ContextType>;
  Achievement?: AchievementResolvers<ContextType>;
  Need?: NeedResolvers<ContextType>;
  Completeness?: CompletenessResolvers<ContextType>;
  PartFinding?: PartFindingResolvers<ContextType>;
  ChallengeTerms?: ChallengeTermsResolvers<ContextType>;
  Item?: ItemResolvers<ContextType>;
  AchievementEdge?: AchievementEdgeResolvers<ContextType>;
  AchievementConnection?: AchievementConnectionResolvers<ContextType>;
  NeedEdge?: NeedEdgeResolvers<ContextType>;
  NeedConnection?: NeedConnectionResolvers<ContextType>;
  Facets?: FacetsResolvers<ContextType>;
  Facet?: FacetResolvers<ContextType>;
  ListEdge?: ListEdgeResolvers<ContextType>;
  ListConnection?: ListConnectionResolvers<ContextType>;
  OrganizationEdge?: OrganizationEdgeResolvers<ContextType>;
  OrganizationConnection?: OrganizationConnectionResolvers<ContextType>;
  TaskEdge?: TaskEdgeResolvers<ContextType>;
  TaskConnection?: TaskConnectionResolvers<ContextType>;
  Diversify?: DiversifyResolvers;
  Match?: MatchResolvers<ContextType>;
  MaturityGap?: MaturityGapResolvers<ContextType>;
  FacilityFit?: FacilityFitResolvers<ContextType>;
  Facility?: FacilityResolvers<ContextType>;
  FacilityEdge?: FacilityEdgeResolvers<ContextType>;
  FacilityConnection?: FacilityConnectionResolvers<ContextType>;
  Reason?: ReasonResolvers<ContextType>;
  Contribution?: ContributionResolvers<ContextType>;
  SharedTerm?: SharedTermResolvers<ContextType>;
  RelatedTerm?: RelatedTermResolvers<ContextType>;
  Span?: SpanResolvers<ContextType>;
  Evidence?: EvidenceResolvers<ContextType>;
  IndicatorVerdict?: IndicatorVerdictResolvers<ContextType>;
  MatchEdge?: MatchEdgeResolvers<ContextType>;
  MatchConnection?: MatchConnectionResolvers<ContextType>;
  Answer?: AnswerResolvers<ContextType>;
  Nearest?: NearestResolvers<ContextType>;
  SearchReading?: SearchReadingResolvers<ContextType>;
  Correction?: CorrectionResolvers<ContextType>;
  SavedSearch?: SavedSearchResolvers<ContextType>;
  SavedSearchEdge?: SavedSearchEdgeResolvers<ContextType>;
  SavedSearchConnection?: SavedSearchConnectionResolvers<ContextType>;
  SavedSearchRun?: SavedSearchRunResolvers<ContextType>;
  StoredMatch?: StoredMatchResolvers<ContextType>;
  StoredMatchEdge?: StoredMatchEdgeResolvers<ContextType>;
  StoredMatchConnection?: StoredMatchConnectionResolvers<ContextType>;
  Verdict?: VerdictResolvers;
  DuplicateStatus?: DuplicateStatusResolvers;
  DuplicateCandidate?: DuplicateCandidateResolvers<ContextType>;
  DuplicateCandidateEdge?: DuplicateCandidateEdgeResolvers<ContextType>;
  DuplicateCandidateConnection?: DuplicateCandidateConnectionResolvers<ContextType>;
  Feedback?: FeedbackResolvers<ContextType>;
  FeedbackEdge?: FeedbackEdgeResolvers<ContextType>;
  FeedbackConnection?: FeedbackConnectionResolvers<ContextType>;
  TaskState?: TaskStateResolvers;
  Count?: CountResolvers<ContextType>;
  Task?: TaskResolvers<ContextType>;
  IssueSeverity?: IssueSeverityResolvers;
  TaskIssue?: TaskIssueResolvers<ContextType>;
  DeadWork?: DeadWorkResolvers<ContextType>;
  RankingModel?: RankingModelResolvers<ContextType>;
  FeatureWeight?: FeatureWeightResolvers<ContextType>;
  Calibration?: CalibrationResolvers<ContextType>;
  ServiceStatus?: ServiceStatusResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
}>;

