import { fieldsOf } from '../intake/fields.js';
import type { IntakeReport, Place, RowIssue } from '../intake/types.js';

const SHOWN = 10;
const OUTCOMES = { accepted: '可以导入', partial: '部分可以导入', refused: '拒收' } as const;

/** The report for a terminal: what was found, how columns are read, and the first things to mend. */
export function summarise(report: IntakeReport, file: string, listLabel: string): string {
  const lines = [`${file}：按${listLabel}读取，${OUTCOMES[report.outcome]}`];
  if (report.refusedBecause !== null) lines.push(`原因（${report.refusedCode}）：${report.refusedBecause}`);
  else lines.push(counts(report));
  lines.push(...columns(report));
  lines.push(...list('未导入的行', report.rejected, (issue) => issueLine(issue)));
  lines.push(...list('需要核对的单元格', report.warnings, (issue) => issueLine(issue)));
  lines.push(...list('文件内重复', report.duplicates, (row) => `${place(row)} 与 ${place(row.of)} 重复，只取前者`));
  lines.push(...list('跳过的行', report.ignoredRows, (row) => `${place(row)}：${row.why}`));
  lines.push(...list('说明', report.notes, (note) => note));
  return `${lines.join('\n')}\n`;
}

function counts(report: IntakeReport): string {
  const { accepted, rejected, warnings, duplicates, ignoredRows } = report;
  return `可导入 ${accepted.length} 行，未导入 ${rejected.length} 行，文件内重复 ${duplicates.length} 行，跳过 ${ignoredRows.length} 行，需核对 ${warnings.length} 处`;
}

/** How the columns are read, a line each under a heading; nothing when none was found. */
export function columns(report: Pick<IntakeReport, 'kind' | 'mapping'>): string[] {
  if (report.mapping.length === 0) return [];
  const fields = fieldsOf(report.kind);
  const lines = report.mapping.map(({ sheet, column, header, field, confidence, proposal }) => {
    const meaning = field === 'extra' ? '原样保留' : field === 'ignore' ? '不读取' : (fields[field]?.label ?? field);
    const doubt = confidence < 0.8 ? `（把握 ${Math.round(confidence * 100)}%，请确认）` : '';
    const hint = proposal === undefined ? '' : `（可能是${fields[proposal]?.label ?? proposal}）`;
    return `  ${sheet === null ? '' : `${sheet}!`}${column} ${header || '（无列名）'} → ${meaning}${doubt}${hint}`;
  });
  return ['列的对应关系：', ...lines];
}

/** Where, what was there, what to mend. */
export function issueLine(issue: Omit<RowIssue, 'field'>): string {
  const text = issue.text === null ? '' : `［${issue.text.replace(/\s+/g, ' ').slice(0, 40)}］`;
  return `${place(issue)}${issue.column === null ? '' : ` ${issue.column} 列`}${text}：${issue.reason}`;
}

function place({ sheet, row }: Place): string {
  return sheet === null ? `第 ${row} 行` : `工作表“${sheet}”第 ${row} 行`;
}

function list<T>(title: string, items: readonly T[], show: (item: T) => string): string[] {
  if (items.length === 0) return [];
  const rest = items.length > SHOWN ? [`  ……另有 ${items.length - SHOWN} 条，见 --json 的完整报告`] : [];
  return [`${title}：`, ...items.slice(0, SHOWN).map((item) => `  ${show(item)}`), ...rest];
}
