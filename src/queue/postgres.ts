import { createPostgresBackend, runMigrations, type PgPool } from 'bullmq';
import pg from 'pg';
import type { Logger } from 'pino';
import { bullQueue, DEFAULT_TIMING, type QueueTiming } from './bullmq.js';
import type { JobQueue } from './types.js';

/** The schema in which BullMQ keeps its tables. */
export const QUEUE_SCHEMA = 'bullmq';

/** Connections: one that listens for each of the five kinds of work, and some that query. */
const MAX_CONNECTIONS = 8;

/** Jobs in PostgreSQL, for an installation without Redis. Brings BullMQ's own tables up to date first. */
export async function postgresQueue(url: string, log: Logger, timing: QueueTiming = DEFAULT_TIMING): Promise<JobQueue> {
  // A pool of its own: BullMQ's statements find their tables through the search path.
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    keepAlive: true,
    options: `-c search_path=${QUEUE_SCHEMA}`,
    application_name: 'tech-transfer-match-queue',
  });
  const client = await pool.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
  } finally {
    client.release();
  }
  return bullQueue(createPostgresBackend, {
    connection: pool as PgPool,
    timing,
    log,
    release: () => pool.end(),
  });
}
