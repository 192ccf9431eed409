/** Several values in one cell. */
import { foldKey, isAbsent } from './text.js';

const CHECKED = '☑☒■✓✔√●';
const UNCHECKED = '□☐○◯';
const OPTION = new RegExp(`([${CHECKED}${UNCHECKED}])\\s*([^${CHECKED}${UNCHECKED}]*)`, 'gu');
const OPTION_MARK_LAST = new RegExp(`([^${CHECKED}${UNCHECKED}]*?)\\s*([${CHECKED}${UNCHECKED}])`, 'gu');

/**
 * Of a cell that is a form (`□小试 ☑中试`), the options that are ticked, joined by ；; '' when none is. Any other text
 * comes back as it is.
 */
export function tickedOptions(text: string): string {
  if (!new RegExp(`[${UNCHECKED}]`, 'u').test(text)) return text;
  const markFirst = new RegExp(`^[${CHECKED}${UNCHECKED}]`, 'u').test(text);
  const options = markFirst
    ? [...text.matchAll(OPTION)].map(([, mark, label]) => ({ mark, label }))
    : [...text.matchAll(OPTION_MARK_LAST)].map(([, label, mark]) => ({ mark, label }));
  return options
    .filter(({ mark }) => CHECKED.includes(mark!))
    .map(({ label }) => label!.trim())
    .filter((label) => label !== '')
    .join('；');
}

/** `1、…2、…` and `（1）…`: numbering, which separates values and is no value. Digits must not follow: `1.5` is a number. */
const NUMBERING =
  /(?:^|(?<=[\s；;，,。]))(?:(?:[（(]\d{1,2}[)）][.、]?|\d{1,2}[.、)）])(?!\d)\s*|[A-H][.、](?=\p{Script=Han}))|[①-⑳]/gu;
const SEPARATOR = /[；;、，,/|\n]/u;
/** 1,2-丙二醇 is one word, 1,200 one number. */
const COMMA_IN_NUMBER = /\d,\d/u;
/** B/S, I/O: a slash between single letters belongs to the word. */
const SLASH_IN_WORD = /(?<![A-Za-z])[A-Za-z]\/[A-Za-z](?![A-Za-z])/u;

/** Splits cleaned text at ； ; 、 ， , / | and line breaks, but not inside brackets. Empty parts fall out. */
export function splitValues(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  const source = text.replace(NUMBERING, '\n');
  for (let at = 0; at < source.length; at++) {
    const char = source[at]!;
    if (/[（(《「【[]/u.test(char)) depth += 1;
    if (/[）)》」】\]]/u.test(char)) depth = Math.max(0, depth - 1);
    const near = source.slice(Math.max(0, at - 1), at + 2);
    const inWord = COMMA_IN_NUMBER.test(near) || SLASH_IN_WORD.test(source.slice(Math.max(0, at - 2), at + 3));
    // A bracket that is never closed must not swallow the rest of the cell: a line break always separates.
    if (SEPARATOR.test(char) && (char === '\n' || (depth === 0 && !inWord))) {
      if (char === '\n') depth = 0;
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part].map((value) => value.trim()).filter((value) => value !== '');
}

/** Values without repetition (compared by `foldKey`), first spelling kept. */
export function unique(values: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const value of values) {
    const key = foldKey(value) || value;
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}

/** Fields, keywords, universities: the values of a cell; a cell that says 无 has none. */
export function readList(text: string): string[] {
  return unique(splitValues(text).filter((value) => !isAbsent(value)));
}

const NAMES_BY_SPACE = /^[\p{Script=Han}·]{1,4}(?: [\p{Script=Han}·]{1,4})+$/u;

/** 张三 教授 is one person. */
const TITLE = / (副?教授|副?研究员|博士|院士|老师|高工|工程师|讲师|主任|院长)(?= |$)/gu;

/** Names of people: also parted by spaces (`张三 李四`), a space inside a two-letter name (`张 三`) closed, 等 cut off. */
export function readPeople(text: string): string[] {
  const names = splitValues(text).flatMap((part) => {
    const name = part.replace(/(?<=[\p{Script=Han}]{2,4})等(?:\d*人)?$/u, '').trim();
    if (!NAMES_BY_SPACE.test(name)) return [name];
    const pieces = name.replace(TITLE, '$1').split(' ');
    return pieces.every((piece) => piece.length === 1) && pieces.length <= 3 ? [pieces.join('')] : closeGaps(pieces);
  });
  return unique(names.filter((name) => !isAbsent(name)));
}

/** `张 三 李四`: a lone character belongs to the next one. */
function closeGaps(pieces: readonly string[]): string[] {
  const names: string[] = [];
  for (const piece of pieces) {
    const last = names.at(-1);
    if (last !== undefined && last.length === 1 && piece.length === 1) names[names.length - 1] = last + piece;
    else names.push(piece);
  }
  return names;
}
