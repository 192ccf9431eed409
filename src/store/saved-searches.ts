/** Searches that people keep. The owner is a label. */
import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { ItemKind } from '../domain.js';
import { AppError } from '../errors.js';
import { whereItem, type ItemFilter } from './filters.js';
import type { Database } from './open.js';
import type { Page } from './organizations.js';
import { integerArray, rowsOf } from './rows.js';
import { savedSearches, type SavedSearchRow } from './schema.js';

type Kept = Pick<SavedSearchRow, 'owner' | 'name' | 'kind' | 'text' | 'filter'>;

/** @throws AppError CONFLICT when the owner has one of that name */
export async function addSavedSearch(db: Database, search: Kept): Promise<SavedSearchRow> {
  const [row] = await db
    .insert(savedSearches)
    .values({ id: uuid(), ...search })
    .onConflictDoNothing()
    .returning();
  return row ?? nameTaken(search);
}

/** @throws AppError NOT_FOUND; CONFLICT as `addSavedSearch` */
export async function changeSavedSearch(
  db: Database,
  id: string,
  changes: Partial<Pick<Kept, 'name' | 'text' | 'filter'>>,
): Promise<SavedSearchRow> {
  return db.transaction(async (tx) => {
    const before = await lockSavedSearch(tx, id);
    const after = { ...before, ...changes };
    const taken = await tx
      .select({ id: savedSearches.id })
      .from(savedSearches)
      .where(and(eq(savedSearches.owner, after.owner), eq(savedSearches.name, after.name)));
    if (taken.some((other) => other.id !== id)) return nameTaken(after);
    const [row] = await tx
      .update(savedSearches)
      .set({ ...changes, updatedAt: sql`now()` })
      .where(eq(savedSearches.id, id))
      .returning();
    return row!;
  });
}

/** @throws AppError NOT_FOUND */
export async function deleteSavedSearch(db: Database, id: string): Promise<void> {
  const gone = await db.delete(savedSearches).where(eq(savedSearches.id, id)).returning({ id: savedSearches.id });
  if (gone.length === 0) throw notFound(id);
}

/** In no order; unknown ids are left out. */
export async function getSavedSearches(db: Database, ids: readonly string[]): Promise<SavedSearchRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(savedSearches)
    .where(inArray(savedSearches.id, [...ids]));
}

/** @throws AppError NOT_FOUND */
export async function getSavedSearch(db: Database, id: string): Promise<SavedSearchRow> {
  const [row] = await getSavedSearches(db, [id]);
  if (row === undefined) throw notFound(id);
  return row;
}

/** Newest first, those older than the id given. @param owner null: everybody's */
export function pageSavedSearches(
  db: Database,
  owner: string | null,
  { first, after }: Page,
): Promise<SavedSearchRow[]> {
  return db
    .select()
    .from(savedSearches)
    .where(
      and(owner === null ? undefined : eq(savedSearches.owner, owner), after ? lt(savedSearches.id, after) : undefined),
    )
    .orderBy(desc(savedSearches.id))
    .limit(first);
}

/**
 * Notes that it is run now, by the clock that items are dated by.
 * @returns the row before and after
 * @throws AppError NOT_FOUND
 */
export async function noteRun(db: Database, id: string): Promise<{ before: SavedSearchRow; after: SavedSearchRow }> {
  return db.transaction(async (tx) => {
    const before = await lockSavedSearch(tx, id);
    const [after] = await tx
      .update(savedSearches)
      .set({ lastRunAt: sql`now()` })
      .where(eq(savedSearches.id, id))
      .returning();
    return { before, after: after! };
  });
}

/** Items under the filter that hold at least one of the terms; of no terms, all of them. */
export async function countHolding<K extends ItemKind>(
  db: Database,
  kind: K,
  filter: ItemFilter<K>,
  terms: readonly number[],
): Promise<number> {
  const table = sql.raw(kind === 'achievement' ? 'achievements' : 'needs');
  const held =
    terms.length === 0
      ? sql`true`
      : sql`EXISTS (SELECT FROM lexical_entries l WHERE l.item_kind = ${kind} AND l.item_id = item.id
                       AND l.terms && ${integerArray(terms)})`;
  const [row] = await rowsOf<{ n: number }>(
    db,
    sql`SELECT count(*)::int AS n FROM ${table} item WHERE ${whereItem(kind, filter)} AND ${held}`,
  );
  return row!.n;
}

async function lockSavedSearch(tx: Database, id: string): Promise<SavedSearchRow> {
  const [row] = await tx.select().from(savedSearches).where(eq(savedSearches.id, id)).for('update');
  if (row === undefined) throw notFound(id);
  return row;
}

function notFound(id: string): AppError {
  return new AppError('NOT_FOUND', `没有编号为 ${id} 的已存查找。`);
}

function nameTaken({ owner, name }: Pick<Kept, 'owner' | 'name'>): never {
  throw new AppError('CONFLICT', `“${owner}”已经存有名为“${name}”的查找，请换一个名称，或修改原有的那一条。`);
}
