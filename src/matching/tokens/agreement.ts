import type { TokenPlaces } from '../../embedding/types.js';

/** What the need's title asks counts twice: it names what is wanted, the description tells the story around it. */
const TITLE_WEIGHT = 2;
/** Many weak likenesses must not outweigh a few true ones. Powers 1 to 6 were measured: 4 was best, 3 and 5 near it. */
export const POWER = 4;

/**
 * Weight of each row of the asking text.
 * @param titleEnd where the title ends in the text that the rows were made from
 */
export function rowWeights(asked: TokenPlaces, rows: number, titleEnd: number): Float32Array {
  const weights = new Float32Array(rows).fill(1);
  asked.rowAt.forEach((row, place) => {
    if (asked.starts[place]! < titleEnd) weights[row] = TITLE_WEIGHT;
  });
  return weights;
}

/** Agreement of a text with an item, 0–1: Σ w·c⁴ / Σ w over the rows asked, c the cosine to the item's nearest row. */
export function tokenAgreement(cosines: Float32Array, weights: Float32Array): number {
  let sum = 0;
  let total = 0;
  for (const [i, weight] of weights.entries()) {
    sum += rowShare(cosines[i]!, weight);
    total += weight;
  }
  return total === 0 ? 0 : sum / total;
}

/** What one row adds to the agreement, before it is divided by the sum of the weights. */
export function rowShare(cosine: number, weight: number): number {
  // By hand: `**` took as long as all the rest of it.
  const square = cosine * cosine;
  return weight * square * square;
}

/** Letters of a token of a language that is written with spaces, in the mean of the default model. */
const LETTERS = 3;

/** About as many tokens with a row as a text has, punctuation left out, without asking the model. */
export function tokensIn(text: string): number {
  const words = text.match(/\p{Script=Han}|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? [];
  return words.reduce((sum, word) => sum + Math.ceil(word.length / LETTERS), 0);
}
