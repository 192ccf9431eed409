import { SSF } from '@e965/xlsx';
import { DAYS_TO_1904 } from '../normalise/date.js';
import type { Cell } from '../types.js';

/** How a cell's style shows numbers: one entry per `cellXfs` index of a workbook. */
export interface NumberFormat {
  code: string;
  isDate: boolean;
}

/** Number formats that workbooks use by id without spelling them out (ECMA-376 part 1, 18.8.30, with the zh-CN dates). */
const BUILT_IN: Record<number, string> = {
  1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 12: '# ?/?', 13: '# ??/??',
  14: 'yyyy/m/d', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm AM/PM', 19: 'h:mm:ss AM/PM', 20: 'h:mm', 21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm', 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: 'm-d-yy', 31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: '#,##0', 38: '#,##0', 39: '#,##0.00', 40: '#,##0.00',
  45: 'mm:ss', 46: '[h]:mm:ss', 47: 'mm:ss.0', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
  54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}; // prettier-ignore

/** @param code the workbook's own format of that id, if it has one */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  const format = code ?? BUILT_IN[id] ?? 'General';
  // Only letters outside quotes, escapes, brackets and fill characters are date parts; `General` has an `e` but no y, m, d.
  const letters = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '');
  return { code: format, isDate: !/general/i.test(letters) && /[ymdhs]/i.test(letters) };
}

/** Serials outside are no dates that Excel can show: before 1900 and after 9999. */
const LAST_SERIAL = 2_958_466;

/**
 * A number as Excel shows it. A date's text is ISO whatever the format, so that it reads the same in every locale.
 * A format that would hide digits (scientific, `;;;`) gives way to the number itself: nothing is lost to formatting.
 * @param is1904 whether serial 0 is 1904-01-01 (old Mac workbooks)
 */
export function numberCell(value: number, format: NumberFormat | undefined, is1904: boolean): Cell {
  if (format?.isDate && value >= 0 && value < LAST_SERIAL) {
    const date = isoDate(value, is1904);
    return { text: date, number: value, date };
  }
  return { text: shownNumber(value, format), number: value, ...(is1904 ? { is1904 } : {}) };
}

function shownNumber(value: number, format: NumberFormat | undefined): string {
  const plain = String(Number(value.toPrecision(15)));
  const full =
    plain.includes('e') && Math.abs(value) < 1e21 && Math.abs(value) >= 1
      ? BigInt(Math.round(value)).toString()
      : plain;
  if (!format || /^(general|@)$/i.test(format.code) || format.isDate || /e[+-]/i.test(format.code)) return full;
  const shown = show(format.code, value).trim();
  return /\d/.test(shown) ? shown : full;
}

/** Excel's calendar has a 29 February 1900 that never was: serials up to 60 count one day less. */
function isoDate(serial: number, is1904: boolean): string {
  const days = is1904 ? serial + DAYS_TO_1904 : serial < 60 ? serial + 1 : serial;
  const seconds = Math.round((days - 25_569) * 86_400);
  const iso = new Date(seconds * 1000).toISOString();
  return serial % 1 === 0 || iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** @returns '' for a format that the library does not know, such as the `!` by which Chinese editions escape */
function show(code: string, value: number): string {
  if (code.includes('!')) return '';
  try {
    return String((SSF as { format(code: string, value: number): unknown }).format(code, value));
  } catch {
    return '';
  }
}
