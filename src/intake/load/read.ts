import type { Taxonomy } from '../../taxonomy.js';
import { advanceTask } from '../../store/tasks.js';
import { addIssues } from '../../store/task-issues.js';
import type { Database } from '../../store/open.js';
import type { TaskIssueRow, TaskRow } from '../../store/schema.js';
import type { IntakeEvent } from '../events.js';
import { readList, type IntakeOptions } from '../intake.js';
import type { ColumnMapping, RowIssue } from '../types.js';
import type { ImportParams } from './params.js';
import type { Spool } from './spool.js';
import { Superseded } from './superseded.js';

/** Issues, or rows, between two notes of progress. */
const EVENTS_PER_NOTE = 2_000;

export interface Reading {
  refused: { code: string; reason: string } | null;
  accepted: number;
}

/** The options under which a file reads the same each time, so that a killed import can go on where it stopped. */
export function readOptions(
  params: Pick<ImportParams, 'kind' | 'organization' | 'mapping'>,
  taxonomy: Taxonomy,
  today: Date,
): IntakeOptions {
  const { kind, organization, mapping } = params;
  return { kind, mapping, taxonomy, today, ...(organization === undefined ? {} : { organization }) };
}

/**
 * Reads the whole file: rows into the spool, issues, counts and mapping into the task. Read anew after a kill, it says
 * the same under the same numbers.
 * @throws Superseded
 */
export async function readIntoSpool(
  db: Database,
  task: TaskRow,
  path: string,
  params: ImportParams,
  taxonomy: Taxonomy,
  spool: Spool,
  signal: AbortSignal,
): Promise<Reading> {
  const issues: TaskIssueRow[] = [];
  const counts = { read: 0, accepted: 0, rejected: 0, warnings: 0, duplicates: 0, ignored: 0 };
  const report = { mapping: [] as ColumnMapping[], headerRows: [] as unknown[], notes: [] as string[] };
  let refused: Reading['refused'] = null;
  let seq = 0;
  let events = 0;

  const note = async () => {
    signal.throwIfAborted();
    await db.transaction(async (tx) => {
      const total = task.done > 0 || refused !== null ? {} : { total: counts.accepted };
      const known = { ...task.counts, ...counts };
      if (!(await advanceTask(tx, task.id, task.done, { counts: known, report, ...total }))) throw new Superseded();
      await addIssues(tx, issues.splice(0));
    });
  };

  for await (const event of readList({ path, name: params.fileName }, readOptions(params, taxonomy, task.createdAt))) {
    switch (event.type) {
      case 'row':
        counts.accepted += 1;
        await spool.add(event.row);
        break;
      case 'mapping':
        report.mapping.push(...event.mapping);
        report.headerRows.push({ sheet: event.sheet, rows: event.headerRows });
        break;
      case 'note':
        report.notes.push(event.text);
        break;
      case 'refused':
        refused = { code: event.code, reason: event.reason };
        Object.assign(report, { refused });
        break;
      case 'end':
        break;
      default:
        counts[COUNTED_AS[event.type]] += 1;
        issues.push({ taskId: task.id, seq: (seq += 1), ...issueOf(event) });
    }
    if (event.type === 'row' || event.type === 'rejected' || event.type === 'duplicate') counts.read += 1;
    if ((events += 1) % EVENTS_PER_NOTE === 0) await note();
  }
  await note();
  return { refused, accepted: counts.accepted };
}

type IssueEvent = Extract<IntakeEvent, { type: 'rejected' | 'warning' | 'duplicate' | 'ignored' }>;

const COUNTED_AS = { rejected: 'rejected', warning: 'warnings', duplicate: 'duplicates', ignored: 'ignored' } as const;

function issueOf(event: IssueEvent): Omit<TaskIssueRow, 'taskId' | 'seq'> {
  const severity = event.type;
  if (event.type === 'rejected' || event.type === 'warning') return { severity, ...columnsOf(event.issue) };
  const where = { sheet: event.sheet, row: event.row, column: null, field: null, text: null };
  if (event.type === 'ignored') return { severity, ...where, reason: event.why };
  const first = event.of.sheet === event.sheet ? '' : `工作表“${event.of.sheet}”的`;
  return { severity, ...where, reason: `与${first}第 ${event.of.row} 行名称和单位相同，只保留前一行` };
}

function columnsOf({
  sheet,
  row,
  column,
  field,
  reason,
  text,
}: RowIssue): Omit<TaskIssueRow, 'taskId' | 'seq' | 'severity'> {
  return { sheet, row, column, field, reason, text };
}
