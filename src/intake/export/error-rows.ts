import type { Database } from '../../store/open.js';
import type { TaskIssueRow } from '../../store/schema.js';
import { pageIssues } from '../../store/task-issues.js';
import type { ColumnMapping } from '../types.js';

const ISSUES_PER_PAGE = 1_000;

/** What there is to mend in one row of the sender's file. */
export interface RowToMend {
  sheet: string | null;
  row: number;
  issues: TaskIssueRow[];
}

/** Rows with errors, warnings or repetitions, in the order of the file, a page of issues in memory at a time. */
export async function* rowsToMend(db: Database, taskId: string): AsyncGenerator<RowToMend> {
  let current = null as RowToMend | null;
  for (let afterSeq: number | null = null; ;) {
    const page: TaskIssueRow[] = await pageIssues(db, taskId, null, { first: ISSUES_PER_PAGE, afterSeq });
    for (const issue of page) {
      if (issue.severity === 'ignored') continue;
      if (current?.sheet === issue.sheet && current.row === issue.row) current.issues.push(issue);
      else {
        if (current !== null) yield current;
        current = { sheet: issue.sheet, row: issue.row, issues: [issue] };
      }
    }
    if (page.length < ISSUES_PER_PAGE) break;
    afterSeq = page.at(-1)!.seq;
  }
  if (current !== null) yield current;
}

/** Steps through the rows to mend beside the rows of the file. */
export function createMendingCursor(rows: AsyncGenerator<RowToMend>) {
  let next: RowToMend | null | undefined;
  const advance = async () => {
    const step = await rows.next();
    next = step.done === true ? null : step.value;
  };
  return {
    /** @param row of this sheet, ascending @returns null when there is nothing to mend in it */
    async at(sheet: string | null, row: number): Promise<RowToMend | null> {
      if (next === undefined) await advance();
      while (next && next.sheet === sheet && next.row < row) await advance();
      return next && next.sheet === sheet && next.row === row ? next : null;
    },
    close: () => rows.return(undefined),
  };
}

const LABELS: Readonly<Record<TaskIssueRow['severity'], string>> = {
  rejected: '【未导入】',
  duplicate: '【重复】',
  warning: '【需核对】',
  ignored: '',
};

/** What stands in the column 错误原因; columns are named by their headers, since their letters have moved. */
export function reasonText({ issues }: RowToMend, mapping: readonly ColumnMapping[]): string {
  return issues
    .map(({ severity, sheet, column, reason }) => {
      const header = mapping.find((entry) => entry.sheet === sheet && entry.column === column)?.header;
      return `${LABELS[severity]}${severity === 'warning' && header ? `“${header}”列：` : ''}${reason}`;
    })
    .join('\n');
}
