import { wordCounts } from '../lexicon.js';
import { FUNCTION_WORDS, GENERIC_WORDS } from '../stopwords.js';
import type { Span } from '../types.js';
import type { Passage } from '../views.js';

const PAIRS_SHOWN = 3;
/** Cosine of bge vectors of two sentences that have nothing in common, and of two that say the same. */
const UNRELATED = 0.35;
const SAME = 0.85;

export interface EvidencePair {
  asked: Span;
  found: Span;
  /** 0–1. */
  strength: number;
}

/** For each passage asked, the candidate's nearest passage by its view, and the cosine. */
export type Nearest = readonly { asked: number; view: string; cosine: number }[];

/**
 * The passages of either side that carry the match, best first; each passage of the candidate answers once.
 * @param nearest null: without vectors, passages are paired by the weight of the words that they share
 */
export function evidencePairs(
  asked: readonly Passage[],
  found: readonly Passage[],
  nearest: Nearest | null,
  weights: ReadonlyMap<string, number>,
): EvidencePair[] {
  const pairs = nearest === null ? byWords(asked, found, weights) : byVectors(asked, found, nearest);
  const used = new Set<Passage>();
  return pairs
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength)
    .filter((pair) => !used.has(pair.found) && used.add(pair.found))
    .slice(0, PAIRS_SHOWN)
    .map((pair) => ({ asked: span(pair.asked), found: span(pair.found), strength: pair.strength }));
}

interface Pair {
  asked: Passage;
  found: Passage;
  strength: number;
}

function byVectors(asked: readonly Passage[], found: readonly Passage[], nearest: Nearest): Pair[] {
  const passages = new Map(found.map((passage) => [passage.view, passage]));
  return nearest.flatMap(({ asked: n, view, cosine }) => {
    // The view of a text that is a title alone is its whole.
    const [left, right] = [asked[n], passages.get(view) ?? (found.length === 1 ? found[0] : undefined)];
    // Null when a text changed after its vectors were made: its passages are not these any more.
    if (left === undefined || right === undefined) return [];
    return [{ asked: left, found: right, strength: clamp((cosine - UNRELATED) / (SAME - UNRELATED)) }];
  });
}

/** Strength: weight of the words that both passages hold, over the weight of the asked one's words. */
function byWords(asked: readonly Passage[], found: readonly Passage[], weights: ReadonlyMap<string, number>): Pair[] {
  const bags = found.map((passage) => ({ passage, words: wordCounts(passage.text) }));
  return asked.flatMap((left) => {
    const words = [...wordCounts(left.text).keys()].filter(
      (word) => !FUNCTION_WORDS.has(word) && !GENERIC_WORDS.has(word),
    );
    const weight = (word: string) => weights.get(word) ?? 0;
    const total = words.reduce((sum, word) => sum + weight(word), 0);
    if (total === 0) return [];
    return bags.map(({ passage, words: bag }) => ({
      asked: left,
      found: passage,
      strength: clamp(words.reduce((sum, word) => sum + (bag.has(word) ? weight(word) : 0), 0) / total),
    }));
  });
}

function span({ field, start, end, text }: Passage): Span {
  return { field, start, end, text };
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
