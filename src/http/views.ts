/** Rows of the store as the REST door shows them. Owners and the like are read for a whole page at once. */
import type { z } from 'zod';
import type { Money } from '../domain.js';
import type { Deps } from '../deps.js';
import type { MatchPage, MatchResult } from '../matching/types.js';
import type { ItemRow } from '../store/item-values.js';
import { editionsOf } from '../store/lists.js';
import { getOrganizations } from '../store/organizations.js';
import type {
  AchievementRow,
  FacilityRow,
  FeedbackRow,
  ListRow,
  NeedRow,
  OrganizationRow,
  TaskRow,
} from '../store/schema.js';
import type { Taxonomy } from '../taxonomy.js';
import type * as facilities from './schemas/facilities.js';
import type * as items from './schemas/items.js';
import type * as matches from './schemas/matches.js';
import type * as tasks from './schemas/tasks.js';

export type AchievementView = z.output<typeof items.achievement>;
export type NeedView = z.output<typeof items.need>;
export type TaskView = z.output<typeof tasks.task>;

/** A code that an edit of the taxonomy has removed is left out. */
export function termsWithCodes(entries: readonly { code: string; name: string }[], codes: readonly string[]) {
  return codes.flatMap((code) => {
    const entry = entries.find((one) => one.code === code);
    return entry === undefined ? [] : [{ code, name: entry.name }];
  });
}

export function organizationView(
  { id, kind, name, aliases, parkCode, creditCode }: OrganizationRow,
  { parks }: Taxonomy,
): z.output<typeof items.organization> {
  const [park = null] = parkCode === null ? [] : termsWithCodes(parks, [parkCode]);
  return { id, kind, name, aliases, park, creditCode };
}

export function achievementView(row: AchievementRow, owner: OrganizationRow, taxonomy: Taxonomy): AchievementView {
  const { code, department, inventors, summary, innovation, prospects, trlMin, trlMax, ip, confidentiality } = row;
  return {
    ...commonView(row, owner, taxonomy),
    code,
    department,
    inventors,
    summary,
    innovation,
    prospects,
    maturity: trlMin === null || trlMax === null ? null : { min: trlMin, max: trlMax },
    ip,
    price: moneyView(row.priceKind, row.priceMin, row.priceMax),
    confidentiality,
  };
}

export function needView(row: NeedRow, owner: OrganizationRow, taxonomy: Taxonomy): NeedView {
  const { kind, description, foundation, preferredUniversities, deadline, parkCode } = row;
  const { listName, publisher, challengeType, deliverables, period, ipOwnership, bidderRequirements } = row;
  const terms = { listName, publisher, challengeType, deliverables, period, ipOwnership, bidderRequirements };
  const [park = null] = parkCode === null ? [] : termsWithCodes(taxonomy.parks, [parkCode]);
  return {
    ...commonView(row, owner, taxonomy),
    creditCode: owner.creditCode,
    parkText: row.park,
    park,
    kind,
    description,
    foundation,
    budget: moneyView(row.budgetKind, row.budgetMin, row.budgetMax),
    preferredUniversities,
    deadline,
    challenge: row.isChallenge ? terms : null,
  };
}

function commonView(row: ItemRow, owner: OrganizationRow, taxonomy: Taxonomy) {
  const { id, title, field, indicators, keywords, remarks, status, visibility, listId } = row;
  const { contactName, contactPhone, contactEmail } = row;
  return {
    id,
    title,
    organization: organizationView(owner, taxonomy),
    field,
    industries: termsWithCodes(taxonomy.industries, row.industries),
    indicators,
    cooperationModes: termsWithCodes(taxonomy.cooperationModes, row.cooperationModes),
    contactName,
    contactPhone,
    contactEmail,
    keywords,
    remarks,
    extra: Object.entries(row.extra).map(([header, text]) => ({ header, text })),
    status,
    visibility,
    listId,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** @param organization name of who runs it */
export function facilityView(
  row: FacilityRow,
  organization: string | null,
  taxonomy: Taxonomy,
): z.output<typeof facilities.facility> {
  const { id, kind, name, field, summary, contactName, contactPhone, contactEmail, remarks } = row;
  const [park = null] = row.parkCode === null ? [] : termsWithCodes(taxonomy.parks, [row.parkCode]);
  return {
    id,
    kind,
    name,
    organization,
    parkText: row.park,
    park,
    field,
    industries: termsWithCodes(taxonomy.industries, row.industries),
    maturity: row.trlFrom === null || row.trlTo === null ? null : { min: row.trlFrom, max: row.trlTo },
    summary,
    contactName,
    contactPhone,
    contactEmail,
    remarks,
    extra: Object.entries(row.extra).map(([header, text]) => ({ header, text })),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export async function facilityViews({ db, taxonomy }: Pick<Deps, 'db' | 'taxonomy'>, rows: readonly FacilityRow[]) {
  const owners = await getOrganizations(
    db,
    rows.flatMap(({ organizationId }) => organizationId ?? []),
  );
  const names = new Map(owners.map(({ id, name }) => [id, name]));
  return rows.map((row) => facilityView(row, names.get(row.organizationId ?? '') ?? null, taxonomy));
}

function moneyView(kind: Money['kind'] | null, min: number | null, max: number | null): Money | null {
  return kind === null ? null : { kind, min, max };
}

export async function achievementViews(
  { db, taxonomy }: Pick<Deps, 'db' | 'taxonomy'>,
  rows: readonly AchievementRow[],
): Promise<AchievementView[]> {
  const owners = await ownersOf(db, rows);
  return rows.map((row) => achievementView(row, owners(row.organizationId), taxonomy));
}

export async function needViews(
  { db, taxonomy }: Pick<Deps, 'db' | 'taxonomy'>,
  rows: readonly NeedRow[],
): Promise<NeedView[]> {
  const owners = await ownersOf(db, rows);
  return rows.map((row) => needView(row, owners(row.organizationId), taxonomy));
}

async function ownersOf(db: Deps['db'], rows: readonly ItemRow[]): Promise<(id: string) => OrganizationRow> {
  const ids = [...new Set(rows.map((row) => row.organizationId))];
  const owners = new Map((await getOrganizations(db, ids)).map((owner) => [owner.id, owner]));
  return (id) => {
    const owner = owners.get(id);
    // A foreign key forbids it.
    if (owner === undefined) throw new Error(`organization ${id} of an item is missing`);
    return owner;
  };
}

export async function listViews(
  { db, taxonomy }: Deps,
  rows: readonly ListRow[],
): Promise<z.output<typeof items.list>[]> {
  const owners = await getOrganizations(
    db,
    rows.flatMap((row) => row.organizationId ?? []),
  );
  const editions = await editionsOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map(({ id, kind, name, organizationId, createdAt }) => {
    const owner = owners.find((one) => one.id === organizationId);
    return {
      id,
      kind,
      name,
      organization: owner === undefined ? null : organizationView(owner, taxonomy),
      editions: editions
        .filter((edition) => edition.listId === id)
        .map(({ listId: _listId, fileHash: _fileHash, taskId: _taskId, ...edition }) => ({
          ...edition,
          createdAt: edition.createdAt.toISOString(),
          appliedAt: edition.appliedAt?.toISOString() ?? null,
        })),
      createdAt: createdAt.toISOString(),
    };
  });
}

export function matchPageView(page: MatchPage, taxonomy: Taxonomy): z.output<typeof matches.matchPage> {
  const { results, hasNextPage, hasPreviousPage, matching, rankingModel, embeddingModel, answer, reading, reranking } =
    page;
  const [startCursor, endCursor] = [results[0]?.cursor ?? null, results.at(-1)?.cursor ?? null];
  return {
    items: results.map((result) => matchView(result, taxonomy)),
    pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor },
    matching: modeView(matching === 'HYBRID'),
    rankingModel,
    embeddingModel,
    answer,
    reading,
    ...(reranking === undefined ? {} : { reranking }),
  };
}

function matchView(
  { cursor: _cursor, need, achievement, feedback, maturityGap, ...match }: MatchResult,
  taxonomy: Taxonomy,
): z.output<typeof matches.match> {
  return {
    ...match,
    need: need === null ? null : needView(need, need.organization, taxonomy),
    achievement: achievement === null ? null : achievementView(achievement, achievement.organization, taxonomy),
    maturityGap: maturityGap && {
      ...maturityGap,
      facilities: maturityGap.facilities.map(({ facility, organization, covers, score, reason }) => ({
        facility: facilityView(facility, organization, taxonomy),
        covers,
        score,
        reason,
      })),
    },
    feedback: feedback.map((verdict) => ({ ...verdict, createdAt: verdict.createdAt.toISOString() })),
  };
}

export function modeView(hybrid: boolean): z.output<typeof matches.matchingMode> {
  return hybrid ? 'hybrid' : 'lexical-only';
}

export function feedbackView(row: FeedbackRow): z.output<typeof matches.feedback> {
  const { id, needId, achievementId, verdict, reasons, note, score, createdAt } = row;
  return { id, needId, achievementId, verdict, reasons, note, score, createdAt: createdAt.toISOString() };
}

export function taskView(row: TaskRow): TaskView {
  const { id, kind, state, done, total, counts, params, errorCode, errorMessage, report } = row;
  const { fileName } = params;
  return {
    id,
    kind,
    state,
    done,
    total,
    counts,
    fileName: typeof fileName === 'string' ? fileName : null,
    errorCode,
    errorMessage,
    report,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
