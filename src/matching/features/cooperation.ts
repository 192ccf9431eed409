import { widenModes } from '../../store/filters.js';
import type { Taxonomy } from '../../taxonomy.js';
import { MISSING, type FeatureValue } from './types.js';

/** 面议, 不限: whoever says so leaves it open. */
const OPEN = 'NEGOTIABLE';
/** 揭榜挂帅 is how a partner is sought: by which contract the work is done is open. */
const CHALLENGE = 'CHALLENGE';

/**
 * Cooperation-mode fit: 1 when a mode is common to both, a general one standing for its kinds; else 0, or missing where a
 * side leaves it open.
 */
export function cooperation(need: readonly string[], achievement: readonly string[], taxonomy: Taxonomy): FeatureValue {
  const stated = (codes: readonly string[]) => codes.filter((code) => code !== OPEN);
  const [wanted, offered] = [stated(need), stated(achievement)];
  if (wanted.length === 0 || offered.length === 0) return MISSING;
  const modeOf = (code: string) => taxonomy.cooperationModes.find((mode) => mode.code === code);
  const names = (codes: readonly string[]) => [...new Set(codes)].map((code) => modeOf(code)?.name ?? code).join('、');
  const accepted = widenModes(wanted, taxonomy.cooperationModes);
  const common = offered.filter((code) => accepted.includes(code));
  if (common.length > 0) {
    // 许可使用 is offered where only 普通许可 is wanted: that is what both can do.
    const kinds = common.flatMap((code) => {
      const asked = wanted.filter((one) => modeOf(code)?.expandsTo?.includes(one) === true);
      return wanted.includes(code) || asked.length === 0 ? [code] : asked;
    });
    return { value: 1, detail: `均可${names(kinds)}` };
  }
  const isOpen = wanted.length < need.length || offered.length < achievement.length || wanted.includes(CHALLENGE);
  if (isOpen) return MISSING;
  return { value: 0, detail: `需求为${names(need)}，成果为${names(achievement)}` };
}
