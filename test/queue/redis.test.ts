import { Redis } from 'ioredis';
import { pino } from 'pino';
import { DEFAULT_TIMING } from '../../src/queue/bullmq.js';
import { redisQueue } from '../../src/queue/redis.js';
import { describeJobQueue } from '../conformance/job-queue.js';
import { startChild } from '../support/processes.js';

const log = pino({ level: 'silent' });
const url = process.env['REDIS_URL'] ?? '';

if (url === '') {
  it('refuses jobs while Redis is away, instead of waiting', async () => {
    const queue = redisQueue('redis://127.0.0.1:1', log);
    await expect(queue.add('any', [{ id: 'job', data: null }])).rejects.toThrow('没有响应');
    await queue.close();
  });
} else {
  describeJobQueue('BullMQ on Redis', async () => {
    const prefix = `test-${process.pid}-${Date.now()}`;
    return {
      open: async (timing) => redisQueue(url, log, prefix, timing),
      async crash(timing) {
        const child = startChild('queue-child.mjs', ['redis', `${url}|${prefix}`, JSON.stringify(timing)]);
        await child.line('running');
        await child.kill();
      },
      async dispose() {
        const redis = new Redis(url);
        const keys = await redis.keys(`${prefix}:*`);
        if (keys.length > 0) await redis.del(keys);
        await redis.quit();
      },
    };
  });

  it('keeps two installations on one Redis apart', async () => {
    const one = redisQueue(url, log, `one-${process.pid}`, DEFAULT_TIMING);
    const other = redisQueue(url, log, `other-${process.pid}`, DEFAULT_TIMING);
    await one.add('index', [{ id: 'job', data: null }]);
    expect(await other.pending('index')).toBe(0);
    await one.process('index', async () => {}, { concurrency: 1 });
    await Promise.all([one.close(), other.close()]);
  });
}
