/**
 * Where the pieces of a tokenised text stand in it. The tokeniser does not say; but its pieces come in order, and each
 * is a part of the text.
 * @param pieces without the special ones around them; `##` marks one that continues a word
 * @param unknown piece that stands for something the vocabulary lacks: one character of it is counted
 * @returns UTF-16 offsets, ascending; a piece that is not found literally (the tokeniser changed it) stands where the
 *   one before it ended
 */
export function placesOf(pieces: readonly string[], text: string, unknown: string): number[] {
  let at = 0;
  return pieces.map((piece) => {
    while (/\s/.test(text.charAt(at))) at++;
    if (piece === unknown) {
      const place = at;
      at = Math.min(text.length, at + (text.codePointAt(at)! > 0xffff ? 2 : 1));
      return place;
    }
    const own = piece.replace(/^##/, '');
    const place = text.indexOf(own, at);
    if (place < 0) return at;
    at = place + own.length;
    return place;
  });
}
