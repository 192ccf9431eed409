/** Quantities that a need wants, told from those that describe the plant or the trouble. */
import { wantedBy } from '../findings.js';
import type { Indicator } from '../indicators/types.js';
import type { Span } from '../types.js';
import type { NeedTexts } from '../views.js';
import { clauseAt, MONEY, startAfter } from '../wishes.js';

/** Money that a business wants to make or spend, and its own size: no property of the technology. */
const BUSINESS =
  /产值|销售|营收|收入|利润|毛利|投资|投入|预算|资金|补贴|注册资本|市场|份额|订单|上市|融资|奖金|悬赏|员工|占地|面积/u;
/** How an enterprise says that a quantity is wished, and that it is how things are. */
const WISH =
  /希望|要求|需要|需求|[想求要](?!求)|目标|期望|指标|达到|应|须|最好|能[够否]?|可以?|控制在|[降升提缩减][^，。；]{0,6}[到至]|以内|以上|以下|不超过|不低于|不高于|不大于|不小于|不少于|优于|≤|≥|<|>|＜|＞/u;
const STATE =
  /现在|目前|现有|现状|当前|去年|今年|以前|过去|原来|原先|经常|往往|总是|每次|一直|已[有经]|造成|导致|损失|报废|返修|市面|市场上|别家|同行|国外|进口/u;
const STRONG_WISH = /希望|要求|需要|[想求]|目标|期望|最好|控制在|[降升提缩减][^，。；]{0,6}[到至]|达到|请/u;

/** 几分钟内, 几十秒算完: a figure in words, which there is nothing to compare with. */
const ROUGHLY =
  /(?:十几|几|数)[十百]?个?(?:毫秒|秒钟?|分钟|小时|天)(?:之?内|以内|就|[^，。；]{0,2}(?:算|出|测|检|识别|做)?[完好出成])/gu;

/** Farther back nothing tells whether a quantity is wished. */
const LONGEST_SENTENCE = 300;
const LONGEST_CLAUSE = 100;

/** Looked at, of those that a text states: who writes more has said what is wanted, or writes of something else. */
const LOOKED_AT = 200;

export function wantedQuantities(need: NeedTexts): Span[] {
  const { fields } = wantedBy(need);
  return fields.flatMap(({ field, text, indicators }) => {
    const roughly = Array.from(text.matchAll(ROUGHLY), ({ 0: found, index }) => ({
      name: null,
      unit: null,
      operator: '<=' as const,
      start: index,
      end: index + found.length,
    }));
    return [...indicators.slice(0, LOOKED_AT), ...roughly]
      .filter((indicator) => isWanted(field, text, indicator))
      .map(({ start, end }) => ({ field, start, end, text: text.slice(start, end) }));
  });
}

function isWanted(
  field: string,
  text: string,
  { name, unit, operator, start, end }: Pick<Indicator, 'name' | 'unit' | 'operator' | 'start' | 'end'>,
): boolean {
  const [from, to] = clauseAt(text, start, end, LONGEST_CLAUSE);
  const clause = text.slice(from, to);
  if (BUSINESS.test(name ?? '') || BUSINESS.test(clause)) return false;
  if (unit !== null && MONEY.test(unit) && !/成本|单价|每[吨公件升度]|元\/|价格/u.test(clause)) return false;
  if (field === 'indicators') return true;
  // The nearest words before the quantity decide: 现在误差 5% 以上，希望降到 2% 以内.
  const sentence = text.slice(startAfter(text, start, SENTENCE_END, LONGEST_SENTENCE), to);
  const said = sentence.slice(0, Math.max(0, sentence.length - (to - start)));
  // 性能损失5%以内: what is to be kept small is not how things are because it is called a loss.
  const limited = operator.startsWith('<') && name !== null && said.endsWith(name);
  const before = limited ? said.slice(0, -name.length) : said;
  const wish = lastOf(before, STRONG_WISH);
  const state = lastOf(before, STATE);
  if (wish > state) return true;
  return state < 0 && WISH.test(clause);
}

function lastOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(new RegExp(pattern.source, 'gu'))].at(-1)?.index ?? -1;
}

const SENTENCE_END = /[。；;！？\n]/u;
