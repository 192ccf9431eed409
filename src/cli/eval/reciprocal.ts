/** Whether what would be pushed is worth it to both sides. */
import { reciprocityOf } from '../../matching/reciprocal.js';
import { probabilityOf, type RankingModel } from '../../matching/model.js';
import { PUSH_FROM } from '../../matching/push.js';
import { STORED_PER_NEED } from '../../matching/rematch.js';
import type { JudgedNeed } from './metrics.js';

export interface Reciprocal {
  /** MRR of the achievement of grade 3 among the achievements for its need. */
  mrrOfAchievement: number;
  /** MRR of the need among all needs for its achievement of grade 3. */
  mrrOfNeed: number;
  /** Average precision of useful pairs among all that would be stored, by probability alone and by `reciprocal`. */
  averagePrecision: { probability: number; reciprocal: number };
  /** What reaches the threshold of a push, and the share of it that is useful. */
  pushed: { stored: number; pairs: number; useful: number };
}

interface Scored {
  ids: readonly string[];
  scores: readonly number[];
}

/** Lowest grade of a useful achievement. */
const USEFUL_FROM = 2;

/**
 * @param rankings of each need, best first
 * @param needsFor of each achievement of grade 3, the needs found for it, best first
 * @param model the version that gave the scores
 */
export function measureReciprocal(
  judged: readonly JudgedNeed[],
  rankings: ReadonlyMap<string, Scored>,
  needsFor: ReadonlyMap<string, readonly string[]>,
  model: RankingModel,
): Reciprocal {
  const sought = judged.flatMap(({ id, grades }) =>
    [...grades].flatMap(([achievement, grade]) => (grade === 3 ? [{ id, achievement }] : [])),
  );
  const stored = judged.flatMap(({ id, grades }) => {
    const { ids, scores } = rankings.get(id) ?? { ids: [], scores: [] };
    return ids.slice(0, STORED_PER_NEED).map((achievement, i) => ({
      achievement,
      rank: i + 1,
      score: scores[i]!,
      useful: (grades.get(achievement) ?? 0) >= USEFUL_FROM,
    }));
  });
  const scoresOf = new Map<string, number[]>();
  for (const { achievement, score } of stored) scoresOf.set(achievement, [...(scoresOf.get(achievement) ?? []), score]);
  const weighed = stored.map(({ achievement, ...match }) => {
    const scores = scoresOf.get(achievement)!;
    const place = 1 + scores.filter((score) => score > match.score).length;
    const standing = { ...match, place, best: Math.max(...scores), terms: null, open: true };
    return {
      useful: match.useful,
      probability: probabilityOf(match.score, model),
      reciprocal: reciprocityOf(standing, model).reciprocal,
    };
  });
  const total = judged.flatMap(({ grades }) => [...grades.values()].filter((grade) => grade >= USEFUL_FROM)).length;
  const pushed = weighed.filter(({ reciprocal }) => reciprocal >= PUSH_FROM);
  return {
    mrrOfAchievement: meanReciprocalRank(
      sought.map((pair) => rankings.get(pair.id)?.ids.indexOf(pair.achievement) ?? -1),
    ),
    mrrOfNeed: meanReciprocalRank(sought.map((pair) => needsFor.get(pair.achievement)?.indexOf(pair.id) ?? -1)),
    averagePrecision: {
      probability: averagePrecision(weighed, ({ probability }) => probability, total),
      reciprocal: averagePrecision(weighed, ({ reciprocal }) => reciprocal, total),
    },
    pushed: {
      stored: stored.length,
      pairs: pushed.length,
      useful: pushed.filter(({ useful }) => useful).length / Math.max(1, pushed.length),
    },
  };
}

/** @param places from 0; −1: not found */
function meanReciprocalRank(places: readonly number[]): number {
  return places.reduce((sum, place) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0) / Math.max(1, places.length);
}

/** @param total useful pairs there are; those that were not found count as missed */
function averagePrecision<T extends { useful: boolean }>(
  pairs: readonly T[],
  by: (pair: T) => number,
  total: number,
): number {
  let found = 0;
  const precisions = [...pairs]
    .sort((a, b) => by(b) - by(a))
    .map(({ useful }, i) => (useful ? (found += 1) / (i + 1) : 0));
  return precisions.reduce((sum, precision) => sum + precision, 0) / Math.max(1, total);
}
