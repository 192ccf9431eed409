import { and, eq, sql } from 'drizzle-orm';
import { escapeLiteral } from 'pg';
import type { ItemKind } from '../domain.js';
import type { TokenPlaces, TokenRows } from '../embedding/types.js';
import { copyOut } from './copy-out.js';
import type { Database, Store } from './open.js';
import { oweEveryNeed } from './rematch-backlog.js';
import { arrayLiteral, rowsOf, uuidArray } from './rows.js';
import { embeddingModels, tokenRows } from './schema.js';

/** An item's token rows with their provenance. */
export interface ItemTokenRows {
  itemKind: ItemKind;
  itemId: string;
  modelId: string;
  textHash: string;
  tokens: TokenRows;
}

/** Some 50 KB an item. */
const ITEMS_PER_STATEMENT = 50;

/** Stores token rows in place of older ones of the same item and model. An item given twice is an error of the database. */
export async function writeTokenRows(db: Database, items: readonly ItemTokenRows[]): Promise<void> {
  for (let from = 0; from < items.length; from += ITEMS_PER_STATEMENT) {
    const batch = items.slice(from, from + ITEMS_PER_STATEMENT).map(({ tokens, ...item }) => ({
      ...item,
      rows: Buffer.from(tokens.rows.buffer, tokens.rows.byteOffset, tokens.rows.byteLength),
      starts: [...tokens.starts],
      rowAt: [...tokens.rowAt],
    }));
    await db
      .insert(tokenRows)
      .values(batch)
      .onConflictDoUpdate({
        target: [tokenRows.itemKind, tokenRows.itemId, tokenRows.modelId],
        set: {
          textHash: sql`excluded.text_hash`,
          rows: sql`excluded.rows`,
          starts: sql`excluded.starts`,
          rowAt: sql`excluded.row_at`,
        },
      });
  }
}

/** Token rows of these items under one model, by item; those without are left out. */
export async function readTokenRows(
  db: Database,
  itemKind: ItemKind,
  itemIds: readonly string[],
  modelId: string,
): Promise<Map<string, ItemTokenRows>> {
  if (itemIds.length === 0) return new Map();
  const items = await db
    .select()
    .from(tokenRows)
    .where(ofItems(itemKind, itemIds, modelId));
  return new Map(
    items.map(({ rows, starts, rowAt, ...item }) => [
      item.itemId,
      { ...item, tokens: { rows: signed(rows), ...typed({ starts, rowAt }) } },
    ]),
  );
}

function ofItems(itemKind: ItemKind, itemIds: readonly string[], modelId: string) {
  return and(
    eq(tokenRows.itemKind, itemKind),
    sql`${tokenRows.itemId} = ANY(${uuidArray(itemIds)})`,
    eq(tokenRows.modelId, modelId),
  );
}

function typed({ starts, rowAt }: { starts: number[]; rowAt: number[] }): TokenPlaces {
  return { starts: Int32Array.from(starts), rowAt: Int32Array.from(rowAt) };
}

/** Only the rows and which text they are of, for comparing with many items; by item, those without are left out. */
export async function readRows(
  store: Store,
  itemKind: ItemKind,
  itemIds: readonly string[],
  modelId: string,
): Promise<Map<string, { textHash: string; rows: Int8Array }>> {
  if (itemIds.length === 0) return new Map();
  const found = await copyOut(
    store,
    `SELECT item_id::text, text_hash, rows FROM token_rows
      WHERE item_kind = '${itemKind}' AND item_id = ANY(${escapeLiteral(arrayLiteral(itemIds))}::uuid[])
        AND model_id = ${escapeLiteral(modelId)}`,
  );
  return new Map(
    found.map(([id, textHash, rows]) => [id!.toString(), { textHash: textHash!.toString(), rows: signed(rows!) }]),
  );
}

function signed(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Only where the tokens stand, for showing what was compared; by item, those without are left out. */
export async function readPlaces(
  db: Database,
  itemKind: ItemKind,
  itemIds: readonly string[],
  modelId: string,
): Promise<Map<string, TokenPlaces>> {
  if (itemIds.length === 0) return new Map();
  // As text: the driver makes an object of each number.
  const items = await rowsOf<{ id: string; starts: string; row_at: string }>(
    db,
    sql`SELECT item_id AS id, starts::text, row_at::text FROM token_rows WHERE ${ofItems(itemKind, itemIds, modelId)}`,
  );
  const numbers = (array: string) => JSON.parse(`[${array.slice(1, -1)}]`) as number[];
  return new Map(
    items.map(({ id, starts, row_at }) => [id, typed({ starts: numbers(starts), rowAt: numbers(row_at) })]),
  );
}

/** Items whose rows the mean is taken from, in half a second. Which ones they are still decides near ties. */
const SAMPLED = 1000;
/** Up to so many items the mean is kept up with every batch of them, from then on by housekeeping. */
const FOLLOWED = 10_000;
/** While more is to come. Taking it was a third of what storing the first items of a catalogue cost at every doubling. */
const GROWTH_MEANWHILE = 4;
/** When all is there: a list begins with one faculty, and the mean of its first quarter cost 0.003 nDCG@10. */
const GROWTH = 1.1;

/** For whoever has just stored token rows: without it, searches during a first import would compare uncentred ones. */
export async function ensureTokenMean(store: Store, modelId: string): Promise<void> {
  const [model] = await rowsOf<{ items: number; more: boolean }>(
    store.db,
    sql`SELECT token_mean_items AS items,
               EXISTS (SELECT FROM outbox WHERE work = 'index' AND subject_kind = 'achievement' AND dead_at IS NULL) AS more
          FROM embedding_models WHERE id = ${modelId}`,
  );
  if (model !== undefined && model.items < FOLLOWED)
    await refreshTokenMean(store, modelId, model.more ? GROWTH_MEANWHILE : GROWTH);
}

/**
 * Takes the mean of the token rows anew where there are `growth` times as many achievements as when it was last taken.
 * Rows are stored as they are and centred when they are compared, so a new mean makes none of them stale. It does make
 * kept rankings: every need is owed a new one.
 */
export async function refreshTokenMean(store: Store, modelId: string, growth = GROWTH): Promise<void> {
  const { db } = store;
  const [counted] = await rowsOf<{ items: number; known: number; dimensions: number }>(
    db,
    sql`SELECT (SELECT count(*)::int FROM token_rows WHERE item_kind = 'achievement' AND model_id = ${modelId}) AS items,
               token_mean_items AS known, dimensions
          FROM embedding_models WHERE id = ${modelId}`,
  );
  if (counted === undefined || counted.items === 0 || counted.items < growth * counted.known) return;
  const { items, dimensions } = counted;
  // Spread over the corpus by a hash: the first ones may all be of one university and one field.
  const sample = await rowsOf<{ id: string }>(
    db,
    sql`SELECT item_id AS id FROM token_rows WHERE item_kind = 'achievement' AND model_id = ${modelId}
         ORDER BY hashtext(item_id::text), item_id LIMIT ${SAMPLED}`,
  );
  const mean = new Float32Array(dimensions);
  let rowsSeen = 0;
  for (let from = 0; from < sample.length; from += ITEMS_PER_STATEMENT) {
    const ids = sample.slice(from, from + ITEMS_PER_STATEMENT).map(({ id }) => id);
    for (const { rows } of (await readRows(store, 'achievement', ids, modelId)).values())
      rowsSeen += addRows(mean, rows);
  }
  if (rowsSeen === 0) return;
  await db.transaction(async (tx) => {
    await tx
      .update(embeddingModels)
      .set({ tokenMean: mean.map((value) => value / rowsSeen), tokenMeanItems: items })
      .where(eq(embeddingModels.id, modelId));
    await oweEveryNeed(tx);
  });
}

/** @returns how many rows were added, each with length 1 */
function addRows(sum: Float32Array, rows: Int8Array): number {
  const dimensions = sum.length;
  for (let from = 0; from < rows.length; from += dimensions) {
    let squares = 0;
    for (let k = 0; k < dimensions; k++) squares += rows[from + k]! * rows[from + k]!;
    const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
    for (let k = 0; k < dimensions; k++) sum[k]! += rows[from + k]! * scale;
  }
  return rows.length / dimensions;
}
