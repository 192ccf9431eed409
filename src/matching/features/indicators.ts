import type { IndicatorVerdict } from '../indicators/types.js';
import { MISSING, type FeatureValue } from './types.js';

/** Indicator satisfaction: the share met of those that the achievement speaks of. Missing when it speaks of none. */
export function indicators(verdicts: readonly IndicatorVerdict[]): FeatureValue {
  const met = verdicts.filter(({ verdict }) => verdict === 'met').length;
  const missed = verdicts.filter(({ verdict }) => verdict === 'missed').length;
  if (met + missed === 0) return MISSING;
  return {
    value: met / (met + missed),
    detail: `${verdicts.length} 项指标：${met} 项达到，${missed} 项未达到，${verdicts.length - met - missed} 项未说明`,
  };
}
