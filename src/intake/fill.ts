import type { Cell } from './types.js';
import type { MergedRange, SheetRow } from './read/types.js';

/**
 * Fills cells that are merged downwards: each row under the first gets the first row's cell. A row that has no text of
 * its own stays blank, and so is never seen here: an organisation merged over empty rows makes no items.
 * Rows must come in order.
 */
export function createFiller(merges: readonly MergedRange[]): (row: SheetRow) => SheetRow {
  const waiting = merges.filter(({ firstRow, lastRow }) => lastRow > firstRow).sort((a, b) => a.firstRow - b.firstRow);
  /** By column: merged ranges of one column never overlap in a sound file, and in no other may they add up. */
  const open = new Map<number, { merge: MergedRange; source: Cell | undefined }>();
  let next = 0;

  return (row) => {
    if (open.size === 0 && next === waiting.length) return row;
    const cells = [...row.cells];
    for (; next < waiting.length && waiting[next]!.firstRow <= row.number; next++) {
      const merge = waiting[next]!;
      const source = merge.firstRow === row.number ? row.cells[merge.firstColumn] : undefined;
      if (source !== undefined) open.set(merge.firstColumn, { merge, source });
    }
    for (const [column, { merge, source }] of open) {
      if (merge.lastRow < row.number) open.delete(column);
      else cells[column] ??= source;
    }
    return { ...row, cells };
  };
}
