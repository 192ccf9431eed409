/**
 * Soak test of BullMQ on the embedded database, a pair that nobody upstream supports: works jobs off while the process
 * is killed with -9 again and again, and counts what was lost or done twice.
 *
 *   node dist/bench/soak-queue.js [JOBS=20000] [KILLS=10]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { pgliteQueue } from '../src/queue/pglite.js';
import { openPglite } from '../src/store/open.js';

const QUEUE = 'soak';

/** Works until it is killed, or until nothing is left. */
async function work(dir: string): Promise<void> {
  const store = await openPglite(dir);
  if (store.engine !== 'pglite') throw new Error('unreachable');
  const queue = await pgliteQueue(store.pglite, pino({ level: 'error' }));
  const handler = async (job: { id: string }) => {
    await store.pglite.query('INSERT INTO runs VALUES ($1)', [job.id]);
  };
  await queue.process(QUEUE, handler, { concurrency: 8 });
  while ((await queue.pending(QUEUE)) > 0) await sleep(100);
  await queue.close();
  await store.close();
}

async function prepare(dir: string, jobs: number): Promise<void> {
  const store = await openPglite(dir);
  if (store.engine !== 'pglite') throw new Error('unreachable');
  const queue = await pgliteQueue(store.pglite, pino({ level: 'error' }));
  await store.pglite.exec('CREATE TABLE runs (job text NOT NULL)');
  const ids = Array.from({ length: jobs }, (_, i) => ({ id: `job-${i}`, data: { i } }));
  for (let from = 0; from < jobs; from += 1_000) await queue.add(QUEUE, ids.slice(from, from + 1_000));
  await queue.close();
  await store.close();
}

async function report(dir: string, jobs: number, seconds: number): Promise<boolean> {
  const store = await openPglite(dir);
  if (store.engine !== 'pglite') throw new Error('unreachable');
  const { rows } = await store.pglite.query<{ done: number; runs: number }>(
    'SELECT count(DISTINCT job)::int AS done, count(*)::int AS runs FROM runs',
  );
  await store.close();
  const { done, runs } = rows[0]!;
  console.log(JSON.stringify({ jobs, lost: jobs - done, ranTwice: runs - done, seconds: Math.round(seconds) }));
  return done === jobs;
}

async function soak(jobs: number, kills: number): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'ttm-soak-'));
  try {
    await prepare(join(dir, 'db'), jobs);
    const started = performance.now();
    for (let kill = 0; ; kill++) {
      const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'work', join(dir, 'db')], {
        stdio: 'inherit',
      });
      const timer = kill < kills ? setTimeout(() => child.kill('SIGKILL'), 2_500 + 250 * kill) : undefined;
      const [code] = (await once(child, 'close')) as [number | null];
      clearTimeout(timer);
      if (code === 0) break;
      if (code !== null) throw new Error(`the worker failed with ${code}`);
    }
    if (!(await report(join(dir, 'db'), jobs, (performance.now() - started) / 1_000))) process.exitCode = 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const [first, second] = process.argv.slice(2);
if (first === 'work') await work(second!);
else await soak(Number(first ?? 20_000), Number(second ?? 10));
