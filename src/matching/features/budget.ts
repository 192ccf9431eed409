import type { Money } from '../../domain.js';
import { MISSING, type FeatureValue } from './types.js';

/**
 * Budget against price: 1 when the price's lower end is within the budget's upper end, with a reservation where its upper
 * end is not; else their ratio. 面议 and open ends say nothing that could be compared.
 */
export function budget(offer: Money | null, price: Money | null): FeatureValue {
  const most = offer?.max ?? null;
  const least = price?.min ?? null;
  if (most === null || least === null) return MISSING;
  const asked = `意向价格 ${priceText(least, price!.max)}`;
  if (least > most) return { value: Math.max(0, most / least), detail: `${asked}，超出预算 ${most} 万元` };
  if (price!.max !== null && price!.max > most)
    return { value: 1, detail: `${asked}，上限超出预算 ${most} 万元`, reserved: true };
  return { value: 1, detail: `${asked}，预算 ${most} 万元` };
}

function priceText(least: number, most: number | null): string {
  if (most === null) return `${least} 万元以上`;
  return most === least ? `${least} 万元` : `${least}–${most} 万元`;
}
