import type { Maturity } from '../../domain.js';
import type { Taxonomy } from '../../taxonomy.js';
import { MISSING, type FeatureValue } from './types.js';

/** Levels of readiness that a need may lack before nothing is left of the fit. */
const WIDEST_GAP = 4;

/** Maturity fit: 1 when the achievement's upper end reaches what the need asks for, less by ¼ for each missing level. */
export function maturity(wanted: Maturity | null, offered: Maturity | null): FeatureValue {
  if (wanted === null || offered === null) return MISSING;
  const gap = wanted.min - offered.max;
  const detail = `需求要求 TRL ${wanted.min}，成果为 TRL ${range(offered)}`;
  if (gap <= 0) return { value: 1, detail, reserved: offered.min < wanted.min };
  const levels = range({ min: gap, max: wanted.min - offered.min });
  return { value: Math.max(0, 1 - gap / WIDEST_GAP), detail: `${detail}，差 ${levels} 级` };
}

/** How far before a term its clause is looked at. */
const REACH = 20;
/** What stands before a term that a need wants. */
const WANTED_BEFORE = /(?:成熟度|达到|具备|完成|通过|处于|要求)[^，。；]{0,4}$/;
/** 已定型 is as often what the enterprise has: only of what it seeks. */
const ALREADY = /(?:要求|需要?|希望|应|须|成果|技术|方案|供方)[^，。；]{0,8}已经?[^，。；]{0,4}$/;
/** 公司已完成中试. */
const OWN = /(?:我们|我司|公司|本厂|我厂|目前|现已|自己)[^，。；]*$/;
const SOUGHT = /(?:希望|要求|需要|寻求|引进|寻找|想要|想找)[^，。；]{0,4}$/;

/**
 * What a need's text says of the maturity it wants: a TRL, or a term of the taxonomy next to 成熟度, 阶段, 达到, 寻求 … that
 * is not told of the enterprise itself (a bare 中试 may as well be what it has or fears). Null when it says nothing.
 */
export function wantedMaturity(text: string, taxonomy: Taxonomy): Maturity | null {
  const level = /(?:TRL|技术成熟度|成熟度)[^0-9。；]{0,6}([1-9])(?![0-9])/i.exec(text)?.[1];
  if (level !== undefined) return { min: Number(level), max: 9 };
  for (const { term, trl } of taxonomy.maturity) {
    const at = text.indexOf(term);
    if (at < 0) continue;
    const before = text.slice(Math.max(0, at - REACH), at);
    const after = text.slice(at + term.length, at + term.length + 4);
    const wants =
      (WANTED_BEFORE.test(before.slice(-8)) && (!OWN.test(before) || /要求/.test(before))) ||
      ALREADY.test(before) ||
      (SOUGHT.test(before) && /^的?(?:成果|技术|方案|产品|工艺)/.test(after)) ||
      (!OWN.test(before) && /^(?:阶段|以上|及以上|水平)/.test(after));
    if (wants) return { min: trl[0], max: 9 };
  }
  return null;
}

export function range({ min, max }: Maturity): string {
  return min === max ? String(min) : `${min}–${max}`;
}
