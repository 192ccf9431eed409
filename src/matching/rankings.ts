/** The versions of the ranking: the built-in one and those fitted on verdicts. One of them ranks. */
import { AppError } from '../errors.js';
import type { Database } from '../store/open.js';
import { activeRanking, adoptRanking, listRankings } from '../store/ranking-models.js';
import type { RankingModelRow } from '../store/schema.js';
import { BUILT_IN, type RankingModel } from './model.js';

/** One version, as people see it. */
export interface RankingVersion extends RankingModel {
  /** Null for the built-in one. */
  base: string | null;
  active: boolean;
  previous: string | null;
  report: Record<string, unknown> | null;
  createdAt: Date | null;
  adoptedAt: Date | null;
}

/** The version that ranks now. */
export async function activeRankingModel(db: Database): Promise<RankingModel> {
  const row = await activeRanking(db, BUILT_IN.id);
  return row === null ? BUILT_IN : modelOf(row);
}

/** Newest first, the built-in one last. */
export async function rankingVersions(db: Database): Promise<RankingVersion[]> {
  const rows = await listRankings(db);
  const versions = rows.map((row) => {
    const { base, previous, report, createdAt, adoptedAt } = row;
    return { ...modelOf(row), base, previous, report, createdAt, adoptedAt, active: row.active && usable(row) };
  });
  const active = !versions.some((version) => version.active);
  const none = { base: null, previous: null, report: null, createdAt: null, adoptedAt: null };
  return [...versions, { ...BUILT_IN, ...none, active }];
}

/** @returns the id that ranked before. @throws AppError NOT_FOUND, CONFLICT */
export function adoptRankingModel(db: Database, id: string): Promise<string> {
  return adoptRanking(db, BUILT_IN.id, id);
}

/** Goes back to the version that ranked before the one in use. @returns its id. @throws AppError CONFLICT */
export async function revertRankingModel(db: Database): Promise<string> {
  const row = await activeRanking(db, BUILT_IN.id);
  if (row === null) throw new AppError('CONFLICT', `正在使用内置的排序模型 ${BUILT_IN.id}，没有可以退回的版本。`);
  const id = row.previous ?? BUILT_IN.id;
  await adoptRanking(db, BUILT_IN.id, id, true);
  return id;
}

function usable({ base }: RankingModelRow): boolean {
  return base === BUILT_IN.id;
}

function modelOf({ id, weights, calibration }: RankingModelRow): RankingModel {
  return { id, weights: { ...BUILT_IN.weights, ...weights }, calibration };
}
