import type { Database } from './open.js';

/**
 * A query that is built once for each database: drizzle takes some 0.5 ms for a table of thirty columns, and a page of
 * matches asks five such queries. Without a name in the database, so that a pooler may stand in between.
 * @param build ends with `.prepare('')`
 */
export function preparedOnce<Q>(build: (db: Database) => Q): (db: Database) => Q {
  const made = new WeakMap<Database, Q>();
  return (db) => {
    const known = made.get(db) ?? build(db);
    made.set(db, known);
    return known;
  };
}
