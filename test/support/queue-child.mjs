// Opens a queue, takes one job and holds it for ever: to be killed. Arguments: adapter, where, timing as JSON.
import { pino } from 'pino';
import { pgliteQueue } from '../../dist/src/queue/pglite.js';
import { postgresQueue } from '../../dist/src/queue/postgres.js';
import { redisQueue } from '../../dist/src/queue/redis.js';
import { openPglite } from '../../dist/src/store/open.js';

const [adapter, where, timingJson] = process.argv.slice(2);
const timing = JSON.parse(timingJson);
const log = pino({ level: 'warn' }, process.stderr);

const queue = await {
  pglite: async () => pgliteQueue((await openPglite(where)).pglite, log, timing),
  postgres: () => postgresQueue(where, log, timing),
  redis: () => redisQueue(where.split('|')[0], log, where.split('|')[1], timing),
}[adapter]();

await queue.add('crash', [{ id: 'held', data: { value: 7 } }]);
await queue.process(
  'crash',
  async () => {
    console.log('running');
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  },
  { concurrency: 1 },
);
