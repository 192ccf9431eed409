import { PGlite, types } from '@electric-sql/pglite';
import { vector as pgvector } from '@electric-sql/pglite-pgvector';
import { drizzle as drizzleNodePostgres } from 'drizzle-orm/node-postgres';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import pg from 'pg';
import { createBreather } from '../breathe.js';
import * as schema from './schema.js';

/** What every store function takes first; a transaction is one too. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

/** An open database. `engine` gives what cannot go through drizzle: COPY, LISTEN, the queue's own tables. */
export type Store = {
  readonly db: Database;
  /** Waits for running queries. Twice without harm. */
  close(): Promise<void>;
} & ({ readonly engine: 'pglite'; readonly pglite: PGlite } | { readonly engine: 'postgres'; readonly pool: pg.Pool });

/**
 * Embedded database on a directory, or in memory when `dataDir` is null. The caller holds the directory's lock
 * (`lock.ts`): PGlite has none of its own, and two processes on one directory lose rows.
 * @param image a dumped data directory to start from, e.g. a migrated one for tests
 */
export async function openPglite(dataDir: string | null, image?: Blob): Promise<Store> {
  const pglite = await PGlite.create({
    ...(dataDir === null ? {} : { dataDir }),
    ...(image === undefined ? {} : { loadDataDir: image }),
    extensions: { vector: pgvector },
    relaxedDurability: false,
  });
  takeTurns(pglite);
  await sendInBinary(pglite);
  let closing: Promise<void> | undefined;
  return {
    engine: 'pglite',
    pglite,
    db: drizzlePglite(pglite, { schema, casing: 'snake_case' }),
    close: () => (closing ??= pglite.close()),
  };
}

/**
 * PGlite answers on this thread, before the event loop turns: query upon query kept timers and sockets waiting until the
 * last was done (9 s while 512 achievements were compared, in which the queue could renew no lock).
 */
function takeTurns(pglite: PGlite): void {
  const breathe = createBreather();
  const run = pglite.execProtocolRaw.bind(pglite);
  pglite.execProtocolRaw = async (...message) => {
    await breathe();
    return run(...message);
  };
}

/**
 * PGlite turns vectors and bytes into text, digit by digit; node-postgres sends a Buffer in binary by itself. Bytes come
 * back as text from both.
 */
async function sendInBinary(pglite: PGlite): Promise<void> {
  await pglite.exec('CREATE EXTENSION IF NOT EXISTS vector');
  const known = await pglite.query<{ oid: number }>(
    `SELECT oid FROM pg_type WHERE typname IN ('vector', 'halfvec', 'sparsevec', 'bytea')`,
  );
  // A binary parameter leaves the serializer as the bytes it came as.
  for (const { oid } of known.rows) pglite.serializers[oid] = (value: unknown) => value as string;
  // Its own parser takes bytes one by one from a string: a second for what a search reads.
  pglite.parsers[types.BYTEA] = (hex: string) => Buffer.from(hex.slice(2), 'hex');
}

/** PostgreSQL through a pool of `max` connections. Connects lazily: `migrate` is the first to notice a wrong URL. */
export function openPostgres(url: string, max = 10): Store {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'tech-transfer-match' });
  let closing: Promise<void> | undefined;
  return {
    engine: 'postgres',
    pool,
    db: drizzleNodePostgres(pool, { schema, casing: 'snake_case' }),
    close: () => (closing ??= pool.end()),
  };
}
