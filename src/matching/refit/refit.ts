/** The refit: fits the weights on stored verdicts, compares on needs that were held back, adopts only what is better. */
import type { Database } from '../../store/open.js';
import { addRanking } from '../../store/ranking-models.js';
import { judgedMatches } from '../../store/verdicts.js';
import { EFFECTS } from '../features/verdicts.js';
import { BUILT_IN, type RankingModel } from '../model.js';
import { activeRankingModel, adoptRankingModel } from '../rankings.js';
import { figuresOf, gainsOf, mean, type Figures } from './compare.js';
import { contrastsOf, fitWeights, HOLD, type Example } from './fit.js';

const FOLDS = 5;
/** Fewer held-back needs with a contrast than this tell nothing. */
const FEWEST_NEEDS = 5;

export interface RefitOptions {
  /** Fewer usable verdicts are not fitted on. */
  minVerdicts: number;
  /** Stores and adopts nothing. */
  dryRun: boolean;
}

export interface RefitReport {
  /** Verdicts in all, newest of each match; and those that can be fitted on: accepted or rejected as a misfit, with what was seen. */
  verdicts: number;
  usable: number;
  accepted: number;
  rejected: number;
  /** Needs with at least one of either: only they say what should rank above what. */
  needs: number;
  old: { id: string; figures: Figures } | null;
  /** Fitted five times on four fifths of the needs, measured on the other fifth. `id` is null after a dry run. */
  new: { id: string | null; weights: RankingModel['weights']; figures: Figures } | null;
  /** By how much the log loss of pairs fell on held-back needs, and the standard error of that. */
  gain: HeldBack['gain'] | null;
  adopted: boolean;
  /** Why, in Chinese. */
  reason: string;
}

/** Judged by what stands in the database; the version in use is the one to beat. */
export async function refit(db: Database, { minVerdicts, dryRun }: RefitOptions): Promise<RefitReport> {
  const stored = await judgedMatches(db);
  const examples = stored.flatMap(({ needId, verdict, reasons, inputs }): Example[] => {
    const misfit = reasons.length === 0 || reasons.some((reason) => EFFECTS[reason].misfit);
    if (inputs === null || inputs.wordsOnly || verdict === 'unsure' || (verdict === 'reject' && !misfit)) return [];
    return [{ needId, accepted: verdict === 'accept', inputs }];
  });
  const needs = contrastsOf(examples).length;
  const accepted = examples.filter((example) => example.accepted).length;
  const counts = {
    verdicts: stored.length,
    usable: examples.length,
    accepted,
    rejected: examples.length - accepted,
    needs,
  };
  if (examples.length < minVerdicts)
    return { ...counts, ...NOTHING, reason: `可用的结论有 ${examples.length} 条，少于所需的 ${minVerdicts} 条` };
  if (needs < FEWEST_NEEDS)
    return {
      ...counts,
      ...NOTHING,
      reason: `既有认可又有拒绝的需求只有 ${needs} 项，至少要有 ${FEWEST_NEEDS} 项才能留出一部分检验`,
    };

  const current = await activeRankingModel(db);
  const heldBack = compareHeldBack(examples, current);
  const weights = fitWeights(contrastsOf(examples));
  const verdict = judge(heldBack);
  const report: RefitReport = {
    ...counts,
    gain: heldBack.gain,
    old: { id: current.id, figures: heldBack.before },
    new: { id: null, weights, figures: heldBack.after },
    ...verdict,
  };
  if (dryRun) return { ...report, adopted: false };
  const id = await db.transaction(async (tx) => {
    const { calibration } = BUILT_IN;
    const row = await addRanking(tx, { base: BUILT_IN.id, weights, calibration, report: { ...report } });
    if (verdict.adopted) await adoptRankingModel(tx, row.id);
    return row.id;
  });
  return { ...report, new: { ...report.new!, id } };
}

const NOTHING = { gain: null, old: null, new: null, adopted: false };

export interface HeldBack {
  before: Figures;
  after: Figures;
  /** By how much the log loss of pairs fell: mean over the needs, and its standard error. */
  gain: { mean: number; error: number };
}

/** Every need is held back once; what is measured on it was fitted on the needs of the other folds. */
export function compareHeldBack(examples: readonly Example[], current: RankingModel, prior = BUILT_IN): HeldBack {
  const needs = [...new Set(examples.map(({ needId }) => needId))].sort();
  const foldOf = new Map(needs.map((id, i) => [id, i % FOLDS]));
  const parts = Array.from({ length: FOLDS }, (_, fold) => {
    const held = examples.filter(({ needId }) => foldOf.get(needId) === fold);
    const rest = examples.filter(({ needId }) => foldOf.get(needId) !== fold);
    const fitted = { ...prior, weights: fitWeights(contrastsOf(rest), HOLD, prior) };
    return {
      verdicts: held.length,
      before: figuresOf(held, current),
      after: figuresOf(held, fitted),
      gains: gainsOf(held, current, fitted),
    };
  });
  const gains = parts.flatMap((part) => part.gains);
  const gain = mean(gains);
  const variance = gains.reduce((sum, each) => sum + (each - gain) ** 2, 0) / Math.max(1, gains.length - 1);
  const pooled = (which: 'before' | 'after') =>
    pool(parts.map((part) => ({ ...part[which], verdicts: part.verdicts })));
  return {
    before: pooled('before'),
    after: pooled('after'),
    gain: { mean: gain, error: Math.sqrt(variance / Math.max(1, gains.length)) },
  };
}

/** Means over needs, and of `logLoss` over verdicts, from those of the folds. */
function pool(folds: readonly (Figures & { verdicts: number })[]): Figures {
  const needs = folds.reduce((sum, fold) => sum + fold.needs, 0);
  const verdicts = folds.reduce((sum, fold) => sum + fold.verdicts, 0);
  const over = (read: (fold: Figures) => number) =>
    folds.reduce((sum, fold) => sum + fold.needs * read(fold), 0) / Math.max(1, needs);
  return {
    needs,
    pairs: folds.reduce((sum, fold) => sum + fold.pairs, 0),
    pairAccuracy: over((fold) => fold.pairAccuracy),
    pairLogLoss: over((fold) => fold.pairLogLoss),
    ndcg: over((fold) => fold.ndcg),
    logLoss: folds.reduce((sum, fold) => sum + fold.verdicts * fold.logLoss, 0) / Math.max(1, verdicts),
  };
}

/**
 * Better: the loss falls by more than the standard error of that, and no order has got worse. Asking for two of them kept
 * fits out that would have helped, and asking for none let fits in that did nothing (`npm run bench -- verdicts`).
 */
export function judge({ before, after, gain }: HeldBack): { adopted: boolean; reason: string } {
  if (gain.mean <= 0) return { adopted: false, reason: '在留出的需求上没有变好，保留原有权重' };
  if (gain.mean <= gain.error) return { adopted: false, reason: '在留出的需求上的改进不足以排除偶然，保留原有权重' };
  if (after.pairAccuracy < before.pairAccuracy || after.ndcg < before.ndcg)
    return { adopted: false, reason: '在留出的需求上次序变差，保留原有权重' };
  return { adopted: true, reason: '在留出的需求上更好' };
}
