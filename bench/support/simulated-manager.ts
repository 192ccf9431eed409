/** A manager who accepts what an evaluation set grades 2 or 3 and rejects the rest, and what the ranking learns of that. */
import { measure } from '../../src/cli/eval/metrics.js';
import type { FeedbackReason } from '../../src/domain.js';
import { verdicts } from '../../src/matching/features/verdicts.js';
import { BUILT_IN, scoreOf, type RankingModel } from '../../src/matching/model.js';
import { contrastsOf, fitWeights, HOLD, type Example } from '../../src/matching/refit/fit.js';
import { compareHeldBack, judge } from '../../src/matching/refit/refit.js';
import { nearnessOf } from '../../src/matching/verdicts.js';
import type { Judged } from '../../src/store/verdicts.js';
import type { RankedNeed } from '../verdicts.js';

const SPLITS = 20;
const PAGE = 10;
const ACCEPTED_FROM = 2;

export interface Spread {
  mean: number;
  sd: number;
}

/**
 * Of each need, `judged` of the first page are judged; measured is the nDCG@10 of the rest, without and with the feature
 * `verdicts`. `first`: the manager goes down the page; `random`: picks anywhere on it, over several draws.
 */
export function learnWithinNeeds(needs: readonly RankedNeed[]) {
  return [
    { picks: 'first', judged: 3 },
    { picks: 'first', judged: 5 },
    { picks: 'random', judged: 3 },
    { picks: 'random', judged: 5 },
  ].map(({ picks, judged }) => {
    const draws = Array.from({ length: picks === 'first' ? 1 : SPLITS }, (_, draw) => {
      const random = randomFrom(draw + 1);
      const rest = needs.flatMap((need) => restOf(need, judged, picks === 'first' ? null : random) ?? []);
      const of = (which: 'before' | 'after') => measure(rest, new Map(rest.map((one) => [one.id, one[which]]))).ndcg10;
      return { before: of('before'), gain: of('after') - of('before') };
    });
    return {
      picks,
      judged,
      before: spread(draws.map((one) => one.before)),
      gain: spread(draws.map((one) => one.gain)),
    };
  });
}

/** Null where nothing useful is left. */
function restOf(need: RankedNeed, count: number, random: (() => number) | null) {
  const page = need.places.slice(0, PAGE);
  const chosen = (random === null ? page : shuffled(page, random)).slice(0, count);
  const ids = new Set(chosen.map(({ id }) => id));
  const grades = new Map([...need.grades].filter(([id]) => !ids.has(id)));
  if (![...grades.values()].some((grade) => grade > 0)) return null;
  const judged = chosen.map((place) => verdictOn(need, place));
  const rank = (known: readonly Judged[]) => ranked(need, BUILT_IN, known).filter((id) => !ids.has(id));
  return { id: need.id, difficulty: null, grades, before: rank([]), after: rank(judged) };
}

/** Grade 1 is of the field, yet not what is wanted; grade 0 is of another. */
function verdictOn({ grades }: RankedNeed, { id, candidate }: RankedNeed['places'][number]): Judged {
  const grade = grades.get(id) ?? 0;
  const reason: FeedbackReason = grade === 0 ? 'FIELD_MISMATCH' : 'INDICATORS_MISSED';
  const accepted = grade >= ACCEPTED_FROM;
  return {
    id: candidate.itemId,
    title: id,
    verdict: accepted ? 'accept' : 'reject',
    reasons: accepted ? [] : [reason],
    organizationId: candidate.organizationId,
    cooperationModes: candidate.cooperationModes,
    priceMin: candidate.moneyMin,
    trlMax: candidate.trlMax,
  };
}

/** @returns the file's ids, best first, as the ranking orders them */
function ranked({ places, level, cosines }: RankedNeed, model: RankingModel, judged: readonly Judged[]): string[] {
  const nearness = nearnessOf(cosines);
  return places
    .map(({ id, candidate, features }) => {
      const all = { ...features, verdicts: verdicts(judged, candidate, features, nearness) };
      return { id, points: scoreOf(all, level, false, model).points };
    })
    .sort((a, b) => b.points - a.points)
    .map(({ id }) => id);
}

/** Weights as somebody might have guessed them: words before meaning. What a refit can mend, if it can mend anything. */
const GUESSED: RankingModel = {
  ...BUILT_IN,
  id: 'guessed',
  weights: { ...BUILT_IN.weights, tokens: 15, lexical: 100, title: 50 },
};

/**
 * Of some needs the first five are judged, the weights fitted on that; measured are the other needs, before and after,
 * when the fit is used whatever the comparison says (`fitted`), and when it is used only if it would be adopted (`refit`).
 */
export function learnAcrossNeeds(needs: readonly RankedNeed[]) {
  return [BUILT_IN, GUESSED].flatMap((prior) =>
    [6, 20, 40].map((judgedNeeds) => {
      const splits = Array.from({ length: SPLITS }, (_, split) => learnOnce(needs, judgedNeeds, prior, split + 1));
      const of = (read: (one: (typeof splits)[number]) => number) => spread(splits.map(read));
      return {
        from: prior.id,
        verdicts: judgedNeeds * JUDGED_EACH,
        before: { ndcg10: of((one) => one.before.ndcg10), mrr: of((one) => one.before.mrr) },
        fitted: {
          ndcg10: of((one) => one.after.ndcg10 - one.before.ndcg10),
          mrr: of((one) => one.after.mrr - one.before.mrr),
        },
        refit: {
          adopted: splits.filter((one) => one.adopted).length / SPLITS,
          ndcg10: of((one) => (one.adopted ? one.after.ndcg10 - one.before.ndcg10 : 0)),
          mrr: of((one) => (one.adopted ? one.after.mrr - one.before.mrr : 0)),
        },
      };
    }),
  );
}

const JUDGED_EACH = 5;

function learnOnce(needs: readonly RankedNeed[], judgedNeeds: number, prior: RankingModel, seed: number) {
  const order = shuffled(needs, randomFrom(seed));
  const examples = order.slice(0, judgedNeeds).flatMap((need): Example[] => {
    const places = new Map(need.places.map((place) => [place.id, place]));
    return ranked(need, prior, [])
      .slice(0, JUDGED_EACH)
      .map((id) => ({
        needId: need.id,
        accepted: (need.grades.get(id) ?? 0) >= ACCEPTED_FROM,
        inputs: scoreOf(places.get(id)!.features, need.level).inputs,
      }));
  });
  const fitted = { ...prior, weights: fitWeights(contrastsOf(examples), HOLD, prior) };
  const rest = order.slice(judgedNeeds).map((need) => ({ ...need, difficulty: null }));
  const under = (model: RankingModel) => measure(rest, new Map(rest.map((need) => [need.id, ranked(need, model, [])])));
  return {
    before: under(prior),
    after: under(fitted),
    adopted: judge(compareHeldBack(examples, prior, prior)).adopted,
  };
}

function spread(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, sd: Math.sqrt(variance) };
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** A linear congruential generator (Numerical Recipes): the same draws in every run. */
function randomFrom(seed: number): () => number {
  let state = (seed * 7919) >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
