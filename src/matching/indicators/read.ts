import { roundOff } from '../../numerals.js';
import { canonicalUnit, dimensionName } from './dimensions.js';
import { isExcluded, isQuantity, skipBlocked } from './exclude.js';
import { betterDirection, betterThan, operatorAfter, operatorBefore, type FoundOperator } from './operators.js';
import { changeBefore, happeningAfter, nameOf, nameOfImplied, withoutCompared, type Change } from './names.js';
import { namesKind } from './likeness.js';
import { quantityAt, type Quantity } from './quantity.js';
import type { Canonical, Indicator, Operator } from './types.js';
import { parseUnit, type UnitValue } from './units.js';
import { foldWidth } from './width.js';

/** Where a number or a token that holds one may begin: everything else is skipped at once. */
const PLACE = /[\da-zA-Z第图表式附公半零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾]/gu;
const DIGIT = /[\d半零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾]/u;

function nextPlace(text: string, from: number): number {
  PLACE.lastIndex = from;
  return PLACE.exec(text)?.index ?? text.length;
}

/**
 * Technical indicators of a Chinese text, in order, with their UTF-16 spans. Pure. What looks like a quantity but is
 * none is left out: years, numbering, models and standards (GB/T 19001, PM2.5), telephone numbers, plain counts
 * (3 个方面), and the old value of 由 85% 提高到 95%.
 */
export function readIndicators(text: string): Indicator[] {
  const folded = foldWidth(text);
  const found: Indicator[] = [];
  let from = 0;
  for (let at = nextPlace(folded, 0); at < folded.length; at = nextPlace(folded, at)) {
    const past = skipBlocked(folded, at);
    if (past > at) {
      at = past;
      continue;
    }
    const quantity = DIGIT.test(folded[at]!) ? quantityAt(folded, at) : null;
    if (quantity === null) {
      at += 1;
      continue;
    }
    const indicator = isExcluded(folded, quantity) ? null : toIndicator(folded, from, quantity);
    if (indicator !== null) found.push({ ...indicator, under: conditionOf(folded, indicator, found.at(-1)) });
    from = indicator?.end ?? from;
    at = Math.max(quantity.end, indicator?.end ?? 0);
  }
  return found;
}

/** The quantity without a name that the name follows upon. */
function conditionOf(text: string, { name, start }: Indicator, last: Indicator | undefined): Canonical | null {
  if (name === null || last === undefined || last.name !== null || last.operator !== '=') return null;
  const between = text.slice(last.end, start);
  const named = between.lastIndexOf(name);
  return named >= 0 && /^\s?(?:时|下|条件下)?\s?$/u.test(between.slice(0, named)) ? last.canonical : null;
}

/** Quantities that are differences of temperatures by their name. */
const DIFFERENCE = /温升|温差|波动|漂移|误差|精度|均匀/u;

function toIndicator(text: string, from: number, quantity: Quantity): Indicator | null {
  const { prefix } = quantity;
  const before = operatorBefore(text, beforeWhole(text, prefix?.start ?? quantity.start));
  const after = operatorAfter(text, quantity.end);
  const isRange = quantity.value === null;
  const written = quantity.first.share === '%' ? '%' : (prefix?.text ?? quantity.unit?.text ?? null);
  const beat = beatOf(text, quantity.end, written);
  const end = Math.max(after?.end ?? quantity.end, beat?.end ?? 0);
  const relative = quantity.first.share !== null || /^(?:%|倍|成|个?百分点)$/u.test(written ?? '');
  const magnitude = quantity.value ?? quantity.max ?? 0;
  const opened = Math.max(from, before.start);
  const change = /[至到]$/u.test(before.words) ? null : changeBefore(text, from, opened, relative, magnitude);
  const named = isUsedAt(text, quantity, end, written) ? USED_AT : nameFound(text, from, opened, end, change);
  const found = wholeName(named, written, quantity);
  const per = beat ?? (change === null ? perWhat(found, written) : null);
  const name = per?.name ?? found;
  const unit = per?.unit ?? unitByName(name, written, quantity);
  const operator = isRange
    ? rangeOperator(before, quantity)
    : operatorOf(before, after?.operator, quantity, name, unit);
  if (
    isFallenShort(text, opened, name, unit) ||
    !isQuantity(text, quantity, {
      name,
      stated: before.words !== '' || after !== null,
      changed: change !== null,
      prefixed: prefix !== null,
      counted: per !== null,
    })
  )
    return null;
  const happening = name !== null || after === null ? null : happeningAfter(text, end);
  return {
    name: name ?? happening,
    writtenName: named ?? happening,
    operator,
    value: quantity.value,
    min: quantity.min,
    max: quantity.max,
    unit,
    canonical: /^\/\p{L}/u.test(text.slice(quantity.end, quantity.end + 2))
      ? null
      : canonicalOf(
          { ...quantity, value: gained(quantity, change, unit), unit: unit === written ? quantity.unit : null },
          operator,
          unit,
          change !== null || DIFFERENCE.test(name ?? ''),
        ),
    under: null,
    change: change?.change ?? null,
    tolerance: quantity.tolerance,
    changeStart: change?.start ?? null,
    start: opened,
    end,
  };
}

/** 环境 −20…60 ℃ is its temperature; a bare range from below 0 ℃ to above is what something works in. */
function wholeName(name: string | null, unit: string | null, { min, max, tolerance }: Quantity): string | null {
  if (unit !== '℃') return name;
  if (name === null) return min !== null && min < 0 && max! > 0 && tolerance === null ? USED_AT : null;
  return name.endsWith('环境') ? `${name}温度` : name;
}

/** What goes without saying: 循环寿命 260 周 is 260 次, 成本 ≤ 2 万 is 2 万元. */
function unitByName(name: string | null, written: string | null, { first }: Quantity): string | null {
  if (written !== null) return /^[周圈]$/u.test(written) && /循环/u.test(name ?? '') ? '次' : written;
  return first.scale >= 1e4 && first.share === null && /(?:成本|费用?|造价|价格|售价|总价|投资)$/u.test(name ?? '')
    ? '元'
    : null;
}

/** 无氧时去除率仅为 12 %: what something else, or the old way, comes to. */
function isFallenShort(text: string, start: number, name: string | null, unit: string | null): boolean {
  return (
    /(?:仅为|仅有|只有|仅达)\s?$/u.test(text.slice(Math.max(0, start - 4), start)) &&
    betterDirection(name, unit) === 'least'
  );
}

/** 1 秒一件. @returns also where it ends */
function beatOf(text: string, end: number, unit: string | null): { name: string; unit: string; end: number } | null {
  const item = /^一([件张片个只块台])(?!月|小时)/u.exec(text.slice(end, end + 4))?.[1];
  if (item === undefined || !/^(?:s|秒|min|分钟)$/u.test(unit ?? '')) return null;
  return { name: '节拍', unit: `${unit}/${item}`, end: end + 2 };
}

/** A share of what is measured on: 优于航程的 0.3 %, 误差为量程的 1 %. @returns where that begins, or where the number does */
function beforeWhole(text: string, at: number): number {
  if (!/的\s?$/u.test(text.slice(Math.max(0, at - 2), at))) return at;
  const whole = /(?:航程|全?量程|满量程|满刻度|额定值|标称值|读数|示值|测量值)的\s?$/u.exec(
    text.slice(Math.max(0, at - 8), at),
  );
  return at - (whole?.[0].length ?? 0);
}

function nameFound(text: string, from: number, opened: number, end: number, change: Change | null): string | null {
  if (typeof change?.implied === 'string') return nameOfImplied(text, from, change);
  if (change === null) return nameOf(text, from, opened, end);
  return change.object ?? withoutCompared(nameOf(text, from, change.start, end));
}

/** The number; of what has become 1.8 times what it was, what it has gained. */
function gained({ value }: Quantity, change: Change | null, unit: string | null): number | null {
  return value === null || change?.times === undefined ? value : roundOff(value - (unit === '%' ? 100 : 1));
}

/** 不低于 3-4 级: its nearer end. */
function rangeOperator({ strong, operator }: FoundOperator, { tolerance }: Quantity): Operator {
  return strong && operator !== '=' && tolerance === null ? operator : 'range';
}

const USED_AT = '工作温度';
/** 可在 -30~80℃正常充放电. */
function isUsedAt(text: string, { start }: Quantity, end: number, unit: string | null): boolean {
  return (
    unit === '℃' &&
    /(?:(?<!存)在|用于)\s?$/u.test(text.slice(Math.max(0, start - 3), start)) &&
    /^的?(?:低温|高温|宽温|温度|温区|环境|条件|范围|工况)*[下中内]?[可能]?(?:正常|稳定|可靠|长期|连续|安全)*(?:工作|运行|使用|充放电|作业|启动|服役)/u.test(
      text.slice(end, end + 16),
    )
  );
}

/** 误报每月 2 次. */
const EACH_BEHIND = /^(?<what>.*)每(?<each>小时|分钟|公里|千米|平方米|立方米|[秒天日周月年片件台张只块])$/u;
/** What a quantity is counted for: by its name, or as a part of the name beside `what` it is. */
const PER: readonly { pattern: RegExp; each?: string }[] = [
  // 时速 80 公里, 日处理 100 吨, 亩产 700 公斤.
  { pattern: /时速$|^小时(?:处理|加工|生产|作业|产)/u, each: '小时' },
  { pattern: /(?<![每一生])日(?:均)?(?<what>处理|加工|作业)(?!能力|量|规模)\p{Script=Han}{0,3}$/u, each: '日' },
  { pattern: /^日(?:均)?(?:处理|加工|生产|作业|产)/u, each: '日' },
  { pattern: /(?<![每一生])日(?:均)?(?<what>产(?:能|量|[氢气水油电蛋奶])?|产淡水|生产)$/u, each: '日' },
  { pattern: /^年(?:处理|加工|生产|产)|(?<![每一青])年(?:处理|加工|生产|产)[量能]?力?$/u, each: '年' },
  { pattern: /亩产量?$/u, each: '亩' },
  { pattern: EACH_BEHIND },
  { pattern: /^(?<what>.+)每(?<each>平方米|公里|[吨亩])$/u },
  // 每小时处理 2 吨.
  { pattern: /^(?:.*每|一)(?<each>小时|分钟|[秒天日周月年])[要能可]*(?<what>.+)$/u },
  // 每立方米水体产虾 7.2 公斤.
  { pattern: /^[每单]位?(?<each>立方米|平方米|公顷|亩)(?<what>.*产.+)$/u },
  // 吨水处理成本 1.5 元, 每方土成本 300 元.
  { pattern: /^[每单]?(?<each>吨)(?!位)(?<what>.*(?:成本|费用?|造价|[价能电水药汽气煤油]耗?|单耗|消耗))$/u },
  {
    pattern:
      /^[每单](?<each>平方米|公里|公斤|千克|[方亩])(?<what>.*(?:成本|费用?|造价|价格?|[能电水药汽气煤油]耗|单耗|消耗))$/u,
  },
];

/** Every one of them has one of these. */
const COUNTED_FOR = /[每单一日年时亩吨]/u;

function perWhat(name: string | null, unit: string | null): { name: string; unit: string } | null {
  if (name === null || unit === null || unit.includes('/') || !COUNTED_FOR.test(name)) return null;
  for (const { pattern, each } of PER) {
    // A share of each year is a share.
    const found = unit === '%' && pattern !== EACH_BEHIND ? null : pattern.exec(name);
    if (found === null) continue;
    const compound = `${unit}/${each ?? found.groups!['each']}`;
    const known = parseUnit(compound, 0);
    // 每天工作 8 小时 is a share of no use.
    if (known?.text !== compound || canonicalUnit(known.dimensions) === '1') continue;
    // 吨水成本 is what treating it costs.
    const what = (found.groups?.['what'] ?? '').replace(/^[污废]?水(?=(?:成本|费用?)$)/u, '处理');
    // 每小时喷洒 240 亩: how fast it sprays.
    const isRate = canonicalUnit(known.dimensions).includes('s^-1') && what !== '' && !namesKind(what);
    return { name: what === '' ? name : isRate ? `${what}效率` : what, unit: compound };
  }
  return null;
}

function operatorOf(
  before: FoundOperator,
  after: Operator | undefined,
  quantity: Quantity,
  name: string | null,
  unit: string | null,
): Operator {
  if (/^[优好]于$/u.test(before.words)) return betterThan(name, unit, quantity.value ?? 0);
  if (before.strong) return before.operator;
  if (after !== undefined) return after;
  // 精度达 0.1 mm is as little.
  if (/达到?$/u.test(before.words) && betterDirection(name, unit) === 'most' && unit !== '%') return '<=';
  if (before.words !== '') return quantity.first.more && before.operator === '>=' ? '>' : before.operator;
  return quantity.first.more ? '>' : '=';
}

/** Null for a unit that nobody knows; a share and a plain number are ratios. */
function canonicalOf(
  quantity: Quantity,
  operator: Operator,
  unitText: string | null,
  difference: boolean,
): Canonical | null {
  const known: UnitValue | null =
    unitText === null || unitText === '%' ? shareUnit(unitText) : (quantity.unit ?? parseUnit(unitText, 0));
  if (known === null || Number.isNaN(known.factor)) return null;
  const unit = canonicalUnit(known.dimensions);
  // A difference of temperatures does not shift: 降低 5 K is 降低 5 ℃.
  const shift = difference || quantity.tolerance !== null ? 0 : (known.shift ?? 0);
  const convert = (value: number): number => roundOff(value * known.factor + shift);
  const { value, tolerance } = quantity;
  const low = value === null ? quantity.min : value - (tolerance ?? 0);
  const high = value === null ? quantity.max : value + (tolerance ?? 0);
  return {
    dimension: dimensionName(unit),
    unit,
    factor: shift === 0 ? known.factor : 1,
    min: operator === '<=' || operator === '<' || low === null ? null : convert(low),
    max: operator === '>=' || operator === '>' || high === null ? null : convert(high),
  };
}

function shareUnit(unit: string | null): UnitValue {
  return { factor: unit === '%' ? 0.01 : 1, dimensions: {} };
}
