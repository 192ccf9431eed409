/** What stands behind the question mark: texts, turned into what `items/filter.ts` checks for every door. */
import { z } from 'zod';
import { ITEM_STATUSES, type ItemKind } from '../domain.js';
import { checkFilter } from '../items/filter.js';
import { DIVERSIFY } from '../matching/diversity.js';
import type { ItemFilter } from '../store/filters.js';
import type { Taxonomy } from '../taxonomy.js';

export const paging = {
  first: z.coerce.number('应为数字').int('应为整数').optional().describe('每页条数，1–100，默认 20。'),
  after: z.string().optional().describe('上一页的 pageInfo.endCursor。'),
};

/** Repeated, or separated by commas. */
const list = z
  .union([z.string(), z.array(z.string())])
  .transform((sent) => (typeof sent === 'string' ? [sent] : sent).flatMap((text) => text.split(',')))
  .optional()
  .describe('可重复给出，或用逗号分隔。');
const number = z.coerce.number('应为数字').optional();
export const flag = z
  .enum(['true', 'false'], { error: '应为 true 或 false' })
  .transform((text) => text === 'true')
  .optional();

const common = {
  industries: list,
  organizationIds: list,
  cooperationModes: list,
  listIds: list,
  statuses: list.describe(`${ITEM_STATUSES.filter((status) => status !== 'draft').join('、')}；默认 published。`),
  createdSince: z.string().optional().describe('带时区的时刻：此时或之后入库的，例如 2026-01-31T08:00:00+08:00。'),
};

export const achievementFilter = {
  ...common,
  pairedWithPark: z.string().optional().describe('与该园区结对的高校院所的成果。'),
  maturityMin: number,
  maturityMax: number,
  maxPrice: number.describe('万元；面议和未标价的也算符合，除非 statedPriceOnly。'),
  statedPriceOnly: flag,
};

export const needFilter = {
  ...common,
  parks: list,
  minBudget: number.describe('万元；面议和未写预算的也算符合，除非 statedBudgetOnly。'),
  statedBudgetOnly: flag,
  challengesOnly: flag,
  openOn: z.string().optional().describe('年-月-日：到这一天尚未截止的需求。'),
};

export const facilityQuery = z.strictObject({
  ...paging,
  kinds: list.describe('概念验证中心、中试平台等。'),
  industries: list,
  parks: list,
  maturityMin: number,
  maturityMax: number,
});
export const layout = {
  diversify: z
    .enum(DIVERSIFY, { error: `应为 ${DIVERSIFY.join('、')} 之一` })
    .optional()
    .describe(
      'NONE：只按分数；VARIANTS（默认）：同一成果的近似条目排到其他合适结果之后；OWNERS：在此基础上，分数相差不超过 1 分的由各单位轮流排列。',
    ),
};

/** @throws AppError INVALID_ARGUMENT */
export function filterOf<K extends ItemKind>(
  kind: K,
  query: Record<string, unknown>,
  taxonomy: Taxonomy,
): ItemFilter<K> {
  const { maturityMin, maturityMax, ...filter } = query;
  const stated = maturityMin !== undefined || maturityMax !== undefined;
  const maturity = stated ? { maturity: { min: maturityMin ?? 1, max: maturityMax ?? 9 } } : {};
  return checkFilter(kind, { ...filter, ...maturity }, taxonomy);
}
