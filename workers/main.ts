/** The background work as a process of its own: any number, on any machines, against one PostgreSQL. */
import closeWithGrace from 'close-with-grace';
import { readConfig } from '../src/config.js';
import { openDeps } from '../src/deps.js';
import { startWorkers } from './embedded.js';

/** Longer than the queue's grace period, after which running jobs are signalled to stop. */
const GRACE_MS = 30_000;

/** Runs until the process is told to stop; work that is unfinished then goes back to the queue. */
export async function runWorker(): Promise<void> {
  const deps = await openDeps(readConfig());
  const workers = await startWorkers(deps);
  closeWithGrace({ delay: GRACE_MS, logger: deps.log }, async ({ err, signal }) => {
    if (err) deps.log.fatal({ err }, 'worker fails');
    else deps.log.info({ signal }, 'worker stops');
    await workers.close();
    await deps.close();
  });
  deps.log.info('worker started');
}
