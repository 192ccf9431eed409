import type { Cell, Reading } from '../types.js';
import { findDates, foldDateText, type PartialDate } from './dates.js';
import { isAbsent } from './text.js';
import { quote, unreadable } from './warn.js';

/** Serials of Excel's 1900 epoch that are taken for dates: 1954-10-03 to 2064-04-08. */
const SERIAL_FROM = 20_000;
const SERIAL_TO = 60_000;
/** Day 0 for serials after 1900-02-28, past the leap day that Excel believes 1900 had. */
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;
/** Serials of old Mac workbooks begin so many days later. */
export const DAYS_TO_1904 = 1462;

const OPEN_ENDED = /长期|永久|不限|无限期|常年|全年|无固定期限|持续有效|无截止|面议|待定/u;
const PERIOD = /(?:\d+|半|[一二两三四五六七八九十]+)(?:个?多?月|年|天|日|周|个?工作日|季度)/u;
/** Words around a date that add nothing to it. */
const GLUE =
  /截止?|有效期?|日期|时间|为止|预计|即日|发布|公告|公布|完成|长期|全年|之?前|以前|至|到|自|从|起|止|于|在|为|底|末|内|含|当天|当日|日|号|(?:星期|周)[一二三四五六日天]|[\p{P}\p{S}]/gu;

/**
 * The last day of validity as an ISO date, from a cleaned text. A month or a year ends with its last day; of a range
 * its end counts. 长期有效 is null without a warning. `cell` may be typed: a date, or a serial that is shown as a number.
 * @param today resolves 今年 and 明年
 */
export function readDeadline(text: string, today: Date, cell?: Omit<Cell, 'text'>): Reading<string | null> {
  const typed = cell?.date === undefined ? null : /^\d{4}-\d{2}-\d{2}/u.exec(cell.date);
  if (typed !== null) return { value: typed[0] };
  const shown = /^\d{5}(?:\.\d+)?$/u.test(text) ? Number(text) : cell?.number;
  const serial = shown !== undefined && cell?.is1904 ? shown + DAYS_TO_1904 : shown;
  if (serial !== undefined && serial >= SERIAL_FROM && serial < SERIAL_TO) {
    return { value: iso(new Date(SERIAL_EPOCH + Math.floor(serial) * DAY)) };
  }
  if (isAbsent(text)) return { value: null };
  const folded = foldDateText(text, today);
  const found = findDates(folded.text);
  const last = found.at(-1);
  if (last === undefined) return withoutDate(text, folded.text);
  // 2025-03-01至长期: the range has a beginning and no end.
  if (/^[日号]?[-~]*(?:长期|永久|无限期|不限)/u.test(folded.text.slice(last.end))) return { value: null };
  if (found.length === 1 && /^[日号]?(?:起|开始|之?后|以后)(?!至|~|到)/u.test(folded.text.slice(last.end))) {
    return unreadable(text, '只有起始日期，没有截止日期；请填写截止日期，如“2026-12-31”');
  }
  if (last.year === null) return unreadable(text, '没有写年份；请填写完整日期，如“2026-12-31”');
  const value = lastDayOf(last);
  if (value === null) return unreadable(text, '不是有效的日期；请核对年、月、日');
  const first = lastDayOf(found[0]!);
  if (first !== null && first > value) return unreadable(text, '的截止日期早于开始日期；请核对');
  const rest = found.reduceRight((left, part) => left.slice(0, part.start) + left.slice(part.end), folded.text);
  const leftover = /[\p{L}\p{N}]/u.test(rest.replace(GLUE, ''));
  return folded.relative || leftover ? { value, warning: `${quote(text)}按 ${value} 读取，请核对` } : { value };
}

function withoutDate(text: string, folded: string): Reading<string | null> {
  if (OPEN_ENDED.test(folded)) return { value: null };
  if (PERIOD.test(folded)) return unreadable(text, '是期限而不是日期；请填写截止日期，如“2026-12-31”，或“长期有效”');
  return unreadable(text, '不能识别为日期；请按“2026-12-31”的样式填写，或填“长期有效”');
}

function lastDayOf({ year, month, day }: PartialDate): string | null {
  if (year === null || year < 1900 || year > 2200) return null;
  const ofMonth = month ?? 12;
  if (ofMonth < 1 || ofMonth > 12) return null;
  const lastDay = new Date(Date.UTC(year, ofMonth, 0)).getUTCDate();
  const ofDay = day ?? lastDay;
  return ofDay < 1 || ofDay > lastDay ? null : iso(new Date(Date.UTC(year, ofMonth - 1, ofDay)));
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}
