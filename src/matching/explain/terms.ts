import { wordCounts } from '../lexicon.js';
import { STOP_WORDS } from '../stopwords.js';
import type { SharedTerm } from '../types.js';

/** Words taken into account, by weight; the rest share next to nothing. */
const WORDS_READ = 60;
const TERMS_SHOWN = 10;

/**
 * The terms that two texts share, with their share of the lexical agreement. Words that stand side by side in both
 * texts are shown as one (状态 + 估计 → 状态估计), and a word inside a longer shared one adds its weight to that.
 * Every term occurs in both texts (full width and case aside).
 * @param weights count × idf of each word of the searching text
 */
export function sharedTerms(asked: string, found: string, weights: ReadonlyMap<string, number>): SharedTerm[] {
  const [left, right] = [fold(asked), fold(found)];
  const shared = [...wordCounts(found).keys()]
    .map((word) => ({ word, weight: weights.get(word) ?? 0 }))
    .filter(({ word, weight }) => weight > 0 && left.includes(word) && right.includes(word));
  const total = shared.reduce((sum, { weight }) => sum + weight, 0);
  const words = shared
    .filter(({ word }) => telling(word))
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, WORDS_READ);
  const terms = withoutInner(joinNeighbours(words, left, right));
  return terms
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, TERMS_SHOWN)
    .map(({ word, weight }) => ({ term: word, weight: weight / total }));
}

interface Weighted {
  word: string;
  weight: number;
}

/** A word that says something: no stop word, no bare number, no single character. */
function telling(word: string): boolean {
  return word.length > 1 && !STOP_WORDS.has(word) && /\p{L}/u.test(word);
}

function joinNeighbours(words: Weighted[], left: string, right: string): Weighted[] {
  const terms = words.map((word) => ({ ...word }));
  for (let joined = true; joined;) {
    joined = false;
    for (const first of terms) {
      const second = terms.find(
        ({ word }) => word !== first.word && left.includes(first.word + word) && right.includes(first.word + word),
      );
      if (second === undefined) continue;
      const word = first.word + second.word;
      const weight = first.weight + second.weight;
      for (const part of [first, second]) terms.splice(terms.indexOf(part), 1);
      const known = terms.find((term) => term.word === word);
      if (known === undefined) terms.push({ word, weight });
      else known.weight += weight;
      joined = true;
      break;
    }
  }
  return terms;
}

function withoutInner(terms: Weighted[]): Weighted[] {
  const byLength = [...terms].sort((a, b) => b.word.length - a.word.length);
  const kept: Weighted[] = [];
  for (const term of byLength) {
    const around = kept.find(({ word }) => word.includes(term.word));
    if (around === undefined) kept.push({ ...term });
    else around.weight += term.weight;
  }
  return kept;
}

export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
