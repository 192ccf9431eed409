/** Background matching: the best achievements of a need, stored; and which needs a new achievement may matter to. */
import { findCandidates } from '../store/candidates.js';
import { replaceMatches } from '../store/matches.js';
import { writeKeptRanking } from '../store/kept-rankings.js';
import { readFrequencies } from '../store/postings.js';
import { AppError } from '../errors.js';
import { arrange } from './diversity.js';
import { groundsToKeep } from './explain.js';
import { DEPTH, probeOf, rankingToKeep, type Depth } from './rank.js';
import { termsOf } from './reciprocal.js';
import { rank } from './rerank.js';
import { readSubject } from './subject.js';
import type { MatchingDeps } from './types.js';

/** How many matches are stored for a need. */
export const STORED_PER_NEED = 50;
/** The grounds of so many are kept: the first three pages. */
const GROUNDED = 60;
/** Needs looked at again for one new achievement: so many nearest in meaning, and as many by words. */
const NEEDS_PER_ACHIEVEMENT = 20;

/**
 * Ranks each need anew, stores its best matches and keeps the ranking for the need's next searches; a need that is gone
 * is passed over. Idempotent.
 */
export async function rematchNeeds(deps: MatchingDeps, needIds: readonly string[]): Promise<void> {
  const { db } = deps.store;
  const items = (await readFrequencies(db, 'achievement', [])).get(0) ?? 0;
  const depth = thoroughDepth(items);
  for (const needId of needIds) {
    const subject = await readSubject(deps, 'need', needId, 'achievement').catch(goneIsNull);
    if (subject === null) continue;
    const modelId = subject.vectors?.modelId ?? null;
    const { rankingModel, ...found } = await rank(deps, subject, 'achievement', {}, depth);
    // As a page shows them, so that a variant is not pushed beside what it varies.
    const ranked = await arrange(deps, 'achievement', found.ranked, 'VARIANTS', modelId);
    await replaceMatches(
      db,
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
    const made = rankingToKeep(found, subject);
    if (subject.basis === null || made === null) continue;
    await writeKeptRanking(db, needId, subject.basis, {
      ...made,
      grounds: await groundsToKeep(deps, subject, ranked.slice(0, GROUNDED)),
    });
  }
}

/** Compared at a time, and altogether about so many at most. */
const ROUND = 160;
const MOST_COMPARED = 2500;
/** Among so many items the lists are as long as a page's; they grow with the items, up to so many times. */
const ITEMS_OF_A_PAGE = 16_000;
const LONGEST = 6.25;

/**
 * How deep background matching looks: nobody waits for it, and what it has compared once, no search of that need compares
 * again. It goes on for as long as the next candidate could come among the first if it surprised as much as the most
 * surprising one did.
 */
export function thoroughDepth(items: number): Depth {
  const times = Math.min(LONGEST, Math.max(1, items / ITEMS_OF_A_PAGE));
  const { vectors, words, expected } = DEPTH.candidates!;
  const grown = (count: number) => Math.round(times * count);
  return {
    candidates: {
      vectors: grown(vectors),
      words: grown(words),
      expected: grown(expected),
      remembered: MOST_COMPARED,
    },
    compared: ROUND,
    most: MOST_COMPARED,
    reach: 1,
    ranked: MOST_COMPARED,
    recalled: 0,
  };
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
        lists: { vectors: NEEDS_PER_ACHIEVEMENT, words: NEEDS_PER_ACHIEVEMENT, remembered: 0, expected: 0 },
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
