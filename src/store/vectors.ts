import { and, eq, sql } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import type { Database } from './open.js';
import { preparedOnce } from './prepared.js';
import { embeddings } from './schema.js';

/** A vector with its provenance: which text of which item, by which model. */
export interface VectorRow {
  itemKind: ItemKind;
  itemId: string;
  view: string;
  modelId: string;
  textHash: string;
  vector: Float32Array;
}

/** Six parameters a row, and a statement has 65,535. */
const ROWS_PER_STATEMENT = 1000;

/**
 * Stores vectors in place of older ones of the same item, view and model, and drops the item's other views: another
 * text may have fewer. All vectors of an item are given in one call, in a transaction. Vectors travel in binary: reading
 * numbers from text cost the embedded database twenty times as much (850 against 16,700 rows/s at 512 dimensions).
 * A row given twice in one call is an error of the database.
 */
export async function writeVectors(db: Database, rows: readonly VectorRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await db
      .insert(embeddings)
      .values(rows.slice(from, from + ROWS_PER_STATEMENT))
      .onConflictDoUpdate({
        target: [embeddings.itemKind, embeddings.itemId, embeddings.view, embeddings.modelId],
        set: { textHash: sql`excluded.text_hash`, vector: sql`excluded.vector`, createdAt: sql`now()` },
      });
  }
  await dropOthers(db, rows);
}

async function dropOthers(db: Database, rows: readonly VectorRow[]): Promise<void> {
  const present = rows.map(({ itemKind, itemId, modelId, view }) => ({ itemKind, itemId, modelId, view }));
  await db.execute(sql`
    WITH present AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(present)}::jsonb)
                 AS row ("itemKind" text, "itemId" uuid, "modelId" text, view text)
    )
    DELETE FROM embeddings e
     USING (SELECT "itemKind", "itemId", "modelId", array_agg(view) AS views FROM present GROUP BY 1, 2, 3) AS item
     WHERE e.item_kind = item."itemKind" AND e.item_id = item."itemId" AND e.model_id = item."modelId"
       AND e.view <> ALL(item.views)`);
}

/** The views of one item, under whichever models: two while one is prepared. Empty when it has not been embedded. */
export function readVectors(db: Database, itemKind: ItemKind, itemId: string): Promise<VectorRow[]> {
  return viewsOfItem(db).execute({ itemKind, itemId });
}

const viewsOfItem = preparedOnce((db) =>
  db
    .select({
      itemKind: embeddings.itemKind,
      itemId: embeddings.itemId,
      view: embeddings.view,
      modelId: embeddings.modelId,
      textHash: embeddings.textHash,
      vector: embeddings.vector,
    })
    .from(embeddings)
    .where(and(eq(embeddings.itemKind, sql.placeholder('itemKind')), eq(embeddings.itemId, sql.placeholder('itemId'))))
    .prepare(''),
);
