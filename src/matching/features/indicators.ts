import type { IndicatorOutcome } from '../../domain.js';
import { MISSING, type FeatureValue } from './types.js';

/** Indicator satisfaction: the share met of those that the achievement speaks of. Missing when it speaks of none. */
export function indicators(outcomes: readonly IndicatorOutcome[]): FeatureValue {
  const met = outcomes.filter((outcome) => outcome === 'MET').length;
  const missed = outcomes.filter((outcome) => outcome === 'MISSED').length;
  if (met + missed === 0) return MISSING;
  return {
    value: met / (met + missed),
    detail: `${outcomes.length} 项指标：${met} 项达到，${missed} 项未达到，${outcomes.length - met - missed} 项未找到对应表述`,
  };
}
