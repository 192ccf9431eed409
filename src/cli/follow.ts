import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../errors.js';
import type { Database } from '../store/open.js';
import { deadWork, owedCount } from '../store/outbox.js';
import type { TaskRow } from '../store/schema.js';
import { getTasks } from '../store/tasks.js';
import { startProgress } from './progress.js';

const POLL_MS = 100;

/** Waits for a task to end while showing how far it is; works the same whichever process runs the task. */
export async function followTask(db: Database, id: string, label: string): Promise<TaskRow> {
  const progress = startProgress(label);
  try {
    for (;;) {
      const [task] = await getTasks(db, [id]);
      if (task === undefined) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的任务。`);
      progress.update(task.done, task.total);
      if (task.finishedAt !== null) return task;
      await sleep(POLL_MS);
    }
  } finally {
    progress.end();
  }
}

/**
 * Waits until everything stored is indexed and matched.
 * @returns how many pieces of work were given up meanwhile: 0 when all is well
 */
export async function followBacklog(db: Database): Promise<number> {
  const deadBefore = new Set((await deadWork(db, 1000)).map((work) => work.id));
  await followCount('建立索引', () => owedCount(db, ['index', 'reembed']));
  await followCount('后台匹配', () => owedCount(db, ['rematch']));
  return (await deadWork(db, 1000)).filter((work) => !deadBefore.has(work.id)).length;
}

async function followCount(label: string, owed: () => Promise<number>): Promise<void> {
  let total = await owed();
  if (total === 0) return;
  const progress = startProgress(label);
  for (let left = total; left > 0; left = await owed()) {
    total = Math.max(total, left);
    progress.update(total - left, total);
    await sleep(POLL_MS);
  }
  progress.update(total, total);
  progress.end();
}
