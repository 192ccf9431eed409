import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Database } from './open.js';
import { matches, type MatchRow } from './schema.js';

export type NewMatch = Pick<
  MatchRow,
  'achievementId' | 'rank' | 'score' | 'features' | 'terms' | 'rankingModel' | 'embeddingModel'
> &
  Partial<Pick<MatchRow, 'inputs'>>;

/** Makes these the stored matches of a need. One that was there keeps when it was first seen. */
export async function replaceMatches(db: Database, needId: string, found: readonly NewMatch[]): Promise<void> {
  await db.transaction(async (tx) => {
    const kept = found.map((match) => match.achievementId);
    await tx
      .delete(matches)
      .where(and(eq(matches.needId, needId), kept.length === 0 ? undefined : notInArray(matches.achievementId, kept)));
    if (found.length === 0) return;
    await tx
      .insert(matches)
      .values(found.map((match) => ({ needId, ...match })))
      .onConflictDoUpdate({
        target: [matches.needId, matches.achievementId],
        set: {
          rank: sql`excluded.rank`,
          score: sql`excluded.score`,
          features: sql`excluded.features`,
          terms: sql`excluded.terms`,
          inputs: sql`excluded.inputs`,
          rankingModel: sql`excluded.ranking_model`,
          embeddingModel: sql`excluded.embedding_model`,
          computedAt: sql`now()`,
        },
      });
  });
}

/** Best first within each need. */
export function matchesOfNeeds(db: Database, needIds: readonly string[]): Promise<MatchRow[]> {
  return db
    .select()
    .from(matches)
    .where(inArray(matches.needId, [...needIds]))
    .orderBy(asc(matches.needId), asc(matches.rank));
}
