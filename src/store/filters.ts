/**
 * The filters of schema.graphql as conditions of a query. Whatever searches or lists items uses these, so that a filter
 * means the same everywhere. Conditions speak of the item's table under the alias `item`.
 */
import { sql, type SQL } from 'drizzle-orm';
import type { ItemKind, ItemStatus, Maturity } from '../domain.js';
import type { CooperationModeEntry } from '../taxonomy.js';
import { holdingAll, itemHolds } from './literal-texts.js';
import { uuidArray } from './rows.js';

interface CommonFilter {
  industries?: readonly string[] | null;
  organizationIds?: readonly string[] | null;
  /** Codes, already widened by `widenModes`. */
  cooperationModes?: readonly string[] | null;
  listIds?: readonly string[] | null;
  /** Default: published. */
  statuses?: readonly ItemStatus[] | null;
  /** Items that entered at this instant or later. */
  createdSince?: Date | null;
  /** Terms, folded by `foldLiteral`, that stand in the item's texts: all of these, and none of those. */
  holding?: readonly string[] | null;
  notHolding?: readonly string[] | null;
}

export interface AchievementFilter extends CommonFilter {
  /** Code of a park: achievements of the organisations it is paired with. */
  pairedWithPark?: string | null;
  /** The achievement's range must overlap it; one without a range does not. */
  maturity?: Maturity | null;
  /** In 万元. A range fits when its lower end does; 面议 and no price fit unless `statedPriceOnly`. */
  maxPrice?: number | null;
  statedPriceOnly?: boolean | null;
}

export interface NeedFilter extends CommonFilter {
  parks?: readonly string[] | null;
  /** In 万元. A range fits when its upper end does; 面议 and no budget fit unless `statedBudgetOnly`. */
  minBudget?: number | null;
  statedBudgetOnly?: boolean | null;
  challengesOnly?: boolean | null;
  /** ISO date: needs whose deadline is not before it, or that have none. */
  openOn?: string | null;
}

export type ItemFilter<K extends ItemKind = ItemKind> = K extends 'achievement' ? AchievementFilter : NeedFilter;

/** Conditions joined by AND, values of one by OR. Confidential items never pass. */
export function whereItem<K extends ItemKind>(kind: K, filter: ItemFilter<K>): SQL {
  const conditions = [
    sql`item.visibility = 'public'`,
    sql`item.status = ANY(${textArray(filter.statuses ?? ['published'])})`,
    ...(given(filter.industries) ? [sql`item.industries && ${textArray(filter.industries)}`] : []),
    ...(given(filter.organizationIds) ? [sql`item.organization_id = ANY(${uuidArray(filter.organizationIds)})`] : []),
    ...(given(filter.cooperationModes) ? [sql`item.cooperation_modes && ${textArray(filter.cooperationModes)}`] : []),
    ...(given(filter.listIds) ? [sql`item.list_id = ANY(${uuidArray(filter.listIds)})`] : []),
    ...(given(filter.createdSince) ? [createdSince(filter.createdSince)] : []),
    ...(given(filter.holding) ? [sql`item.id IN (${holdingAll(kind, filter.holding)})`] : []),
    ...(filter.notHolding ?? []).map((term) => sql`NOT ${itemHolds(kind, term)}`),
    ...(kind === 'achievement' ? ofAchievement(filter as AchievementFilter) : ofNeed(filter as NeedFilter)),
  ];
  return sql.join(conditions, sql` AND `);
}

/** Whether the filter leaves out anything but what is never searched: then it pays to count what it leaves. */
export function narrows(filter: ItemFilter): boolean {
  return Object.entries(filter).some(([name, value]) => name !== 'statuses' && given(value) && value !== false);
}

/** Whether the filter leaves out nothing but what is never searched. */
export function isWhole(filter: ItemFilter): boolean {
  return !narrows(filter) && !given(filter.statuses);
}

/** Codes together with the kinds that a general code stands for (许可使用), and the general code of each kind. */
export function widenModes(codes: readonly string[], modes: readonly CooperationModeEntry[]): string[] {
  const related = modes.flatMap((mode) => {
    const kinds = mode.expandsTo ?? [];
    if (codes.includes(mode.code)) return [mode.code, ...kinds];
    return kinds.some((kind) => codes.includes(kind)) ? [mode.code] : [];
  });
  return [...new Set([...codes, ...related])];
}

function ofAchievement(filter: AchievementFilter): SQL[] {
  const { pairedWithPark, maturity, maxPrice } = filter;
  const stated = sql`item.price_kind IN ('fixed', 'range')`;
  return [
    ...(given(pairedWithPark)
      ? [sql`item.organization_id IN (SELECT organization_id FROM pairings WHERE park_code = ${pairedWithPark})`]
      : []),
    ...(given(maturity) ? [sql`item.trl_max >= ${maturity.min} AND item.trl_min <= ${maturity.max}`] : []),
    ...(filter.statedPriceOnly === true ? [stated] : []),
    ...(given(maxPrice)
      ? [sql`(item.price_kind IS NULL OR NOT ${stated} OR coalesce(item.price_min, 0) <= ${maxPrice})`]
      : []),
  ];
}

function ofNeed(filter: NeedFilter): SQL[] {
  const stated = sql`item.budget_kind IN ('fixed', 'range')`;
  return [
    ...(given(filter.parks) ? [sql`item.park_code = ANY(${textArray(filter.parks)})`] : []),
    ...(filter.statedBudgetOnly === true ? [stated] : []),
    ...(given(filter.minBudget)
      ? [
          sql`(item.budget_kind IS NULL OR NOT ${stated} OR coalesce(item.budget_max, 'infinity') >= ${filter.minBudget})`,
        ]
      : []),
    ...(filter.challengesOnly === true ? [sql`item.is_challenge`] : []),
    ...(given(filter.openOn) ? [sql`(item.deadline IS NULL OR item.deadline >= ${filter.openOn}::date)`] : []),
  ];
}

/** Clocks of the service's machines and of the database may differ by this. */
const CLOCKS_DIFFER_MS = 600_000;

/** Ids are UUIDv7, in the order in which they were made: their index finds the recent ones. */
function createdSince(instant: Date): SQL {
  const time = Math.max(0, instant.getTime() - CLOCKS_DIFFER_MS);
  const hex = time.toString(16).padStart(12, '0');
  const first = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
  return sql`item.id >= ${first}::uuid AND item.created_at >= ${instant.toISOString()}::timestamptz`;
}

/** An empty list is what a form sends whose field was left alone: no condition. */
function given<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function textArray(values: readonly string[]): SQL {
  return sql`${sql.param([...values])}::text[]`;
}
