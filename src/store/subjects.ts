/** What a search with a stored item starts from, and what a page of matches shows of the items on it. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import type { ItemTexts } from '../matching/views.js';
import type { Database } from './open.js';
import { preparedOnce } from './prepared.js';
import { arrayLiteral, rowsOf, uuidArray } from './rows.js';
import {
  achievements,
  feedback,
  needs,
  organizations,
  type AchievementRow,
  type NeedRow,
  type OrganizationRow,
} from './schema.js';

export type Owned<K extends ItemKind = ItemKind> = (K extends 'achievement' ? AchievementRow : NeedRow) & {
  organization: OrganizationRow;
};

const ownedOf = (table: typeof achievements | typeof needs) =>
  preparedOnce((db) =>
    db
      .select({ item: table, organization: organizations })
      .from(table)
      .innerJoin(organizations, eq(organizations.id, table.organizationId))
      .where(sql`${table.id} = ANY(${sql.placeholder('ids')}::uuid[])`)
      .prepare(''),
  );
const OWNED = { achievement: ownedOf(achievements), need: ownedOf(needs) };

/** Items with their owners, by id; those that do not exist are left out. */
export async function readOwned<K extends ItemKind>(
  db: Database,
  kind: K,
  ids: readonly string[],
): Promise<Map<string, Owned<K>>> {
  if (ids.length === 0) return new Map();
  const rows = await OWNED[kind](db).execute({ ids: arrayLiteral(ids) });
  return new Map(rows.map(({ item, organization }) => [item.id, { ...item, organization } as unknown as Owned<K>]));
}

/** The texts of items that indicators and wanted maturity are read from, by id. */
export async function readTexts<K extends ItemKind>(
  db: Database,
  kind: K,
  ids: readonly string[],
): Promise<Map<string, ItemTexts<K>>> {
  if (ids.length === 0) return new Map();
  const { title, field, keywords, summary, innovation, indicators, prospects } = achievements;
  const rows =
    kind === 'achievement'
      ? await db
          .select({ id: achievements.id, title, field, keywords, summary, innovation, indicators, prospects })
          .from(achievements)
          .where(inArray(achievements.id, [...ids]))
      : await db
          .select({
            id: needs.id,
            title: needs.title,
            field: needs.field,
            keywords: needs.keywords,
            description: needs.description,
            indicators: needs.indicators,
            foundation: needs.foundation,
          })
          .from(needs)
          .where(inArray(needs.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row as unknown as ItemTexts<K>]));
}

/** Owners tied to a need: paired with its park, or named by it as partners it would like. */
export async function tiesOfNeed(
  db: Database,
  need: Pick<NeedRow, 'parkCode' | 'preferredUniversities'>,
): Promise<{ paired: Set<string>; preferred: Set<string> }> {
  if (need.parkCode === null && need.preferredUniversities.length === 0)
    return { paired: new Set(), preferred: new Set() };
  const rows = await rowsOf<{ id: string; paired: boolean }>(
    db,
    sql`SELECT organization_id AS id, true AS paired FROM pairings WHERE park_code = ${need.parkCode}
        UNION ALL
        SELECT id, false FROM organizations
         WHERE name = ANY(${sql.param(need.preferredUniversities)}::text[])
            OR aliases && ${sql.param(need.preferredUniversities)}::text[]`,
  );
  return {
    paired: new Set(rows.filter((row) => row.paired).map((row) => row.id)),
    preferred: new Set(rows.filter((row) => !row.paired).map((row) => row.id)),
  };
}

/** Codes of the parks that an organisation is paired with. */
export async function parksPairedWith(db: Database, organizationId: string): Promise<Set<string>> {
  const rows = await rowsOf<{ park: string }>(
    db,
    sql`SELECT park_code AS park FROM pairings WHERE organization_id = ${organizationId}`,
  );
  return new Set(rows.map((row) => row.park));
}

/** Counterparts of an item whose newest verdict is a rejection. */
export async function rejectedCounterparts(db: Database, kind: ItemKind, id: string): Promise<string[]> {
  const [own, other] = kind === 'need' ? [sql`need_id`, sql`achievement_id`] : [sql`achievement_id`, sql`need_id`];
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`SELECT id FROM (SELECT DISTINCT ON (${other}) ${other} AS id, verdict FROM feedback
                         WHERE ${own} = ${id} ORDER BY ${other}, created_at DESC, id DESC) AS newest
         WHERE verdict = 'reject'`,
  );
  return rows.map((row) => row.id);
}

/** Verdicts on an item's matches with these counterparts, newest first. */
export function feedbackBetween(
  db: Database,
  kind: ItemKind,
  id: string,
  counterparts: readonly string[],
): Promise<(typeof feedback.$inferSelect)[]> {
  const [own, other] =
    kind === 'need' ? [feedback.needId, feedback.achievementId] : [feedback.achievementId, feedback.needId];
  return db
    .select()
    .from(feedback)
    .where(and(eq(own, id), sql`${other} = ANY(${uuidArray(counterparts)})`))
    .orderBy(desc(feedback.createdAt), desc(feedback.id));
}
