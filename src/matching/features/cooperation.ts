import { widenModes } from '../../store/filters.js';
import type { Taxonomy } from '../../taxonomy.js';
import { MISSING, type FeatureValue } from './types.js';

/** Cooperation-mode fit: 1 when a mode is common to both, a general one standing for its kinds; else 0. */
export function cooperation(need: readonly string[], achievement: readonly string[], taxonomy: Taxonomy): FeatureValue {
  if (need.length === 0 || achievement.length === 0) return MISSING;
  const name = (code: string) => taxonomy.cooperationModes.find((mode) => mode.code === code)?.name ?? code;
  const accepted = widenModes(need, taxonomy.cooperationModes);
  const common = achievement.filter((code) => accepted.includes(code));
  if (common.length > 0) return { value: 1, detail: `均可${common.map(name).join('、')}` };
  return { value: 0, detail: `需求为${need.map(name).join('、')}，成果为${achievement.map(name).join('、')}` };
}
