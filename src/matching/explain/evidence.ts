import type { Place } from '../../domain.js';
import type { TokenPlaces } from '../../embedding/types.js';
import { wordCounts } from '../lexicon.js';
import { FUNCTION_WORDS, GENERIC_WORDS } from '../stopwords.js';
import { POWER, rowShare } from '../tokens/agreement.js';
import type { ComparedTokens } from '../tokens/compare.js';
import type { ModelText, Passage } from '../views.js';
import { AGREEING, CLEAR } from './relation.js';

const PAIRS_SHOWN = 3;
/** Of fainter pairs half answer, even of the nearest candidate. */
const WEAKEST = 0.2;
const WEAKEST_BY_WORDS = 0.1;
/** From here on a passage is shown with a second answer, where others have none. */
const TELLING_TWICE = 0.4;
/** Power mean of the cosines between passages that have nothing in common, and between such as say the same. */
const UNRELATED = 0.3;
const SAME = 0.8;
/** Words that two passages must share before the weight of them counts in full. */
const FULL_WORDS = 3;

/** What was compared, with the places of the answering text's tokens. */
export type AnsweredTokens = ComparedTokens & { answering: TokenPlaces };

export interface EvidencePair {
  asked: Place;
  found: Place;
  /** 0–1. */
  strength: number;
}

/** A text with its passages and the way from the model's reading of it back to them. */
export interface ReadText {
  passages: readonly Passage[];
  model: ModelText;
}

/**
 * The passages of either side that carry the match, best first; each passage of the answering text once, and each of the
 * asking one as well while others have an answer: what fits one sentence three times says nothing of the rest.
 * @param tokens null: tokens were not compared, passages are paired by the weight of the words that they share
 * @param weights of the words of the text searched with
 */
export function evidencePairs(
  asked: ReadText,
  found: ReadText,
  tokens: AnsweredTokens | null,
  weights: ReadonlyMap<string, number>,
): EvidencePair[] {
  const pairs = tokens === null ? byWords(asked.passages, found.passages, weights) : byTokens(asked, found, tokens);
  const [weakest, clear] = tokens === null ? [WEAKEST_BY_WORDS, WEAKEST_BY_WORDS] : [WEAKEST, CLEAR];
  const likely = pairs.filter(({ strength }) => strength >= weakest).sort((a, b) => b.strength - a.strength);
  const used = new Set<Passage>();
  const once = (from: number) =>
    likely.filter(
      ({ asked, found, strength }) =>
        strength >= from && !used.has(asked) && !used.has(found) && used.add(asked).add(found),
    );
  const first = once(clear);
  const again = likely.filter(
    ({ found, strength }) => strength >= TELLING_TWICE && !used.has(found) && used.add(found),
  );
  // Faint ones fill up what is left.
  return [...first, ...again, ...once(weakest)]
    .slice(0, PAIRS_SHOWN)
    .sort((a, b) => b.strength - a.strength)
    .map((pair) => ({ asked: placeOf(pair.asked), found: placeOf(pair.found), strength: pair.strength }));
}

interface Pair {
  asked: Passage;
  found: Passage;
  strength: number;
}

/**
 * The very terms of the token agreement, gathered by the passages that they stand in. Strength: the power mean of the
 * cosines, (Σ w·c⁴ / Σ w)^¼ over all tokens of the asking passage, those that met another passage counting 0; less where
 * the texts as a whole hardly agree, since numbers and signs of indicators meet in any two: “悬停误差≤0.15m” and
 * “热误差≤10μm” of a random pair would read as 0.38.
 */
function byTokens(asked: ReadText, found: ReadText, tokens: AnsweredTokens): Pair[] {
  const { asking, answering, weights, cosines, nearest } = tokens;
  const passagesOf = passagesOfRows(found, answering);
  const totals = new Map<Passage, number>();
  const sums = new Map<Passage, Map<Passage, number>>();
  for (const [row, start] of placesOfRows(asking.rowAt, asking.starts)) {
    const from = passageAt(asked, start);
    if (from === undefined) continue;
    totals.set(from, (totals.get(from) ?? 0) + weights[row]!);
    const answered = sums.get(from) ?? new Map<Passage, number>();
    for (const to of passagesOf.get(nearest[row]!) ?? [])
      answered.set(to, (answered.get(to) ?? 0) + rowShare(cosines[row]!, weights[row]!));
    sums.set(from, answered);
  }
  const agreeing = Math.min(1, Math.sqrt(tokens.agreement / AGREEING));
  return [...sums].flatMap(([from, answered]) =>
    [...answered].map(([to, sum]) => ({
      asked: from,
      found: to,
      strength: agreeing * strengthOf(sum / totals.get(from)!),
    })),
  );
}

function strengthOf(share: number): number {
  return Math.min(1, Math.max(0, (share ** (1 / POWER) - UNRELATED) / (SAME - UNRELATED)));
}

/** The first place of each row. */
function placesOfRows(rowAt: Int32Array, starts: Int32Array): Map<number, number> {
  const places = new Map<number, number>();
  rowAt.forEach((row, i) => {
    if (!places.has(row)) places.set(row, starts[i]!);
  });
  return places;
}

/** Every passage that holds a row's token: it has one row, that of its first place, which is often the title. */
function passagesOfRows(text: ReadText, { rowAt, starts }: TokenPlaces): Map<number, Set<Passage>> {
  const passages = new Map<number, Set<Passage>>();
  rowAt.forEach((row, i) => {
    const passage = passageAt(text, starts[i]!);
    if (passage !== undefined) passages.set(row, (passages.get(row) ?? new Set()).add(passage));
  });
  return passages;
}

function passageAt({ passages, model }: ReadText, place: number): Passage | undefined {
  const { field, offset } = model.locate(place);
  return passages.find((passage) => passage.field === field && passage.start <= offset && offset < passage.end);
}

/**
 * Strength: weight of the words that both passages hold, over the weight of the asked one's words; less for one or two
 * words, which a short passage (至少 5 个品牌) shares by chance.
 */
function byWords(asked: readonly Passage[], found: readonly Passage[], weights: ReadonlyMap<string, number>): Pair[] {
  const bags = found.map((passage) => ({ passage, words: wordCounts(passage.text) }));
  return asked.flatMap((left) => {
    const words = [...wordCounts(left.text).keys()].filter(
      (word) => !FUNCTION_WORDS.has(word) && !GENERIC_WORDS.has(word),
    );
    const weight = (word: string) => weights.get(word) ?? 0;
    const total = words.reduce((sum, word) => sum + weight(word), 0);
    if (total === 0) return [];
    return bags.map(({ passage, words: bag }) => {
      const shared = words.filter((word) => bag.has(word) && weight(word) > 0);
      const share = shared.reduce((sum, word) => sum + weight(word), 0) / total;
      return { asked: left, found: passage, strength: share * Math.min(1, shared.length / FULL_WORDS) };
    });
  });
}

function placeOf({ field, start, end }: Passage): Place {
  return { field, start, end };
}
