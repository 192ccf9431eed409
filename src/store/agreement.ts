/**
 * Agreement of passages: how near the sentences of two items are, read from the vectors of their views. The work is
 * (passages asked) × (views of the items named), so callers name a bounded number of items.
 */
import { sql, type SQL } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import { encodeVector } from './columns.js';
import type { Database } from './open.js';
import { rowsOf, uuidArray } from './rows.js';

/** Where to look: the views of these items under this model. */
export interface PassageScope {
  kind: ItemKind;
  itemIds: readonly string[];
  modelId: string;
}

/** For each item, the cosine of each passage asked to the item's nearest view. Items without vectors are left out. */
export async function bestOfEach(
  db: Database,
  scope: PassageScope,
  passages: readonly Float32Array[],
): Promise<Map<string, number[]>> {
  const rows = await rowsOf<{ itemId: string; best: number[] }>(
    db,
    sql`
    SELECT item_id AS "itemId", array_agg(best ORDER BY n) AS best
      FROM (SELECT e.item_id, asked.n, max(-(e.vector <#> asked.vector)) AS best
              FROM embeddings e CROSS JOIN ${asked(passages)} WHERE ${within(scope)} GROUP BY 1, 2) AS nearest
     GROUP BY 1`,
  );
  return new Map(rows.map((row) => [row.itemId, row.best]));
}

/**
 * The other way round: for each item, the mean over its own passages of the cosine to the nearest one asked.
 * The whole counts as a passage only where it is the only view.
 */
export async function meanOfBest(
  db: Database,
  scope: PassageScope,
  passages: readonly Float32Array[],
): Promise<Map<string, number>> {
  const rows = await rowsOf<{ itemId: string; mean: number }>(
    db,
    sql`
    SELECT item_id AS "itemId", coalesce(avg(best) FILTER (WHERE view <> 'full'), avg(best)) AS mean
      FROM (SELECT e.item_id, e.view, max(-(e.vector <#> asked.vector)) AS best
              FROM embeddings e CROSS JOIN ${asked(passages)} WHERE ${within(scope)} GROUP BY 1, 2) AS nearest
     GROUP BY 1`,
  );
  return new Map(rows.map((row) => [row.itemId, row.mean]));
}

/** For each item and each passage asked (by its place in the list), the item's nearest passage and the cosine. */
export function nearestPassages(
  db: Database,
  scope: PassageScope,
  passages: readonly Float32Array[],
): Promise<{ itemId: string; asked: number; view: string; cosine: number }[]> {
  return rowsOf(
    db,
    sql`
    SELECT DISTINCT ON (e.item_id, asked.n)
           e.item_id AS "itemId", asked.n AS asked, e.view, -(e.vector <#> asked.vector) AS cosine
      FROM embeddings e CROSS JOIN ${asked(passages)}
     WHERE ${within(scope)} AND (e.view <> 'full' OR NOT EXISTS (
             SELECT FROM embeddings other WHERE other.item_kind = e.item_kind AND other.item_id = e.item_id
                AND other.model_id = e.model_id AND other.view <> 'full'))
     ORDER BY e.item_id, asked.n, e.vector <#> asked.vector`,
  );
}

function asked(passages: readonly Float32Array[]): SQL {
  const rows = passages.map((vector, n) => sql`(${sql.raw(String(n))}, ${encodeVector(vector)}::vector)`);
  return sql`(VALUES ${sql.join(rows, sql`, `)}) AS asked (n, vector)`;
}

function within({ kind, itemIds, modelId }: PassageScope): SQL {
  return sql`e.item_kind = ${kind} AND e.item_id = ANY(${uuidArray(itemIds)}) AND e.model_id = ${modelId}`;
}
