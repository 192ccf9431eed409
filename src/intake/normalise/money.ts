import type { Money } from '../../domain.js';
import { roundOff } from '../../numerals.js';
import type { CellContext, Reading } from '../types.js';
import { findAmounts, foldMoneyText, type Amount } from './amounts.js';
import { isAbsent } from './text.js';
import { quote, unreadable } from './warn.js';

export type MoneyUnit = NonNullable<CellContext['moneyUnit']>;

/** 元 in one unit. */
const YUAN: Record<MoneyUnit, number> = { 元: 1, 千元: 1e3, 万元: 1e4, 亿元: 1e8 };
const WAN = YUAN.万元;
/** A bare number from here on, with no unit anywhere, cannot be 万元: 10,000 万元 is a hundred million yuan. */
const BARE_YUAN_FROM = 10_000;
/** 万元; a million million yuan is more than any list can mean. */
const IMPLAUSIBLE_FROM = 1e8;

const FOREIGN =
  /美元|美金|usd|us\$|\$|欧元|eur|€|日元|jpy|英镑|gbp|£|港币|港元|hkd|韩元|卢布|台币|澳元|加元|新元|瑞士法郎|外币/u;
const NEGOTIABLE =
  /面议|面谈|协商|商议|商定|商谈|待定|电议|议定|另议|洽谈|待议|详谈|详询|可议|未定|待评估|不限|不设上限|可谈|一事一议|按实际|[视根].{1,8}(?:定|情况)/u;
const FREE = /免费|无偿|零费用/u;
const VAGUE = /[几数多][十百千]*[万亿]|十[几余多]万|百[余多]万|若干/u;
const PER_UNIT = /[/每](?:1|一)?(年|月|件|项|套|台|次|亩|吨|人|个)|年费|一年/u;
const TOTAL = /(?:总[\p{Script=Han}]{0,4}?|合计|共计|合同额|一共)[为是约:]*#(\d+)#/u;
const ENTRY_FEE = /入门费[为是约:]*#(\d+)#/u;

/** Words around an amount that do not change it. */
const NOISE =
  /意向|拟|价格|转让|转化|交易|成果|专利|许可|预算|投入|投资|资金|经费|金额|费用|悬赏|榜单|揭榜|报价|总价|总|预计|计划|人民币|整|区间|范围|之间|不等|税前|含税|含|为|是|在|费|价|[():：。、,，;；"“”'‘’]/gu;
const ABOUT = /大约|大概|约|左右|上下|(?<!#)~(?=#\d+#)/gu;
const AT_LEAST = '不低于|不少于|不小于|不得低于|至少|最低|最少|大于等于|大于|超过|高于|多于|>=|≥|≧|>';
const AT_MOST = '不超过|不高于|不大于|不多于|最高|最多|至多|上限|小于等于|小于|低于|少于|<=|≤|≦|<';
const OR_MORE = '及以上|以上|起步|起|\\+(?!\\p{L})';
const OR_LESS = '及以下|以下|以内|之内|内|封顶';

/** What is left of a cell when every amount is a numbered hole, tried in turn. */
const SHAPES: readonly (readonly [RegExp, (amounts: readonly number[]) => Money])[] = [
  [/^#0#$/u, ([a]) => fixed(a!)],
  [/^#0#(?:-|~|至|到)+#1#$/u, ([a, b]) => range(Math.min(a!, b!), Math.max(a!, b!))],
  [/^#0#(?:±|\+-|\+\/-)#1#$/u, ([a, b]) => range(Math.max(0, a! - b!), a! + b!)],
  [new RegExp(`^(?:${AT_LEAST})#0#$|^#0#(?:${OR_MORE})$`, 'u'), ([a]) => range(a!, null)],
  [new RegExp(`^(?:${AT_MOST})#0#(?:${OR_LESS})?$|^#0#(?:${OR_LESS})$`, 'u'), ([a]) => range(null, a!)],
  [
    new RegExp(
      `^(?:(?:${AT_LEAST})#0#|#0#(?:${OR_MORE}))[且,]?(?:(?:${AT_MOST})#1#(?:${OR_LESS})?|#1#(?:${OR_LESS}))$`,
      'u',
    ),
    ([a, b]) => range(Math.min(a!, b!), Math.max(a!, b!)),
  ],
];

/** The same without their anchors, but for a lone amount, which anything may surround. */
const INNER_SHAPES = SHAPES.slice(1).map(
  ([pattern, build]) => [new RegExp(pattern.source.replaceAll(/[\^$]/gu, ''), 'u'), build] as const,
);

function fixed(value: number): Money {
  return { kind: 'fixed', min: value, max: value };
}

function range(min: number | null, max: number | null): Money {
  return min !== null && min === max ? fixed(min) : { kind: 'range', min, max };
}

/** Unit of money that a header states in brackets, after a slash or at its end: `预算金额（万元）`; undefined when none. */
export function moneyUnitOf(header: string): MoneyUnit | undefined {
  const compact = foldMoneyText(header).replace(/人民币|rmb|cny|\*/gu, '');
  if (FOREIGN.test(compact)) return undefined;
  const unit = /(亿|百万|万|千|)(元)(?![\p{Script=Han}])|(亿|万)(?=$|[)\]】])/u.exec(compact);
  if (unit === null) return undefined;
  const scale = unit[1] ?? unit[3] ?? '';
  return scale === '百万' ? undefined : (`${scale}元` as MoneyUnit);
}

/**
 * Money in 万元 from a cleaned text. `unit` is the header's; a unit in the cell wins over it.
 * `number` is the stored number of a numeric cell, more exact than what Excel shows.
 */
export function readMoney(text: string, unit?: MoneyUnit, number?: number): Reading<Money | null> {
  if (isAbsent(text)) return { value: null };
  const folded = foldMoneyText(text);
  if (FOREIGN.test(folded)) return unreadable(text, '是外币金额，未换算；请按人民币万元填写');
  const amounts = exactAmounts(folded, number);
  if (amounts.length === 0) return withoutAmount(text, folded);
  if (VAGUE.test(folded)) return unreadable(text, '没有写明确切金额；请填写数字，如“50-80万元”，或“面议”');
  if (amounts.some((amount) => amount.negative)) return unreadable(text, '是负数，不能作为金额；请填写正数或“面议”');
  const scaled = toWan(amounts, unit);
  if (scaled.values.some((value) => value >= IMPLAUSIBLE_FROM)) {
    return unreadable(text, '金额过大，请核对数字和单位');
  }
  const shaped = shape(text, folded, amounts, scaled.values);
  if (shaped.value?.min === 0 && shaped.value.kind === 'fixed') {
    return unreadable(text, '金额为 0，未采用；价格待商定请填“面议”');
  }
  const warnings = [scaled.warning, shaped.warning].filter((warning) => warning !== undefined);
  return warnings.length === 0 ? shaped : { value: shaped.value, warning: warnings.join('；') };
}

/** A stored number replaces the shown one unless the cell's format scales it (`0!.0,"万"`). */
function exactAmounts(folded: string, number: number | undefined): Amount[] {
  const amounts = findAmounts(folded);
  const only = amounts[0];
  if (number === undefined || !Number.isFinite(number) || /%/u.test(folded) || (only?.yuan ?? false)) return amounts;
  return [{ start: 0, end: folded.length, value: Math.abs(number), negative: number < 0, yuan: false, suffix: '' }];
}

function withoutAmount(text: string, folded: string): Reading<Money | null> {
  if (NEGOTIABLE.test(folded)) return { value: { kind: 'negotiable', min: null, max: null } };
  if (FREE.test(folded)) return { value: fixed(0), warning: `${quote(text)}按 0 万元（无偿）读取` };
  if (/%|百分之|\d成/u.test(folded)) return unreadable(text, '只有比例，没有金额；请填写金额（万元）或“面议”');
  return unreadable(text, '不能识别为金额；请填写数字和单位，如“50万元”“100-200万元”，或“面议”');
}

/** An amount without a unit takes the unit of another in its cell, then the header's, then 万元 or, when large, 元. */
function toWan(amounts: readonly Amount[], header: MoneyUnit | undefined): { values: number[]; warning?: string } {
  const stated = amounts.findLast((amount) => amount.yuan);
  const bare = amounts.filter((amount) => !amount.yuan).map((amount) => amount.value);
  const assumed: MoneyUnit = Math.max(0, ...bare) >= BARE_YUAN_FROM ? '元' : '万元';
  const factor = stated === undefined ? YUAN[header ?? assumed] : stated.suffix === '' ? 1 : YUAN[`${stated.suffix}元`];
  const values = amounts.map((amount) => roundOff((amount.value * (amount.yuan ? 1 : factor)) / WAN));
  if (bare.length === 0 || stated !== undefined || header !== undefined || assumed === '万元') return { values };
  return { values, warning: `没有写单位，因数额较大按“元”读取（合 ${values.join('、')} 万元）；如为万元请写明单位` };
}

function shape(
  text: string,
  folded: string,
  amounts: readonly Amount[],
  values: readonly number[],
): Reading<Money | null> {
  const holed = withHoles(folded, amounts);
  const perUnit = PER_UNIT.exec(holed);
  const plain = holed.replace(PER_UNIT, '').replace(NOISE, '').replace(ABOUT, '');
  for (const [pattern, build] of SHAPES) {
    if (!pattern.test(plain)) continue;
    const value = build(values);
    return perUnit === null ? { value } : { value, warning: `${quote(text)}是按“${perUnit[0]}”计的金额，请核对` };
  }
  // 5OO万: a letter at the digits is a typing error, and what it stood for is anybody's guess.
  if (/#[a-z]|[a-z]#/u.test(holed)) return unreadable(text, '含有字母，不能识别为金额；请核对数字');
  const inner = innerShape(plain, values);
  if (inner !== null) return { value: inner, warning: `${quote(text)}只采用了其中的金额，其余文字未采用，请核对` };
  const chosen = TOTAL.exec(holed)?.[1] ?? ENTRY_FEE.exec(holed)?.[1] ?? (values.length === 1 ? '0' : undefined);
  if (chosen === undefined) return unreadable(text, '含有多个金额，不能确定以哪个为准；请只填写一个金额或一个区间');
  const value = values[Number(chosen)]!;
  return { value: fixed(value), warning: `${quote(text)}按 ${value} 万元读取，其余文字未采用，请核对` };
}

/** `10-20万/品种`, `面议（50万起）`: a range or a bound that holds every amount of the text, with words around it. */
function innerShape(plain: string, values: readonly number[]): Money | null {
  for (const [pattern, build] of INNER_SHAPES) {
    const found = pattern.exec(plain);
    if (found && found[0].match(/#\d+#/gu)?.length === values.length) return build(values);
  }
  return null;
}

function withHoles(folded: string, amounts: readonly Amount[]): string {
  let holed = '';
  let at = 0;
  amounts.forEach((amount, index) => {
    holed += `${folded.slice(at, amount.start)}#${index}#`;
    at = amount.end;
  });
  return holed + folded.slice(at);
}
