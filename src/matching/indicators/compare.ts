import { roundOff } from '../../numerals.js';
import { dimensionName } from './dimensions.js';
import { nameLikeness, OF_NO_THING, oppositesOf } from './likeness.js';
import { betterDirection } from './operators.js';
import type { Canonical, Indicator, IndicatorVerdict, Operator } from './types.js';

/** Names at least this alike mean the same quantity. */
const ALIKE = 0.6;
/** Relative slack for values that went through a conversion. */
const ROUNDING = 1e-9;
/** Ranges that an offer must cover rather than stay within: 工作温度 −40…85 ℃, 量程 0…500 mm, 板厚 16…60 mm. */
const TO_BE_COVERED = /范围|温度|热冲击|量程|频段|波段|带宽|电压|频率|[适可]应|适用|[板壁管]厚|间隙|缝隙|[管口直]径$/u;
/** What something is used at, which a range that is offered covers: 耐温 200 ℃, −55…225 ℃. */
const USED_AT = /[适可]应|适用|量程|频段|波段|(?:工作|使用|运行|环境|服役)温|耐温|耐热|[年日]产|产能|处理[能量]/u;
/** Quantities of these dimensions have no natural zero. */
const UNBOUNDED_BELOW = new Set(['temperature', 'dBm', 'dB', 'rad']);

/**
 * One verdict per wanted indicator, in their order. Two indicators are compared when dimension and kind of change agree
 * and their names mean the same; an unnamed one, or one of an unknown unit, is never compared. The most alike decides;
 * of several equally alike, one that meets the wish. Whatever is in doubt is `not-stated`: so also where names that are
 * hardly alike differ in what they say.
 */
export function compareIndicators(wanted: readonly Indicator[], offered: readonly Indicator[]): IndicatorVerdict[] {
  if (wanted.length === 0) return [];
  const statements = offered.flatMap((offer) =>
    [offer, ...inverted(offer), ...reciprocal(offer)].map((said) => ({ offer, said })),
  );
  return wanted.map((wish) => {
    const judged = statements
      .flatMap(({ offer, said }) => {
        const alike = likeness(wish, said);
        const met = alike < ALIKE ? null : satisfies(wish, said);
        return met === null ? [] : [{ offer, likeness: alike, met }];
      })
      .sort((a, b) => b.likeness - a.likeness || Number(b.met) - Number(a.met));
    const best = judged[0];
    // Of which thing none says, and they differ.
    const isDoubtful = best !== undefined && best.likeness <= OF_NO_THING && judged.some(({ met }) => met !== best.met);
    if (best === undefined || isDoubtful) return { wanted: wish, offered: null, verdict: 'not-stated' };
    return { wanted: wish, offered: best.offer, verdict: best.met ? 'met' : 'missed' };
  });
}

const FLIPPED: Partial<Record<Operator, Operator>> = { '>=': '<=', '>': '<', '<=': '>=', '<': '>' };

/** A share as what it leaves of the whole: 检出率 ≥ 99.9 % is 漏检率 ≤ 0.1 %. */
function inverted(offer: Indicator): Indicator[] {
  const { name, canonical, change } = offer;
  if (name === null || canonical?.dimension !== 'ratio' || offer.unit !== '%' || change !== null) return [];
  return oppositesOf(name).map((opposite) => turnedRound(offer, opposite, canonical, (share) => 1 - share));
}

/** The offer in other words and another figure, which is the less the more the first is. @param other null: there is none */
function turnedRound(
  offer: Indicator,
  name: string,
  { min, max, ...canonical }: Canonical,
  other: (value: number) => number | null,
): Indicator {
  const turned = (value: number | null) => {
    const figure = value === null ? null : other(value);
    return figure === null ? null : roundOff(figure);
  };
  const bounds = { min: turned(max), max: turned(min) };
  return {
    ...offer,
    name,
    operator: FLIPPED[offer.operator] ?? offer.operator,
    canonical: { ...canonical, ...bounds },
  };
}

/** What is done one by one. */
const DONE = '[件张台片个颗只份枚块支套次帧]';
/** 单件 25 s. */
const ONE_OF = new RegExp(`[单每一](?<item>${DONE})`, 'u');
/** 4 件/s. */
const EACH_SECOND = new RegExp(`^s\\^-1·(?<item>${DONE})$`, 'u');
const TAKES = /耗时|用时|时长|时间|节拍|周期|$/u;
const FAST = /(?:速度|速率|效率|能力)$/u;

/** How long one takes as how many there are in a second, and the other way round: 单帧推理耗时 40 ms is 推理速度 25 帧/s. */
function reciprocal(offer: Indicator): Indicator[] {
  const { name, canonical, change } = offer;
  if (name === null || canonical === null || change !== null) return [];
  const turned = (unit: string, said: string) =>
    turnedRound(offer, said, { ...canonical, dimension: dimensionName(unit), unit }, (value) =>
      value <= 0 ? null : 1 / value,
    );
  const one = canonical.dimension === 'time' ? ONE_OF.exec(name)?.groups!['item'] : undefined;
  if (one !== undefined) return [turned(`s^-1·${one}`, name.replace(ONE_OF, '').replace(TAKES, '速度'))];
  const item = EACH_SECOND.exec(canonical.unit)?.groups!['item'];
  return item === undefined ? [] : [turned('s', `单${item}${name.replace(FAST, '')}时间`)];
}

/** 0–1: how surely both are about the same quantity; 0 when they cannot be compared at all. */
function likeness(wish: Indicator, offer: Indicator): number {
  if (wish.canonical === null || offer.canonical === null || wish.name === null || offer.name === null) return 0;
  // What is wished to be little is no product.
  if (wish.canonical.min === null && offer.name.endsWith('品位')) return 0;
  if (wish.change !== offer.change || !haveOneDimension(wish, offer) || !holdUnderOne(wish, offer)) return 0;
  return nameLikeness(wish.name, offer.name);
}

/** What is usual, in ℃. */
const USUAL = { min: 0, max: 60 };

/** What is reached at −20 ℃ says nothing of −40 ℃. Where one side names no condition, a usual one is meant. */
function holdUnderOne({ under: wished }: Indicator, { under: offered }: Indicator): boolean {
  if (wished === null) return true;
  if (offered === null) return wished.dimension !== 'temperature' || isUsual(wished);
  return wished.unit === offered.unit && wished.min === offered.min && wished.max === offered.max;
}

function isUsual({ min, max }: Canonical): boolean {
  return (min ?? USUAL.min) >= USUAL.min && (max ?? USUAL.max) <= USUAL.max;
}

/** Things that are counted, in each of another unit: 个/cm², 枚/s and 点/s are as much as cm⁻², s⁻¹. */
const COUNTED = /^[个点枚颗粒只次片件张条块]·|·[个点枚颗粒只次片件张条块]$/u;
const OF_EACH = /·(件|张|台|片|个|颗|只|份|枚|块|支|套)\^-1$/u;

/** 10 min of 单件编程 is as much as 10 min/件 of 编程. */
function haveOneDimension(a: Indicator, b: Indicator): boolean {
  const [left, right] = [a.canonical!, b.canonical!];
  if (left.dimension === right.dimension || uncounted(left) === uncounted(right)) return true;
  const [each, other] = OF_EACH.test(left.unit) ? [left, b] : [right, a];
  const item = OF_EACH.exec(each.unit)?.[1];
  return (
    item !== undefined &&
    new RegExp(`[单每一]${item}`, 'u').test(other.name!) &&
    each.unit.replace(OF_EACH, '') === other.canonical!.unit
  );
}

function uncounted({ unit }: Canonical): string {
  return unit.replace(COUNTED, '');
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
  const point = wish.tolerance === null && wish.value !== null ? (wish.canonical.min ?? wish.canonical.max) : null;
  const isUse = USED_AT.test(wish.name ?? '');
  // Within what is offered: 200 ℃ of −55…225 ℃, 含盐 10 % of 6…15 %.
  if (point !== null && (isUse || direction === 'equal') && offer.operator === 'range' && offer.tolerance === null) {
    if (isWithin({ low: point, high: point }, have)) return true;
    if (isUse && wish.operator === '=') return false;
  }
  if (direction === 'covered') return covers(want, have, offer);
  if (isWithin(have, want)) return !touchesStrictBound(wish, want, offer, have);
  if (have.low > want.high || have.high < want.low) return direction === 'equal' ? null : false;
  // ±1 ℃ where ±0.5 ℃, or no more than 0.5 ℃, is wished.
  if (offer.tolerance !== null && (wish.tolerance !== null || direction === 'most')) return false;
  // Offered ≥ 90 where ≥ 95 is wished: more may come, but no more is promised.
  return promisesLess(direction, offer) ? false : null;
}

/** What is offered up to a bound, or within bounds, does not reach beyond. */
function covers(want: Interval, have: Interval, { operator }: Indicator): boolean | null {
  if (isWithin(want, have)) return true;
  const isBounded = operator === 'range' || ((operator === '<=' || operator === '<') && have.high < want.high);
  return isBounded ? false : null;
}

type Direction = 'least' | 'most' | 'within' | 'covered' | 'equal';

function directionOf(wish: Indicator): Direction {
  if (wish.operator === '>=' || wish.operator === '>') return 'least';
  if (wish.operator === '<=' || wish.operator === '<') return 'most';
  if (wish.operator === 'range')
    return wish.tolerance === null && TO_BE_COVERED.test(wish.name ?? '') ? 'covered' : 'within';
  // A reduction of 20 % is met by one of 25 %.
  if (wish.change !== null) return 'least';
  return betterDirection(wish.name, wish.unit) ?? 'equal';
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
