/** What was decided of a need's matches, and how near other achievements are to those. */
import { sql, type SQL } from 'drizzle-orm';
import type { FeedbackReason, ScoreInputs, Verdict } from '../domain.js';
import type { Database } from './open.js';
import { rowsOf, uuidArray } from './rows.js';

/** An achievement that a need's manager has judged, with what a rejection's reason may refer to. */
export interface Judged {
  id: string;
  title: string;
  /** The newest one. */
  verdict: Verdict;
  reasons: FeedbackReason[];
  organizationId: string;
  cooperationModes: string[];
  /** 万元. */
  priceMin: number | null;
  trlMax: number | null;
}

/** The newest verdict on each of a need's matches, newest first. */
export function verdictsOfNeed(db: Database, needId: string): Promise<Judged[]> {
  return rowsOf<Judged & Record<string, unknown>>(
    db,
    sql`SELECT item.id, item.title, newest.verdict, newest.reasons, item.organization_id AS "organizationId",
               item.cooperation_modes AS "cooperationModes", item.price_min AS "priceMin", item.trl_max AS "trlMax"
          FROM (SELECT DISTINCT ON (achievement_id) achievement_id, verdict, reasons, created_at, id FROM feedback
                 WHERE need_id = ${needId} ORDER BY achievement_id, created_at DESC, id DESC) AS newest
          JOIN achievements item ON item.id = newest.achievement_id
         ORDER BY newest.created_at DESC, newest.id DESC`,
  );
}

/** Achievements that look like one of these and were not found to be another one after all. */
export async function lookAlikes(db: Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`SELECT other_id AS id FROM duplicate_candidates
         WHERE achievement_id = ANY(${uuidArray(ids)}) AND status <> 'distinct'
        UNION
        SELECT achievement_id FROM duplicate_candidates
         WHERE other_id = ANY(${uuidArray(ids)}) AND status <> 'distinct'`,
  );
  return rows.map((row) => row.id);
}

/**
 * Cosines between the whole texts of achievements, by the left one's id, then the right one's. One look-up by key for each
 * id given; one without a vector of that model is left out.
 */
export async function cosinesBetween(
  db: Database,
  modelId: string,
  left: readonly string[],
  right: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const cosines = new Map<string, Map<string, number>>();
  if (left.length === 0 || right.length === 0) return cosines;
  const rows = await rowsOf<{ l: string; r: string; cosine: number }>(
    db,
    sql`WITH l AS MATERIALIZED (${vectorsOf(modelId, left)}), r AS MATERIALIZED (${vectorsOf(modelId, right)})
        SELECT l.id AS l, r.id AS r, 1 - (l.vector <=> r.vector) AS cosine FROM l CROSS JOIN r`,
  );
  for (const { l, r, cosine } of rows) cosines.set(l, (cosines.get(l) ?? new Map<string, number>()).set(r, cosine));
  return cosines;
}

/** LIMIT keeps each a look-up: without statistics the planner joins by scanning all vectors. */
function vectorsOf(modelId: string, ids: readonly string[]): SQL {
  return sql`SELECT wanted.id, e.vector FROM unnest(${uuidArray(ids)}) AS wanted (id)
              CROSS JOIN LATERAL (SELECT vector FROM embeddings WHERE item_kind = 'achievement' AND item_id = wanted.id
                                     AND view = 'full' AND model_id = ${modelId} LIMIT 1) AS e`;
}

/** The newest verdict on each match, with what its judge saw. */
export interface JudgedMatch {
  needId: string;
  verdict: Verdict;
  reasons: FeedbackReason[];
  /** Null: the match was not stored when it was judged. */
  inputs: ScoreInputs | null;
}

/** Of every need. */
export function judgedMatches(db: Database): Promise<JudgedMatch[]> {
  return rowsOf<JudgedMatch & Record<string, unknown>>(
    db,
    sql`SELECT DISTINCT ON (need_id, achievement_id) need_id AS "needId", verdict, reasons, inputs FROM feedback
         ORDER BY need_id, achievement_id, created_at DESC, id DESC`,
  );
}
