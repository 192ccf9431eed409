import type { IntakeLimits } from '../limits.js';
import { Refusal } from '../refusal.js';
import type { Cell } from '../types.js';
import { columnLetters } from './cell-ref.js';

/** @param row as Excel shows it. @throws Refusal TOO_LARGE, naming the cell */
export function checkCell(cell: Cell, row: number, column: number, limits: IntakeLimits): void {
  if (column >= limits.columns) {
    throw new Refusal(
      'TOO_LARGE',
      `第 ${row} 行用到了 ${columnLetters(column)} 列，超过 ${limits.columns} 列的上限。请删去多余的列后上传。`,
    );
  }
  if (cell.text.length > limits.cellLength) {
    throw new Refusal(
      'TOO_LARGE',
      `单元格 ${columnLetters(column)}${row} 的文字超过 ${limits.cellLength} 字的上限。请检查引号是否成对，或删减后上传。`,
    );
  }
}

/** @param count rows with text so far. @throws Refusal TOO_LARGE */
export function checkRow(count: number, limits: IntakeLimits): void {
  if (count > limits.rows) throw new Refusal('TOO_LARGE', `行数超过 ${limits.rows} 行的上限，请拆分成几个文件上传。`);
}
