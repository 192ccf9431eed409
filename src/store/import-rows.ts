import { and, count, eq, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import { compareRows, type Compared, type EditionPlace, type ImportRow } from './import-compare.js';
import { newIds } from './ids.js';
import { insertRecords, updateRecords, withColumns, type ItemRecord } from './import-records.js';
import type { ItemRow } from './item-values.js';
import { oweForChange, tableOf } from './items.js';
import type { EditionCounts } from './lists.js';
import type { Database } from './open.js';
import { owe } from './outbox.js';

/** Any number, the same in every process. */
const IMPORT_LOCK = 7_246_003;

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
export async function applyRows(
  tx: Database,
  kind: ItemKind,
  rows: readonly ImportRow[],
  place: EditionPlace,
): Promise<Omit<EditionCounts, 'gone'>> {
  const compared = await compareRows(tx, kind, rows, place);
  const of = (outcome: Compared['outcome']) => compared.filter((entry) => entry.outcome === outcome);
  const [added, changed, unchanged] = [of('added'), of('changed'), of('unchanged')];

  const ids = newIds(added.length);
  await insertRecords(tx, kind, recordsOf(added, ids, place));
  await owe(tx, 'index', kind, ids);
  await updateRecords(
    tx,
    kind,
    changed.map(({ row, item }) => recordOf(row, { id: item!.id, status: republished(item!), ...place })),
  );
  await updateRecords(
    tx,
    kind,
    unchanged.map(({ row: { sheet, row }, item }) => JSON.stringify({ id: item!.id, sheet, row, ...place })),
    ['sheet', 'row', 'listId', 'editionId'],
  );
  await oweForChange(
    tx,
    kind,
    changed.map(({ row, item }) => ({
      before: item!,
      after: { ...textHashIn(row), visibility: row.visibility, status: republished(item!) },
    })),
  );
  return { added: added.length, changed: changed.length, unchanged: unchanged.length };
}

function* recordsOf(added: readonly Compared[], ids: readonly string[], place: EditionPlace): Generator<ItemRecord> {
  for (const [i, { row }] of added.entries()) yield recordOf(row, { id: ids[i], status: 'published', ...place });
}

function recordOf({ organizationId, visibility, sheet, row, record }: ImportRow, more: Record<string, unknown>) {
  return withColumns(record, { ...more, organizationId, visibility, sheet, row });
}

function textHashIn({ record }: ImportRow): Pick<ItemRow, 'textHash'> {
  const { textHash } = JSON.parse(record) as Pick<ItemRow, 'textHash'>;
  return { textHash };
}

function republished(item: ItemRow): ItemRow['status'] {
  return item.status === 'withdrawn' ? 'published' : item.status;
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
