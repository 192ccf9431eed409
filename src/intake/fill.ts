import type { MergedRange, SheetRow } from './read/types.js';

/**
 * Fills cells that are merged downwards: each row under the first gets the first row's cell. A row that has no text of
 * its own stays blank, and so is never seen here: an organisation merged over empty rows makes no items.
 * Rows must come in order.
 */
export function createFiller(merges: readonly MergedRange[]): (row: SheetRow) => SheetRow {
  const waiting = merges.filter(({ firstRow, lastRow }) => lastRow > firstRow).sort((a, b) => a.firstRow - b.firstRow);
  let next = 0;
  let open: { merge: MergedRange; source: SheetRow | null }[] = [];

  return (row) => {
    if (open.length === 0 && next === waiting.length) return row;
    for (; next < waiting.length && waiting[next]!.firstRow <= row.number; next++)
      open.push({ merge: waiting[next]!, source: null });
    open = open.filter(({ merge }) => merge.lastRow >= row.number);
    const filled = { ...row, cells: [...row.cells] };
    for (const entry of open) {
      const { firstRow, firstColumn } = entry.merge;
      if (firstRow === row.number) entry.source = row;
      else if (entry.source?.cells[firstColumn] !== undefined)
        filled.cells[firstColumn] ??= entry.source.cells[firstColumn];
    }
    return filled;
  };
}
