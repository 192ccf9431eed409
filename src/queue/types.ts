/**
 * The seam to a job queue. The queue is a hint: the database's outbox is the truth, every processor is idempotent, and
 * whatever a queue loses is dispatched again. `test/conformance/job-queue.ts` runs against each adapter.
 */
export interface Job<T = unknown> {
  /** Chosen by the caller; adding an id that is already waiting or running is a no-op. */
  id: string;
  data: T;
}

export interface ProcessOptions {
  /** Jobs that run at once in this process. */
  concurrency: number;
}

export interface JobQueue {
  /** Adds all or throws. Jobs must be JSON. At-least-once: a job may run again after a crash. */
  add(queue: string, jobs: readonly Job[]): Promise<void>;
  /** Runs `handler` for each job; a throw is retried with exponential backoff until the adapter's attempts are used up. */
  process(
    queue: string,
    handler: (job: Job, signal: AbortSignal) => Promise<void>,
    options: ProcessOptions,
  ): Promise<void>;
  /** Jobs that wait, are delayed or run: 0 means that nothing handed over earlier can still be on its way. */
  pending(queue: string): Promise<number>;
  /** Stops taking jobs, lets the running ones end (up to the adapter's grace period), releases connections. Twice without harm. */
  close(): Promise<void>;
}
