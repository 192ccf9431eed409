/** Most names and titles need no more than this: signs dropped, capitals lowered. A fifth of the work. */
const PLAIN = /^[0-9A-Za-z\u4e00-\u9fef（）()，、“”《》 ]*$/;
const SIGNS = /[（）()，、“”《》 ]/g;

/**
 * Key for comparing names and titles: case, width, spaces and punctuation do not count. A point or hyphen between
 * digits does (`2.0` is not `20`), as do `+` and `#` (`C++` is not `C`). Idempotent.
 */
export function foldKey(text: string): string {
  if (PLAIN.test(text)) return text.replace(SIGNS, '').toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Z}\p{C}]/gu, '')
    .replace(/(?<!\d)[.-]|[.-](?!\d)|(?![.#-])\p{P}/gu, '')
    .normalize('NFKC');
}

export interface FoldedText {
  text: string;
  /** Where in the text before each unit came from (UTF-16). */
  places: number[];
}

/**
 * Text as literal search compares it: NFKC and lower case character by character, runs of white space and control
 * characters as one space. The text's length stands at the end of `places`.
 */
export function foldLiteral(text: string): FoldedText {
  const folded = foldEach(text, (character, before) => {
    const units = /[\s\p{Cc}]/u.test(character) ? ' ' : foldCharacter(character);
    return units === ' ' && before.endsWith(' ') ? '' : units;
  });
  folded.places.push(text.length);
  return folded;
}

/** NFKC and lower case. */
export function foldCharacter(character: string): string {
  return character.normalize('NFKC').toLowerCase();
}

/**
 * Character by character.
 * @param fold what one becomes behind what is folded already; not asked for the usual Chinese ones, which stay what they are
 */
export function foldEach(text: string, fold: (character: string, before: string) => string): FoldedText {
  const places: number[] = [];
  let result = '';
  let at = 0;
  for (const character of text) {
    // Most of a text: asking for each of them took a few milliseconds a page.
    const units = isHan(character) ? character : fold(character, result);
    result += units;
    for (let i = 0; i < units.length; i += 1) places.push(at);
    at += character.length;
  }
  return { text: result, places };
}

function isHan(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= 0x4e00 && code <= 0x9fff;
}
