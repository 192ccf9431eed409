import type { Cell } from '../types.js';

/** A row with text in it. Cells are by column, 0 = A; a hole is an empty cell. */
export interface SheetRow {
  /** As Excel shows it, 1-based. */
  number: number;
  cells: (Cell | undefined)[];
}

/** Merged cells, 0-based columns and 1-based rows, both ends included. Only the first cell holds a value. */
export interface MergedRange {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

export interface Sheet {
  /** null for text files. */
  name: string | null;
  hidden: boolean;
  /** Known before the rows are. */
  merges: readonly MergedRange[];
  /** In batches, in order, blank rows left out. Can be read once. */
  rows(): AsyncIterable<SheetRow[]>;
}

/** One JSON object of a line-wise file, or why the line is none. */
export type JsonLine = { number: number } & ({ object: Record<string, unknown> } | { error: string; text: string });

/** An opened file: sheets of cells, or objects that name their fields themselves. */
export type ListFile = {
  close(): Promise<void>;
} & (
  | { format: 'xlsx' | 'xls' | 'csv'; sheets(): AsyncIterable<Sheet> }
  | { format: 'jsonl'; lines(): AsyncIterable<JsonLine[]> }
);
