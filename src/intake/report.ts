import { basename } from 'node:path';
import type { IntakeEvent } from './events.js';
import { readList, type IntakeOptions } from './intake.js';
import type { IntakeReport } from './types.js';

/**
 * Reads a whole list file into one report, for previews and the command line. All rows are in memory: loading uses
 * `readList`.
 * @throws as `readList` does
 */
export async function intakeFile(path: string, options: IntakeOptions): Promise<IntakeReport> {
  const report: IntakeReport = {
    kind: options.kind,
    outcome: 'accepted',
    refusedBecause: null,
    refusedCode: null,
    headerRows: [],
    mapping: [],
    accepted: [],
    rejected: [],
    warnings: [],
    duplicates: [],
    ignoredRows: [],
    notes: [],
  };
  for await (const event of readList({ path, name: basename(path) }, options)) add(report, event);
  return report;
}

function add(report: IntakeReport, event: IntakeEvent): void {
  switch (event.type) {
    case 'mapping':
      report.headerRows.push({ sheet: event.sheet, rows: event.headerRows });
      report.mapping.push(...event.mapping);
      return;
    case 'row':
      report.accepted.push(event.row);
      return;
    case 'rejected':
      report.rejected.push(event.issue);
      report.outcome = 'partial';
      return;
    case 'warning':
      report.warnings.push(event.issue);
      return;
    case 'duplicate':
      report.duplicates.push({ sheet: event.sheet, row: event.row, of: event.of });
      return;
    case 'ignored':
      report.ignoredRows.push({ sheet: event.sheet, row: event.row, why: event.why });
      return;
    case 'note':
      report.notes.push(event.text);
      return;
    case 'refused':
      // Rows read before a file broke off are not accepted; what was seen of its columns helps to mend it.
      Object.assign(report, { outcome: 'refused', refusedBecause: event.reason, refusedCode: event.code });
      Object.assign(report, { accepted: [], rejected: [], warnings: [], duplicates: [], ignoredRows: [] });
      return;
    case 'end':
      if (report.accepted.length === 0 && report.rejected.length > 0) {
        const reason = `${report.rejected.length} 行都不能导入，见各行的原因。请补填后重新上传。`;
        Object.assign(report, { outcome: 'refused', refusedBecause: reason, refusedCode: 'NO_ROWS' });
      }
  }
}
