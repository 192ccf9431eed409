import { inArray, sql } from 'drizzle-orm';
import type { ItemKind, Visibility } from '../domain.js';
import type { ItemRecord } from './import-records.js';
import type { ItemRow } from './item-values.js';
import { tableOf } from './items.js';
import type { Database } from './open.js';
import { rowsOf, uuidArray } from './rows.js';

/** A row of a list, ready to store. */
export interface ImportRow {
  /** Null in a preview: an organisation that the store does not know has no items yet. */
  organizationId: string | null;
  titleKey: string;
  /** 成果编号; null when the row, or its kind, has none. */
  code: string | null;
  visibility: Visibility;
  sheet: string | null;
  row: number;
  /** Its `ValueColumns`. Most rows are new, and nobody reads what is in them but the database. */
  record: ItemRecord;
}

export interface EditionPlace {
  listId: string;
  editionId: string;
}

export interface Compared {
  row: ImportRow;
  outcome: 'added' | 'changed' | 'unchanged';
  /** The stored item that the row speaks of; null for `added`. */
  item: ItemRow | null;
}

/**
 * Finds the stored item of each row: of the same organisation with the same title (folded), else with the same code of
 * the list, unless another row of this edition has spoken of that item.
 */
export async function compareRows(
  db: Database,
  kind: ItemKind,
  rows: readonly ImportRow[],
  place: EditionPlace | null,
): Promise<Compared[]> {
  const { byTitle, byCode } = await findItems(db, kind, rows);
  const spokenOf = new Set([...byTitle.values()].map((item) => item.id));

  return rows.map((row) => {
    let item = byTitle.get(keyOf(row, row.titleKey)) ?? null;
    if (item === null && row.code !== null) {
      const candidate = byCode.get(keyOf(row, row.code));
      if (candidate && !spokenOf.has(candidate.id) && candidate.editionId !== place?.editionId) item = candidate;
    }
    if (item === null) return { row, outcome: 'added', item };
    spokenOf.add(item.id);
    const same = item.status !== 'withdrawn' && item.visibility === row.visibility && sameColumns(item, row.record);
    return { row, outcome: same ? 'unchanged' : 'changed', item };
  });
}

/** Items with the title or the code of a row, by `keyOf`; of several with one key the oldest. */
async function findItems(db: Database, kind: ItemKind, rows: readonly ImportRow[]) {
  const found = await rowsOf<{ id: string; by: 'title' | 'code'; key: string }>(
    db,
    kind === 'achievement'
      ? sql`${itemsBy(kind, 'title', rows)} UNION ALL ${itemsBy(kind, 'code', rows)} ORDER BY id DESC`
      : sql`${itemsBy(kind, 'title', rows)} ORDER BY id DESC`,
  );
  const items = found.length === 0 ? [] : await itemsWith(db, kind, [...new Set(found.map(({ id }) => id))]);
  const byId = new Map(items.map((item) => [item.id, item]));
  const keyed = (by: 'title' | 'code') =>
    new Map(found.filter((entry) => entry.by === by).map(({ id, key }) => [key, byId.get(id)!]));
  return { byTitle: keyed('title'), byCode: keyed('code') };
}

/** Looks each row up by itself: a planner that is free to join reads the whole table for each batch while it grows. */
function itemsBy(kind: ItemKind, by: 'title' | 'code', rows: readonly ImportRow[]) {
  const read = (row: ImportRow) => (by === 'title' ? row.titleKey : row.code);
  const asked = rows.filter((row) => row.organizationId !== null && read(row) !== null);
  const column = sql.identifier(by === 'title' ? 'title_key' : 'code');
  return sql`
    SELECT item.id, ${by}::text AS by, asked.organization_id || ' ' || asked.key AS key
      FROM unnest(${uuidArray(asked.map((row) => row.organizationId!))}, ${sql.param(asked.map(read))}::text[])
           AS asked (organization_id, key),
           LATERAL (SELECT id FROM ${tableOf(kind)} AS same
                     WHERE same.organization_id = asked.organization_id AND same.${column} = asked.key OFFSET 0) AS item`;
}

async function itemsWith(db: Database, kind: ItemKind, ids: string[]): Promise<ItemRow[]> {
  const table = tableOf(kind);
  return db.select().from(table).where(inArray(table.id, ids));
}

function keyOf(row: ImportRow, key: string): string {
  return `${row.organizationId} ${key}`;
}

function sameColumns(item: ItemRow, record: ItemRecord): boolean {
  const columns = JSON.parse(record) as Record<string, unknown>;
  return Object.entries(columns).every(([name, value]) => canonical(item[name as keyof ItemRow]) === canonical(value));
}

/** Objects come back from the database with their keys in another order. */
function canonical(value: unknown): string {
  if (value === null || value === undefined || typeof value !== 'object' || Array.isArray(value)) {
    return JSON.stringify(value ?? null);
  }
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
