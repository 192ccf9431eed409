import type { QueueTiming } from '../../src/queue/bullmq.js';
import type { JobQueue } from '../../src/queue/types.js';
import { until } from '../support/processes.js';

/** How a test of an adapter makes its queues. */
export interface QueueHarness {
  /** A queue over the same jobs as every other of this harness; the suite closes it. */
  open(timing: QueueTiming): Promise<JobQueue>;
  /** A process takes the job `held` of queue `crash` and is killed while it runs. Nobody has the queue open meanwhile. */
  crash(timing: QueueTiming): Promise<void>;
  dispose(): Promise<void>;
}

const TIMING: QueueTiming = { lockMs: 1_000, stalledMs: 300, backoffMs: 50, graceMs: 5_000 };

/** What every adapter of `JobQueue` keeps. */
export function describeJobQueue(name: string, start: () => Promise<QueueHarness>): void {
  describe(name, () => {
    let harness: QueueHarness;
    let queue: JobQueue;

    beforeAll(async () => {
      harness = await start();
    });
    beforeEach(async () => {
      queue = await harness.open(TIMING);
    });
    afterEach(() => queue.close());
    afterAll(() => harness.dispose());

    it('hands each job to the handler with its id and data', async () => {
      const seen = new Map<string, unknown>();
      await queue.process('plain', async (job) => void seen.set(job.id, job.data), { concurrency: 2 });
      await queue.add('plain', [
        { id: 'a', data: { text: '储能', list: [1, 2] } },
        { id: 'b', data: null },
      ]);
      await until('both ran', () => seen.size === 2);
      expect(seen.get('a')).toEqual({ text: '储能', list: [1, 2] });
      expect(seen.has('b')).toBe(true);
    });

    it('works off jobs that were added before anybody processed them, in order', async () => {
      const seen: string[] = [];
      await queue.add(
        'early',
        [1, 2, 3].map((n) => ({ id: `job-${n}`, data: n })),
      );
      await queue.process('early', async (job) => void seen.push(job.id), { concurrency: 1 });
      await until('three ran', () => seen.length === 3);
      expect(seen).toEqual(['job-1', 'job-2', 'job-3']);
    });

    it('ignores an id that already waits, and takes it again once it is done', async () => {
      const seen: unknown[] = [];
      await queue.add('once', [{ id: 'same', data: 1 }]);
      await queue.add('once', [{ id: 'same', data: 2 }]);
      expect(await queue.pending('once')).toBe(1);
      await queue.process('once', async (job) => void seen.push(job.data), { concurrency: 1 });
      await until('it is done', async () => (await queue.pending('once')) === 0);
      expect(seen).toEqual([1]);
      await queue.add('once', [{ id: 'same', data: 3 }]);
      await until('it ran again', () => seen.length === 2);
    });

    it('tries again after a throw', async () => {
      let attempts = 0;
      await queue.process(
        'flaky',
        async () => {
          attempts += 1;
          if (attempts < 3) throw new Error('not yet');
        },
        { concurrency: 1 },
      );
      await queue.add('flaky', [{ id: 'job', data: null }]);
      await until('the third attempt is done', async () => attempts === 3 && (await queue.pending('flaky')) === 0);
    });

    it('gives up at last, and then takes the same id anew', async () => {
      let attempts = 0;
      await queue.process(
        'hopeless',
        async () => {
          attempts += 1;
          throw new Error('never');
        },
        { concurrency: 1 },
      );
      await queue.add('hopeless', [{ id: 'job', data: null }]);
      await until('it is given up', async () => attempts > 1 && (await queue.pending('hopeless')) === 0);
      const before = attempts;
      await queue.add('hopeless', [{ id: 'job', data: null }]);
      await until('it is tried anew', () => attempts > before);
    });

    it('runs no more jobs at once than asked', async () => {
      let running = 0;
      let most = 0;
      let done = 0;
      const [both, bothRun] = gate();
      await queue.process(
        'parallel',
        async () => {
          most = Math.max(most, (running += 1));
          if (running === 2) bothRun();
          await both;
          // Room for a third, if it were taken.
          await new Promise((resolve) => setTimeout(resolve, 20));
          running -= 1;
          done += 1;
        },
        { concurrency: 2 },
      );
      await queue.add(
        'parallel',
        Array.from({ length: 6 }, (_, i) => ({ id: `job-${i}`, data: i })),
      );
      await until('all ran', () => done === 6);
      expect(most).toBe(2);
    });

    it('counts a job as pending while it waits, runs or is about to be retried', async () => {
      const [entered, enter] = gate();
      const [failed, fail] = gate();
      expect(await queue.pending('counted')).toBe(0);
      await queue.add('counted', [{ id: 'job', data: null }]);
      expect(await queue.pending('counted')).toBe(1);
      let attempts = 0;
      await queue.process(
        'counted',
        async () => {
          attempts += 1;
          if (attempts > 1) return;
          enter();
          await failed;
          throw new Error('once');
        },
        { concurrency: 1 },
      );
      await entered;
      expect(await queue.pending('counted')).toBe(1);
      fail();
      await until('the job has gone', async () => (await queue.pending('counted')) === 0);
      expect(attempts).toBe(2);
    });

    it('lets a running job end before it closes, and closes twice without harm', async () => {
      const [entered, enter] = gate();
      const [released, release] = gate();
      let ended = false;
      await queue.process(
        'graceful',
        async () => {
          enter();
          await released;
          ended = true;
        },
        { concurrency: 1 },
      );
      await queue.add('graceful', [{ id: 'job', data: null }]);
      await entered;
      const closing = queue.close();
      release();
      await closing;
      expect(ended).toBe(true);
      await queue.close();
      await expect(queue.add('graceful', [{ id: 'late', data: null }])).rejects.toThrow('closed');
    });

    it('signals a job that outlasts the grace period', async () => {
      const [entered, enter] = gate();
      const impatient = await harness.open({ ...TIMING, graceMs: 100 });
      let signalled = false;
      await impatient.process(
        'slow',
        (_job, signal) =>
          new Promise((resolve) => {
            enter();
            signal.addEventListener('abort', () => {
              signalled = true;
              resolve();
            });
          }),
        { concurrency: 1 },
      );
      await impatient.add('slow', [{ id: 'job', data: null }]);
      await entered;
      await impatient.close();
      expect(signalled).toBe(true);
    });

    it('gives the job of a killed process to another one', async () => {
      await queue.close();
      await harness.crash(TIMING);
      queue = await harness.open(TIMING);
      expect(await queue.pending('crash')).toBe(1);
      const seen: unknown[] = [];
      await queue.process('crash', async (job) => void seen.push(job), { concurrency: 1 });
      await until('it ran elsewhere', () => seen.length === 1);
      expect(seen).toEqual([{ id: 'held', data: { value: 7 } }]);
    });
  });
}

function gate(): [Promise<void>, () => void] {
  let open = () => {};
  return [new Promise<void>((resolve) => (open = resolve)), open];
}
