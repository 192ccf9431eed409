import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import type { ItemKind } from '../domain.js';
import { TERM_SPACE } from '../store/columns.js';
import { textParts, type ItemTexts } from './views.js';

/** Version of tokeniser and weighting: entries of another version are stale. */
export const LEXICON = 'words-bigrams-1';

/** BM25 after Robertson & Zaragoza, "The Probabilistic Relevance Framework" (2009). */
const K1 = 1.2;
const B = 0.6;
/**
 * Length, in terms, of a text that is neither rewarded nor punished. A constant in place of the live average: so an
 * item's weights never go stale while the corpus grows, and imports in any order give the same ranking.
 */
const LENGTH_PIVOT = 150;

let jieba: Jieba | undefined;

/** Words of two or more characters, numbers and Latin words, lower case, in reading order. */
export function wordsOf(text: string): string[] {
  jieba ??= Jieba.withDict(dict);
  return jieba.cut(normalise(text), false).filter((word) => word.length > 1 && /[\p{L}\p{N}]/u.test(word));
}

/** Overlapping pairs of Han characters. */
export function bigramsOf(text: string): string[] {
  const bigrams: string[] = [];
  for (const run of normalise(text).match(/\p{Script=Han}+/gu) ?? []) {
    for (let i = 0; i + 1 < run.length; i++) bigrams.push(run.slice(i, i + 2));
  }
  return bigrams;
}

/** Terms with their count: words and bigrams live in separate spaces. */
export function termsOf(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  const count = (term: number) => counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const word of wordsOf(text)) count(termId(`w:${word}`));
  for (const bigram of bigramsOf(text)) count(termId(`b:${bigram}`));
  return counts;
}

/** FNV-1a over UTF-16 units, folded into 1…TERM_SPACE−1. Two of a million terms meet about 500 times: no matter. */
export function termId(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return ((hash >>> 0) % (TERM_SPACE - 1)) + 1;
}

/** What `lexical_entries` holds of an item: its terms, ascending, and the document side of BM25 for each. */
export function lexicalEntry<K extends ItemKind>(
  kind: K,
  item: ItemTexts<K>,
): { terms: number[]; weights: Map<number, number> } {
  const counts = termsOf(textParts(kind, item).join('\n'));
  let length = 0;
  for (const count of counts.values()) length += count;
  const norm = K1 * (1 - B + (B * length) / LENGTH_PIVOT);
  const terms = [...counts.keys()].sort((a, b) => a - b);
  return {
    terms,
    weights: new Map(terms.map((term) => [term, (counts.get(term)! * (K1 + 1)) / (counts.get(term)! + norm)])),
  };
}

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
