import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { pgliteQueue } from '../../src/queue/pglite.js';
import { openPglite, type Store } from '../../src/store/open.js';
import { describeJobQueue } from '../conformance/job-queue.js';
import { startChild } from '../support/processes.js';

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
