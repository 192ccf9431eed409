import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { migrate as migrateNodePostgres } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzleNodePostgres } from 'drizzle-orm/node-postgres';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { projectPath } from '../paths.js';
import type { Database, Store } from './open.js';
import { rowsOf } from './rows.js';

/** Any number, the same in every process: replicas that start together migrate one after the other. */
const MIGRATION_LOCK = 7_246_001;

/** Brings the schema up to date. Each migration is applied whole or not at all; safe to run from many processes. */
export async function migrate(store: Store): Promise<void> {
  const migrationsFolder = projectPath('migrations');
  if (store.engine === 'pglite') {
    await migratePglite(drizzlePglite(store.pglite), { migrationsFolder });
    return;
  }
  const client = await store.pool.connect();
  try {
    const db = drizzleNodePostgres(client);
    await db.execute(sql`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    try {
      await migrateNodePostgres(db, { migrationsFolder });
    } finally {
      await db.execute(sql`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
    }
  } finally {
    client.release();
  }
}

/** How many migrations of this version of the code the database does not have. */
export async function pendingMigrations(db: Database): Promise<number> {
  const journal = JSON.parse(readFileSync(projectPath('migrations', 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  const [table] = await rowsOf<{ found: string | null }>(
    db,
    sql`SELECT to_regclass('drizzle.__drizzle_migrations')::text AS found`,
  );
  if (table?.found == null) return journal.entries.length;
  // The migrator applies what is newer than the newest it has noted.
  const [newest] = await rowsOf<{ at: string | number | null }>(
    db,
    sql`SELECT max(created_at) AS at FROM drizzle.__drizzle_migrations`,
  );
  return journal.entries.filter((entry) => entry.when > Number(newest?.at ?? 0)).length;
}
