import pg from 'pg';
import { pino } from 'pino';
import { postgresQueue } from '../../src/queue/postgres.js';
import { describeJobQueue } from '../conformance/job-queue.js';
import { testDatabaseUrl } from '../support/database.js';
import { startChild } from '../support/processes.js';

const log = pino({ level: 'silent' });

if ((process.env['DATABASE_URL'] ?? '') === '') {
  it('rejects when there is no database', async () => {
    await expect(postgresQueue('postgres://127.0.0.1:1/none', log)).rejects.toThrow('ECONNREFUSED');
  });
} else {
  describeJobQueue('BullMQ on PostgreSQL', async () => {
    const database = `ttm_queue_${process.pid}_${Date.now()}`;
    const administer = async (statement: string) => {
      const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
      await client.connect();
      await client.query(statement);
      await client.end();
    };
    await administer(`CREATE DATABASE ${database}`);
    const url = testDatabaseUrl(database);
    return {
      open: (timing) => postgresQueue(url, log, timing),
      async crash(timing) {
        const child = startChild('queue-child.mjs', ['postgres', url, JSON.stringify(timing)]);
        await child.line('running');
        await child.kill();
      },
      dispose: () => administer(`DROP DATABASE ${database} WITH (FORCE)`),
    };
  });
}
