import { and, asc, eq, gt } from 'drizzle-orm';
import type { Database } from './open.js';
import { taskIssues, type TaskIssueRow } from './schema.js';

export async function addIssues(db: Database, issues: readonly TaskIssueRow[]): Promise<void> {
  if (issues.length > 0) await db.insert(taskIssues).values([...issues]);
}

/** For a task that reads its file anew. */
export async function clearIssues(db: Database, taskId: string): Promise<void> {
  await db.delete(taskIssues).where(eq(taskIssues.taskId, taskId));
}

/** In the file's order, after the number given. */
export function pageIssues(
  db: Database,
  taskId: string,
  severity: TaskIssueRow['severity'] | null,
  { first, afterSeq }: { first: number; afterSeq?: number | null },
): Promise<TaskIssueRow[]> {
  return db
    .select()
    .from(taskIssues)
    .where(
      and(
        eq(taskIssues.taskId, taskId),
        severity === null ? undefined : eq(taskIssues.severity, severity),
        afterSeq === null || afterSeq === undefined ? undefined : gt(taskIssues.seq, afterSeq),
      ),
    )
    .orderBy(asc(taskIssues.seq))
    .limit(first);
}
