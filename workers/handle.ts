import type { Deps } from '../src/deps.js';
import { AppError } from '../src/errors.js';
import type { WorkJob } from '../src/queue/relay.js';
import type { Job } from '../src/queue/types.js';
import {
  bury,
  layDown,
  noteBegun,
  recordFailure,
  renewLease,
  stillOwed,
  type BegunWork,
  type OwedWork,
} from '../src/store/outbox.js';
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
  /** Times that a process is killed at work on it before it is tried alone, so that its neighbours are not blamed. */
  killsTogether: number;
  /** Times in all before it is dead: it may be what kills them, by their memory. A task without progress has twice as many. */
  kills: number;
}

export const FAILURE_POLICY: FailurePolicy = { attempts: 5, backoffSeconds: 5, killsTogether: 3, kills: 8 };

/** Well below `GRACE_SECONDS` of the relay, which takes what nobody has said to have in hand for so long as lost. */
const BEAT_MS = 1_000;

/**
 * A queue's handler around a processor: drops what is done already, keeps the lease while it works, and after a failure
 * tries the subjects one by one, so that one that cannot be done does not hold up its neighbours. So it does with those
 * that processes were killed at, last the one that most were.
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
      const isSuspect = ({ begun }: BegunWork) => begun >= policy.killsTogether;
      const together = owed.filter((work) => !isSuspect(work));
      const suspects = owed.filter(isSuspect).sort((a, b) => a.begun - b.begun);
      for (const some of [together, ...suspects.map((work) => [work])]) {
        const left = await withoutKillers(deps, some, policy);
        if (left.length === 0) continue;
        await noteBegun(
          deps.db,
          left.map((work) => work.id),
        );
        await attempt(deps, processor, policy, left, signal);
      }
    } finally {
      clearInterval(beat);
    }
  };
}

async function withoutKillers(deps: Deps, owed: readonly BegunWork[], policy: FailurePolicy): Promise<BegunWork[]> {
  const isKiller = ({ begun, subjectKind }: BegunWork) =>
    begun >= (subjectKind === 'task' ? 2 * policy.kills : policy.kills);
  for (const work of owed.filter(isKiller)) {
    const message = `处理它的进程连续 ${work.begun} 次被中断（例如内存不足），已停止重试；请管理员查看日志，排除原因后重新派发。`;
    if (!(await bury(deps.db, work, message))) continue;
    deps.log.error({ subject: work.subjectId, kind: work.subjectKind, begun: work.begun }, 'work given up: it kills');
    if (work.subjectKind === 'task') await failTask(deps, work, 'INTERNAL', message);
  }
  return owed.filter((work) => !isKiller(work));
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
      await layDown(
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
  if (error instanceof AppError) await failTask(deps, work, error.code, error.message);
  else await failTask(deps, work, 'INTERNAL', '多次尝试后仍出现内部错误；请管理员查看日志，排除原因后重新派发。');
}

async function failTask({ db }: Deps, work: OwedWork, errorCode: string, errorMessage: string): Promise<void> {
  await finishTask(db, work.subjectId, { state: 'failed', errorCode, errorMessage });
}
