import { Queue, Worker, type BackendFactory, type IQueueBackend } from 'bullmq';
import type { Logger } from 'pino';
import { AppError } from '../errors.js';
import type { JobQueue } from './types.js';

/** How fast a queue notices that something went wrong. All in milliseconds. */
export interface QueueTiming {
  /** A job whose worker has not said for this long that it lives is stalled. */
  lockMs: number;
  /** How often stalled jobs are looked for; a killed worker's jobs are back after at most `lockMs + stalledMs`. */
  stalledMs: number;
  /** Wait before the second attempt; doubled for each further one. */
  backoffMs: number;
  /** How long `close` lets running jobs go on before it signals them to stop. */
  graceMs: number;
}

export const DEFAULT_TIMING: QueueTiming = { lockMs: 5_000, stalledMs: 2_500, backoffMs: 1_000, graceMs: 10_000 };

/**
 * Attempts of the queue itself, for handlers that throw because the database is away. Failures of the work are counted
 * in the outbox, which is durable.
 */
const ATTEMPTS = 5;

/**
 * Kills that one job may live through. BullMQ's default of 1 gives up a job whose worker was killed twice, which a
 * crash loop or a rolling restart does to good jobs.
 */
const MAX_STALLED = 20;

/** What does not stop when it is told to is left behind after this, so that `close` ends. */
const ABANDON_MS = 5_000;

/** BullMQ waits without end for a server that is away; callers want to go on. */
const ANSWER_MS = 5_000;

/**
 * The part of the BullMQ adapters that does not depend on where the jobs are kept.
 * @param release closes what the adapter opened itself, after all queues and workers are closed
 */
export function bullQueue<B extends IQueueBackend, C>(
  backend: BackendFactory<B, C>,
  options: { connection: C; prefix?: string; timing: QueueTiming; log: Logger; release?: () => Promise<void> },
): JobQueue {
  const { connection, timing, log } = options;
  const base = { connection, ...(options.prefix === undefined ? {} : { prefix: options.prefix }) };
  const queues = new Map<string, ReturnType<typeof openQueue>>();
  const workers: ReturnType<typeof openWorker>[] = [];
  let closing: Promise<void> | undefined;

  /** BullMQ reports lost connections and lost locks here and goes on by itself. */
  const watch = (name: string, emitter: { on(event: 'error', listener: (error: Error) => void): unknown }) =>
    emitter.on('error', (error) => {
      if (closing === undefined) log.warn({ err: error, queue: name }, 'queue error');
    });

  const openQueue = (name: string) =>
    new Queue(
      name,
      {
        ...base,
        defaultJobOptions: {
          attempts: ATTEMPTS,
          backoff: { type: 'exponential', delay: timing.backoffMs },
          // A finished job that is kept would swallow every later job of the same id.
          removeOnComplete: true,
          removeOnFail: true,
        },
      },
      backend,
    );

  const openWorker = (name: string, handler: Parameters<JobQueue['process']>[1], concurrency: number) =>
    new Worker(
      name,
      async (job, _token, signal) => handler({ id: job.id!, data: job.data as unknown }, signal!),
      {
        ...base,
        concurrency,
        lockDuration: timing.lockMs,
        stalledInterval: timing.stalledMs,
        maxStalledCount: MAX_STALLED,
        runRetryDelay: timing.backoffMs,
      },
      backend,
    );

  const queueOf = (name: string) => {
    let queue = queues.get(name);
    if (queue === undefined) {
      queue = openQueue(name);
      watch(name, queue);
      queues.set(name, queue);
    }
    return queue;
  };

  const refuseWhenClosed = () => {
    if (closing !== undefined) throw new Error('the queue is closed');
  };

  return {
    async add(name, jobs) {
      refuseWhenClosed();
      if (jobs.length === 0) return;
      await answer(queueOf(name).addBulk(jobs.map((job) => ({ name, data: job.data, opts: { jobId: job.id } }))));
    },

    async process(name, handler, { concurrency }) {
      refuseWhenClosed();
      const worker = openWorker(name, handler, concurrency);
      watch(name, worker);
      worker.on('failed', (job, error) => log.warn({ err: error, queue: name, job: job?.id }, 'job failed'));
      workers.push(worker);
      await worker.waitUntilReady();
    },

    async pending(name) {
      refuseWhenClosed();
      return answer(
        queueOf(name).getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized', 'waiting-children'),
      );
    },

    close() {
      closing ??= (async () => {
        const ended = Promise.all(workers.map((worker) => worker.close()));
        if (!(await within(ended, timing.graceMs))) {
          for (const worker of workers) worker.cancelAllJobs('shutting down');
          if (!(await within(ended, ABANDON_MS))) log.warn('left jobs behind, or a server that does not answer');
        }
        await within(Promise.all([...queues.values()].map((queue) => queue.close())), ABANDON_MS);
        await options.release?.();
      })();
      return closing;
    },
  };
}

/** @throws AppError UNAVAILABLE when the server behind the queue does not answer in time; the command may still arrive */
async function answer<T>(command: Promise<T>): Promise<T> {
  if (!(await within(command, ANSWER_MS))) throw new AppError('UNAVAILABLE', '任务队列没有响应，请检查 Redis 或数据库');
  return command;
}

/** @returns whether the promise was fulfilled in time */
async function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  try {
    return await Promise.race([promise.then(() => true as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
