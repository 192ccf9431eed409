import { CHINESE_DIGITS, parseNumeral } from '../../numerals.js';

/** A date as far as it is written; `year` is null when neither it nor an earlier date of the cell names one. */
export interface PartialDate {
  year: number | null;
  month: number | null;
  day: number | null;
  start: number;
  end: number;
}

const CHINESE_PART = new RegExp(`[${CHINESE_DIGITS}]+(?=年|月|日|号|季度)`, 'gu');
const TIME = /(?:t|\s+|(?<=[日号]))\d{1,2}[:时点](?:\d{1,2}(?:[:分]\d{0,2}秒?)?)?(?:\.\d+)?(?:z|[+-]\d{2}:?\d{2})?/gu;
const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';
const MONTH = '((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)';
/** `1-Mar-25` and `Mar 1, 2025`: Excel's other ways to show a date. */
const ENGLISH = new RegExp(
  `(\\d{1,2})[-\\s.]*${MONTH}[-\\s.,]*(\\d{4}|\\d{2})(?!\\d)|${MONTH}[-\\s.]*(\\d{1,2})\\s*,\\s*(\\d{4})`,
  'gu',
);
const RELATIVE_YEARS: Record<string, number> = { 今年: 0, 本年度: 0, 本年: 0, 明年: 1, 后年: 2 };
const RELATIVE = new RegExp(Object.keys(RELATIVE_YEARS).join('|'), 'gu');

/** Half width, Chinese digits as figures, times of day gone, 今年 as its year (`relative`), every dash one `-`. */
export function foldDateText(text: string, today: Date): { text: string; relative: boolean } {
  let relative = false;
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(ENGLISH, (_, day1, month1, year1, month2, day2, year2) => {
      const month = MONTHS.indexOf(String(month1 ?? month2).slice(0, 3)) / 3 + 1;
      return ` ${year1 ?? year2}.${month}.${day1 ?? day2} `;
    })
    .replace(TIME, '')
    .replace(/\s/gu, '')
    .replace(CHINESE_PART, (run) => String(parseNumeral(run) ?? run))
    .replace(RELATIVE, (word) => {
      relative = true;
      return `${today.getFullYear() + RELATIVE_YEARS[word]!}年`;
    })
    .replace(/年年/gu, '年')
    .replace(/[-–—−‐]+/gu, '-')
    .replace(/[~∼〜至到]+/gu, '~');
  return { text: folded, relative };
}

/** End of a named part of a year or month. */
const PART_OF_YEAR: readonly (readonly [RegExp, number])[] = [
  [/^(?:上半年|第?[二2]季度|q2)/u, 6],
  [/^(?:第?[一1]季度|q1)/u, 3],
  [/^(?:第?[三3]季度|q3)/u, 9],
  [/^(?:下半年|第?[四4]季度|q4|年?[底末终])/u, 12],
];
const PART_OF_MONTH: readonly (readonly [RegExp, number | null])[] = [
  [/^上旬/u, 10],
  [/^中旬/u, 20],
  [/^(?:下旬|[底末])/u, null],
];

const Y4 = '(?:19|20|21)\\d{2}';
/**
 * Tried in this order at every position. Both separators of a full date must be the same: `2025.10-12` is a range of
 * months. Groups are named by what they hold; two-digit years are of this century, as deadlines are.
 */
const FORMS: readonly RegExp[] = [
  new RegExp(`(?<!\\d)(?<year>${Y4})(?<sep>[-./,、])(?<month>\\d{1,2})\\k<sep>(?<day>\\d{1,2})(?!\\d)`, 'uy'),
  new RegExp(`(?<!\\d)(?<day>\\d{1,2})(?<last>[-./])(?<month>\\d{1,2})\\k<last>(?<year>${Y4})(?!\\d)`, 'uy'),
  new RegExp(`(?<!\\d)(?<year>${Y4})(?<month>\\d{2})(?<day>\\d{2})(?!\\d)`, 'uy'),
  new RegExp(`(?<!\\d)(?<year>${Y4})(?<month>0[1-9]|1[0-2])(?!\\d)`, 'uy'),
  new RegExp(`(?<!\\d)(?<year>${Y4})年度?(?:(?<month>\\d{1,2})月(?:份|(?<day>\\d{1,2})[日号]?)?)?`, 'uy'),
  new RegExp(`(?<!\\d)(?<year>\\d{2})年(?<month>\\d{1,2})月(?:(?<day>\\d{1,2})[日号]?)?`, 'uy'),
  /(?<!\d)(?<year>\d{2})(?=年[底末])/uy,
  new RegExp(`(?<!\\d)(?<year>${Y4})[-./](?<month>\\d{1,2})(?!\\d)`, 'uy'),
  /(?<![\d.])(?<year>\d{2})(?<sep>[-./])(?<month>\d{1,2})\k<sep>(?<day>\d{1,2})(?!\d)/uy,
  new RegExp(`(?<!\\d)(?<year>${Y4})(?!\\d)`, 'uy'),
  /(?<!\d)(?<month>\d{1,2})月(?:份|(?<day>\d{1,2})[日号]?)?(?!内)/uy,
  /(?<=[-~])(?<year>\d{2})\.(?<month>\d{1,2})(?!\d)(?=$|[^\d./-])/uy,
  /(?<=[-~])(?<month>\d{1,2})[./-](?<day>\d{1,2})(?![\d./-])/uy,
  /(?<=[-~])(?<rest>\d{1,2})(?![\d./])[日号]?/uy,
];

/** Every date of a folded text, in order; what a later one leaves out it takes from the one before (`2025年3月-6月`). */
export function findDates(folded: string): PartialDate[] {
  const found: PartialDate[] = [];
  for (let at = 0; at < folded.length;) {
    const date = dateAt(folded, at, found.at(-1));
    if (date !== null) found.push(date);
    at = date?.end ?? at + 1;
  }
  return found;
}

function dateAt(folded: string, at: number, before: PartialDate | undefined): PartialDate | null {
  for (const form of FORMS) {
    form.lastIndex = at;
    const match = form.exec(folded);
    const groups = match?.groups;
    if (match === null || groups === undefined) continue;
    const date = complete(groups, before);
    if (date === null) continue;
    return { ...date, ...partEnd(folded, at + match[0].length, date), start: at };
  }
  return null;
}

type Written = Omit<PartialDate, 'start' | 'end'>;

function complete(groups: Record<string, string | undefined>, before: PartialDate | undefined): Written | null {
  const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
  const rest = number(groups.rest);
  if (rest !== null) {
    // 2025.10-12: what follows a month is a month, what follows a day a day.
    if (before?.year == null || before.month === null) return null;
    return {
      year: before.year,
      month: before.day === null ? rest : before.month,
      day: before.day === null ? null : rest,
    };
  }
  const year = number(groups.year);
  const month = number(groups.month);
  const day = number(groups.day);
  if (year === null)
    return before?.year == null && groups.day === undefined && groups.month === undefined
      ? null
      : { year: before?.year ?? null, month, day };
  // 13/1/2025 is 1 月 13 日, 1/13/2025 too: the part past 12 is the day.
  const swapped = groups.last !== undefined && month !== null && month > 12 && day !== null && day <= 12;
  return { year: year < 100 ? 2000 + year : year, month: swapped ? day : month, day: swapped ? month : day };
}

/** What follows a bare year or month and names its end: 底, 上半年, 中旬. */
function partEnd(
  folded: string,
  end: number,
  { month, day }: Written,
): { end: number; month: number | null; day: number | null } {
  const rest = folded.slice(end);
  if (month === null) {
    for (const [pattern, last] of PART_OF_YEAR) {
      const match = pattern.exec(rest);
      if (match !== null) return { end: end + match[0].length, month: last, day: null };
    }
  } else if (day === null) {
    for (const [pattern, last] of PART_OF_MONTH) {
      const match = pattern.exec(rest);
      if (match !== null) return { end: end + match[0].length, month, day: last };
    }
  }
  return { end, month, day };
}
