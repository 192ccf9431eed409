/** What folds to itself; most names and many titles do, and this is a tenth of the work. */
const FOLDED = /^[0-9a-z\u4e00-\u9fef]*$/;

/**
 * Key for comparing names and titles: case, width, spaces and punctuation do not count. A point or hyphen between
 * digits does (`2.0` is not `20`), as do `+` and `#` (`C++` is not `C`). Idempotent.
 */
export function foldKey(text: string): string {
  if (FOLDED.test(text)) return text;
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Z}\p{C}]/gu, '')
    .replace(/(?<!\d)[.-]|[.-](?!\d)|(?![.#-])\p{P}/gu, '')
    .normalize('NFKC');
}
