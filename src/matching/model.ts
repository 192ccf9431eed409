/**
 * The ranking model: what each feature may add to the score, and what a score means. Change a number here and change
 * the version with it; stored matches keep the version they were made with.
 */
import type { FeatureValue } from './features/types.js';

export const RANKING_MODEL = 'tokens-1';

/**
 * A feature adds `weight` × (value − `neutral`) points; one whose data are missing adds nothing. The three readings of
 * the text carry the score; what lists state beside the text moves it by a few points either way.
 */
export const MODEL = [
  { feature: 'tokens', label: '逐词呼应', weight: 58.5, neutral: 0 },
  { feature: 'lexical', label: '共同用词', weight: 36, neutral: 0.5 },
  { feature: 'title', label: '题目贴近', weight: 27, neutral: 0.5 },
  { feature: 'indicators', label: '指标满足', weight: 6, neutral: 0.5 },
  { feature: 'industry', label: '产业领域', weight: 6, neutral: 0.5 },
  { feature: 'maturity', label: '技术成熟度', weight: 6, neutral: 0.5 },
  { feature: 'cooperation', label: '合作方式', weight: 4, neutral: 0.5 },
  { feature: 'budget', label: '预算与价格', weight: 4, neutral: 0.5 },
  { feature: 'pairing', label: '结对与意向', weight: 3, neutral: 0 },
  { feature: 'freshness', label: '更新时间', weight: 1, neutral: 0 },
] as const;

export type FeatureName = (typeof MODEL)[number]['feature'];
export type Features = Record<FeatureName, FeatureValue>;

/** Without vectors, the shared words carry the weight of all readings of the text. */
const WORDS_ONLY_SHARE = 5;

export interface Contribution extends FeatureValue {
  feature: FeatureName;
  label: string;
  points: number;
}

export interface Score {
  /** 0–100: the sum of the points, cut to the range. */
  score: number;
  /** The sum itself: what is ranked by. */
  points: number;
  contributions: Contribution[];
}

/**
 * @param level 0–1: how far the best of this search can be trusted at all (`levelOf`). The readings are relative to the
 *   other candidates; the level turns them into something that means the same for every need. The order does not depend on it.
 * @param wordsOnly nothing was embedded
 */
export function scoreOf(features: Features, level: number, wordsOnly = false): Score {
  const contributions = MODEL.map(({ feature, label, weight, neutral }) => {
    const { value, detail } = features[feature];
    const share = wordsOnly && feature === 'lexical' ? WORDS_ONLY_SHARE : 1;
    const points = value === null ? 0 : level * share * weight * (value - neutral);
    return { feature, label, value, detail, points };
  });
  const points = sum(contributions.map((contribution) => contribution.points));
  return { score: Math.min(100, Math.max(0, points)), points, contributions };
}

/**
 * How far the best of a search can be trusted, 0–1: even where nothing fits, something is nearest. A line through what a
 * logistic regression on the dev needs says, each need taken twice: as it is, and with everything relevant removed.
 * At equal level × readings the probability that a match is useful came out equal. The ends are those of the default
 * embedding model; another one's cosines lie elsewhere.
 * @param topCosine of the nearest candidate; null when words alone were compared
 */
export function levelOf(topCosine: number | null): number {
  if (topCosine === null) return LEXICAL_LEVEL;
  return Math.min(1, Math.max(0.4, 0.72 + 1.4 * (topCosine - 0.55)));
}

/** Words alone do not tell how near the nearest is. */
const LEXICAL_LEVEL = 0.8;

/**
 * Lower ends of the grades' ranges. Of the judged dev pairs in the range of A three in four were useful, of B one in
 * three, of C one in ten, of D hardly any.
 */
const GRADES: readonly [Grade, number][] = [
  ['A', 76],
  ['B', 66],
  ['C', 52],
  ['D', 0],
];

export type Grade = 'A' | 'B' | 'C' | 'D';

export function gradeOf(score: number): Grade {
  return GRADES.find(([, from]) => score >= from)![0];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
