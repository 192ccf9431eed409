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

/** The columns that a dimension is made of, and its key. */
const COLUMNS: Readonly<Record<Dimension, readonly string[]>> = {
  industries: ['industries'],
  organizations: ['organization_id'],
  cooperationModes: ['cooperation_modes'],
  maturity: ['trl_min', 'trl_max'],
  parks: ['park_code'],
  challenges: ['is_challenge'],
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

/**
 * Each dimension under all conditions but its own: one pass over the items, and one for each condition that is left out.
 * `total`: how many items the whole filter lets through.
 */
export async function groupItems<K extends ItemKind>(
  db: Database,
  kind: K,
  filter: ItemFilter<K>,
): Promise<{ groups: Group[]; total: number }> {
  const conditions = filter as Record<string, unknown>;
  const isNarrowed = (dimension: Dimension) => Boolean(conditions[CONDITION[dimension]] ?? false);
  const free = DIMENSIONS[kind].filter((dimension) => !isNarrowed(dimension));
  const groups = free.length === 0 ? [] : await groupBy(db, kind, free, filter);
  for (const dimension of DIMENSIONS[kind].filter(isNarrowed)) {
    const others = { ...filter, [CONDITION[dimension]]: null };
    groups.push(...(await groupBy(db, kind, [dimension], others)));
  }
  // An item is in one group of each dimension.
  const whole = groups.filter(({ dimension }) => dimension === free[0]);
  return { groups, total: free.length === 0 ? await countItems(db, kind, filter) : totalOf(whole) };
}

function totalOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { items }) => sum + items, 0);
}

async function countItems<K extends ItemKind>(db: Database, kind: K, filter: ItemFilter<K>): Promise<number> {
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
  const columnsOf = (dimension: Dimension) => COLUMNS[dimension].map((column) => sql.identifier(column));
  const key = (dimension: Dimension) => {
    const columns = columnsOf(dimension);
    return columns.length === 1 ? sql`to_jsonb(${columns[0]})` : sql`to_jsonb(ARRAY[${sql.join(columns, sql`, `)}])`;
  };
  const whenIn = (then: (dimension: Dimension) => SQL) =>
    sql.join(
      dimensions.map((dimension) => sql`WHEN grouping(${columnsOf(dimension)[0]}) = 0 THEN ${then(dimension)}`),
      sql` `,
    );
  const columns = sql.join(dimensions.flatMap(columnsOf), sql`, `);
  const sets = sql.join(
    dimensions.map((dimension) => sql`(${sql.join(columnsOf(dimension), sql`, `)})`),
    sql`, `,
  );
  // Grouping sets hash each row once for each of them: many items have all values alike, and are counted as one first.
  return rowsOf<Group & Record<string, unknown>>(
    db,
    sql`WITH alike AS MATERIALIZED (
          SELECT ${columns}, count(*) AS items FROM ${table(kind)} item WHERE ${whereItem(kind, filter)} GROUP BY ${columns})
        SELECT CASE ${whenIn((dimension) => sql.raw(`'${dimension}'`))} END AS dimension,
               CASE ${whenIn(key)} END AS key, sum(items)::int AS items
          FROM alike GROUP BY GROUPING SETS (${sets})`,
  );
}

function table(kind: ItemKind): SQL {
  return sql.raw(kind === 'achievement' ? 'achievements' : 'needs');
}
