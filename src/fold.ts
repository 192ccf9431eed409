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
