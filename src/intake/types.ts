/**
 * The words of intake. A file is read into sheets of cells (read/), a table is found in each sheet (table.ts), its
 * columns are mapped to fields (columns.ts), cells are normalised (normalise/), rows validated (validate.ts); all of it
 * without a store. load.ts brings the rows into the store.
 */
import type { ItemValues, FileKind } from '../domain.js';
import type { RefusalCode } from './refusal.js';

/** One cell as the file holds it. `text` is what Excel shows, NFC, untrimmed; '' for an empty cell. */
export interface Cell {
  text: string;
  /** The stored number, when the cell is one (a date cell is a number too: its serial). */
  number?: number;
  /** Set on a number of a workbook whose serials count from 1904: one that is meant as a date reads by it. */
  is1904?: true;
  /** ISO date (or date-time) of a cell formatted as a date; the workbook's 1900/1904 epoch is already applied. */
  date?: string;
  /** Excel error such as `#N/A`; `text` holds it as well. */
  error?: string;
}

/** What the normaliser of a field knows besides the cell. */
export interface CellContext {
  /** The column's header as written, for units such as （万元）. */
  header: string;
  /** Unit of money that the header states. */
  moneyUnit?: '万元' | '元' | '亿元' | '千元';
}

/** A value read from a cell; `warning` (Chinese, for office staff) says what could not be read. The caller keeps the text. */
export interface Reading<T> {
  value: T;
  warning?: string;
}

/** A place in the sender's own file: sheet name (null for text files) and row as Excel shows it (1-based; CSV: record's first line counted as rows). */
export interface Place {
  sheet: string | null;
  row: number;
}

export interface RowIssue extends Place {
  /** Field name of domain.ts, `extra`, or null when the row as a whole is meant. */
  field: string | null;
  /** Column letters as Excel shows them. */
  column: string | null;
  /** Chinese; says what to mend. */
  reason: string;
  /** The cell's text as it was. */
  text: string | null;
}

export interface ColumnMapping {
  sheet: string | null;
  column: string;
  header: string;
  /** Field name, 'extra' for a column kept as it is, or 'ignore' (序号). */
  field: string;
  /** 0–1; below 0.8 a person should confirm. */
  confidence: number;
  /** Field that is suggested but not applied: too uncertain, or another column holds it. */
  proposal?: string;
  samples: string[];
}

export interface AcceptedRow extends Place {
  values: ItemValues;
}

/** What one file says: the report of `npm run intake`, of `preview` and of an upload's task. */
export interface IntakeReport {
  kind: FileKind;
  outcome: 'accepted' | 'partial' | 'refused';
  refusedBecause: string | null;
  refusedCode: RefusalCode | null;
  /** Rows of the header, per sheet with a table. */
  headerRows: { sheet: string | null; rows: number[] }[];
  mapping: ColumnMapping[];
  accepted: AcceptedRow[];
  rejected: RowIssue[];
  warnings: RowIssue[];
  /** Rows that repeat an earlier row of the same file. */
  duplicates: (Place & { of: Place })[];
  ignoredRows: (Place & { why: string })[];
  /** What concerns no single row, e.g. a hidden sheet that was not read. */
  notes: string[];
}
