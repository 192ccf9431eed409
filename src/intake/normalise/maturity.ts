import type { Maturity } from '../../domain.js';
import { parseNumeral } from '../../numerals.js';
import type { MaturityEntry } from '../../taxonomy.js';
import type { Reading } from '../types.js';
import { tickedOptions } from './lists.js';
import { findTerms, foldTerm, longestTerm } from './terms.js';
import { isAbsent } from './text.js';
import { unreadable } from './warn.js';

const LEVEL = '(\\d{1,2}(?:\\.0)?|[一二三四五六七八九十]|(?:ix|iv|v?i{1,3}|v)(?![a-z]))';
const ROMAN = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];
const TO = '(?:[-–—~至到、,/]+)';
const OR_MORE = '(?:级?(?:及?以上|起))';
const OR_LESS = '(?:级?及?以下)';
/** `TRL6`, `TRL6-7`, `TRL 6~TRL 7`. */
const TRL = new RegExp(
  `(?:≥|>=|不低于|至少)?trl[-:=]?${LEVEL}(?:级?${TO}(?:trl)?${LEVEL})?(?:${OR_MORE}|${OR_LESS})?`,
  'gu',
);
/** `6级`, `第六级`, `6-7级`. */
const GRADE = new RegExp(`(?:≥|>=|不低于|至少)?第?${LEVEL}级?(?:${TO}第?${LEVEL})?级(?:${OR_MORE}|${OR_LESS})?`, 'gu');
/** A cell that is only a number: `6`, `6-7`, `≥6`. */
const BARE = new RegExp(
  `^(?:技术)?(?:成熟度)?:?(?:≥|>=|不低于|至少)?${LEVEL}(?:${TO}${LEVEL})?(?:${OR_MORE}|${OR_LESS})?$`,
  'gu',
);
const OPEN_DOWNWARDS = new RegExp(`${OR_LESS}$`, 'u');
const OPEN_UPWARDS = new RegExp(`^(?:≥|>=|不低于|至少)|${OR_MORE}$`, 'u');

/** A stage that is not reached yet: 尚未中试, 拟开展中试, 待产业化. */
const NOT_REACHED = /(?:未|不|非|没有?|待|拟|准备|计划|即将|争取|小)(?:进行|开展|进入|完成|达到|实现|经过)?$/u;

/** Reads a maturity cell: numbers win over words, several stages give the range from the lowest to the highest. */
export function maturityReader(entries: readonly MaturityEntry[]): (text: string) => Reading<Maturity | null> {
  const stages = new Map(entries.map((entry) => [foldTerm(entry.term), entry.trl]));
  const longest = longestTerm(stages);
  return (text) => {
    const stated = tickedOptions(text);
    if (isAbsent(stated)) return { value: null };
    const folded = foldTerm(stated);
    const numbers = [TRL, GRADE, BARE]
      .map((pattern) => [...folded.matchAll(pattern)])
      .find((found) => found.length > 0);
    if (numbers !== undefined) {
      const levels = numbers.flatMap(levelsOf);
      if (levels.every((level) => level >= 1 && level <= 9)) return { value: span(levels) };
      return unreadable(text, '超出技术成熟度 1–9 级；请填写“TRL 6”“6-7级”或“小试”“中试”等阶段');
    }
    const reached = findTerms(folded, stages, longest).filter(({ start }) => !NOT_REACHED.test(folded.slice(0, start)));
    if (reached.length > 0) return { value: span(reached.flatMap(({ value }) => value)) };
    return unreadable(text, '不能识别为技术成熟度；请填写“TRL 6”“6级”或“实验室”“小试”“中试”“产业化”等阶段');
  };
}

function levelsOf(match: RegExpExecArray): number[] {
  const levels = [match[1], match[2]]
    .filter((level) => level !== undefined)
    .map((level) => parseNumeral(level) ?? Math.max(0, ROMAN.indexOf(level)));
  if (OPEN_DOWNWARDS.test(match[0])) return [1, ...levels];
  return OPEN_UPWARDS.test(match[0]) ? [...levels, 9] : levels;
}

function span(levels: readonly number[]): Maturity {
  return { min: Math.min(...levels), max: Math.max(...levels) };
}
