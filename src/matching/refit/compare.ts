/** How two versions of the ranking do on the same verdicts. */
import { BUILT_IN, leveragesOf, MODEL, probabilityOf, type RankingModel } from '../model.js';
import { contrastsOf, type Example } from './fit.js';

/** On needs of which something was accepted and something rejected. */
export interface Figures {
  needs: number;
  pairs: number;
  /** Share of pairs whose accepted match has the more points; a tie counts half. Mean over needs, as all of these. */
  pairAccuracy: number;
  /** Mean of ln(1 + exp(−slope · difference in points)). */
  pairLogLoss: number;
  /** nDCG of the judged matches alone: an accepted one gains 1, a rejected one nothing. */
  ndcg: number;
  /** Mean log loss of the probability shown, over single verdicts. */
  logLoss: number;
}

/** Points of a match under a version, without the part that verdicts on other matches have. */
export function pointsOf({ inputs }: Example, { weights }: RankingModel): number {
  const leverages = leveragesOf(inputs);
  return MODEL.reduce(
    (sum, { feature }) => (feature === 'verdicts' ? sum : sum + weights[feature] * leverages[feature]),
    0,
  );
}

export function figuresOf(examples: readonly Example[], model: RankingModel): Figures {
  const byNeed = measureNeeds(examples, model);
  const losses = examples.map((example) => {
    const probability = probabilityOf(Math.min(100, Math.max(0, pointsOf(example, model))), model);
    return -Math.log(example.accepted ? probability : 1 - probability);
  });
  return {
    needs: byNeed.length,
    pairs: byNeed.reduce((sum, { pairs }) => sum + pairs, 0),
    pairAccuracy: mean(byNeed.map(({ accuracy }) => accuracy)),
    pairLogLoss: mean(byNeed.map(({ logLoss }) => logLoss)),
    ndcg: mean(byNeed.map(({ ndcg }) => ndcg)),
    logLoss: mean(losses),
  };
}

/** What the log loss of pairs falls by from one version to another, need by need. */
export function gainsOf(examples: readonly Example[], from: RankingModel, to: RankingModel): number[] {
  const before = measureNeeds(examples, from);
  return measureNeeds(examples, to).map(({ logLoss }, i) => before[i]!.logLoss - logLoss);
}

interface NeedFigures {
  pairs: number;
  accuracy: number;
  logLoss: number;
  ndcg: number;
}

function measureNeeds(examples: readonly Example[], model: RankingModel): NeedFigures[] {
  const { slope } = BUILT_IN.calibration;
  return contrastsOf(examples).map(({ needId }) => {
    const judged = examples
      .filter((example) => example.needId === needId)
      .map((example) => ({ accepted: example.accepted, points: pointsOf(example, model) }));
    const rejected = judged.filter((one) => !one.accepted);
    const differences = judged.filter((one) => one.accepted).flatMap((a) => rejected.map((r) => a.points - r.points));
    return {
      pairs: differences.length,
      accuracy: mean(differences.map((by) => (by > 0 ? 1 : by === 0 ? 0.5 : 0))),
      logLoss: mean(differences.map((by) => Math.log1p(Math.exp(-slope * by)))),
      ndcg: ndcgOf(judged),
    };
  });
}

/** A tie ranks the rejected one first: nothing is won by indifference. */
function ndcgOf(judged: readonly { accepted: boolean; points: number }[]): number {
  const gain = (place: number) => 1 / Math.log2(place + 2);
  const ranked = [...judged].sort((a, b) => b.points - a.points || Number(a.accepted) - Number(b.accepted));
  const found = ranked.reduce((sum, { accepted }, place) => sum + (accepted ? gain(place) : 0), 0);
  const best = judged.filter(({ accepted }) => accepted).reduce((sum, _, place) => sum + gain(place), 0);
  return best === 0 ? 0 : found / best;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
