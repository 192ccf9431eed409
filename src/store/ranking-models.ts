/** Versions of the ranking that were fitted on verdicts, and which of them ranks. */
import { and, desc, eq, sql } from 'drizzle-orm';
import { AppError } from '../errors.js';
import type { Database } from './open.js';
import { oweEveryNeed } from './rematch-backlog.js';
import { rankingModels, type RankingModelRow } from './schema.js';

export type NewRanking = Pick<RankingModelRow, 'base' | 'weights' | 'calibration' | 'report'>;

/** @returns null: the built-in version ranks. So it does after an update of the program that comes with another base. */
export async function activeRanking(db: Database, base: string): Promise<RankingModelRow | null> {
  const [row] = await db
    .select()
    .from(rankingModels)
    .where(and(eq(rankingModels.active, true), eq(rankingModels.base, base)));
  return row ?? null;
}

/** Newest first. */
export function listRankings(db: Database): Promise<RankingModelRow[]> {
  return db.select().from(rankingModels).orderBy(desc(rankingModels.createdAt), desc(rankingModels.id));
}

/** Keeps a version without adopting it. Its id counts on from its base: `tokens-2.1`, `tokens-2.2` … */
export async function addRanking(db: Database, given: NewRanking): Promise<RankingModelRow> {
  return db.transaction(async (tx) => {
    await lockRankings(tx);
    const id = `${given.base}.${(await tx.$count(rankingModels, eq(rankingModels.base, given.base))) + 1}`;
    const [row] = await tx
      .insert(rankingModels)
      .values({ id, ...given })
      .returning();
    return row!;
  });
}

/**
 * Lets another version rank, and owes every need its stored matches anew.
 * @param id the base itself stands for the built-in version
 * @param goingBack keeps the version's own way back, instead of making it the one that ranks now
 * @returns the id of the version that ranked until now
 * @throws AppError NOT_FOUND; CONFLICT for a version of another base
 */
export async function adoptRanking(db: Database, base: string, id: string, goingBack = false): Promise<string> {
  return db.transaction(async (tx) => {
    await lockRankings(tx);
    const before = (await activeRanking(tx, base))?.id ?? base;
    const [wanted] = id === base ? [] : await tx.select().from(rankingModels).where(eq(rankingModels.id, id));
    if (wanted === undefined && id !== base) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的排序模型。`);
    if (wanted !== undefined && wanted.base !== base)
      throw new AppError('CONFLICT', `排序模型 ${id} 由 ${wanted.base} 拟合而来，不适用于当前程序的 ${base}。`);
    if (before === id) return before;
    await tx.update(rankingModels).set({ active: false }).where(eq(rankingModels.active, true));
    if (wanted !== undefined)
      await tx
        .update(rankingModels)
        .set({ active: true, adoptedAt: sql`now()`, ...(goingBack ? {} : { previous: before }) })
        .where(eq(rankingModels.id, id));
    await oweEveryNeed(tx);
    return before;
  });
}

/** Two refits at once: one after the other. */
async function lockRankings(tx: Database): Promise<void> {
  await tx.execute(sql`LOCK TABLE ${rankingModels} IN SHARE ROW EXCLUSIVE MODE`);
}
