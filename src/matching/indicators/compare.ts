import { nameLikeness, OF_NO_THING } from './likeness.js';
import { betterDirection } from './operators.js';
import type { Canonical, Indicator, IndicatorVerdict } from './types.js';

/** Names at least this alike mean the same quantity. */
const ALIKE = 0.6;
/** Relative slack for values that went through a conversion. */
const ROUNDING = 1e-9;
/** Ranges that an offer must cover rather than stay within: 工作温度 −40…85 ℃, 量程 0…500 mm, 板厚 16…60 mm. */
const TO_BE_COVERED = /范围|温度|热冲击|量程|频段|波段|带宽|电压|频率|[适可]应|适用|[板壁管]厚|间隙|缝隙|[管口直]径$/u;
/** Quantities of these dimensions have no natural zero. */
const UNBOUNDED_BELOW = new Set(['temperature', 'dBm', 'dB', 'rad']);

/**
 * One verdict per wanted indicator, in their order. Two indicators are compared when dimension and kind of change agree
 * and their names mean the same; an unnamed one, or one of an unknown unit, is never compared. The most alike decides;
 * of several equally alike, one that meets the wish. Whatever is in doubt is `not-stated`: so also where names that are
 * hardly alike differ in what they say.
 */
export function compareIndicators(wanted: readonly Indicator[], offered: readonly Indicator[]): IndicatorVerdict[] {
  return wanted.map((wish) => {
    const judged = offered
      .map((offer) => ({ offer, likeness: likeness(wish, offer), met: satisfies(wish, offer) }))
      .filter((judgement) => judgement.likeness >= ALIKE && judgement.met !== null)
      .sort((a, b) => b.likeness - a.likeness || Number(b.met) - Number(a.met));
    const best = judged[0];
    // Of which thing none says, and they differ.
    const isDoubtful = best !== undefined && best.likeness <= OF_NO_THING && judged.some(({ met }) => met !== best.met);
    if (best === undefined || isDoubtful) return { wanted: wish, offered: null, verdict: 'not-stated' };
    return { wanted: wish, offered: best.offer, verdict: best.met === true ? 'met' : 'missed' };
  });
}

/** 0–1: how surely both are about the same quantity; 0 when they cannot be compared at all. */
function likeness(wish: Indicator, offer: Indicator): number {
  if (wish.canonical === null || offer.canonical === null || wish.name === null || offer.name === null) return 0;
  if (wish.change !== offer.change || !haveOneDimension(wish, offer) || !holdUnderOne(wish, offer)) return 0;
  return nameLikeness(wish.name, offer.name);
}

/** What is reached at −20 ℃ says nothing of −40 ℃; where one side names no condition, the usual one is meant. */
function holdUnderOne({ under: a }: Indicator, { under: b }: Indicator): boolean {
  return a === null || b === null || (a.unit === b.unit && a.min === b.min && a.max === b.max);
}

const OF_EACH = /·(件|张|台|片|个|颗|只|份|枚|块|支|套)\^-1$/u;

/** 10 min of 单件编程 is as much as 10 min/件 of 编程. */
function haveOneDimension(a: Indicator, b: Indicator): boolean {
  const [left, right] = [a.canonical!, b.canonical!];
  if (left.dimension === right.dimension) return true;
  const [each, other] = OF_EACH.test(left.unit) ? [left, b] : [right, a];
  const item = OF_EACH.exec(each.unit)?.[1];
  return (
    item !== undefined &&
    new RegExp(`[单每一]${item}`, 'u').test(other.name!) &&
    each.unit.replace(OF_EACH, '') === other.canonical!.unit
  );
}

interface Interval {
  low: number;
  high: number;
}

function intervalOf({ min, max, dimension }: Canonical): Interval {
  const floor = UNBOUNDED_BELOW.has(dimension) || (max ?? 0) < 0 ? Number.NEGATIVE_INFINITY : 0;
  return { low: min ?? floor, high: max ?? Number.POSITIVE_INFINITY };
}

/**
 * Whether the offer guarantees what is wished; null when it does not say. A wish without a comparison (寿命 10 年) is a
 * bound where its name tells which way is better, else only the equal value meets it.
 */
function satisfies(wish: Indicator, offer: Indicator): boolean | null {
  if (wish.canonical === null || offer.canonical === null) return null;
  const direction = directionOf(wish);
  const want = boundBy(direction, intervalOf(wish.canonical));
  const have = intervalOf(offer.canonical);
  if (direction === 'covered') return isWithin(want, have) ? true : offer.operator === 'range' ? false : null;
  if (isWithin(have, want)) return !touchesStrictBound(wish, want, offer, have);
  if (have.low > want.high || have.high < want.low) return direction === 'equal' ? null : false;
  // Offered ≥ 90 where ≥ 95 is wished: more may come, but no more is promised.
  return promisesLess(direction, offer) ? false : null;
}

type Direction = 'least' | 'most' | 'within' | 'covered' | 'equal';

function directionOf(wish: Indicator): Direction {
  if (wish.operator === '>=' || wish.operator === '>') return 'least';
  if (wish.operator === '<=' || wish.operator === '<') return 'most';
  if (wish.operator === 'range')
    return wish.tolerance === null && TO_BE_COVERED.test(wish.name ?? '') ? 'covered' : 'within';
  // A reduction of 20 % is met by one of 25 %.
  if (wish.change !== null) return 'least';
  return betterDirection(wish.name) ?? 'equal';
}

function boundBy(direction: Direction, { low, high }: Interval): Interval {
  if (direction === 'least') return { low, high: Number.POSITIVE_INFINITY };
  return direction === 'most' ? { low: Number.NEGATIVE_INFINITY, high } : { low, high };
}

function isWithin(inner: Interval, outer: Interval): boolean {
  const slack = (bound: number): number => (Number.isFinite(bound) ? Math.abs(bound) * ROUNDING : 0);
  return inner.low >= outer.low - slack(outer.low) && inner.high <= outer.high + slack(outer.high);
}

/** > 5 is not met by = 5 or ≥ 5. */
function touchesStrictBound(wish: Indicator, want: Interval, offer: Indicator, have: Interval): boolean {
  if (wish.operator === '>') return have.low <= want.low && offer.operator !== '>';
  return wish.operator === '<' && have.high >= want.high && offer.operator !== '<';
}

function promisesLess(direction: Direction, { operator }: Indicator): boolean {
  if (direction === 'least') return operator === '>=' || operator === '>';
  return direction === 'most' && (operator === '<=' || operator === '<');
}
