import { createRedisBackend } from 'bullmq';
import type { Logger } from 'pino';
import { bullQueue, DEFAULT_TIMING, type QueueTiming } from './bullmq.js';
import type { JobQueue } from './types.js';

/** Longest wait between two attempts to reach a Redis that is away. */
const MAX_RECONNECT_MS = 1_000;

/**
 * Jobs in Redis ≥ 7. Connects in the background and again after each loss.
 * @param prefix namespace of the keys, so that several installations share one Redis
 */
export function redisQueue(url: string, log: Logger, prefix = 'ttm', timing: QueueTiming = DEFAULT_TIMING): JobQueue {
  let leaving = false;
  const queue = bullQueue(createRedisBackend, {
    connection: {
      url,
      // When a lost Redis keeps `close` waiting, it must not wait for its return.
      retryStrategy: (times: number) => (leaving ? null : Math.min(100 * 2 ** times, MAX_RECONNECT_MS)),
    },
    prefix,
    timing,
    log,
  });
  return {
    ...queue,
    close() {
      leaving = true;
      return queue.close();
    },
  };
}
