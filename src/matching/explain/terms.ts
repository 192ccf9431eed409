import { isDictionaryWord, isEverydayWord, segments, wordsOf } from '../lexicon.js';
import { FUNCTION_WORDS, GENERIC_WORDS, VAGUE_WORDS } from '../stopwords.js';
import type { SharedTerm } from '../types.js';

const TERMS_SHOWN = 10;
/** Longer runs are common sentences, not terms. */
const LONGEST_RUN = 4;
const LONGEST_TERM = 12;

/**
 * The terms that two texts share, with their share of the lexical agreement: of their common runs the longest that have
 * words which weigh something. A term inside a longer one is left out.
 * @param runs of the two texts, see `commonRuns`
 * @param weights count × idf of each word of the searching text
 */
export function sharedTerms(runs: readonly string[], weights: ReadonlyMap<string, number>): SharedTerm[] {
  const words = wordsByRun(weights);
  const weighed = runs.map((term) => ({ term, weight: sum(words(term), weights) }));
  const total = sum(new Set(runs.flatMap((run) => [...words(run)])), weights);
  const terms = weighed
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
  return terms
    .filter(({ term }) => !terms.some((other) => other.term !== term && other.term.includes(term)))
    .slice(0, TERMS_SHOWN)
    .map(({ term, weight }) => ({ term, weight: Math.min(1, weight / total) }));
}

/** The words of runs met so far, the same for each of a page's items: by the weights, which a search makes anew. */
const known = new WeakMap<ReadonlyMap<string, number>, Map<string, ReadonlySet<string>>>();

function wordsByRun(weights: ReadonlyMap<string, number>): (run: string) => ReadonlySet<string> {
  const byRun = known.get(weights) ?? new Map<string, ReadonlySet<string>>();
  known.set(weights, byRun);
  return (run) => {
    const words = byRun.get(run) ?? new Set(wordsOf(run));
    byRun.set(run, words);
    return words;
  };
}

/** 不需要量子密钥那一类, 银不单独提取: what follows is not what the text is about. */
const EXCLUDED =
  /(?:不需要|不要(?!求)|不考虑|不接受|不含|不想|不做|不涉及|排除|而非|并非|不是|不采用|不再|不单独|不能再|不宜)[^，。；、,;！？!?\n]*(?:、[^，。；、,;！？!?\n]*)*/gu;

/** What terms are looked for in: `segments` of the text, without what it excludes. */
export function termSegments(text: string): string[] {
  return segments(text.replace(EXCLUDED, '，'));
}

/** The term as the text writes it: words are compared in lower case. */
export function asWritten(term: string, text: string): string {
  if (!/[a-z]/u.test(term)) return term;
  const at = text.toLowerCase().indexOf(term);
  return at < 0 ? term : text.slice(at, at + term.length);
}

/**
 * The longest runs of words that stand side by side in both texts (荷电 + 状态 → 荷电状态), without function words, and
 * naming something, which a single word of everyday language does not (测量, 其它); where there are none, words that the
 * other text has in a longer one. Each once. They occur in both texts (full width and case aside).
 * @param left, right see `termSegments`
 */
export function commonRuns(left: readonly string[], right: readonly string[]): string[] {
  const places = new Map<string, number[]>();
  right.forEach((word, i) => {
    const known = places.get(word);
    if (known === undefined) places.set(word, [i]);
    else known.push(i);
  });
  const runs = new Set<string>();
  for (let i = 0; i < left.length; i++) {
    if (!partOfTerm(left[i]!) || isUnit(left[i]!, left[i - 1])) continue;
    let longest = 0;
    for (const at of places.get(left[i]!) ?? []) {
      let length = 1;
      while (length < LONGEST_RUN && continues(left[i + length], right[at + length])) length++;
      longest = Math.max(longest, length);
    }
    const run = left.slice(i, i + longest);
    while (run.join('').length > LONGEST_TERM || (run.length > 1 && !endsTerm(run.at(-1)!))) run.pop();
    if (run.some(naming) && (run.length > 1 || !isEverydayWord(run[0]!))) runs.add(run.join(''));
  }
  return runs.size > 0 ? [...runs] : [...partsInCommon(left, right), ...partsInCommon(right, left)];
}

/** In characters, how much longer a word may be that has another in it. */
const LONGER = 2;

/** Words that begin or end a longer word of the other text: 砂浆 with 水泥砂浆, 孔隙 with 孔隙率. */
function partsInCommon(words: readonly string[], others: readonly string[]): Set<string> {
  const longer = [...new Set(others)].filter((other) => /^\p{Script=Han}{3,}$/u.test(other));
  const inLonger = (word: string) =>
    longer.some(
      (other) =>
        other.length > word.length &&
        other.length <= word.length + LONGER &&
        (other.startsWith(word) || other.endsWith(word)) &&
        isDictionaryWord(other),
    );
  return new Set(words.filter((word) => partOfTerm(word) && naming(word) && !isEverydayWord(word) && inLonger(word)));
}

function continues(left: string | undefined, right: string | undefined): boolean {
  return left !== undefined && left === right && (partOfTerm(left) || left === '-');
}

function partOfTerm(word: string): boolean {
  return /^[\p{L}\p{N}]/u.test(word) && !FUNCTION_WORDS.has(word);
}

/** Of 幅宽 300 the number is another's, of 幅宽 300mm too. */
function endsTerm(word: string): boolean {
  return word !== '-' && !MEASURE.test(word);
}

/** A number, with or without a unit; a unit alone. */
const MEASURE =
  /^(?:[\d.]+(?:[a-zμ°%]{1,4}[²³\d]?)?|[kmnμc]?(?:g|m|m[23]|l|w|wh|v|va|a|ah|hz|pa|s|j|n|bit|bps)|h|min|t|bar|dbm?|pp[mb]|rpm|rad|deg|wt|mol|hrc|hv|[gt](?:w|wh|hz|pa|b|bps)|[kmgt]b)$/u;

/** 20 吨发酵罐, 4 ℃货架期: what a number is counted in. */
function isUnit(word: string, before: string | undefined): boolean {
  return before !== undefined && (before === '°' || (/[\d.]$/u.test(before) && word.length === 1));
}

/** A word that says something: not generic, no number, no unit, no single character. */
function naming(word: string): boolean {
  return (
    word.length > 1 && !GENERIC_WORDS.has(word) && !VAGUE_WORDS.has(word) && /\p{L}/u.test(word) && !MEASURE.test(word)
  );
}

function sum(words: ReadonlySet<string>, weights: ReadonlyMap<string, number>): number {
  return [...words].reduce((total, word) => total + (weights.get(word) ?? 0), 0);
}
