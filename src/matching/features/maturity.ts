import type { Maturity } from '../../domain.js';
import type { Taxonomy } from '../../taxonomy.js';
import { MISSING, type FeatureValue } from './types.js';

/** Levels of readiness that a need may lack before nothing is left of the fit. */
const WIDEST_GAP = 4;

/** Maturity fit: 1 when the achievement's upper end reaches what the need asks for, less by ¼ for each missing level. */
export function maturity(wanted: Maturity | null, offered: Maturity | null): FeatureValue {
  if (wanted === null || offered === null) return MISSING;
  const gap = wanted.min - offered.max;
  if (gap <= 0) return { value: 1, detail: `需求要求 TRL ${wanted.min}，成果为 TRL ${range(offered)}` };
  return {
    value: Math.max(0, 1 - gap / WIDEST_GAP),
    detail: `需求要求 TRL ${wanted.min}，成果为 TRL ${range(offered)}，差 ${gap} 级`,
  };
}

/**
 * What a need's text says of the maturity it wants: a TRL, or a term of the taxonomy next to 成熟度, 阶段 or 已, 达到 …
 * (a bare 中试 may as well be what the enterprise has or fears). Null when it says nothing.
 */
export function wantedMaturity(text: string, taxonomy: Taxonomy): Maturity | null {
  const level = /(?:TRL|技术成熟度|成熟度)[^0-9。；]{0,6}([1-9])(?![0-9])/i.exec(text)?.[1];
  if (level !== undefined) return { min: Number(level), max: 9 };
  for (const { term, trl } of taxonomy.maturity) {
    const at = text.indexOf(term);
    if (at < 0) continue;
    const before = text.slice(Math.max(0, at - 8), at);
    const after = text.slice(at + term.length, at + term.length + 4);
    if (
      /(成熟度|已经?|达到|具备|完成|通过|处于|要求)[^，。；]{0,4}$/.test(before) ||
      /^(阶段|以上|及以上|水平)/.test(after)
    )
      return { min: trl[0], max: 9 };
  }
  return null;
}

export function range({ min, max }: Maturity): string {
  return min === max ? String(min) : `${min}–${max}`;
}
