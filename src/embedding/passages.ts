/** Tokens that every text carries besides its own: [CLS] and [SEP]. */
const SPECIAL_TOKENS = 2;

/** Sentence ends with what closes them; the second alternative keeps decimals such as 3.5 whole. */
const SENTENCE = /[^。！？；!?;\n]*(?:[。！？；!?;\n]+[”’」』）)]*|$)/gu;
const CLAUSE = /[^，、：,:\s]*(?:[，、：,:\s]+|$)/gu;
/** A run of Latin letters and digits, or any other character that is not a space. */
const UNIT = /[\p{Script=Latin}\p{N}]+|[^\s]/gu;

/**
 * An upper estimate of the WordPiece tokens of a text: one per Chinese character or sign, one per two letters or
 * digits. Unlike the tokeniser it needs no model.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [unit] of text.matchAll(UNIT)) tokens += Math.ceil(unit.length / 2);
  return tokens;
}

/**
 * Splits a text that is too long for the model into passages that each fit, whole sentences where possible, else
 * clauses, else characters. The passages are consecutive: joined they are the text again, so a place in one is a place
 * in the text. A text that fits is one passage; an empty text none.
 * @param maxTokens what the model takes, special tokens included; at least 8
 */
export function splitPassages(text: string, maxTokens: number): string[] {
  if (maxTokens < 8) throw new RangeError(`maxTokens must be at least 8, got ${maxTokens}`);
  const room = maxTokens - SPECIAL_TOKENS;
  const passages: string[] = [];
  let passage = '';
  let used = 0;
  for (const piece of pieces(text, room)) {
    const tokens = estimateTokens(piece);
    if (passage !== '' && used + tokens > room) {
      passages.push(passage);
      passage = '';
      used = 0;
    }
    passage += piece;
    used += tokens;
  }
  if (passage !== '') passages.push(passage);
  return passages;
}

/** Consecutive pieces of at most `room` estimated tokens each, cut as late in the hierarchy as can be. */
function* pieces(text: string, room: number): Generator<string> {
  for (const [sentence] of text.matchAll(SENTENCE)) {
    if (estimateTokens(sentence) <= room) {
      yield sentence;
      continue;
    }
    for (const [clause] of sentence.matchAll(CLAUSE)) {
      if (estimateTokens(clause) <= room) yield clause;
      // Cut before a code point's second half never happens: Array.from walks code points, of one token or less each.
      else
        for (let points = Array.from(clause); points.length > 0; points = points.slice(room))
          yield points.slice(0, room).join('');
    }
  }
}
