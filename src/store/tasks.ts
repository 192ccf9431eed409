import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { TaskState } from '../domain.js';
import { AppError } from '../errors.js';
import type { Database } from './open.js';
import type { Page } from './organizations.js';
import { noteProgress, owe } from './outbox.js';
import { tasks, type TaskRow } from './schema.js';

/** enqueued → processing → succeeded | failed | canceled; canceled also before it begins. Ended is ended. */
const UNFINISHED: TaskState[] = ['enqueued', 'processing'];

/** A task and the work that is owed for it, in one transaction. */
export async function createTask(
  db: Database,
  kind: TaskRow['kind'],
  params: Record<string, unknown>,
): Promise<TaskRow> {
  return db.transaction(async (tx) => {
    const [task] = await tx.insert(tasks).values({ id: uuid(), kind, params }).returning();
    await owe(tx, kind, 'task', [task!.id]);
    return task!;
  });
}

/** Begins a task, or goes on with one whose worker is gone. Null when it has ended or does not exist. */
export async function claimTask(db: Database, id: string): Promise<TaskRow | null> {
  const [task] = await db
    .update(tasks)
    .set({ state: 'processing', startedAt: sql`coalesce(${tasks.startedAt}, now())`, heartbeatAt: sql`now()` })
    .where(and(eq(tasks.id, id), inArray(tasks.state, UNFINISHED)))
    .returning();
  return task ?? null;
}

export type TaskProgress = Partial<Pick<TaskRow, 'done' | 'total' | 'counts' | 'report'>>;

/**
 * Notes progress, in the transaction that makes it, and holds the task until that ends.
 * @param from `done` as the caller knows it: with another one, another worker has gone on with the task
 * @returns false when the task has ended, e.g. was canceled, or another worker has it: then roll back and stop
 */
export async function advanceTask(tx: Database, id: string, from: number, progress: TaskProgress): Promise<boolean> {
  const advanced = await tx
    .update(tasks)
    .set({ ...progress, heartbeatAt: sql`now()` })
    .where(and(eq(tasks.id, id), eq(tasks.state, 'processing'), eq(tasks.done, from)))
    .returning({ id: tasks.id });
  if (advanced.length === 0) return false;
  if ((progress.done ?? from) > from) await noteProgress(tx, id);
  return true;
}

/** Sets some of the counts; the others stay. */
export async function setTaskCounts(tx: Database, id: string, counts: Readonly<Record<string, number>>): Promise<void> {
  await tx
    .update(tasks)
    .set({ counts: sql`${tasks.counts} || ${JSON.stringify(counts)}::jsonb` })
    .where(eq(tasks.id, id));
}

/** Ends a task that is not ended. @returns false when it was */
export async function finishTask(
  db: Database,
  id: string,
  outcome: { state: 'succeeded' | 'canceled' } | { state: 'failed'; errorCode: string; errorMessage: string },
): Promise<boolean> {
  const finished = await db
    .update(tasks)
    .set({ ...outcome, finishedAt: sql`now()` })
    .where(and(eq(tasks.id, id), inArray(tasks.state, UNFINISHED)))
    .returning({ id: tasks.id });
  return finished.length === 1;
}

/**
 * Cancels a task. What it has stored so far stays.
 * @throws AppError NOT_FOUND; CONFLICT when it has ended otherwise
 */
export async function cancelTask(db: Database, id: string): Promise<TaskRow> {
  await finishTask(db, id, { state: 'canceled' });
  const [task] = await getTasks(db, [id]);
  if (task === undefined) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的任务。`);
  if (task.state !== 'canceled') {
    throw new AppError('CONFLICT', `任务已经${task.state === 'succeeded' ? '完成' : '失败'}，不能取消。`, {
      details: { state: task.state },
    });
  }
  return task;
}

export function getTasks(db: Database, ids: readonly string[]): Promise<TaskRow[]> {
  return db
    .select()
    .from(tasks)
    .where(inArray(tasks.id, [...ids]));
}

/** Newest first, those older than the id given. */
export function pageTasks(db: Database, state: TaskState | null, { first, after }: Page): Promise<TaskRow[]> {
  return db
    .select()
    .from(tasks)
    .where(and(state === null ? undefined : eq(tasks.state, state), after ? lt(tasks.id, after) : undefined))
    .orderBy(desc(tasks.id))
    .limit(first);
}
