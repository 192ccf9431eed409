import type { Taxonomy } from '../../taxonomy.js';
import { MISSING, type FeatureValue } from './types.js';

/** Industry distance in the taxonomy: the same 1, related 0.6, neither 0. Missing when one side names none. */
export function industry(need: readonly string[], achievement: readonly string[], taxonomy: Taxonomy): FeatureValue {
  if (need.length === 0 || achievement.length === 0) return MISSING;
  const entries = new Map(taxonomy.industries.map((entry) => [entry.code, entry]));
  const name = (code: string) => entries.get(code)?.name ?? code;
  const shared = need.filter((code) => achievement.includes(code));
  if (shared.length > 0) return { value: 1, detail: `同属${shared.map(name).join('、')}` };
  for (const wanted of need) {
    for (const offered of achievement) {
      const related =
        entries.get(wanted)?.related?.includes(offered) === true ||
        entries.get(offered)?.related?.includes(wanted) === true;
      if (related) return { value: 0.6, detail: `需求属${name(wanted)}，成果属相关的${name(offered)}` };
    }
  }
  return { value: 0, detail: `需求属${need.map(name).join('、')}，成果属${achievement.map(name).join('、')}` };
}
