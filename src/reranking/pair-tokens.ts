/** How a tokeniser puts two texts together, read off one example: models differ in the signs between them. */

export interface EncodedPair {
  ids: number[];
  /** Which of the two texts each token belongs to; null: the model is not told. */
  types: number[] | null;
}

/** The special tokens before, between and after two texts, and the types of all. */
export interface PairTemplate {
  before: EncodedPair;
  between: EncodedPair;
  after: EncodedPair;
  /** Types of the tokens of either text; null as above. */
  textTypes: readonly [asked: number, found: number] | null;
}

/**
 * @param example two short texts, encoded together
 * @param asked the ids of the first of them alone, without special tokens
 * @param found those of the second
 * @throws RangeError when the texts' ids are not in the example one after the other
 */
export function templateOf(example: EncodedPair, asked: readonly number[], found: readonly number[]): PairTemplate {
  const { ids, types } = example;
  const holds = (part: readonly number[], at: number) => part.every((id, i) => ids[at + i] === id);
  const places = ids.map((_, at) => at);
  const first = places.find((at) => holds(asked, at)) ?? -1;
  const last = places.findLast((at) => holds(found, at)) ?? -1;
  if (asked.length === 0 || found.length === 0 || first < 0 || last < first + asked.length)
    throw new RangeError('the tokeniser does not put two texts one after the other');
  const part = (from: number, to: number): EncodedPair => ({
    ids: ids.slice(from, to),
    types: types && types.slice(from, to),
  });
  return {
    before: part(0, first),
    between: part(first + asked.length, last),
    after: part(last + found.length, ids.length),
    textTypes: types && [types[first]!, types[last]!],
  };
}

/**
 * Two texts' ids as the model reads them, `most` tokens at most, special ones included: the end of the longer side is
 * cut until both fit, so that a short need is read whole beside a long achievement.
 */
export function joinPair(
  { before, between, after, textTypes }: PairTemplate,
  asked: readonly number[],
  found: readonly number[],
  most: number,
): EncodedPair {
  const room = Math.max(0, most - before.ids.length - between.ids.length - after.ids.length);
  const half = Math.floor(room / 2);
  const askedRoom = Math.max(half, room - found.length);
  const [a, f] = [asked.slice(0, askedRoom), found.slice(0, room - Math.min(asked.length, askedRoom))];
  return {
    ids: [...before.ids, ...a, ...between.ids, ...f, ...after.ids],
    types: textTypes && [
      ...before.types!,
      ...a.map(() => textTypes[0]),
      ...between.types!,
      ...f.map(() => textTypes[1]),
      ...after.types!,
    ],
  };
}
