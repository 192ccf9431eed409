/** What a list file may cost at most. A file beyond a limit is refused before, or while, it is read; never cut short. */
export interface IntakeLimits {
  /** Bytes of the file as uploaded. */
  fileBytes: number;
  /** Bytes that a workbook's archive may inflate to, all parts that are read together. */
  inflatedBytes: number;
  /** Times its own size that an archive of more than `inflationFrom` bytes may inflate to; lists reach some thirty. */
  inflationRatio: number;
  inflationFrom: number;
  /** Rows per sheet, the header included. */
  rows: number;
  columns: number;
  /** Cells of all sheets together. */
  cells: number;
  sheets: number;
  /** UTF-16 units of one cell; Excel itself stops at 32,767, text files do not. */
  cellLength: number;
  /** Old .xls files are parsed in one piece: milliseconds and MB of heap that their thread gets. */
  xlsMilliseconds: number;
  xlsHeapMegabytes: number;
}

export const DEFAULT_LIMITS: IntakeLimits = {
  fileBytes: 100 * 1024 ** 2,
  inflatedBytes: 1024 ** 3,
  inflationRatio: 200,
  inflationFrom: 64 * 1024 ** 2,
  rows: 500_000,
  columns: 2_000,
  cells: 20_000_000,
  sheets: 100,
  cellLength: 1_000_000,
  xlsMilliseconds: 60_000,
  xlsHeapMegabytes: 1024,
};
