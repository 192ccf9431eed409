import { count, sql } from 'drizzle-orm';
import type { TaskState } from '../domain.js';
import type { Database } from './open.js';
import type { Work } from './outbox.js';
import { outbox, tasks } from './schema.js';

/** How much of each kind of work is owed, and how much was given up. Kinds with neither are left out. */
export async function workCounts(db: Database): Promise<{ work: Work; owed: number; dead: number }[]> {
  return db
    .select({
      work: outbox.work,
      owed: sql<number>`count(*) FILTER (WHERE ${outbox.deadAt} IS NULL)::int`,
      dead: sql<number>`count(*) FILTER (WHERE ${outbox.deadAt} IS NOT NULL)::int`,
    })
    .from(outbox)
    .groupBy(outbox.work);
}

/** States without a task are left out. */
export async function taskCounts(db: Database): Promise<{ state: TaskState; tasks: number }[]> {
  return db.select({ state: tasks.state, tasks: count() }).from(tasks).groupBy(tasks.state);
}
