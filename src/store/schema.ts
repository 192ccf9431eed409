/**
 * The tables. `drizzle-kit generate` makes the migrations from this file (`npm run migrations`); CI fails when they are
 * stale. Ids are UUIDv7 made by the application, so that no query needs a global sequence.
 */
import { sql } from 'drizzle-orm';
import {
  bigserial,
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type {
  DuplicateEvidence,
  DuplicateStatus,
  FeedbackReason,
  FileKind,
  ItemKind,
  ItemStatus,
  ListKind,
  OrganizationKind,
  PairGrounds,
  ScoreInputs,
  SearchScales,
  TaskState,
  Verdict,
  Visibility,
} from '../domain.js';
import { bytes, integers, termVector, vector } from './columns.js';

const at = (name?: string) =>
  name === undefined ? timestamp({ withTimezone: true }) : timestamp(name, { withTimezone: true });
const textList = () =>
  text()
    .array()
    .notNull()
    .default(sql`'{}'`);
const extra = () => jsonb().$type<Record<string, string>>().notNull().default({});

// --- who and where ---

export const parks = pgTable('parks', {
  code: text().primaryKey(),
  name: text().notNull().unique(),
  aliases: textList(),
  city: text(),
  district: text(),
  kind: text().notNull(),
  leadingIndustries: textList(),
  source: textList(),
});

export const organizations = pgTable(
  'organizations',
  {
    id: uuid().primaryKey(),
    kind: text().$type<OrganizationKind>().notNull(),
    name: text().notNull(),
    /** `foldKey(name)`: the same organisation written with other spaces or brackets is the same. */
    nameKey: text().notNull(),
    aliases: textList(),
    industries: textList(),
    parkCode: text().references(() => parks.code),
    creditCode: text(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [uniqueIndex('organizations_name_key').on(t.nameKey), index('organizations_park').on(t.parkCode)],
);

/** 结对: a park is paired with a university or institute. */
export const pairings = pgTable(
  'pairings',
  {
    parkCode: text()
      .notNull()
      .references(() => parks.code),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    basis: text().notNull(),
    source: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.parkCode, t.organizationId] })],
);

/** `version` has one entry: which version of the file the store was seeded with last. */
export type TaxonomyEntryKind =
  | 'level'
  | 'industry'
  | 'university'
  | 'maturity'
  | 'cooperationMode'
  | 'discipline'
  | 'facilityType'
  | 'ambiguous'
  | 'genericDirection'
  | 'version';

/** Industries, maturity terms, cooperation modes, disciplines, facility types: seeded from `data/taxonomy.json`, editable. */
export const taxonomyEntries = pgTable(
  'taxonomy_entries',
  {
    kind: text().$type<TaxonomyEntryKind>().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    aliases: textList(),
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    source: textList(),
    /** Our own reading, not stated in a document. */
    inferred: boolean().notNull().default(false),
    /** Place in the file, so that the taxonomy reads back in its order. */
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.code] })],
);

// --- lists and items ---

export const lists = pgTable(
  'lists',
  {
    id: uuid().primaryKey(),
    kind: text().$type<ListKind>().notNull(),
    name: text().notNull(),
    /** Who keeps the list; null for a collection over many organisations. */
    organizationId: uuid().references(() => organizations.id),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [unique('lists_owner_name').on(t.organizationId, t.kind, t.name).nullsNotDistinct()],
);

/** One upload of a list. A new edition supersedes the old one and has a difference to it. */
export const listEditions = pgTable(
  'list_editions',
  {
    id: uuid().primaryKey(),
    listId: uuid()
      .notNull()
      .references(() => lists.id),
    number: integer().notNull(),
    fileName: text().notNull(),
    fileHash: text().notNull(),
    taskId: uuid(),
    added: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    gone: integer().notNull().default(0),
    createdAt: at().notNull().defaultNow(),
    /** Null until every row has been applied. */
    appliedAt: at(),
  },
  (t) => [unique('list_editions_number').on(t.listId, t.number)],
);

const itemColumns = () => ({
  id: uuid().primaryKey(),
  listId: uuid().references(() => lists.id),
  /** The edition that mentioned the item last. */
  editionId: uuid().references(() => listEditions.id),
  sheet: text(),
  row: integer(),
  organizationId: uuid()
    .notNull()
    .references(() => organizations.id),
  status: text().$type<ItemStatus>().notNull().default('published'),
  visibility: text().$type<Visibility>().notNull().default('public'),
  title: text().notNull(),
  /** `foldKey(title)`: with the organisation, what makes a row the same row in the next edition. */
  titleKey: text().notNull(),
  /** As the list says it. */
  field: textList(),
  /** Codes of the taxonomy's industries, derived from `field`. */
  industries: textList(),
  indicators: text(),
  cooperationModes: textList(),
  keywords: textList(),
  contactName: text(),
  contactPhone: text(),
  contactEmail: text(),
  remarks: text(),
  extra: extra(),
  /** SHA-256 of the texts that are embedded and indexed: a vector or term vector with another hash is stale. */
  textHash: text().notNull(),
  createdAt: at().notNull().defaultNow(),
  updatedAt: at().notNull().defaultNow(),
});

export const achievements = pgTable(
  'achievements',
  {
    ...itemColumns(),
    code: text(),
    department: text(),
    inventors: textList(),
    summary: text(),
    innovation: text(),
    prospects: text(),
    trlMin: smallint(),
    trlMax: smallint(),
    ip: textList(),
    priceKind: text().$type<'negotiable' | 'fixed' | 'range'>(),
    priceMin: doublePrecision(),
    priceMax: doublePrecision(),
    confidentiality: text(),
  },
  (t) => [
    index('achievements_identity').on(t.organizationId, t.titleKey),
    index('achievements_list').on(t.listId),
    index('achievements_code').on(t.code),
    index('achievements_page').on(t.status, t.id),
    index('achievements_industries').using('gin', t.industries),
    index('achievements_ip').using('gin', t.ip),
  ],
);

export const needs = pgTable(
  'needs',
  {
    ...itemColumns(),
    /** 需求类型 as the list says it. */
    kind: text(),
    /** Published as 揭榜挂帅, with the terms below. */
    isChallenge: boolean().notNull().default(false),
    parkCode: text().references(() => parks.code),
    /** 所属园区 as the list says it; `parkCode` is set only when the taxonomy knows it without doubt. */
    park: text(),
    description: text(),
    foundation: text(),
    budgetKind: text().$type<'negotiable' | 'fixed' | 'range'>(),
    budgetMin: doublePrecision(),
    budgetMax: doublePrecision(),
    preferredUniversities: textList(),
    deadline: date(),
    listName: text(),
    publisher: text(),
    challengeType: text(),
    deliverables: text(),
    period: text(),
    ipOwnership: text(),
    bidderRequirements: text(),
  },
  (t) => [
    index('needs_identity').on(t.organizationId, t.titleKey),
    index('needs_list').on(t.listId),
    index('needs_page').on(t.status, t.id),
    index('needs_park').on(t.parkCode),
    index('needs_industries').using('gin', t.industries),
  ],
);

/** 概念验证中心, 中试平台: what raises the maturity of an achievement up to what a need asks for. */
export const facilities = pgTable('facilities', {
  id: uuid().primaryKey(),
  /** 概念验证中心, 中试平台 or another of the taxonomy's facility types. */
  kind: text().notNull(),
  name: text().notNull(),
  /** `foldKey(name)`: what makes a row the same in the next list. */
  nameKey: text().notNull().unique(),
  organizationId: uuid().references(() => organizations.id),
  /** 所属园区 as the list says it; `parkCode` is set only when the taxonomy knows it without doubt. */
  park: text(),
  parkCode: text().references(() => parks.code),
  /** 服务领域 as the list says it; none: any. */
  field: textList(),
  industries: textList(),
  trlFrom: smallint(),
  trlTo: smallint(),
  summary: text(),
  contactName: text(),
  contactPhone: text(),
  contactEmail: text(),
  remarks: text(),
  extra: extra(),
  createdAt: at().notNull().defaultNow(),
  updatedAt: at().notNull().defaultNow(),
});

// --- what is derived from an item's text ---

/** One active model at a time; a new one is `preparing` until every item has its vectors, then the two are switched. */
export const embeddingModels = pgTable(
  'embedding_models',
  {
    id: text().primaryKey(),
    dimensions: integer().notNull(),
    /** Directory it was loaded from: queries go on with the active model while another one is prepared. */
    location: text().notNull().default(''),
    state: text().$type<'preparing' | 'active' | 'retired'>().notNull(),
    /** Mean of the achievements' token rows, each of length 1, and how many items there were when it was taken. */
    tokenMean: vector(),
    tokenMeanItems: integer().notNull().default(0),
    createdAt: at().notNull().defaultNow(),
    activatedAt: at(),
    /** Since when nobody asks for it; its vectors stay for a while, see `forgetRetiredModels`. */
    retiredAt: at(),
  },
  (t) => [
    uniqueIndex('embedding_models_one_active')
      .on(t.state)
      .where(sql`${t.state} = 'active'`),
  ],
);

/** `view` names which text of the item the vector was made from; see `matching/views.ts`. */
export const embeddings = pgTable(
  'embeddings',
  {
    itemKind: text().$type<ItemKind>().notNull(),
    itemId: uuid().notNull(),
    view: text().notNull(),
    modelId: text()
      .notNull()
      .references(() => embeddingModels.id),
    textHash: text().notNull(),
    vector: vector().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.itemKind, t.itemId, t.view, t.modelId] })],
);

/** What the model made of each token of an item's whole text, from the pass that made its vector; see `TokenRows`. */
export const tokenRows = pgTable(
  'token_rows',
  {
    itemKind: text().$type<ItemKind>().notNull(),
    itemId: uuid().notNull(),
    modelId: text()
      .notNull()
      .references(() => embeddingModels.id),
    textHash: text().notNull(),
    /** int8, rows × dimensions. */
    rows: bytes().notNull(),
    starts: integers().notNull(),
    rowAt: integers().notNull(),
  },
  (t) => [primaryKey({ columns: [t.itemKind, t.itemId, t.modelId] })],
);

/** The item's words: which (for postings), and how much each weighs (for BM25). */
export const lexicalEntries = pgTable(
  'lexical_entries',
  {
    itemKind: text().$type<ItemKind>().notNull(),
    itemId: uuid().notNull(),
    /** Version of the tokeniser and of the weighting. */
    lexicon: text().notNull(),
    textHash: text().notNull(),
    terms: integers().notNull(),
    weights: termVector().notNull(),
    /** Drawn anew with each change: by it the processes that search follow (`memory-index.ts`). */
    seq: bigserial({ mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.itemKind, t.itemId] }),
    index('lexical_entries_terms').using('gin', t.terms),
    index('lexical_entries_seq').on(t.itemKind, t.seq),
  ],
);

/** How many items of a kind hold a term: the idf of BM25. Term 0 counts the items themselves. */
export const termFrequencies = pgTable(
  'term_frequencies',
  {
    itemKind: text().$type<ItemKind>().notNull(),
    term: integer().notNull(),
    items: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.itemKind, t.term] })],
);

/**
 * Words that items use, for telling which word a mistyped one was meant to be. Whether anybody still holds a word is
 * asked of the postings when it is suggested, so rows are only added here; housekeeping deletes what nobody holds.
 *
 * Without `fastupdate` in the index: each look-up would read the whole list of pending entries, which on the embedded
 * database nobody clears (300 ms a search in place of 50).
 */
export const vocabulary = pgTable(
  'vocabulary',
  {
    itemKind: text().$type<ItemKind>().notNull(),
    word: text().notNull(),
    /** Ids of the terms that a text which holds the word has: its own, or those of its parts. */
    terms: integers().notNull(),
    /** What it may be found by when mistyped; see `matching/search/alike.ts`. */
    keys: integers().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.itemKind, t.word] }),
    index('vocabulary_keys').using('gin', t.keys).with({ fastupdate: false }),
  ],
);

/** The item's texts as terms in quotes are looked for in them. */
export const literalTexts = pgTable(
  'literal_texts',
  {
    itemKind: text().$type<ItemKind>().notNull(),
    itemId: uuid().notNull(),
    /** Folded by `foldLiteral`, a line for each field. */
    text: text().notNull(),
    /** Its characters and pairs of neighbours, each once; see `gramsOf`. */
    grams: integers().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.itemKind, t.itemId] }),
    // Hundreds of grams an item: gathered by the index and put in their places together, see `keepUp`.
    index('literal_texts_grams').using('gin', t.grams).with({ gin_pending_list_limit: 2048 }),
  ],
);

// --- searches that people keep ---

export const savedSearches = pgTable(
  'saved_searches',
  {
    id: uuid().primaryKey(),
    /** Whom it is for, as that person writes it: a label to list by, no access control. */
    owner: text().notNull(),
    name: text().notNull(),
    kind: text().$type<ItemKind>().notNull(),
    text: text().notNull(),
    /** In the shape of `schema.graphql`, checked anew when it runs. */
    filter: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
    /** What entered since is new. */
    lastRunAt: at(),
  },
  (t) => [unique('saved_searches_name').on(t.owner, t.name), index('saved_searches_page').on(t.owner, t.id)],
);

// --- matches and what people say of them ---

export const matches = pgTable(
  'matches',
  {
    needId: uuid()
      .notNull()
      .references(() => needs.id),
    achievementId: uuid()
      .notNull()
      .references(() => achievements.id),
    rank: integer().notNull(),
    /** 0–100. */
    score: doublePrecision().notNull(),
    /** Contribution of each feature to the score. */
    features: jsonb().$type<Record<string, number>>().notNull(),
    /** 0–1: how far cooperation mode, price and pairing suit; null: stated by neither or not known yet. */
    terms: doublePrecision(),
    /** Null for what was stored before they were kept. */
    inputs: jsonb().$type<ScoreInputs>(),
    rankingModel: text().notNull(),
    embeddingModel: text(),
    firstSeenAt: at().notNull().defaultNow(),
    computedAt: at().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.needId, t.achievementId] }), index('matches_achievement').on(t.achievementId)],
);

/** What background matching last found for a need; see `kept-rankings.ts`. Read and replaced as a whole. */
export const keptRankings = pgTable('kept_rankings', {
  needId: uuid()
    .primaryKey()
    .references(() => needs.id),
  /** What it rests on beside the achievements' texts: on another one it is void. */
  basis: text().notNull(),
  /** Achievements in the order of the ranking, 40 bytes each. */
  readings: bytes().notNull(),
  /** Of the first, by achievement. */
  grounds: jsonb().$type<Record<string, PairGrounds>>().notNull().default({}),
  /** The last achievement that was indexed before. */
  seq: bigint({ mode: 'number' }).notNull(),
  scales: jsonb().$type<SearchScales>().notNull(),
  /** Achievements that were hidden then. */
  hidden: uuid().array().notNull(),
});

export const feedback = pgTable(
  'feedback',
  {
    id: uuid().primaryKey(),
    needId: uuid()
      .notNull()
      .references(() => needs.id),
    achievementId: uuid()
      .notNull()
      .references(() => achievements.id),
    verdict: text().$type<Verdict>().notNull(),
    reasons: text().array().$type<FeedbackReason[]>().notNull(),
    note: text(),
    /** The score and features that the judge saw, and what they were made from. */
    score: doublePrecision(),
    features: jsonb().$type<Record<string, number>>(),
    inputs: jsonb().$type<ScoreInputs>(),
    rankingModel: text(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [index('feedback_match').on(t.needId, t.achievementId), index('feedback_page').on(t.createdAt, t.id)],
);

/** Versions of the ranking that were fitted on verdicts. Where none is active, the built-in one ranks. */
export const rankingModels = pgTable(
  'ranking_models',
  {
    id: text().primaryKey(),
    /** The built-in version whose features the weights are for: under another one it is not used. */
    base: text().notNull(),
    /** Points of each feature. */
    weights: jsonb().$type<Record<string, number>>().notNull(),
    calibration: jsonb().$type<{ slope: number; middle: number }>().notNull(),
    /** Old against new on what was held back. */
    report: jsonb().$type<Record<string, unknown>>().notNull(),
    active: boolean().notNull().default(false),
    /** The version that ranked before this one was adopted: the way back. */
    previous: text(),
    createdAt: at().notNull().defaultNow(),
    adoptedAt: at(),
  },
  (t) => [
    uniqueIndex('ranking_models_one_active')
      .on(t.active)
      .where(sql`${t.active}`),
  ],
);

/** Two achievements that may be one, listed twice. One row per pair: `achievementId` is the smaller id. */
export const duplicateCandidates = pgTable(
  'duplicate_candidates',
  {
    id: uuid().primaryKey(),
    achievementId: uuid()
      .notNull()
      .references(() => achievements.id),
    otherId: uuid()
      .notNull()
      .references(() => achievements.id),
    /** 0–1: how much speaks for one achievement. */
    score: doublePrecision().notNull(),
    evidence: jsonb().$type<DuplicateEvidence>().notNull(),
    status: text().$type<DuplicateStatus>().notNull().default('open'),
    /** Of a merged pair, the one that stays. */
    keptId: uuid().references(() => achievements.id),
    createdAt: at().notNull().defaultNow(),
    decidedAt: at(),
  },
  (t) => [
    unique('duplicate_candidates_pair').on(t.achievementId, t.otherId),
    index('duplicate_candidates_other').on(t.otherId),
    index('duplicate_candidates_page').on(t.status, t.id),
  ],
);

// --- work ---

/** An upload or another long piece of work that a person waits for. */
export const tasks = pgTable(
  'tasks',
  {
    id: uuid().primaryKey(),
    kind: text().$type<'import' | 'reembed'>().notNull(),
    state: text().$type<TaskState>().notNull().default('enqueued'),
    /** What to do; its shape belongs to the kind. */
    params: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** Counts so far, by name: read, accepted, rejected, warnings, added, changed, unchanged, gone, embedded … */
    counts: jsonb().$type<Record<string, number>>().notNull().default({}),
    /** Rows or items done, and how many there are when known. */
    done: integer().notNull().default(0),
    total: integer(),
    /** The outcome for machines: mapping, header rows, refusal. */
    report: jsonb().$type<Record<string, unknown>>(),
    errorCode: text(),
    errorMessage: text(),
    createdAt: at().notNull().defaultNow(),
    startedAt: at(),
    /** Set while somebody works on it; a stale one means that the process died. */
    heartbeatAt: at(),
    finishedAt: at(),
  },
  (t) => [index('tasks_state').on(t.state, t.id)],
);

/** A file that was sent, kept in the database: the machine that takes it need not be the one that imports it. */
export const uploads = pgTable('uploads', {
  id: uuid().primaryKey(),
  fileName: text().notNull(),
  size: bigint({ mode: 'number' }).notNull(),
  /** SHA-256, hex. */
  hash: text().notNull(),
  createdAt: at().notNull().defaultNow(),
});

/** The bytes of an upload, in order. */
export const uploadChunks = pgTable(
  'upload_chunks',
  {
    uploadId: uuid()
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    bytes: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.seq] })],
);

/** Rejected rows, warnings, duplicates and ignored rows of a task, in the sender's own coordinates. */
export const taskIssues = pgTable(
  'task_issues',
  {
    taskId: uuid()
      .notNull()
      .references(() => tasks.id),
    seq: integer().notNull(),
    severity: text().$type<'rejected' | 'warning' | 'duplicate' | 'ignored'>().notNull(),
    sheet: text(),
    row: integer().notNull(),
    column: text(),
    field: text(),
    reason: text().notNull(),
    text: text(),
  },
  (t) => [primaryKey({ columns: [t.taskId, t.seq] })],
);

/** The column mapping that an organisation confirmed, for its next upload. */
export const rememberedMappings = pgTable(
  'remembered_mappings',
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    kind: text().$type<FileKind>().notNull(),
    /** `foldKey(header)` → field. */
    mapping: jsonb().$type<Record<string, string>>().notNull(),
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.kind] })],
);

/**
 * Work that is owed: written in the transaction that makes it owed, deleted in the transaction that does it. The queue
 * only carries hints to these rows. A second reason for the same work before it is done changes nothing.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey(),
    /**
     * index: embed and tokenise the item; rematch: find its matches; compare: find what looks like the same item;
     * import: run the task; reembed: run the task.
     */
    work: text().$type<'index' | 'rematch' | 'compare' | 'import' | 'reembed'>().notNull(),
    subjectKind: text().$type<ItemKind | 'task'>().notNull(),
    subjectId: uuid().notNull(),
    createdAt: at().notNull().defaultNow(),
    /** When it was last handed to the queue, or last seen in somebody's hands; null: it waits for `dueAt`. */
    dispatchedAt: at(),
    /** When to hand it over (again): at once, after a failure's backoff, or when the lease of a dispatch ends. */
    dueAt: at().notNull().defaultNow(),
    /** Failures so far. */
    attempts: integer().notNull().default(0),
    /** Times it was begun since its last outcome or progress: whoever began it was killed, perhaps by it. */
    begun: integer().notNull().default(0),
    /** Last error; with `deadAt` set nobody tries again until it is re-driven. */
    error: text(),
    deadAt: at(),
    /** Counts up with each new reason, so that work done for an older reason does not delete a newer one. */
    version: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [
    uniqueIndex('outbox_work').on(t.work, t.subjectKind, t.subjectId),
    index('outbox_due')
      .on(t.work, t.dueAt, t.id)
      .where(sql`${t.deadAt} IS NULL`),
    index('outbox_in_flight')
      .on(t.work, t.dueAt)
      .where(sql`${t.dispatchedAt} IS NOT NULL`),
  ],
);

/** Answers to writes with an Idempotency-Key: the same key gets the same answer. */
export const idempotencyKeys = pgTable('idempotency_keys', {
  key: text().primaryKey(),
  /** SHA-256 of method, path and body: the key with another request is a conflict. */
  requestHash: text().notNull(),
  status: integer(),
  response: jsonb().$type<unknown>(),
  createdAt: at().notNull().defaultNow(),
});

export type FacilityRow = typeof facilities.$inferSelect;
export type AchievementRow = typeof achievements.$inferSelect;
export type NeedRow = typeof needs.$inferSelect;
export type OrganizationRow = typeof organizations.$inferSelect;
export type TaskRow = typeof tasks.$inferSelect;
export type ListRow = typeof lists.$inferSelect;
export type EditionRow = typeof listEditions.$inferSelect;
export type TaskIssueRow = typeof taskIssues.$inferSelect;
export type FeedbackRow = typeof feedback.$inferSelect;
export type MatchRow = typeof matches.$inferSelect;
export type RankingModelRow = typeof rankingModels.$inferSelect;
export type DuplicateRow = typeof duplicateCandidates.$inferSelect;
export type SavedSearchRow = typeof savedSearches.$inferSelect;
