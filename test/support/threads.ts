import type * as WorkerThreads from 'node:worker_threads';

/** Threads that the modules under test have started, in order; see `watchedThreads`. */
export const threadsStarted: WorkerThreads.Worker[] = [];

/**
 * `node:worker_threads` with real threads that a test can find and kill. Jest hoists mocks above imports, so a test writes
 * `jest.mock('node:worker_threads', () => jest.requireActual<typeof Threads>('../support/threads').watchedThreads())`.
 */
export function watchedThreads(): typeof WorkerThreads {
  const actual = jest.requireActual<typeof WorkerThreads>('node:worker_threads');
  return {
    ...actual,
    Worker: class extends actual.Worker {
      constructor(...args: ConstructorParameters<typeof WorkerThreads.Worker>) {
        super(...args);
        threadsStarted.push(this);
      }
    },
  };
}
