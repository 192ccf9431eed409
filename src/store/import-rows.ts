import { and, count, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { ItemKind, Visibility } from '../domain.js';
import type { ItemRow, ValueColumns } from './item-values.js';
import { oweForChange, tableOf } from './items.js';
import type { EditionCounts } from './lists.js';
import type { Database } from './open.js';
import { owe } from './outbox.js';
import { rowsOf, uuidArray } from './rows.js';

/** Any number, the same in every process. */
const IMPORT_LOCK = 7_246_003;

/** A row of a list, ready to store. */
export interface ImportRow<K extends ItemKind = ItemKind> {
  columns: ValueColumns<K>;
  /** Null in a preview: an organisation that the store does not know has no items yet. */
  organizationId: string | null;
  visibility: Visibility;
  sheet: string | null;
  row: number;
}

export interface EditionPlace {
  listId: string;
  editionId: string;
}

/**
 * Imports take turns, a batch at a time and until the transaction ends: two that bring the same item at once would
 * otherwise both find it missing.
 */
export async function takeImportTurn(tx: Database): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${IMPORT_LOCK})`);
}

/**
 * Stores one batch of an edition: adds what is new, changes in place what differs, marks the rest as still there. An
 * item that had been withdrawn is published again, because its list names it. Owes the work that follows.
 */
export async function applyRows<K extends ItemKind>(
  tx: Database,
  kind: K,
  rows: readonly ImportRow<K>[],
  place: EditionPlace,
): Promise<Omit<EditionCounts, 'gone'>> {
  const compared = await compareRows(tx, kind, rows, place);
  const of = (outcome: Compared<K>['outcome']) => compared.filter((entry) => entry.outcome === outcome);
  const added = of('added').map(({ row }) => ({ id: uuid(), status: 'published', ...stored(row, place) }));
  const changed = of('changed').map(({ row, item }) => ({
    id: item!.id,
    status: republished(item!),
    ...stored(row, place),
  }));
  const unchanged = of('unchanged').map(({ row: { sheet, row }, item }) => ({ id: item!.id, sheet, row, ...place }));

  if (added.length > 0) await insertRows(tx, kind, added);
  await updateRows(tx, kind, changed, sql`updated_at = now(),`);
  await updateRows(tx, kind, unchanged);
  await owe(
    tx,
    'index',
    kind,
    added.map(({ id }) => id),
  );
  await oweForChange(
    tx,
    kind,
    of('changed').map(({ row, item }) => ({
      before: item!,
      after: { textHash: row.columns.textHash, visibility: row.visibility, status: republished(item!) },
    })),
  );
  return { added: added.length, changed: changed.length, unchanged: unchanged.length };
}

export interface Compared<K extends ItemKind = ItemKind> {
  row: ImportRow<K>;
  outcome: 'added' | 'changed' | 'unchanged';
  /** The stored item that the row speaks of; null for `added`. */
  item: ItemRow<K> | null;
}

/**
 * Finds the stored item of each row: of the same organisation with the same title (folded), else with the same code of
 * the list, unless another row of this edition has spoken of that item.
 */
export async function compareRows<K extends ItemKind>(
  db: Database,
  kind: K,
  rows: readonly ImportRow<K>[],
  place: EditionPlace | null,
): Promise<Compared<K>[]> {
  const byTitle = await findItems(db, kind, 'title_key', rows, (row) => row.columns.titleKey);
  const spokenOf = new Set([...byTitle.values()].map((item) => item.id));
  const codeless = rows.filter((row) => !byTitle.has(keyOf(row, row.columns.titleKey)));
  const byCode =
    kind === 'achievement' ? await findItems(db, kind, 'code', codeless, codeOf) : new Map<string, ItemRow<K>>();

  return rows.map((row) => {
    let item = byTitle.get(keyOf(row, row.columns.titleKey)) ?? null;
    const code = codeOf(row);
    if (item === null && code !== null) {
      const candidate = byCode.get(keyOf(row, code));
      if (candidate && !spokenOf.has(candidate.id) && candidate.editionId !== place?.editionId) item = candidate;
    }
    if (item === null) return { row, outcome: 'added', item };
    spokenOf.add(item.id);
    const same = item.status !== 'withdrawn' && item.visibility === row.visibility && sameColumns(item, row.columns);
    return { row, outcome: same ? 'unchanged' : 'changed', item };
  });
}

/** Published items of the list that this edition has not named. */
function goneFrom(kind: ItemKind, { listId, editionId }: EditionPlace): SQL {
  const table = tableOf(kind);
  return and(
    eq(table.listId, listId),
    eq(table.status, 'published'),
    or(isNull(table.editionId), ne(table.editionId, editionId)),
  )!;
}

/** Call it when every row is applied. @param withdraw whether what is gone is withdrawn @returns how many are gone */
export async function settleGone(
  tx: Database,
  kind: ItemKind,
  place: EditionPlace,
  withdraw: boolean,
): Promise<number> {
  const table = tableOf(kind);
  if (!withdraw) return tx.$count(table, goneFrom(kind, place));
  const gone = await tx
    .update(table)
    .set({ status: 'withdrawn', updatedAt: sql`now()` })
    .where(goneFrom(kind, place))
    .returning({ id: table.id });
  await owe(
    tx,
    'index',
    kind,
    gone.map(({ id }) => id),
  );
  return gone.length;
}

export async function countPublished(db: Database, kind: ItemKind, listId: string): Promise<number> {
  const table = tableOf(kind);
  const [row] = await db
    .select({ n: count() })
    .from(table)
    .where(and(eq(table.listId, listId), eq(table.status, 'published')));
  return row!.n;
}

async function findItems<K extends ItemKind>(
  db: Database,
  kind: K,
  column: 'title_key' | 'code',
  rows: readonly ImportRow<K>[],
  read: (row: ImportRow<K>) => string | null,
): Promise<Map<string, ItemRow<K>>> {
  const asked = rows.filter((row) => row.organizationId !== null && read(row) !== null);
  if (asked.length === 0) return new Map();
  const table = tableOf(kind);
  const found = await rowsOf<{ id: string; key: string }>(
    db,
    sql`SELECT item.id, asked.organization_id || ' ' || asked.key AS key
          FROM unnest(${uuidArray(asked.map((row) => row.organizationId!))}, ${sql.param(asked.map(read))}::text[])
               AS asked (organization_id, key)
          JOIN ${table} item
            ON item.organization_id = asked.organization_id AND item.${sql.identifier(column)} = asked.key
         ORDER BY item.id DESC`,
  );
  if (found.length === 0) return new Map();
  const items = (await db
    .select()
    .from(table)
    .where(inArray(table.id, [...new Set(found.map(({ id }) => id))]))) as ItemRow[] as ItemRow<K>[];
  const byId = new Map(items.map((item) => [item.id, item]));
  // Ordered so that of several with one key the oldest is taken.
  return new Map(found.map(({ id, key }) => [key, byId.get(id)!]));
}

function keyOf(row: ImportRow, key: string): string {
  return `${row.organizationId} ${key}`;
}

function codeOf(row: ImportRow): string | null {
  return 'code' in row.columns ? (row.columns as ValueColumns<'achievement'>).code : null;
}

function republished(item: ItemRow): ItemRow['status'] {
  return item.status === 'withdrawn' ? 'published' : item.status;
}

function sameColumns(item: ItemRow, columns: ValueColumns): boolean {
  return Object.entries(columns).every(([name, value]) => canonical(item[name as keyof ItemRow]) === canonical(value));
}

/** Objects come back from the database with their keys in another order. */
function canonical(value: unknown): string {
  if (value === null || value === undefined || typeof value !== 'object' || Array.isArray(value)) {
    return JSON.stringify(value ?? null);
  }
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Stored = { id: string } & Record<string, unknown>;

function stored({ columns, organizationId, visibility, sheet, row }: ImportRow, place: EditionPlace) {
  return { ...columns, organizationId, visibility, sheet, row, ...place };
}

/** As one JSON parameter: several times as fast as a parameter for each of forty columns of each row. */
async function insertRows(tx: Database, kind: ItemKind, rows: readonly Stored[]): Promise<void> {
  const table = tableOf(kind);
  const columns = columnList(rows[0]!);
  await tx.execute(sql`
    INSERT INTO ${table} (${columns})
    SELECT ${columns} FROM json_populate_recordset(NULL::${table}, ${recordset(rows)})`);
}

async function updateRows(tx: Database, kind: ItemKind, rows: readonly Stored[], also: SQL = sql``): Promise<void> {
  if (rows.length === 0) return;
  const table = tableOf(kind);
  const { id: _key, ...values } = rows[0]!;
  const columns = columnList(values);
  const given = sql.join(
    Object.keys(values).map((name) => sql`given.${sql.identifier(snakeCase(name))}`),
    sql`, `,
  );
  await tx.execute(sql`
    UPDATE ${table} SET ${also} (${columns}) = ROW (${given})
      FROM json_populate_recordset(NULL::${table}, ${recordset(rows)}) AS given
     WHERE ${table}.id = given.id`);
}

function columnList(row: Record<string, unknown>): SQL {
  return sql.join(
    Object.keys(row).map((name) => sql.identifier(snakeCase(name))),
    sql`, `,
  );
}

function recordset(rows: readonly Stored[]): SQL {
  const records = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [snakeCase(name), value])),
  );
  return sql`${JSON.stringify(records)}::json`;
}

/** As drizzle's casing does it. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
