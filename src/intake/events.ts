import type { FileKind } from '../domain.js';
import type { RefusalCode } from './refusal.js';
import type { AcceptedRow, ColumnMapping, Place, RowIssue } from './types.js';

/**
 * What reading a list tells, in the file's order. `refused` is the last event when it comes, and it may come after
 * rows (a file damaged in its middle): whoever stores rows must be able to take them back until `end`.
 */
export type IntakeEvent =
  | { type: 'mapping'; sheet: string | null; headerRows: number[]; mapping: ColumnMapping[] }
  | { type: 'row'; row: AcceptedRow }
  | { type: 'rejected'; issue: RowIssue }
  | { type: 'warning'; issue: RowIssue }
  | ({ type: 'duplicate'; of: Place } & Place)
  | ({ type: 'ignored'; why: string } & Place)
  | { type: 'note'; text: string }
  | { type: 'refused'; code: RefusalCode; reason: string }
  | {
      type: 'end';
      kind: FileKind;
      accepted: number;
      rejected: number;
      warnings: number;
      duplicates: number;
      ignored: number;
    };
