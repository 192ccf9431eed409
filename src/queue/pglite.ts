import { EventEmitter } from 'node:events';
import type { PGlite } from '@electric-sql/pglite';
import { createPostgresBackend, runMigrations, type PgPool, type PgPoolClient } from 'bullmq';
import type { Logger } from 'pino';
import { bullQueue, DEFAULT_TIMING, type QueueTiming } from './bullmq.js';
import { QUEUE_SCHEMA } from './postgres.js';
import type { JobQueue } from './types.js';

/**
 * Jobs in the embedded database, in BullMQ's own schema. Call it before anything else uses the database: PGlite is one
 * session, and BullMQ's migrations open a transaction statement by statement. Does not close the database.
 */
export async function pgliteQueue(
  pglite: PGlite,
  log: Logger,
  timing: QueueTiming = DEFAULT_TIMING,
): Promise<JobQueue> {
  await runMigrations(new PgliteClient(pglite), QUEUE_SCHEMA);
  // One session for both: our tables come first, BullMQ's names do not clash with them.
  await pglite.exec(`SET search_path TO public, ${QUEUE_SCHEMA}`);
  const pool = new PglitePool(pglite);
  return bullQueue(createPostgresBackend, { connection: pool, timing, log, release: () => pool.released() });
}

/** PGlite in the shape of a client of `pg.Pool`, as far as BullMQ uses one. */
class PgliteClient extends EventEmitter implements PgPoolClient {
  readonly #pglite: PGlite;
  #listening: (() => Promise<void>)[] = [];
  /** Settles when a released client no longer listens. */
  released: Promise<unknown> = Promise.resolve();

  constructor(pglite: PGlite) {
    super();
    this.#pglite = pglite;
  }

  async query<R>(text: string, params?: readonly unknown[]): Promise<{ rows: R[]; rowCount: number | null }> {
    const channel = /^LISTEN (\w+)/m.exec(text)?.[1];
    if (channel !== undefined) {
      // Notifications come back through PGlite's own callback, not over a connection.
      this.#listening.push(
        await this.#pglite.listen(channel, (payload) => this.emit('notification', { channel, payload })),
      );
      return { rows: [], rowCount: null };
    }
    // Only the simple protocol takes several statements at once, as BullMQ's migrations are.
    const result =
      params === undefined ? (await this.#pglite.exec(text)).at(-1) : await this.#pglite.query(text, [...params]);
    return { rows: (result?.rows ?? []) as R[], rowCount: result?.affectedRows ?? null };
  }

  release(): void {
    this.released = Promise.all(this.#listening.map((unlisten) => unlisten()));
    this.#listening = [];
  }
}

/** PGlite in the shape of a `pg.Pool`. */
class PglitePool extends EventEmitter implements PgPool {
  /** There is no connection that could drop unnoticed. */
  readonly options = { keepAlive: true };
  readonly #pglite: PGlite;
  readonly #clients: PgliteClient[] = [];

  constructor(pglite: PGlite) {
    super();
    this.#pglite = pglite;
  }

  query<R>(text: string, params?: readonly unknown[]) {
    return new PgliteClient(this.#pglite).query<R>(text, params);
  }

  async connect(): Promise<PgPoolClient> {
    const client = new PgliteClient(this.#pglite);
    this.#clients.push(client);
    return client;
  }

  /** Waits until nobody listens any more: the database may then be closed. */
  async released(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.released));
  }

  /** The database is the caller's. */
  async end(): Promise<void> {}
}
