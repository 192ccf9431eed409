import { and, asc, eq, gt } from 'drizzle-orm';
import type { Database } from './open.js';
import { taskIssues, type TaskIssueRow } from './schema.js';

/** One that is there under its number stays: a file that is read anew tells the same. */
export async function addIssues(db: Database, issues: readonly TaskIssueRow[]): Promise<void> {
  if (issues.length > 0)
    await db
      .insert(taskIssues)
      .values([...issues])
      .onConflictDoNothing();
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
