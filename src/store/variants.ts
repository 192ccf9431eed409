/** What tells whether two items of a ranking are one thing in two wordings. */
import { sql, type SQL } from 'drizzle-orm';
import type { DuplicateStatus, ItemKind } from '../domain.js';
import type { Database } from './open.js';
import { rowsOf, uuidArray } from './rows.js';

/** Two items of one kind, in no order. */
export interface ComparedPair {
  a: string;
  b: string;
  /** What people or background work noted of the two; null: nothing. */
  noted: DuplicateStatus | null;
  /** Cosine of the vectors of their whole texts; null where one has none. */
  cosine: number | null;
}

/**
 * Compares the pairs given and, of achievements, those among `ids` that are noted as duplicates. One query.
 * @param modelId null: nothing is embedded
 */
export async function comparePairs(
  db: Database,
  kind: ItemKind,
  ids: readonly string[],
  pairs: readonly (readonly [string, string])[],
  modelId: string | null,
): Promise<ComparedPair[]> {
  if (kind === 'need' && pairs.length === 0) return [];
  const [left, right] = [uuidArray(pairs.map(([a]) => a)), uuidArray(pairs.map(([, b]) => b))];
  const noted =
    kind === 'achievement'
      ? sql`UNION ALL SELECT achievement_id, other_id, status FROM duplicate_candidates
                       WHERE achievement_id = ANY(${uuidArray(ids)}) AND other_id = ANY(${uuidArray(ids)})`
      : sql``;
  return rowsOf<ComparedPair & Record<string, unknown>>(
    db,
    sql`SELECT a, b, noted, 1 - (x.vector <=> y.vector) AS cosine
          FROM (SELECT a, b, NULL::text AS noted FROM unnest(${left}, ${right}) AS given(a, b) ${noted}) AS pair
          LEFT JOIN LATERAL (${vectorOf(kind, sql`pair.a`, modelId)}) AS x ON true
          LEFT JOIN LATERAL (${vectorOf(kind, sql`pair.b`, modelId)}) AS y ON true`,
  );
}

function vectorOf(kind: ItemKind, itemId: SQL, modelId: string | null): SQL {
  return sql`SELECT vector FROM embeddings WHERE item_kind = ${kind} AND item_id = ${itemId} AND view = 'full'
                AND model_id = ${modelId ?? ''} LIMIT 1`;
}
