/** What a search comes to as a whole: whether anything fits, said in one sentence. "Nothing" is an answer too. */
import { PART_NAMES, type Completeness, type PartFinding } from './completeness/index.js';
import { BUILT_IN, probabilityOf, scoreWithProbability, type RankingModel } from './model.js';
import type { MatchPage } from './types.js';

/**
 * FITS: something useful is there; UNCERTAIN: it may be; NOTHING_FITS: what comes first is only the nearest that there is.
 */
export type AnswerVerdict = 'FITS' | 'UNCERTAIN' | 'NOTHING_FITS';

export interface Answer {
  verdict: AnswerVerdict;
  /** One sentence, Chinese. */
  text: string;
  /** That at least one of the first ten is useful, 0–1. */
  probability: number;
  /** The best of the ranking; null when nothing could be compared. */
  nearest: { id: string; title: string; organization: string; score: number } | null;
  /** Unless it fits: the parts that the need leaves out, each with its question. */
  missing: PartFinding[];
}

/** Of the probability, on either side of doubt; the grades A and C begin there as well. */
const FITS_FROM = 0.75;
const NOTHING_BELOW = 0.25;

/**
 * Probability that one of the first ten is useful, from the score of the best. Fitted as `probabilityOf` was: on the dev
 * needs as they are and with everything useful removed. Log loss 0.476 (0.482 cross-validated); 1 − Π(1 − P) over the
 * ten has 0.556, for the ten are no independent chances.
 * With words alone the same constants serve: 0.46 against 0.451 of a fit of its own.
 */
export function probabilityOfAny(bestScore: number): number {
  return 1 / (1 + Math.exp(-0.111 * (bestScore - 49.1)));
}

/** The score at which the built-in model sees the same probability: what `probabilityOfAny` was fitted on. */
function builtInScore(score: number, model: RankingModel): number {
  return model === BUILT_IN ? score : scoreWithProbability(probabilityOf(score, model));
}

/** Of a search without results the probability is 0. */
export function verdictOf(probability: number): AnswerVerdict {
  if (probability >= FITS_FROM) return 'FITS';
  return probability < NOTHING_BELOW ? 'NOTHING_FITS' : 'UNCERTAIN';
}

/**
 * @param page the first of its ranking
 * @param completeness of what was asked with, read unless something fits; null when that is no need
 */
export function answerOf(
  page: Pick<MatchPage, 'results' | 'matching'>,
  completeness: (() => Completeness) | null,
  model = BUILT_IN,
): Answer {
  const [best] = page.results;
  const item = best?.achievement ?? best?.need ?? null;
  const probability = best === undefined ? 0 : probabilityOfAny(builtInScore(best.score, model));
  const verdict = verdictOf(probability);
  const missing = verdict === 'FITS' ? [] : (completeness?.().parts.filter(({ present }) => !present) ?? []);
  const nearest =
    best === undefined || item === null
      ? null
      : { id: item.id, title: item.title, organization: item.organization.name, score: best.score };
  return { verdict, text: sentenceOf(verdict, probability, nearest, missing), probability, nearest, missing };
}

function sentenceOf(
  verdict: AnswerVerdict,
  probability: number,
  nearest: Answer['nearest'],
  missing: readonly PartFinding[],
): string {
  if (nearest === null) return '没有可以比较的内容，请放宽筛选条件或等待索引完成。';
  const chance = (about = '约') => `前十项里有可用者的把握${about} ${Math.round(probability * 100)}%`;
  const title = `《${nearest.title}》`;
  const vague = missing.length > 0 ? `；可先向企业问清${missing.map(({ part }) => PART_NAMES[part]).join('、')}` : '';
  if (verdict === 'FITS') return `有合适的：首位是${title}，${chance()}。`;
  if (verdict === 'UNCERTAIN') return `可能有合适的，需要人工核实：最接近的是${title}，${chance()}${vague}。`;
  return `没有找到有把握的：最接近的是${title}，${chance('仅约')}${vague}。`;
}
