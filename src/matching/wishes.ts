/** Of the quantities in a need's prose, those that tell how things are, or of the project, and nothing of what is wished. */
import type { Indicator } from './indicators/types.js';

/** 误差常在15%以上, 强度还损失10%以上, 水温一般不超过24℃. */
const AS_A_RULE =
  /(?:(?:[经往时]?常|往往|总是?|一般|通常)[^，。；]?(?:有|在|达|为|是|损失)?|(?:仍|还)[^，。；]?(?:有|在|达|为|是|损失)|已经?|相差)$/u;
/** 亩产不到80公斤: nobody wishes so. */
const FALLING_SHORT = /不[到足]/u;
/** 两百多台, 600余辆. */
const ROUND_COUNT = /[\d十百千万][多余]\p{Script=Han}/u;
/** Of the clause. */
const WISHED = /希望|要求|需要?|[想求要](?!求)|目标|指标|应|须|能够?|可以?|达到|控制|[降升提缩减]|支持|覆盖|识别/u;
/** As a unit. */
export const MONEY = /^[万亿千百]?元$/u;
/** What something costs each time is wished, what the whole may cost is not. */
const UNIT_COST = /成本|单价|价格|每|\/|吨|件|公斤/u;
const LONG_TIME = /^(?:个?月|年|周|天|日)$/u;
/** 10个月内完成, 小试半年内做完, 做两个月以上的养殖对比. */
const PROJECT = /^(?:之?内|以内|以上)?的?(?:再次|又|完成|做完|交|拿出|提交|验收|定型|落地|试验|对比|养殖)/u;

const LONGEST_CLAUSE = 60;

/** @param text the field that the indicator was read from */
export function tellsHowThingsAre(text: string, { unit, start, end }: Indicator): boolean {
  const [from, to] = clauseAt(text, start, end, LONGEST_CLAUSE);
  const before = text.slice(from, start);
  const after = text.slice(end, to);
  const own = text.slice(start, end);
  if (AS_A_RULE.test(before)) return true;
  if (unit !== null && MONEY.test(unit) && !UNIT_COST.test(before + own)) return true;
  if (unit !== null && LONG_TIME.test(unit) && PROJECT.test(after)) return true;
  if (WISHED.test(before)) return false;
  return FALLING_SHORT.test(before.slice(-2) + own) || ROUND_COUNT.test(own + after.slice(0, 1));
}

const CLAUSE_END = /[，。；;！？\n]/u;

/** The clause that a place stands in, no farther than `most` to either side. */
export function clauseAt(text: string, start: number, end: number, most: number): [number, number] {
  let to = end;
  while (to < text.length && to < end + most && !CLAUSE_END.test(text[to]!)) to += 1;
  return [startAfter(text, start, CLAUSE_END, most), to];
}

/** Where the stretch without these signs begins that a place stands in, not farther back than `most`. */
export function startAfter(text: string, place: number, signs: RegExp, most: number): number {
  let from = place;
  while (from > Math.max(0, place - most) && !signs.test(text[from - 1]!)) from -= 1;
  return from;
}
