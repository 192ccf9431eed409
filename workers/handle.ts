import type { Deps } from '../src/deps.js';
import { AppError } from '../src/errors.js';
import type { WorkJob } from '../src/queue/relay.js';
import type { Job } from '../src/queue/types.js';
import { giveBack, recordFailure, renewLease, stillOwed, type OwedWork } from '../src/store/outbox.js';
import { finishTask } from '../src/store/tasks.js';

/**
 * Does owed work and settles it. Subjects are of one kind. May run twice at once for the same work, and must then have
 * its effect once: `lockOwed` in the transaction that stores the result.
 */
export type Processor = (deps: Deps, owed: readonly OwedWork[], signal: AbortSignal) => Promise<void>;

export interface FailurePolicy {
  /** Failures after which work is dead. */
  attempts: number;
  /** Wait after the first failure, doubled for each further one: 5, 10, 20, 40 s outlive a restart of the database. */
  backoffSeconds: number;
}

export const FAILURE_POLICY: FailurePolicy = { attempts: 5, backoffSeconds: 5 };

/** Well below `GRACE_SECONDS` of the relay, which takes what nobody has said to have in hand for so long as lost. */
const BEAT_MS = 1_000;

/**
 * A queue's handler around a processor: drops what is done already, keeps the lease while it works, and after a failure
 * tries the subjects one by one, so that one that cannot be done does not hold up its neighbours.
 */
export function handlerOf(deps: Deps, processor: Processor, policy: FailurePolicy) {
  return async (job: Job, signal: AbortSignal): Promise<void> => {
    const owed = await stillOwed(deps.db, (job.data as WorkJob).rows);
    if (owed.length === 0) return;
    const ids = owed.map((work) => work.id);
    const beat = setInterval(() => {
      renewLease(deps.db, ids, deps.config.outboxLeaseSeconds).catch((error: unknown) =>
        deps.log.warn({ err: error }, 'could not renew the lease of work'),
      );
    }, BEAT_MS);
    try {
      await attempt(deps, processor, policy, owed, signal);
    } finally {
      clearInterval(beat);
    }
  };
}

async function attempt(
  deps: Deps,
  processor: Processor,
  policy: FailurePolicy,
  owed: readonly OwedWork[],
  signal: AbortSignal,
): Promise<void> {
  try {
    await processor(deps, owed, signal);
  } catch (error) {
    if (signal.aborted) {
      // Not its fault: the process is shutting down, and another one goes on.
      await giveBack(
        deps.db,
        owed.map((work) => work.id),
      );
    } else if (owed.length > 1) {
      deps.log.warn({ err: error, subjects: owed.length }, 'work failed together; trying one by one');
      for (const work of owed) await attempt(deps, processor, policy, [work], signal);
    } else {
      await noteFailure(deps, owed[0]!, error, policy);
    }
  }
}

async function noteFailure(deps: Deps, work: OwedWork, error: unknown, policy: FailurePolicy): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const dead = await recordFailure(deps.db, work, message, policy.attempts, policy.backoffSeconds);
  deps.log.error({ err: error, subject: work.subjectId, kind: work.subjectKind, dead }, 'work failed');
  if (!dead || work.subjectKind !== 'task') return;
  await finishTask(deps.db, work.subjectId, {
    state: 'failed',
    ...(error instanceof AppError
      ? { errorCode: error.code, errorMessage: error.message }
      : { errorCode: 'INTERNAL', errorMessage: '多次尝试后仍出现内部错误；请管理员查看日志，排除原因后重新派发。' }),
  });
}
