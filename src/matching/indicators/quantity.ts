import { roundOff } from '../../numerals.js';
import { canonicalUnit } from './dimensions.js';
import { numberAt, type FoundNumber } from './numbers.js';
import { degreeUnit, parseUnit, type ParsedUnit } from './units.js';

/** Number, sign, range or ± and unit, before anyone has asked what it means. */
export interface Quantity {
  start: number;
  end: number;
  first: FoundNumber;
  /** One value; for a range both ends; for ± the half width. */
  value: number | null;
  min: number | null;
  max: number | null;
  tolerance: number | null;
  unit: ParsedUnit | null;
  /** A unit before the number. */
  prefix: { text: string; start: number } | null;
}

/** Hardness scales stand before their numbers: HRC 60. */
const PREFIX_UNIT = /(HRC|HRA|HV|HBW?)\s?$/u;

function prefixUnit(text: string, at: number): Quantity['prefix'] {
  const match = PREFIX_UNIT.exec(text.slice(Math.max(0, at - 5), at));
  return match === null ? null : { text: match[1]!, start: at - match[0].length };
}

/** The quantity whose digits begin exactly at `at` of a half-width text; null when no number does. */
export function quantityAt(text: string, at: number): Quantity | null {
  const first = numberAt(text, at);
  if (first === null) return null;
  const sign = signBefore(text, at);
  const prefix = prefixUnit(text, sign.start);
  const unit = prefix === null ? unitOf(text, first) : null;
  const simple: Quantity = {
    start: sign.start,
    end: unit?.end ?? first.end,
    first,
    value: sign.factor * first.value,
    min: null,
    max: null,
    tolerance: null,
    unit,
    prefix,
  };
  if (sign.plusMinus) {
    return { ...simple, value: null, min: -first.value, max: first.value, tolerance: first.value };
  }
  return withSecond(text, simple, sign.factor) ?? negativeOnlyWhenMeant(simple, sign);
}

interface Sign {
  factor: 1 | -1;
  start: number;
  plusMinus: boolean;
  /** The minus follows a word, as in 温度-40℃; elsewhere that is a dash. */
  doubtful: boolean;
}

function signBefore(text: string, at: number): Sign {
  const left = text.slice(Math.max(0, at - 3), at);
  const plusMinus = /(?:±|\+\/?-)\s?$/u.exec(left);
  if (plusMinus !== null) return { factor: 1, start: at - plusMinus[0].length, plusMinus: true, doubtful: false };
  const below = /(?:零下|负)\s?$/u.exec(left);
  if (below !== null) return { factor: -1, start: at - below[0].length, plusMinus: false, doubtful: false };
  const minus = /(?:^|[^\dA-Za-z%℃°)])-$/u.exec(left);
  if (minus === null) return { factor: 1, start: at, plusMinus: false, doubtful: false };
  return { factor: -1, start: at - 1, plusMinus: false, doubtful: /[\p{Script=Han}]-$/u.test(left) };
}

function negativeOnlyWhenMeant(quantity: Quantity, sign: Sign): Quantity {
  const negative = quantity.unit !== null && /^(?:℃|°C|dBm?|摄氏度)/u.test(quantity.unit.text);
  if (!sign.doubtful || negative) return quantity;
  return { ...quantity, start: sign.start + 1, value: quantity.first.value };
}

function unitOf(text: string, number: FoundNumber): ParsedUnit | null {
  if (number.share !== null) return null;
  const at = /\s/u.test(text[number.end] ?? '') ? number.end + 1 : number.end;
  return degreeUnit(text, at, text.slice(Math.max(0, number.start - 12), number.start)) ?? parseUnit(text, at);
}

/** The second number of `10~20℃`, `50nm～10μm`, `25±2℃`, `(-40~85)℃`. Null when the first stands alone. */
function withSecond(text: string, quantity: Quantity, sign: 1 | -1): Quantity | null {
  const { first, unit } = quantity;
  const joint = /^\s?(?:(~|-{1,2}|至|到)\s?(-|\+|零下|负)?|(±|\+\/-))\s?/u.exec(
    text.slice(quantity.end, quantity.end + 5),
  );
  if (joint === null) return null;
  const second = numberAt(text, quantity.end + joint[0].length);
  if (second === null || (second.chinese && !first.chinese)) return null;
  const bracketed = text[second.end] === ')' && text[quantity.start - 1] === '(';
  const start = bracketed ? quantity.start - 1 : quantity.start;
  const secondUnit = unitOf(text, bracketed ? { ...second, end: second.end + 1 } : second);
  const end = secondUnit?.end ?? second.end;
  const shared = secondUnit ?? unit;
  if (joint[3] !== undefined) {
    return { ...quantity, start, end, unit: shared, tolerance: second.value };
  }
  if (shared === null && quantity.prefix === null && joint[1] !== '~') return null;
  const negative = joint[2] !== undefined && joint[2] !== '+' ? -1 : 1;
  const low = sign * first.value * (unit === null && first.scale === 1 ? second.scale : 1) * inUnit(unit, shared);
  const high = negative * second.value * inUnit(secondUnit, shared);
  // 5.2-3.1 节, 2024-1: an interval runs upwards.
  if (low >= high || Number.isNaN(low)) return null;
  return { ...quantity, start, end, unit: shared, value: null, min: roundOff(low), max: roundOff(high) };
}

/** Factor from a unit into the one that both ends share; NaN when they measure different things. */
function inUnit(unit: ParsedUnit | null, shared: ParsedUnit | null): number {
  if (unit === null || shared === null || unit.text === shared.text) return 1;
  return canonicalUnit(unit.dimensions) === canonicalUnit(shared.dimensions) ? unit.factor / shared.factor : Number.NaN;
}
