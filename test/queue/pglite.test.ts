import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { DEFAULT_TIMING } from '../../src/queue/bullmq.js';
import { pgliteQueue } from '../../src/queue/pglite.js';
import { openPglite, type Store } from '../../src/store/open.js';
import { describeJobQueue } from '../conformance/job-queue.js';
import { startChild, until } from '../support/processes.js';

const log = pino({ level: 'silent' });

describeJobQueue('BullMQ on the embedded database', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'ttm-queue-'));
  let store: Store | undefined;
  const pglite = async () => {
    store ??= await openPglite(dir);
    if (store.engine !== 'pglite') throw new Error('unreachable');
    return store.pglite;
  };
  const close = async () => {
    await store?.close();
    store = undefined;
  };
  return {
    open: async (timing) => pgliteQueue(await pglite(), log, timing),
    async crash(timing) {
      await close();
      const child = startChild('queue-child.mjs', ['pglite', dir, JSON.stringify(timing)]);
      await child.line('running');
      await child.kill();
    },
    async dispose() {
      await close();
      rmSync(dir, { recursive: true });
    },
  };
});

it('keeps the lock of a job that asks the embedded database one thing after another for longer than a lock lasts', async () => {
  const warnings: unknown[] = [];
  const store = await openPglite(null);
  if (store.engine !== 'pglite') throw new Error('unreachable');
  const listening = pino({ level: 'warn' }, { write: (line: string) => warnings.push(JSON.parse(line)) });
  const timing = { ...DEFAULT_TIMING, lockMs: 3_000 };
  const queue = await pgliteQueue(store.pglite, listening, timing);
  try {
    let runs = 0;
    const held: unknown[] = [];
    const isHeld = 'SELECT locked_until_ms > extract(epoch FROM clock_timestamp()) * 1000 AS held FROM bullmq.job';
    await queue.process(
      'busy',
      async () => {
        runs += 1;
        const end = performance.now() + 2 * timing.lockMs;
        while (performance.now() < end) await store.pglite.query('SELECT count(*) FROM generate_series(1, 2000)');
        held.push(...(await store.pglite.query(isHeld)).rows);
      },
      { concurrency: 1 },
    );
    await queue.add('busy', [{ id: 'job', data: null }]);
    await until('it has ended', async () => held.length > 0 && (await queue.pending('busy')) === 0);
    expect(held).toEqual([{ held: true }]);
    expect(runs).toBe(1);
    expect(warnings).toEqual([]);
  } finally {
    await queue.close();
    await store.close();
  }
});
