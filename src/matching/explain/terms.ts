import { segments, wordsOf } from '../lexicon.js';
import { FUNCTION_WORDS, GENERIC_WORDS } from '../stopwords.js';
import type { SharedTerm } from '../types.js';

const TERMS_SHOWN = 10;
/** Longer runs are common sentences, not terms. */
const LONGEST_RUN = 4;
const LONGEST_TERM = 12;

/**
 * The terms that two texts share, with their share of the lexical agreement: the longest runs of words that stand side
 * by side in both (荷电 + 状态 → 荷电状态), without function words, and naming something. A term inside a longer one is
 * left out. Every term occurs in both texts (full width and case aside).
 * @param weights count × idf of each word of the searching text
 */
export function sharedTerms(asked: string, found: string, weights: ReadonlyMap<string, number>): SharedTerm[] {
  const reading = readingOf(asked, weights);
  const runs = commonRuns(reading.segments, segments(found));
  const weighed = runs.map((term) => ({ term, weight: sum(reading.wordsOf(term), weights) }));
  const total = sum(new Set(runs.flatMap((run) => [...reading.wordsOf(run)])), weights);
  const terms = weighed
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
  return terms
    .filter(({ term }) => !terms.some((other) => other.term !== term && other.term.includes(term)))
    .slice(0, TERMS_SHOWN)
    .map(({ term, weight }) => ({ term, weight: Math.min(1, weight / total) }));
}

/** What is read of the searching text, and of the terms met so far: the same for each of a page's items. */
interface Reading {
  segments: string[];
  wordsOf(term: string): ReadonlySet<string>;
}

/** By the weights, which a search makes anew: they go with it. */
const readings = new WeakMap<ReadonlyMap<string, number>, Map<string, Reading>>();

function readingOf(asked: string, weights: ReadonlyMap<string, number>): Reading {
  const known = readings.get(weights) ?? new Map<string, Reading>();
  readings.set(weights, known);
  const reading = known.get(asked) ?? read(asked);
  known.set(asked, reading);
  return reading;
}

function read(asked: string): Reading {
  const terms = new Map<string, ReadonlySet<string>>();
  return {
    segments: segments(asked),
    wordsOf(term) {
      const words = terms.get(term) ?? new Set(wordsOf(term));
      terms.set(term, words);
      return words;
    },
  };
}

/** Each once. */
function commonRuns(left: readonly string[], right: readonly string[]): string[] {
  const places = new Map<string, number[]>();
  right.forEach((word, i) => places.set(word, [...(places.get(word) ?? []), i]));
  const runs = new Set<string>();
  for (let i = 0; i < left.length; i++) {
    if (!partOfTerm(left[i]!)) continue;
    let longest = 0;
    for (const at of places.get(left[i]!) ?? []) {
      let length = 1;
      while (length < LONGEST_RUN && continues(left[i + length], right[at + length])) length++;
      longest = Math.max(longest, length);
    }
    const run = left.slice(i, i + longest);
    while (run.join('').length > LONGEST_TERM) run.pop();
    if (run.some(naming) && run.join('').length > 1) runs.add(run.join(''));
  }
  return [...runs];
}

function continues(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && left === right && partOfTerm(left);
}

function partOfTerm(word: string): boolean {
  return /^[\p{L}\p{N}]/u.test(word) && !FUNCTION_WORDS.has(word);
}

/** A word that says something: not generic, no bare number, no single character. */
function naming(word: string): boolean {
  return word.length > 1 && !GENERIC_WORDS.has(word) && /\p{L}/u.test(word);
}

function sum(words: ReadonlySet<string>, weights: ReadonlyMap<string, number>): number {
  return [...words].reduce((total, word) => total + (weights.get(word) ?? 0), 0);
}
