import { and, asc, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { ListKind } from '../domain.js';
import type { Database } from './open.js';
import type { Page } from './organizations.js';
import { listEditions, lists, type EditionRow, type ListRow } from './schema.js';

/** What makes an upload an edition of the same list. */
export interface ListIdentity {
  kind: ListKind;
  name: string;
  /** Null for a collection over many organisations. */
  organizationId: string | null;
}

export async function findList(db: Database, { kind, name, organizationId }: ListIdentity): Promise<ListRow | null> {
  const owner = organizationId === null ? isNull(lists.organizationId) : eq(lists.organizationId, organizationId);
  const [row] = await db
    .select()
    .from(lists)
    .where(and(eq(lists.kind, kind), eq(lists.name, name), owner));
  return row ?? null;
}

export async function findOrCreateList(db: Database, identity: ListIdentity): Promise<ListRow> {
  await db
    .insert(lists)
    .values({ id: uuid(), ...identity })
    .onConflictDoNothing();
  return (await findList(db, identity))!;
}

/** The edition that a task makes; the next number of its list when the task has none yet. */
export async function startEdition(
  tx: Database,
  edition: Pick<EditionRow, 'listId' | 'fileName' | 'fileHash'> & { taskId: string },
): Promise<EditionRow> {
  // Two uploads of one list number their editions one after the other.
  await tx.select().from(lists).where(eq(lists.id, edition.listId)).for('update');
  const [begun] = await tx.select().from(listEditions).where(eq(listEditions.taskId, edition.taskId));
  if (begun !== undefined) return begun;
  const [last] = await tx
    .select({ number: listEditions.number })
    .from(listEditions)
    .where(eq(listEditions.listId, edition.listId))
    .orderBy(desc(listEditions.number))
    .limit(1);
  const [row] = await tx
    .insert(listEditions)
    .values({ id: uuid(), number: (last?.number ?? 0) + 1, ...edition })
    .returning();
  return row!;
}

export type EditionCounts = Pick<EditionRow, 'added' | 'changed' | 'unchanged' | 'gone'>;

/** Adds to the edition's counts; `applied` when no row is left to come. @returns the edition with them */
export async function countInEdition(
  tx: Database,
  id: string,
  counts: Partial<EditionCounts>,
  applied = false,
): Promise<EditionRow> {
  const { added = 0, changed = 0, unchanged = 0, gone = 0 } = counts;
  const [edition] = await tx
    .update(listEditions)
    .set({
      added: sql`${listEditions.added} + ${added}`,
      changed: sql`${listEditions.changed} + ${changed}`,
      unchanged: sql`${listEditions.unchanged} + ${unchanged}`,
      gone: sql`${listEditions.gone} + ${gone}`,
      ...(applied ? { appliedAt: sql`now()` } : {}),
    })
    .where(eq(listEditions.id, id))
    .returning();
  return edition!;
}

export function getLists(db: Database, ids: readonly string[]): Promise<ListRow[]> {
  return db
    .select()
    .from(lists)
    .where(inArray(lists.id, [...ids]));
}

/** In the order of ids, after the one given. */
export function pageLists(db: Database, kind: ListKind | null, { first, after }: Page): Promise<ListRow[]> {
  return db
    .select()
    .from(lists)
    .where(and(kind === null ? undefined : eq(lists.kind, kind), after ? gt(lists.id, after) : undefined))
    .orderBy(asc(lists.id))
    .limit(first);
}

export function getEditions(db: Database, ids: readonly string[]): Promise<EditionRow[]> {
  return db
    .select()
    .from(listEditions)
    .where(inArray(listEditions.id, [...ids]));
}

/** Newest first within each list. */
export function editionsOf(db: Database, listIds: readonly string[]): Promise<EditionRow[]> {
  return db
    .select()
    .from(listEditions)
    .where(inArray(listEditions.listId, [...listIds]))
    .orderBy(desc(listEditions.number));
}
