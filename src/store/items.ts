import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { ItemKind, ItemStatus, Visibility } from '../domain.js';
import { AppError } from '../errors.js';
import { foldKey } from '../fold.js';
import type { Taxonomy } from '../taxonomy.js';
import { whereItem, type ItemFilter } from './filters.js';
import { valueColumns, valuesOf, type ItemInsert, type ItemRow, type StoredValues } from './item-values.js';
import type { Database } from './open.js';
import { findOrCreateOrganizations, getOrganizations, organizationKindOf, type Page } from './organizations.js';
import { owe } from './outbox.js';
import { rowsOf } from './rows.js';
import { achievements, needs } from './schema.js';

/** Both kinds of item have the columns that these functions use. */
export const tableOf = (kind: ItemKind) => (kind === 'achievement' ? achievements : needs) as typeof achievements;
const nameOf = (kind: ItemKind) => (kind === 'achievement' ? '成果' : '需求');

/** Stores one item and owes its indexing. The organisation is found by its name, or added. */
export async function createItem<K extends ItemKind>(
  db: Database,
  kind: K,
  item: { values: StoredValues<K>; visibility: Visibility; draft: boolean },
  taxonomy: Taxonomy,
): Promise<ItemRow<K>> {
  return db.transaction(async (tx) => {
    const { organization } = item.values;
    const creditCode = 'creditCode' in item.values ? item.values.creditCode : null;
    const owner = kind === 'achievement' ? 'institute' : 'enterprise';
    const ids = await findOrCreateOrganizations(tx, [{ name: organization, creditCode }], (name) =>
      organizationKindOf(name, owner),
    );
    const row: ItemInsert = {
      ...valueColumns(kind, item.values, taxonomy),
      id: uuid(),
      organizationId: ids.get(foldKey(organization))!,
      status: item.draft ? 'draft' : 'published',
      visibility: item.visibility,
    };
    const [created] = await tx.insert(tableOf(kind)).values(row).returning();
    await owe(tx, 'index', kind, [row.id]);
    return created as ItemRow as ItemRow<K>;
  });
}

/**
 * Changes what the patch names. The organisation stays.
 * @throws AppError NOT_FOUND
 */
export async function updateItem<K extends ItemKind>(
  db: Database,
  kind: K,
  id: string,
  patch: Partial<Omit<StoredValues<K>, 'organization'>> & { visibility?: Visibility },
  taxonomy: Taxonomy,
): Promise<ItemRow<K>> {
  return db.transaction(async (tx) => {
    const row = await lockItem(tx, kind, id);
    const [owner] = await getOrganizations(tx, [row.organizationId]);
    const { visibility, ...changes } = patch;
    const values = { ...valuesOf(kind, row, owner!), ...changes };
    const columns = { ...valueColumns(kind, values, taxonomy), visibility: visibility ?? row.visibility };
    const [updated] = await tx
      .update(tableOf(kind))
      .set({ ...columns, updatedAt: new Date() })
      .where(eq(tableOf(kind).id, id))
      .returning();
    await oweForChange(tx, kind, [{ before: row, after: columns }]);
    return updated as ItemRow as ItemRow<K>;
  });
}

/** From which statuses an item may come into another. */
const TRANSITIONS: Readonly<Record<Exclude<ItemStatus, 'draft'>, { from: readonly ItemStatus[]; verb: string }>> = {
  published: { from: ['draft', 'withdrawn', 'closed'], verb: '发布' },
  withdrawn: { from: ['draft', 'published'], verb: '撤回' },
  closed: { from: ['published'], verb: '关闭' },
};
const STATUS_NAMES: Readonly<Record<ItemStatus, string>> = {
  draft: '草稿',
  published: '已发布',
  withdrawn: '已撤回',
  closed: '已关闭',
};

/**
 * Publishes, withdraws or closes. In that status already: nothing changes.
 * @throws AppError NOT_FOUND; CONFLICT when the item cannot come there from where it is
 */
export async function setItemStatus<K extends ItemKind>(
  db: Database,
  kind: K,
  id: string,
  status: Exclude<ItemStatus, 'draft'>,
): Promise<ItemRow<K>> {
  return db.transaction(async (tx) => {
    const row = await lockItem(tx, kind, id);
    if (row.status === status) return row;
    const { from, verb } = TRANSITIONS[status];
    if (!from.includes(row.status)) {
      throw new AppError(
        'CONFLICT',
        `${nameOf(kind)}《${row.title}》的状态是“${STATUS_NAMES[row.status]}”，不能${verb}。`,
        {
          details: { status: row.status },
        },
      );
    }
    const [updated] = await tx
      .update(tableOf(kind))
      .set({ status, updatedAt: new Date() })
      .where(eq(tableOf(kind).id, id))
      .returning();
    await oweForChange(tx, kind, [{ before: row, after: { status } }]);
    return updated as ItemRow as ItemRow<K>;
  });
}

/** In no order; unknown ids are left out. */
export async function getItems<K extends ItemKind>(
  db: Database,
  kind: K,
  ids: readonly string[],
): Promise<ItemRow<K>[]> {
  if (ids.length === 0) return [];
  const table = tableOf(kind);
  return (await db
    .select()
    .from(table)
    .where(inArray(table.id, [...ids]))) as ItemRow[] as ItemRow<K>[];
}

/** Items that the filter lets through, in the order of their ids. Confidential ones never are. */
export async function pageItems<K extends ItemKind>(
  db: Database,
  kind: K,
  filter: ItemFilter<K>,
  { first, after }: Page,
): Promise<ItemRow<K>[]> {
  const table = tableOf(kind);
  const ids = await rowsOf<{ id: string }>(
    db,
    sql`SELECT id FROM ${table} AS item WHERE ${whereItem(kind, filter)}
          ${after ? sql`AND id > ${after}` : sql``} ORDER BY id LIMIT ${first}`,
  );
  const rows = await db
    .select()
    .from(table)
    .where(
      inArray(
        table.id,
        ids.map(({ id }) => id),
      ),
    )
    .orderBy(asc(table.id));
  return rows as ItemRow[] as ItemRow<K>[];
}

type IndexedColumns = Pick<ItemRow, 'id' | 'textHash' | 'visibility' | 'status'>;

/** What changed items need: indexing when their text or who may see them is another, else only new matches. */
export async function oweForChange(
  tx: Database,
  kind: ItemKind,
  changes: readonly { before: IndexedColumns; after: Partial<IndexedColumns> }[],
): Promise<void> {
  const isIndexed = ({ before, after }: (typeof changes)[number]) =>
    (['textHash', 'visibility', 'status'] as const).some(
      (column) => after[column] !== undefined && after[column] !== before[column],
    );
  const idsOf = (some: typeof changes) => some.map(({ before }) => before.id);
  await owe(tx, 'index', kind, idsOf(changes.filter(isIndexed)));
  await owe(tx, 'rematch', kind, idsOf(changes.filter((change) => !isIndexed(change))));
}

/**
 * Published, public items whose title has these words, after folding; a title that is nothing else comes first, then
 * the shorter ones.
 */
export async function findByTitle<K extends ItemKind>(
  db: Database,
  kind: K,
  words: string,
  limit: number,
): Promise<ItemRow<K>[]> {
  const table = tableOf(kind);
  const key = foldKey(words);
  if (key === '') return [];
  const rows = await db
    .select()
    .from(table)
    .where(
      and(
        eq(table.status, 'published'),
        eq(table.visibility, 'public'),
        sql`position(${key} IN ${table.titleKey}) > 0`,
      ),
    )
    .orderBy(sql`length(${table.titleKey})`, asc(table.id))
    .limit(limit);
  return rows as ItemRow[] as ItemRow<K>[];
}

async function lockItem<K extends ItemKind>(tx: Database, kind: K, id: string): Promise<ItemRow<K>> {
  const table = tableOf(kind);
  const [row] = await tx.select().from(table).where(eq(table.id, id)).for('update');
  if (row === undefined) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的${nameOf(kind)}。`);
  return row as ItemRow as ItemRow<K>;
}
