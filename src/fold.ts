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

/**
 * Text as literal search compares it: NFKC and lower case character by character, runs of white space and control
 * characters as one space.
 * `places[i]` is where in the text the unit `i` came from (UTF-16), with the text's length at the end.
 */
export function foldLiteral(text: string): { text: string; places: number[] } {
  const places: number[] = [];
  let result = '';
  let at = 0;
  for (const character of text) {
    const units = isHan(character) ? character : foldedUnits(character);
    if (units !== ' ' || !result.endsWith(' ')) {
      result += units;
      for (let i = 0; i < units.length; i += 1) places.push(at);
    }
    at += character.length;
  }
  places.push(text.length);
  return { text: result, places };
}

function foldedUnits(character: string): string {
  return /[\s\p{Cc}]/u.test(character) ? ' ' : character.normalize('NFKC').toLowerCase();
}

/**
 * Whether folding leaves the character what it is: the usual Chinese ones, most of a text. Asking for each of the others
 * took a few milliseconds a page.
 */
export function isHan(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= 0x4e00 && code <= 0x9fff;
}
