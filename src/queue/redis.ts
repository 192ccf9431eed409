import { createRedisBackend } from 'bullmq';
import type { Logger } from 'pino';
import { bullQueue, DEFAULT_TIMING, type QueueTiming } from './bullmq.js';
import type { JobQueue } from './types.js';

/**
 * Jobs in Redis ≥ 7. Connects in the background; while Redis is away `add` and `pending` reject instead of waiting, so
 * that the outbox takes the work back.
 * @param prefix namespace of the keys, so that several installations share one Redis
 */
export function redisQueue(url: string, log: Logger, prefix = 'ttm', timing: QueueTiming = DEFAULT_TIMING): JobQueue {
  return bullQueue(createRedisBackend, {
    connection: { url, retryStrategy: (times: number) => Math.min(100 * 2 ** times, 2_000) },
    prefix,
    timing,
    log,
  });
}
