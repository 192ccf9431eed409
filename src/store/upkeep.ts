/**
 * What GIN indexes gather is put in its places: it is looked through by each question to them, which autovacuum leaves so
 * until a fifth of a table has changed (a typed text asks some ten times: 3 ms of it among 100,000 achievements). And what
 * autovacuum does on a server, done for the embedded database, which has none. Without statistics the planner read a
 * kind's whole index for each question to it; the places of dead rows were never used again.
 */
import { sql } from 'drizzle-orm';
import type { Store } from './open.js';
import { rowsOf } from './rows.js';

/** A table has grown when it has this many times the pages it had when it was last looked at: the planner scales rows by pages. */
const GROWTH = 2;
/** As autovacuum's defaults, but for the base: a small table is never worn for long. */
const WORN_BASE = 1000;
const WORN_SHARE = 0.2;

/**
 * Empties what GIN indexes have gathered. Looks at each table of the embedded database and does what is due; one statement
 * a table, since queries wait for it. Safe to call at any time outside of a transaction.
 * @returns the tables that were vacuumed or analysed
 */
export async function keepUp({ db, engine }: Store): Promise<string[]> {
  await db.execute(sql`
    SELECT gin_clean_pending_list(i.oid) FROM pg_class AS i JOIN pg_am AS method ON method.oid = i.relam
     WHERE method.amname = 'gin' AND i.relkind = 'i' AND i.relnamespace = current_schema()::regnamespace
       AND pg_has_role(i.relowner, 'USAGE')`);
  if (engine !== 'pglite') return [];
  // Of dead rows the database tells with a delay.
  await db.execute(sql`SELECT pg_stat_force_next_flush()`);
  const due = await rowsOf<{ name: string; worn: boolean }>(
    db,
    sql`
    SELECT name, worn FROM (
      SELECT stat.relid::regclass::text AS name,
             stat.n_dead_tup > ${WORN_BASE}::int + ${WORN_SHARE}::float8 * greatest(stat.n_live_tup, t.reltuples) AS worn,
             pg_relation_size(stat.relid) / current_setting('block_size')::int > ${GROWTH}::int * greatest(t.relpages, 1) AS grown
        FROM pg_stat_user_tables AS stat JOIN pg_class AS t ON t.oid = stat.relid) AS tables
     WHERE worn OR grown ORDER BY name`,
  );
  for (const { name, worn } of due) await db.execute(sql.raw(worn ? `VACUUM (ANALYZE) ${name}` : `ANALYZE ${name}`));
  return due.map(({ name }) => name);
}
