import type { ImportPreview } from '../intake/load.js';
import type { SentFile } from '../intake/send.js';
import type { TaskIssueRow, TaskRow } from '../store/schema.js';
import { columns, issueLine } from './intake-summary.js';

const SEVERITY_LABELS: Readonly<Record<TaskIssueRow['severity'], string>> = {
  rejected: '未导入',
  warning: '需核对',
  duplicate: '重复',
  ignored: '跳过',
};

/** What came of an import, for a terminal: counts, and the first things to mend. */
export function formatImport(task: TaskRow, issues: readonly TaskIssueRow[], { fileName }: SentFile): string {
  const { id, state, counts, errorMessage } = task;
  const lines =
    state === 'succeeded'
      ? [`${fileName}：已导入`, countsOf(counts)]
      : [
          `${fileName}：${state === 'canceled' ? '已取消' : '没有导入'}`,
          ...(errorMessage === null ? [] : [errorMessage]),
        ];
  const total = ['rejected', 'warnings', 'duplicates', 'ignored'].reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  lines.push(...issues.map((issue) => `  ${SEVERITY_LABELS[issue.severity]} ${issueLine(issue)}`));
  if (total > issues.length)
    lines.push(`  ……另有 ${total - issues.length} 条，见 GET /api/v1/tasks/${id}/issues?format=csv`);
  return `${lines.join('\n')}\n`;
}

function countsOf(counts: Readonly<Record<string, number>>): string {
  const of = (name: string) => counts[name] ?? 0;
  const stored = `新增 ${of('added')} 条，更新 ${of('changed')} 条，未变 ${of('unchanged')} 条，新版中不再出现 ${of('gone')} 条`;
  const left = `未导入 ${of('rejected')} 行，文件内重复 ${of('duplicates')} 行，跳过 ${of('ignored')} 行，需核对 ${of('warnings')} 处`;
  return `${stored}；${left}`;
}

/** What an import would do, for a terminal. */
export function formatPreview(preview: ImportPreview, { fileName, kind }: SentFile): string {
  const { refused, mapping, accepted, rejected, duplicates, ignored, warnings, difference } = preview;
  const lines = [`${fileName}：预览，没有写入`];
  if (refused !== null) lines.push(`不能导入（${refused.code}）：${refused.reason}`);
  else lines.push(countsOf({ rejected, duplicates, ignored, warnings, ...difference }), `可导入 ${accepted} 行`);
  lines.push(...columns({ kind, mapping }));
  return `${lines.join('\n')}\n`;
}
