/**
 * The ranking model: what each feature may add to the score, and what a score means. Change a number here and change
 * the version with it; stored matches keep the version they were made with. The table is the built-in version; a refit
 * (`refit/`) makes others of the same features with other weights.
 */
import type { ScoreInputs } from '../domain.js';
import type { FeatureValue } from './features/types.js';

export const RANKING_MODEL = 'tokens-2';

/**
 * A feature adds `weight` × (value − `neutral`) points; one whose data are missing adds nothing. The three readings of
 * the text carry the score, in proportions that were fitted on the dev needs; what lists state beside the text moves it
 * by a few points either way. The industry hardly counts: on the dev needs what was sought was no oftener of the same
 * industry than what was not, and technology is often taken from another one.
 */
export const MODEL = [
  { feature: 'tokens', label: '逐词呼应', weight: 58.5, neutral: 0 },
  { feature: 'lexical', label: '共同用词', weight: 36, neutral: 0.5 },
  { feature: 'title', label: '题目贴近', weight: 27, neutral: 0.5 },
  { feature: 'indicators', label: '指标满足', weight: 6, neutral: 0.5 },
  { feature: 'industry', label: '产业领域', weight: 1, neutral: 0.5 },
  { feature: 'maturity', label: '技术成熟度', weight: 6, neutral: 0.5 },
  { feature: 'cooperation', label: '合作方式', weight: 4, neutral: 0.5 },
  { feature: 'budget', label: '预算与价格', weight: 4, neutral: 0.5 },
  { feature: 'pairing', label: '结对与意向', weight: 3, neutral: 0 },
  { feature: 'freshness', label: '更新时间', weight: 1, neutral: 0 },
  { feature: 'verdicts', label: '已有结论', weight: 16, neutral: 0.5 },
] as const;

const NEUTRAL = Object.fromEntries(MODEL.map(({ feature, neutral }) => [feature, neutral])) as Record<
  FeatureName,
  number
>;

/**
 * What an optional reranker adds (`rerank.ts`), beside the table since most rankings have none: up to a grade's width up
 * or down. Not fitted: which model it will be is not known.
 */
export const RERANKER = { feature: 'reranker', label: '重排模型', weight: 20, neutral: 0.5 } as const;

export type FeatureName = (typeof MODEL)[number]['feature'];
export type Features = Record<FeatureName, FeatureValue>;

/** A version of the ranking: the weights of MODEL's features, and what its scores mean. */
export interface RankingModel {
  id: string;
  weights: Readonly<Record<FeatureName, number>>;
  calibration: Calibration;
}

/** P(useful) = 1 / (1 + exp(−slope · (score − middle))). */
export interface Calibration {
  slope: number;
  middle: number;
}

/** Its calibration was fitted together with `levelOf`. */
export const BUILT_IN: RankingModel = {
  id: RANKING_MODEL,
  weights: Object.fromEntries(MODEL.map(({ feature, weight }) => [feature, weight])) as Record<FeatureName, number>,
  calibration: { slope: 0.207, middle: 50.7 },
};

/** Without vectors, the shared words carry the weight of all readings of the text. */
const WORDS_ONLY_SHARE = 5;

export interface Contribution extends FeatureValue {
  feature: FeatureName | typeof RERANKER.feature;
  label: string;
  points: number;
}

export interface Score {
  /** 0–100: the sum of the points, cut to the range. */
  score: number;
  /** The sum itself: what is ranked by. */
  points: number;
  contributions: Contribution[];
  inputs: ScoreInputs;
}

/**
 * @param level 0–1: how far the best of this search can be trusted at all (`levelOf`). The readings are relative to the
 *   other candidates; the level turns them into something that means the same for every need. The order does not depend on it.
 * @param wordsOnly nothing was embedded
 */
export function scoreOf(features: Features, level: number, wordsOnly = false, model = BUILT_IN): Score {
  const values: ScoreInputs['values'] = {};
  for (const { feature } of MODEL) values[feature] = features[feature].value;
  const inputs = { values, level, wordsOnly };
  const contributions = MODEL.map((row) => {
    const { feature, label } = row;
    return {
      feature,
      label,
      ...features[feature],
      points: model.weights[feature] * leverageOf(row, features[feature].value, inputs),
    };
  });
  return scoreFrom(contributions, inputs);
}

/** The score with what the reranker says of the pair: relative as the other readings, so the level counts here too. */
export function withReranker({ contributions, inputs }: Score, { value, detail }: FeatureValue): Score {
  const { feature, label, weight, neutral } = RERANKER;
  const points = value === null ? 0 : inputs.level * weight * (value - neutral);
  return scoreFrom([...contributions, { feature, label, value, detail, points }], inputs);
}

function scoreFrom(contributions: Contribution[], inputs: ScoreInputs): Score {
  const points = sum(contributions.map((contribution) => contribution.points));
  return { score: Math.min(100, Math.max(0, points)), points, contributions, inputs };
}

/** What the three readings of the text come to. @param known values of the features; null: missing */
export function textPoints(known: Record<'lexical' | 'title' | 'tokens', number | null>, model = BUILT_IN): number {
  const points = (feature: keyof typeof known) => {
    const value = known[feature];
    return value === null ? 0 : model.weights[feature] * (value - NEUTRAL[feature]);
  };
  return points('tokens') + points('lexical') + points('title');
}

/** The points at the level of 1: what the order rests on. */
export function fullPointsOf(features: Features, wordsOnly: boolean, model: RankingModel): number {
  const most = { level: 1, wordsOnly };
  return sum(MODEL.map((row) => model.weights[row.feature] * leverageOf(row, features[row.feature].value, most)));
}

/** What each feature adds to the points for a weight of 1. */
export function leveragesOf(inputs: ScoreInputs): Record<FeatureName, number> {
  const { values } = inputs;
  return Object.fromEntries(
    MODEL.map((row) => [row.feature, leverageOf(row, values[row.feature] ?? null, inputs)]),
  ) as Record<FeatureName, number>;
}

function leverageOf(
  { feature, neutral }: (typeof MODEL)[number],
  value: number | null,
  { level, wordsOnly }: Pick<ScoreInputs, 'level' | 'wordsOnly'>,
): number {
  const share = wordsOnly && feature === 'lexical' ? WORDS_ONLY_SHARE : 1;
  return value === null ? 0 : level * share * (value - neutral);
}

/** What a search found, in figures that mean the same in every search. */
export interface Found {
  /** Token agreement of the best candidate, 0–1; null when words alone were compared. */
  agreement: number | null;
  /** Share of the weight of the words asked that the best candidate holds, 0–1. */
  coverage: number;
  /** What is known of the two texts that the best match rests on. */
  texts: Texts;
}

/** How much text a comparison rests on. */
export interface Texts {
  /** Tokens of the text that asks, see `tokensIn`; null: each candidate asks with a text of its own. */
  asked: number | null;
  /** Of the candidate nothing but a title is known. */
  bare: boolean;
}

/** A need has about so many tokens in the median: what is shorter says less. */
const FULL_TEXT = 100;
/** One token says as much as two. */
const SHORTEST_TEXT = 2;
/** Share of the trust that is lost when the text that asks is shorter by a factor of e. */
const LOST_BY_SHORTNESS = 0.1;
/** Share that is lost where a title alone answers. */
const LOST_BY_BARENESS = 0.19;

/**
 * How far the best of a search can be trusted, 0–1: even where nothing fits, something is nearest. Fitted together with
 * `probabilityOf` on the first 40 of each dev need, each taken twice: as it is, and with everything relevant removed, as
 * if half of all needs had nothing that fits. Log loss 0.0313, as good as a logistic regression on the same figures with
 * no form prescribed (0.0311); with the nearest cosine in place of the agreement it was 0.0387. Of the default model:
 * another one's agreements lie elsewhere.
 *
 * It is less where little text agrees, see `trustIn`.
 */
export function levelOf({ agreement, coverage, texts }: Found): number {
  if (agreement === null) return Math.min(1, 0.2 + 2.5 * coverage);
  return Math.min(1, (0.15 + 1.75 * Math.sqrt(agreement) + 0.5 * coverage) * trustIn(texts));
}

/**
 * How far agreement can be trusted for the texts that agree, above 0 to 1: few words agree with something by chance far
 * sooner than many, and with a bare title sooner still. Fitted on the dev needs and on their titles typed as free texts,
 * both as they are and with everything useful removed; the sample was not used. Log loss of P over the first 40, before
 * and after: needs 0.0348 and 0.0336, titles 0.1045 and 0.0512 (cross-validated 0.0336 and 0.0518); in the sample 0.0148
 * and 0.0148, its titles 0.0388 and 0.0339. Of 227 matches for titles graded A or B before, 50 were useful; of 51 after,
 * 33.
 */
export function trustIn({ asked, bare }: Texts): number {
  const short = asked === null ? 0 : Math.max(0, Math.log(FULL_TEXT / Math.max(SHORTEST_TEXT, asked)));
  return 1 - LOST_BY_SHORTNESS * short - (bare ? LOST_BY_BARENESS : 0);
}

/** Probability that a match of this score is useful to the need (judged 2 or 3 of 3), from the same fit. */
export function probabilityOf(score: number, { calibration } = BUILT_IN): number {
  return 1 / (1 + Math.exp(-calibration.slope * (score - calibration.middle)));
}

/** Inverse of `probabilityOf`. @param probability above 0, below or equal to 1 */
export function scoreWithProbability(probability: number, { calibration } = BUILT_IN): number {
  return calibration.middle + Math.log(probability / (1 - probability)) / calibration.slope;
}

/** Lowest probability of each grade: of four matches graded A, three or more are useful. */
const GRADES: readonly [Grade, number][] = [
  ['A', 0.75],
  ['B', 0.5],
  ['C', 0.25],
  ['D', 0],
];

export type Grade = 'A' | 'B' | 'C' | 'D';

export function gradeOf(score: number, model = BUILT_IN): Grade {
  const probability = probabilityOf(score, model);
  return GRADES.find(([, from]) => probability >= from)![0];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
