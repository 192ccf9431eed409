/**
 * Hands owed work to the queue and takes back what the queue lost. One runs in each process that has workers; any
 * number may run side by side.
 */
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { repeat, type Repeated } from '../repeat.js';
import type { Database } from '../store/open.js';
import {
  dueKinds,
  giveBack,
  kindsInFlight,
  reclaimLost,
  takeDue,
  type OwedWork,
  type SubjectKind,
  type Work,
} from '../store/outbox.js';
import type { Job, JobQueue } from './types.js';

/** What a job of the queue named after its work carries. The rows say the rest. */
export interface WorkJob {
  subjectKind: SubjectKind;
  rows: { id: string; version: number }[];
}

/** How each kind of work travels. */
interface Travel {
  /** Subjects in a job: many where they are embedded together, one where a person waits for it. */
  chunk: number;
  /** Subjects handed over at a time. The rest waits in the outbox, so that a lost queue loses little. */
  maxInFlight: number;
  /** See `takeDue`. */
  afterAll: readonly Work[];
}

const TRAVEL: Record<Work, Travel> = {
  index: { chunk: 64, maxInFlight: 2_048, afterAll: [] },
  rematch: { chunk: 16, maxInFlight: 512, afterAll: ['import', 'index'] },
  compare: { chunk: 16, maxInFlight: 512, afterAll: ['import', 'index'] },
  import: { chunk: 1, maxInFlight: 16, afterAll: [] },
  reembed: { chunk: 1, maxInFlight: 16, afterAll: [] },
};

/** How soon new work is noticed. A poll that finds nothing is one indexed query. */
const POLL_MS = 200;

/** How often the queue is asked whether it still holds what is in flight. */
const LOST_MS = 1_000;

/** Longer than a relay needs between marking rows and handing them over, and than the beat of `renewLease`. */
export const GRACE_SECONDS = 3;

/** @param leaseSeconds without a result for this long, work is handed over again */
export function startRelay(db: Database, queue: JobQueue, leaseSeconds: number, log: Logger): Repeated {
  const dispatch = repeat(POLL_MS, log, 'relay', async () => {
    for (const work of await dueKinds(db)) await handOver(db, queue, work, leaseSeconds);
  });
  const reclaim = repeat(LOST_MS, log, 'reclaim', async () => {
    for (const work of await kindsInFlight(db)) {
      if ((await queue.pending(work)) > 0) continue;
      const lost = await reclaimLost(db, work, GRACE_SECONDS);
      if (lost > 0) log.warn({ work, lost }, 'the queue lost work; handing it over again');
    }
  });
  return {
    async close() {
      await Promise.all([dispatch.close(), reclaim.close()]);
    },
  };
}

async function handOver(db: Database, queue: JobQueue, work: Work, leaseSeconds: number): Promise<void> {
  const { chunk, maxInFlight, afterAll } = TRAVEL[work];
  const rows = await takeDue(db, work, maxInFlight, leaseSeconds, afterAll);
  if (rows.length === 0) return;
  try {
    await queue.add(work, jobsOf(rows, chunk));
  } catch (error) {
    await giveBack(
      db,
      rows.map((row) => row.id),
    );
    throw error;
  }
}

/** Jobs of at most `chunk` subjects of one kind. The same rows in the same versions give the same job ids. */
export function jobsOf(rows: readonly OwedWork[], chunk: number): Job<WorkJob>[] {
  const byKind = new Map<SubjectKind, OwedWork[]>();
  for (const row of rows) byKind.set(row.subjectKind, [...(byKind.get(row.subjectKind) ?? []), row]);
  const jobs: Job<WorkJob>[] = [];
  for (const [subjectKind, ofKind] of byKind) {
    for (let from = 0; from < ofKind.length; from += chunk) {
      const handed = ofKind.slice(from, from + chunk).map(({ id, version }) => ({ id, version }));
      const id = createHash('sha256').update(JSON.stringify(handed)).digest('hex').slice(0, 32);
      jobs.push({ id: `${subjectKind}-${id}`, data: { subjectKind, rows: handed } });
    }
  }
  return jobs;
}
