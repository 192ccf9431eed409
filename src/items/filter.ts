/** What a list or search may be narrowed by, whichever door it comes through; the shapes of `schema.graphql`. */
import { z } from 'zod';
import { ITEM_STATUSES, type ItemKind } from '../domain.js';
import type { FacilityFilter } from '../store/facilities.js';
import { widenModes, type ItemFilter } from '../store/filters.js';
import type { Taxonomy } from '../taxonomy.js';
import { checkInput, invalidInput, unknownCodes } from './check.js';
import { maturityInput } from './input.js';

const CODES = 100;
const codes = z
  .array(z.string())
  .max(CODES, { error: `最多 ${CODES} 项` })
  .nullish();
const ids = z
  .array(z.uuid({ error: '含有无效的编号' }))
  .max(CODES, { error: `最多 ${CODES} 项` })
  .nullish();
const amount = z.number('应为数字').min(0, { error: '不能为负数' }).nullish();
const flag = z.boolean('应为 true 或 false').nullish();

const common = {
  industries: codes,
  organizationIds: ids,
  cooperationModes: codes,
  listIds: ids,
  statuses: z
    .array(z.enum(ITEM_STATUSES))
    // Until there are logins nobody can be told to be an item's owner, and drafts are for owners.
    .refine((statuses) => !statuses.includes('draft'), { error: '不能列出草稿，草稿只能按编号查看' })
    .nullish(),
  createdSince: z
    .union([z.date(), z.iso.datetime({ offset: true }).transform((instant) => new Date(instant))], {
      error: '应写作带时区的时刻，例如 2026-01-31T08:00:00+08:00',
    })
    .nullish(),
};
const achievementFilter = z.strictObject({
  ...common,
  pairedWithPark: z.string().nullish(),
  maturity: maturityInput.nullish(),
  maxPrice: amount,
  statedPriceOnly: flag,
});
const needFilter = z.strictObject({
  ...common,
  parks: codes,
  minBudget: amount,
  statedBudgetOnly: flag,
  challengesOnly: flag,
  openOn: z.iso.date({ error: '应写作“年-月-日”，例如 2026-01-31' }).nullish(),
});

const facilityFilter = z.strictObject({
  kinds: codes,
  industries: codes,
  parks: codes,
  maturity: maturityInput.nullish(),
});

/** @throws AppError INVALID_ARGUMENT, as `checkFilter` */
export function checkFacilityFilter(sent: unknown, taxonomy: Taxonomy): FacilityFilter {
  const filter = checkInput(facilityFilter, sent ?? {});
  const problems = [
    ...unknownCodes('industries', filter.industries, taxonomy.industries),
    ...unknownCodes('parks', filter.parks, taxonomy.parks),
  ];
  if (problems.length > 0) throw invalidInput(problems);
  return filter as FacilityFilter;
}

/**
 * A filter that the store understands: codes are known, a general cooperation mode stands for its kinds.
 * @throws AppError INVALID_ARGUMENT naming what is wrong and, for codes, what there is
 */
export function checkFilter<K extends ItemKind>(kind: K, sent: unknown, taxonomy: Taxonomy): ItemFilter<K> {
  const filter = checkInput(kind === 'achievement' ? achievementFilter : needFilter, sent ?? {}) as ItemFilter<K>;
  const parks = 'parks' in filter ? filter.parks : 'pairedWithPark' in filter ? [filter.pairedWithPark] : null;
  const problems = [
    ...unknownCodes('industries', filter.industries, taxonomy.industries),
    ...unknownCodes('cooperationModes', filter.cooperationModes, taxonomy.cooperationModes),
    ...unknownCodes('parks' in filter ? 'parks' : 'pairedWithPark', parks, taxonomy.parks),
  ];
  if (problems.length > 0) throw invalidInput(problems);
  return filter.cooperationModes == null
    ? filter
    : { ...filter, cooperationModes: widenModes(filter.cooperationModes, taxonomy.cooperationModes) };
}
