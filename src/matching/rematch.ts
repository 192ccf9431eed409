/** Background matching: the best achievements of a need, stored; and which needs a new achievement may matter to. */
import { findCandidates } from '../store/candidates.js';
import { replaceMatches } from '../store/matches.js';
import { AppError } from '../errors.js';
import { arrange } from './diversity.js';
import { probeOf } from './rank.js';
import { termsOf } from './reciprocal.js';
import { rank } from './rerank.js';
import { readSubject } from './subject.js';
import type { MatchingDeps } from './types.js';

/** How many matches are stored for a need. */
export const STORED_PER_NEED = 50;
/** Needs looked at again for one new achievement: so many nearest in meaning, and as many by words. */
const NEEDS_PER_ACHIEVEMENT = 20;

/** Ranks each need anew and stores its best; a need that is gone is passed over. Idempotent. */
export async function rematchNeeds(deps: MatchingDeps, needIds: readonly string[]): Promise<void> {
  for (const needId of needIds) {
    const subject = await readSubject(deps, 'need', needId, 'achievement').catch(goneIsNull);
    if (subject === null) continue;
    const modelId = subject.vectors?.modelId ?? null;
    const { ranked: ranking, rankingModel } = await rank(deps, subject, 'achievement', {});
    // As a page shows them, so that a variant is not pushed beside what it varies.
    const ranked = await arrange(deps, 'achievement', ranking, 'VARIANTS', modelId);
    await replaceMatches(
      deps.store.db,
      needId,
      ranked.slice(0, STORED_PER_NEED).map(({ candidate, score, contributions, inputs }, i) => ({
        achievementId: candidate.itemId,
        rank: i + 1,
        score,
        features: Object.fromEntries(contributions.map(({ feature, points }) => [feature, points])),
        inputs,
        terms: termsOf(contributions),
        rankingModel,
        embeddingModel: modelId,
      })),
    );
  }
}

/**
 * Needs whose stored matches new or changed achievements may alter: those near to any of them, so that one new
 * achievement costs the same however many needs there are.
 */
export async function needsAffectedBy(deps: MatchingDeps, achievementIds: readonly string[]): Promise<string[]> {
  const affected = new Set<string>();
  for (const id of achievementIds) {
    const subject = await readSubject(deps, 'achievement', id, 'need').catch(goneIsNull);
    if (subject === null) continue;
    const near = await findCandidates(
      deps,
      'need',
      probeOf(subject, 'need'),
      {},
      {
        lists: { vectors: NEEDS_PER_ACHIEVEMENT, words: NEEDS_PER_ACHIEVEMENT },
        exclude: subject.exclude,
      },
    );
    for (const { itemId } of near) affected.add(itemId);
  }
  return [...affected];
}

function goneIsNull(error: unknown): null {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
  throw error;
}
