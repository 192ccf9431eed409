/** Counts of the items that a filter lets through, by what they may be narrowed by further. */
import { sql, type SQL } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import { whereItem, type ItemFilter } from './filters.js';
import type { Database } from './open.js';
import { rowsOf } from './rows.js';

export type Dimension = 'industries' | 'organizations' | 'cooperationModes' | 'maturity' | 'parks' | 'challenges';

/** How many items have exactly this value in a dimension: all industries of an item, its range of maturity. */
export interface Group {
  dimension: Dimension;
  key: unknown;
  items: number;
}

const COLUMNS: Readonly<Record<Dimension, SQL>> = {
  industries: sql`item.industries`,
  organizations: sql`item.organization_id`,
  cooperationModes: sql`item.cooperation_modes`,
  maturity: sql`ARRAY[item.trl_min, item.trl_max]`,
  parks: sql`item.park_code`,
  challenges: sql`item.is_challenge`,
};
const DIMENSIONS = {
  achievement: ['industries', 'organizations', 'cooperationModes', 'maturity'],
  need: ['industries', 'organizations', 'cooperationModes', 'parks', 'challenges'],
} as const satisfies Record<ItemKind, readonly Dimension[]>;
/** The filter's own condition in a dimension: it does not narrow what may be chosen there instead. */
const CONDITION: Readonly<Record<Dimension, string>> = {
  industries: 'industries',
  organizations: 'organizationIds',
  cooperationModes: 'cooperationModes',
  maturity: 'maturity',
  parks: 'parks',
  challenges: 'challengesOnly',
};

/** Each dimension under all conditions but its own: one pass over the items, and one for each condition that is left out. */
export async function groupItems<K extends ItemKind>(db: Database, kind: K, filter: ItemFilter<K>): Promise<Group[]> {
  const conditions = filter as Record<string, unknown>;
  const isNarrowed = (dimension: Dimension) => Boolean(conditions[CONDITION[dimension]] ?? false);
  const free = DIMENSIONS[kind].filter((dimension) => !isNarrowed(dimension));
  const groups = free.length === 0 ? [] : await groupBy(db, kind, free, filter);
  for (const dimension of DIMENSIONS[kind].filter(isNarrowed)) {
    const others = { ...filter, [CONDITION[dimension]]: null };
    groups.push(...(await groupBy(db, kind, [dimension], others)));
  }
  return groups;
}

export async function countItems<K extends ItemKind>(db: Database, kind: K, filter: ItemFilter<K>): Promise<number> {
  const rows = await rowsOf<{ n: number }>(
    db,
    sql`SELECT count(*)::int AS n FROM ${table(kind)} item WHERE ${whereItem(kind, filter)}`,
  );
  return rows[0]!.n;
}

function groupBy<K extends ItemKind>(
  db: Database,
  kind: K,
  dimensions: readonly Dimension[],
  filter: ItemFilter<K>,
): Promise<Group[]> {
  const whenIn = (then: (dimension: Dimension) => SQL) =>
    sql.join(
      dimensions.map((dimension) => sql`WHEN grouping(${COLUMNS[dimension]}) = 0 THEN ${then(dimension)}`),
      sql` `,
    );
  const sets = sql.join(
    dimensions.map((dimension) => sql`(${COLUMNS[dimension]})`),
    sql`, `,
  );
  return rowsOf<Group & Record<string, unknown>>(
    db,
    sql`SELECT CASE ${whenIn((dimension) => sql.raw(`'${dimension}'`))} END AS dimension,
               CASE ${whenIn((dimension) => sql`to_jsonb(${COLUMNS[dimension]})`)} END AS key, count(*)::int AS items
          FROM ${table(kind)} item WHERE ${whereItem(kind, filter)}
         GROUP BY GROUPING SETS (${sets})`,
  );
}

function table(kind: ItemKind): SQL {
  return sql.raw(kind === 'achievement' ? 'achievements' : 'needs');
}
