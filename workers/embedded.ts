import type { Deps } from '../src/deps.js';
import { startRelay } from '../src/queue/relay.js';
import type { Repeated } from '../src/repeat.js';
import type { Work } from '../src/store/outbox.js';
import { compare } from './compare.js';
import { FAILURE_POLICY, handlerOf, type FailurePolicy, type Processor } from './handle.js';
import { startHousekeeping } from './housekeeping.js';
import { importLists } from './import-list.js';
import { indexItems } from './index-items.js';
import { reembed } from './reembed.js';
import { rematch } from './rematch.js';

/** Two chunks are indexed at once, so that the model does not wait while vectors are written. */
const PROCESSORS: Record<Work, { processor: Processor; concurrency: number }> = {
  index: { processor: indexItems, concurrency: 2 },
  rematch: { processor: rematch, concurrency: 1 },
  compare: { processor: compare, concurrency: 1 },
  import: { processor: importLists, concurrency: 1 },
  reembed: { processor: reembed, concurrency: 1 },
};

/**
 * Starts the background work in this process. Closing stops handing work over; the jobs that run end when `deps.close`
 * closes the queue.
 */
export async function startWorkers(deps: Deps, policy: FailurePolicy = FAILURE_POLICY): Promise<Repeated> {
  for (const [work, { processor, concurrency }] of Object.entries(PROCESSORS)) {
    await deps.queue.process(work, handlerOf(deps, processor, policy), { concurrency });
  }
  const relay = startRelay(deps.db, deps.queue, deps.config.outboxLeaseSeconds, deps.log);
  const housekeeping = startHousekeeping(deps);
  return {
    async close() {
      await Promise.all([relay.close(), housekeeping.close()]);
    },
  };
}
