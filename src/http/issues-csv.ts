import { guardFormula } from '../intake/formula-guard.js';
import type { Database } from '../store/open.js';
import type { TaskIssueRow } from '../store/schema.js';
import { pageIssues } from '../store/task-issues.js';

const PAGE = 1_000;
/** Without it Excel takes UTF-8 for the system's own encoding. */
const BYTE_ORDER_MARK = '\ufeff';
const HEADER = ['类别', '工作表', '行', '列', '字段', '问题', '单元格原文'];
const SEVERITY_LABELS: Readonly<Record<TaskIssueRow['severity'], string>> = {
  rejected: '未导入',
  warning: '需核对',
  duplicate: '重复',
  ignored: '跳过',
};

/** All issues of a task, a page in memory at a time. */
export async function* issuesAsCsv(
  db: Database,
  taskId: string,
  severity: TaskIssueRow['severity'] | null,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + lineOf(HEADER);
  for (let afterSeq: number | null = null; ;) {
    const issues: TaskIssueRow[] = await pageIssues(db, taskId, severity, { first: PAGE, afterSeq });
    yield issues
      .map(({ severity: kind, sheet, row, column, field, reason, text }) =>
        lineOf([SEVERITY_LABELS[kind], sheet, String(row), column, field, reason, text]),
      )
      .join('');
    if (issues.length < PAGE) return;
    afterSeq = issues.at(-1)!.seq;
  }
}

function lineOf(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => cellOf(cell ?? '')).join(',')}\r\n`;
}

/** Quoted, and with an apostrophe where Excel would run the sender's text as a formula. */
function cellOf(text: string): string {
  return `"${guardFormula(text).replaceAll('"', '""')}"`;
}
