/**
 * Stored matches with the achievement's side of them: how the need stands among the needs that the achievement was found
 * for. Reckoned when read, so that it is never stale: a need that is matched anew changes its own rows alone.
 */
import { sql, type SQL } from 'drizzle-orm';
import type { Database } from './open.js';
import { rowsOf, uuidArray } from './rows.js';
import type { MatchRow } from './schema.js';

export interface StandingMatch extends Omit<MatchRow, 'features' | 'embeddingModel'> {
  /** Place of the need among the achievement's open needs, by score, from 1. */
  place: number;
  /** Highest score among those needs; not below this match's own. */
  best: number;
  /** Both items are published and public, and the need's deadline is not past. */
  open: boolean;
}

/** Whose stored matches; several conditions are joined by AND. */
export interface PushScope {
  needId?: string | null;
  achievementId?: string | null;
  /** Owner of either item. */
  organizationId?: string | null;
  /** Code of the need's park. */
  park?: string | null;
}

/** Best first within each need. */
export function standingsOfNeeds(db: Database, needIds: readonly string[]): Promise<StandingMatch[]> {
  return read(db, sql`m.need_id = ANY(${uuidArray(needIds)})`, sql`m.need_id, m.rank`);
}

/**
 * Open matches whose newest verdict is no rejection, the highest scores first.
 * @param scope with one condition at least
 * @param minScore lowest score
 */
export function openStandings(
  db: Database,
  scope: PushScope,
  minScore: number,
  limit: number,
): Promise<StandingMatch[]> {
  const { needId, achievementId, organizationId, park } = scope;
  const conditions = [
    ...(needId ? [sql`m.need_id = ${needId}`] : []),
    ...(achievementId ? [sql`m.achievement_id = ${achievementId}`] : []),
    ...(organizationId ? [sql`(m.need_id, m.achievement_id) IN (${matchesOfOwner(organizationId)})`] : []),
    ...(park ? [sql`m.need_id IN (SELECT id FROM needs WHERE park_code = ${park})`] : []),
    sql`m.score >= ${minScore}`,
    IS_OPEN,
    sql`(SELECT verdict FROM feedback AS f WHERE f.need_id = m.need_id AND f.achievement_id = m.achievement_id
          ORDER BY f.created_at DESC, f.id DESC LIMIT 1) IS DISTINCT FROM 'reject'`,
  ];
  const order = sql`m.score DESC, m.need_id, m.achievement_id LIMIT ${limit}`;
  return read(db, sql.join(conditions, sql` AND `), order);
}

/** Two branches, each through its index. */
function matchesOfOwner(id: string): SQL {
  return sql`SELECT need_id, achievement_id FROM matches
              WHERE achievement_id IN (SELECT id FROM achievements WHERE organization_id = ${id})
             UNION
             SELECT need_id, achievement_id FROM matches
              WHERE need_id IN (SELECT id FROM needs WHERE organization_id = ${id})`;
}

const openNeed = (alias: SQL) =>
  sql`(${alias}.status = 'published' AND ${alias}.visibility = 'public'
       AND (${alias}.deadline IS NULL OR ${alias}.deadline >= current_date))`;
const IS_OPEN = sql`(${openNeed(sql`n`)} AND a.status = 'published' AND a.visibility = 'public')`;

/** Other needs count only while they are open: a confidential one must not be guessed from another's place. */
async function read(db: Database, where: SQL, order: SQL): Promise<StandingMatch[]> {
  const rows = await rowsOf<Row>(
    db,
    sql`SELECT m.*, 1 + others.better AS place, greatest(m.score, others.best) AS best
          FROM (SELECT m.need_id AS "needId", m.achievement_id AS "achievementId", m.rank, m.score, m.terms,
                       m.ranking_model AS "rankingModel", m.first_seen_at AS "firstSeenAt",
                       m.computed_at AS "computedAt", ${IS_OPEN} AS open
                  FROM matches AS m JOIN needs AS n ON n.id = m.need_id JOIN achievements AS a ON a.id = m.achievement_id
                 WHERE ${where} ORDER BY ${order}) AS m
          CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE o.score > m.score)::int AS better, max(o.score) AS best
              FROM matches AS o JOIN needs AS n ON n.id = o.need_id
             WHERE o.achievement_id = m."achievementId" AND o.need_id <> m."needId" AND ${openNeed(sql`n`)}) AS others
         ORDER BY m."needId", m.rank`,
  );
  // The drivers differ: one gives an instant as Date, the other as text.
  return rows.map((row) => ({
    ...row,
    firstSeenAt: new Date(row.firstSeenAt),
    computedAt: new Date(row.computedAt),
  }));
}

type Row = Omit<StandingMatch, 'firstSeenAt' | 'computedAt'> & {
  firstSeenAt: Date | string;
  computedAt: Date | string;
};
