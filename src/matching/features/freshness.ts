import type { FeatureValue } from './types.js';

const HALF_LIFE_DAYS = 730;
const DAY_MS = 86_400_000;

/** Freshness of the candidate: halves every two years since its last change. */
export function freshness(updatedAt: Date, now: Date): FeatureValue {
  const days = Math.max(0, (now.getTime() - updatedAt.getTime()) / DAY_MS);
  return { value: 2 ** (-days / HALF_LIFE_DAYS), detail: `${Math.floor(days)} 天前更新` };
}
