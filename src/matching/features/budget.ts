import type { Money } from '../../domain.js';
import { MISSING, type FeatureValue } from './types.js';

/**
 * Budget against price: 1 when the price's lower end is within the budget's upper end, else their ratio. 面议 and open
 * ends say nothing that could be compared.
 */
export function budget(offer: Money | null, price: Money | null): FeatureValue {
  const most = offer?.max ?? null;
  const least = price?.min ?? null;
  if (most === null || least === null) return MISSING;
  if (least <= most) return { value: 1, detail: `意向价格 ${least} 万元起，预算 ${most} 万元` };
  return { value: Math.max(0, most / least), detail: `意向价格 ${least} 万元起，超出预算 ${most} 万元` };
}
