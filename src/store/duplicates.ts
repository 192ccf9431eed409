/** Pairs of achievements that may be one, and what people decided of them. */
import { and, desc, eq, inArray, lt, notInArray, or, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { DuplicateEvidence, DuplicateStatus } from '../domain.js';
import { AppError } from '../errors.js';
import type { Database } from './open.js';
import type { Page } from './organizations.js';
import { rowsOf } from './rows.js';
import { achievements, duplicateCandidates, type DuplicateRow } from './schema.js';

/** Another achievement that looks like the one in question. */
export interface DuplicateFound {
  otherId: string;
  score: number;
  evidence: DuplicateEvidence;
}

/** Published, public achievements that name one of these patents, in any of the spellings given. */
export async function achievementsWithPatents(
  db: Database,
  spellings: readonly string[],
  limit: number,
): Promise<string[]> {
  if (spellings.length === 0) return [];
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`SELECT id FROM achievements WHERE ip && ${sql.param([...spellings])}::text[]
           AND status = 'published' AND visibility = 'public' ORDER BY id LIMIT ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Notes what an achievement looks like now. What was decided of a pair stays decided; a merged one is opened again when
 * its list publishes both again. Open pairs that are alike no longer are dropped.
 */
export async function noteDuplicates(db: Database, id: string, found: readonly DuplicateFound[]): Promise<void> {
  await db.transaction(async (tx) => {
    const ids = found.map(({ otherId }) => otherId);
    await tx
      .delete(duplicateCandidates)
      .where(
        and(
          eq(duplicateCandidates.status, 'open'),
          or(
            and(eq(duplicateCandidates.achievementId, id), notInArray(duplicateCandidates.otherId, ids)),
            and(eq(duplicateCandidates.otherId, id), notInArray(duplicateCandidates.achievementId, ids)),
          ),
        ),
      );
    if (found.length === 0) return;
    const rows = found.map(({ otherId, score, evidence }) => {
      const [achievementId, other] = id < otherId ? [id, otherId] : [otherId, id];
      return { id: uuid(), achievementId, otherId: other, score, evidence };
    });
    // In one order everywhere: two workers that note overlapping pairs must not wait for each other.
    rows.sort((a, b) => (a.achievementId + a.otherId < b.achievementId + b.otherId ? -1 : 1));
    const merged = sql`${duplicateCandidates.status} = 'merged'`;
    await tx
      .insert(duplicateCandidates)
      .values(rows)
      .onConflictDoUpdate({
        target: [duplicateCandidates.achievementId, duplicateCandidates.otherId],
        set: {
          score: sql`excluded.score`,
          evidence: sql`excluded.evidence`,
          status: sql`CASE WHEN ${merged} THEN 'open' ELSE ${duplicateCandidates.status} END`,
          keptId: sql`CASE WHEN ${merged} THEN NULL ELSE ${duplicateCandidates.keptId} END`,
          decidedAt: sql`CASE WHEN ${merged} THEN NULL ELSE ${duplicateCandidates.decidedAt} END`,
        },
      });
  });
}

/** Newest first, those older than the id given; none with a confidential side. */
export function pageDuplicates(db: Database, status: DuplicateStatus, { first, after }: Page): Promise<DuplicateRow[]> {
  const confidential = sql`EXISTS (SELECT FROM ${achievements} AS item
    WHERE item.id IN (${duplicateCandidates.achievementId}, ${duplicateCandidates.otherId}) AND item.visibility <> 'public')`;
  return db
    .select()
    .from(duplicateCandidates)
    .where(
      and(
        eq(duplicateCandidates.status, status),
        sql`NOT ${confidential}`,
        after ? lt(duplicateCandidates.id, after) : undefined,
      ),
    )
    .orderBy(desc(duplicateCandidates.id))
    .limit(first);
}

export function getDuplicates(db: Database, ids: readonly string[]): Promise<DuplicateRow[]> {
  return db
    .select()
    .from(duplicateCandidates)
    .where(inArray(duplicateCandidates.id, [...ids]));
}

/** Held until the transaction ends. @throws AppError NOT_FOUND */
export async function lockDuplicate(tx: Database, id: string): Promise<DuplicateRow> {
  const [row] = await tx.select().from(duplicateCandidates).where(eq(duplicateCandidates.id, id)).for('update');
  if (row === undefined) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的疑似重复。`);
  return row;
}

/** @param keptId null unless merged */
export async function decideDuplicate(
  tx: Database,
  id: string,
  status: Exclude<DuplicateStatus, 'open'>,
  keptId: string | null,
): Promise<DuplicateRow> {
  const [row] = await tx
    .update(duplicateCandidates)
    .set({ status, keptId, decidedAt: sql`now()` })
    .where(eq(duplicateCandidates.id, id))
    .returning();
  return row!;
}
