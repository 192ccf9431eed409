/**
 * Weights fitted on verdicts: of two matches of one need, the accepted one should rank above the rejected one. A pairwise
 * logistic regression (RankNet with a linear model: Burges et al., "Learning to Rank using Gradient Descent", 2005),
 * held near the built-in weights, so that a few verdicts move them a little and a feature that no verdict tells of stays.
 */
import type { ScoreInputs } from '../../domain.js';
import { BUILT_IN, leveragesOf, MODEL, type FeatureName, type RankingModel } from '../model.js';

/** A verdict with what its judge saw. */
export interface Example {
  needId: string;
  accepted: boolean;
  inputs: ScoreInputs;
}

/** A need with accepted and rejected matches, each as what its features give for a weight of 1. */
export interface Contrast {
  needId: string;
  accepted: number[][];
  rejected: number[][];
}

/** What is fitted: all but what is made from the very verdicts that are fitted on. */
const FITTED = MODEL.filter(({ feature }) => feature !== 'verdicts');
const READINGS: ReadonlySet<FeatureName> = new Set(['tokens', 'lexical', 'title']);
/** What each reading of the text gives at best for a weight of 1; 0 for the other features. */
const ROOM = FITTED.map(({ feature, neutral }) => (READINGS.has(feature) ? 1 - neutral : 0));

/**
 * How strongly the weights are held near the built-in ones: one need's loss against the square of a weight's change in
 * parts of itself. Chosen with `npm run bench -- verdicts`.
 */
export const HOLD = 3;
const STEPS = 300;
/** No weight becomes more than so many times its built-in one. */
const LARGEST = 3;

/** Needs of which something was accepted and something rejected: only they say what should be above what. */
export function contrastsOf(examples: readonly Example[]): Contrast[] {
  const contrasts = new Map<string, Contrast>();
  for (const { needId, accepted, inputs } of examples) {
    const contrast = contrasts.get(needId) ?? { needId, accepted: [], rejected: [] };
    const leverages = leveragesOf(inputs);
    contrast[accepted ? 'accepted' : 'rejected'].push(FITTED.map(({ feature }) => leverages[feature]));
    contrasts.set(needId, contrast);
  }
  return [...contrasts.values()].filter(({ accepted, rejected }) => accepted.length > 0 && rejected.length > 0);
}

/**
 * Minimises, over the factors of the prior's weights,
 *
 *     Σ over needs of the mean over its pairs of ln(1 + exp(−slope · (points of the accepted − of the rejected)))
 *     + hold · Σ (factor − 1)²
 *
 * by gradient descent. The slope is that of the calibration, so that a point means what it means there. The most that the
 * text can give (90 points) is held: what one reading of it gains, the others lose. So a score keeps its range, and the
 * calibration its meaning.
 */
export function fitWeights(
  contrasts: readonly Contrast[],
  hold = HOLD,
  prior: RankingModel = BUILT_IN,
): RankingModel['weights'] {
  const { slope } = prior.calibration;
  const weights = FITTED.map(({ feature }) => prior.weights[feature]);
  const most = ROOM.map((room, i) => room * weights[i]!);
  const groups = contrasts.map(({ accepted, rejected }) =>
    accepted.flatMap((a) => rejected.map((r) => a.map((leverage, i) => weights[i]! * (leverage - r[i]!)))),
  );
  // No longer than 1 / curvature: the loss of a pair bends by ¼ · (slope · points)² at most, the hold by 2 · hold.
  const bend = (pair: readonly number[]) => (slope * slope * dot(pair, pair)) / 4;
  const step = 1 / (2 * hold + groups.reduce((sum, pairs) => sum + Math.max(...pairs.map(bend)), 0));
  let factors = FITTED.map(() => 1);
  for (let turn = 0; turn < STEPS; turn++) {
    const uphill = factors.map((factor) => 2 * hold * (factor - 1));
    for (const pairs of groups) {
      for (const pair of pairs) {
        const pull = slope / (1 + Math.exp(slope * dot(factors, pair))) / pairs.length;
        for (let i = 0; i < pair.length; i++) uphill[i]! -= pull * pair[i]!;
      }
    }
    // Without its part along `most`, a step leaves the text's share as it is.
    const along = dot(uphill, most) / dot(most, most);
    factors = factors.map((factor, i) => clamp(factor - step * (uphill[i]! - along * most[i]!)));
  }
  // A bound that was met has let the share drift.
  const scale =
    dot(
      factors.map(() => 1),
      most,
    ) / dot(factors, most);
  const fitted = FITTED.map(({ feature }, i) => [feature, scale * factors[i]! * weights[i]!]);
  return { ...prior.weights, ...Object.fromEntries(fitted) };
}

function clamp(factor: number): number {
  return Math.min(LARGEST, Math.max(0, factor));
}

function dot(left: readonly number[], right: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}
