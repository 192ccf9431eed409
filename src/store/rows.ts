import { sql, type SQL } from 'drizzle-orm';
import type { Database } from './open.js';

/** Runs raw SQL and gives its rows, whichever driver is behind. `T` is what the query selects: the caller vouches. */
export async function rowsOf<T extends Record<string, unknown>>(db: Database, query: SQL): Promise<T[]> {
  const result = (await db.execute(query)) as { rows: T[] };
  return result.rows;
}

/** A list as PostgreSQL writes an array, of values that need no quotes: UUIDs, numbers. */
export function arrayLiteral(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}

/** A list of UUIDs as one parameter: drizzle spreads a plain array into as many, and 65,535 is the limit. */
export function uuidArray(ids: readonly string[]): SQL {
  return sql`${arrayLiteral(ids)}::uuid[]`;
}

/** A list of integers as one parameter. */
export function integerArray(values: readonly number[]): SQL {
  return sql`${arrayLiteral(values)}::integer[]`;
}
