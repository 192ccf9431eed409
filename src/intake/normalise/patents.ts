import type { Reading } from '../types.js';
import { splitValues, unique } from './lists.js';
import { isAbsent } from './text.js';
import { quote } from './warn.js';

/** Third or fifth digit of a Chinese application number: invention, utility model, design, PCT invention, PCT model. */
const KIND = '[12389]';
const DASH = '[-–—]';
/** Forms of numbers, tried in turn at each place of the folded text. The first has its check digit tested. */
const CHINESE = new RegExp(
  `(?<![\\dA-Z])(ZL|CN)?[.:]?((?:19|20)\\d{2}${KIND}\\d{7}|(?:8[5-9]|9\\d|0[0-3])${KIND}\\d{5})(?:([.·])?([\\dX])(?![\\dA-Z])|(?![\\d.A-Z]))`,
  'gu',
);
const OTHER_NUMBERS: readonly RegExp[] = [
  /(?<![\dA-Z])PCT\/[A-Z]{2}(?:\d{4}|\d{2})\/\d{5,6}(?!\d)/gu,
  /(?<![\dA-Z])CN\d{7,9}[A-CSUY]\d?(?![\dA-Z])/gu,
  /(?<![\dA-Z])WO(?:\d{4}|\d{2})\/?\d{5,6}(?:[A-C]\d?)?(?![\dA-Z])/gu,
  /(?<![\dA-Z])US(?:\d{4}\/\d{7}|\d{1,2},\d{3},\d{3}|\d{7,11})(?:[A-CES]\d?)?(?![\dA-Z])/gu,
  /(?<![\dA-Z])(?:EP\d{7}|JP(?:\d{4}-?\d{6}|\d{7})|KR\d{2}-?\d{7}|DE\d{8,12}|GB\d{7})(?:[A-CUTY]\d?)?(?![\dA-Z])/gu,
  /(?<!\d)\d{4}SR\d{6,7}(?!\d)/gu,
];
/** What stands beside a number and says only what kind of number it is. */
const LABELS =
  /国家|中国|美国|欧洲|国际|授权|公开|公告|申请|专利权?|发明|实用新型|外观设计|软件著作权|软著|登记|证书|号码?|编号|已|的|为|[\s\p{P}\p{S}\d]/gu;

/**
 * Check digit of a Chinese application number: the digits times 2…9, 2…5 in turn, summed, modulo 11, ten as X
 * (ZC 0006-2003, 专利申请号标准).
 */
export function patentCheckDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (2 + (index % 8)), 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/**
 * Numbers of patents and software copyrights in a cleaned text, in order, prefix as written, with the point before the
 * check digit (`ZL202010123456.7`). A part of the cell (split as a list) without a number stays as text. A number that
 * fails its check is kept, with a warning.
 */
export function readPatents(text: string): Reading<string[]> {
  if (isAbsent(text)) return { value: [] };
  const doubts: string[] = [];
  const values = splitValues(
    text.replace(/PCT\/([A-Z]{2}\d+)\/(?=\d)/giu, 'PCT∕$1∕').replace(/((?:WO|US)\s?\d{4})\/(?=\d)/giu, '$1∕'),
  )
    .map((part) => part.replaceAll('∕', '/'))
    .filter((part) => !isAbsent(part))
    .flatMap((part) => {
      const numbers = findNumbers(fold(part), doubts);
      return numbers.length > 0 ? numbers : part.replace(LABELS, '') === '' && !/\d{5}/u.test(part) ? [] : [part];
    });
  const value = unique(values.length > 0 ? values : [text]);
  if (doubts.length === 0) return { value };
  return { value, warning: `专利号${doubts.join('、')}，已原样保留；请对照专利证书核对` };
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(new RegExp(DASH, 'gu'), '-')
    .replace(/(?<=ZL|CN|PCT|US|EP|WO|JP)[\s.:号]+(?=\d)/gu, '')
    .replace(/(?<=\d)\s+(?=[\dX.]|[A-C]\d?(?![\dA-Z]))/gu, '')
    .replace(/(?<=\.)\s+(?=[\dX])/gu, '');
}

function findNumbers(folded: string, doubts: string[]): string[] {
  const found: { at: number; number: string }[] = [];
  for (const match of folded.matchAll(CHINESE)) {
    const [, prefix = '', digits, point, check] = match;
    const valid = check !== undefined && patentCheckDigit(digits!) === check;
    // Nine or thirteen bare digits are a patent only if they say so by their prefix, their point or their check digit.
    if (prefix === '' && point === undefined && !valid) continue;
    const number = `${prefix}${digits}${check === undefined ? '' : `.${check}`}`;
    if (!valid) doubts.push(`${quote(number)}${check === undefined ? '缺少校验位' : '的校验位不符'}`);
    found.push({ at: match.index, number });
  }
  for (const pattern of OTHER_NUMBERS) {
    for (const match of folded.matchAll(pattern)) found.push({ at: match.index, number: match[0] });
  }
  return found.sort((a, b) => a.at - b.at).map(({ number }) => number);
}
