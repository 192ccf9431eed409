import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import type { ItemKind } from '../domain.js';
import { TERM_SPACE } from '../store/columns.js';
import { lexicalText, type ItemTexts } from './views.js';

/** Version of tokeniser and weighting: entries of another version are stale. */
export const LEXICON = 'search-words-3';

/** BM25 after Robertson & Zaragoza, "The Probabilistic Relevance Framework" (2009). */
const K1 = 1.2;
const B = 0.5;
/** What a term's weight in a text comes near to as the text repeats it. */
export const LARGEST_WEIGHT = K1 + 1;
/**
 * Length, in terms, of a text that is neither rewarded nor punished: the mean of records that have an abstract. A
 * constant in place of the live average: an item's weights never go stale while the corpus grows, imports in any order
 * give the same ranking, and a corpus of many bare titles does not turn every abstract into a long text.
 */
const LENGTH_PIVOT = 141;

let jieba: Jieba | undefined;
let frequent: { everyday: ReadonlySet<string>; alone: ReadonlySet<string> } | undefined;

/** How often, at least, the tokeniser's dictionary has seen a word of everyday language in its corpus. */
const EVERYDAY_COUNT = 400;
/** And a character that is a word by itself in any text. */
const ALONE_COUNT = 10_000;

/**
 * Words, numbers and Latin words, lower case. A long word also gives the words inside it (石墨烯电池 → 石墨, 石墨烯,
 * 电池 …), so that both sides meet whichever length they write.
 */
export function wordsOf(text: string): string[] {
  jieba ??= Jieba.withDict(dict);
  const folded = text.normalize('NFKC').toLowerCase();
  const words = jieba
    .cutForSearch(folded, true)
    .map((word) => word.trim())
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.concat(joinedNames(folded));
}

const HYPHENATED = /(?<![a-z0-9])(?=[0-9-]*[a-z])[a-z0-9]{1,12}(?:[-\u2010\u2013][a-z0-9]{1,12}){1,2}(?![a-z0-9])/g;
const SPACED = /(?<![a-z0-9])[a-z]{2,8} [a-z]?\d[a-z0-9]{0,3}(?:\.\d+)?(?![a-z0-9])/g;

/** Names that are written with a hyphen, a space or neither, as one word: Wi-Fi as wifi, YOLO v5 as yolov5. */
function joinedNames(folded: string): string[] {
  return [HYPHENATED, SPACED].flatMap((pattern) =>
    Array.from(folded.matchAll(pattern), ([name]) => name.replace(/[-\u2010\u2013 ]/g, '')),
  );
}

/** A text's words in reading order, none inside another, with the signs between them: joined they are the text. */
export function segments(text: string): string[] {
  jieba ??= Jieba.withDict(dict);
  return jieba.cut(text.normalize('NFKC').toLowerCase(), true);
}

/** A text's words as it writes them, each with jieba's tag of its part of speech; joined they are the text. */
export function taggedWords(text: string): { word: string; tag: string }[] {
  jieba ??= Jieba.withDict(dict);
  return jieba.tag(text, true);
}

/** Whether a Chinese word is in the tokeniser's dictionary, so that it is a word whoever uses it. */
export function isDictionaryWord(word: string): boolean {
  jieba ??= Jieba.withDict(dict);
  // Without its model of new words, it leaves together only what the dictionary has.
  return jieba.cut(word, false).length === 1;
}

/**
 * Whether a Chinese word is one of everyday language that names no thing: a verb, an adjective, an adverb … that the
 * tokeniser's dictionary has often seen (测量, 延长, 高速, 其它). A collection's own frequencies do not tell: it is small.
 */
export function isEverydayWord(word: string): boolean {
  frequent ??= readFrequent();
  return frequent.everyday.has(word);
}

/** Whether a character is often a word by itself (后, 来, 做, 土), so that it may stand beside any other. */
export function standsAlone(character: string): boolean {
  frequent ??= readFrequent();
  return frequent.alone.has(character);
}

/** From the dictionary's lines (word, count, part of speech), of which most are of rare words. */
function readFrequent() {
  const found = { everyday: new Set<string>(), alone: new Set<string>() };
  for (const [, word, digits, tag] of Buffer.from(dict)
    .toString()
    .matchAll(/^(\S+) (\d{3,}) (\w+)$/gmu)) {
    const count = Number(digits);
    if (count >= EVERYDAY_COUNT && /^[acdfmprtvz]/.test(tag!)) found.everyday.add(word!);
    if (count >= ALONE_COUNT && word!.length === 1) found.alone.add(word!);
  }
  return found;
}

/** Each word with its count. */
export function wordCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** FNV-1a over UTF-16 units, folded into 1…TERM_SPACE−1. Two of a million terms meet about 500 times: no matter. */
export function termId(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return ((hash >>> 0) % (TERM_SPACE - 1)) + 1;
}

/** What `lexical_entries` holds of an item: its terms, ascending, and the document side of BM25 for each. */
export function lexicalEntry<K extends ItemKind>(
  kind: K,
  item: ItemTexts<K>,
): { lexicon: string; terms: number[]; weights: Map<number, number> } {
  const counts = new Map<number, number>();
  let length = 0;
  for (const [word, count] of wordCounts(lexicalText(kind, item))) {
    const term = termId(word);
    counts.set(term, (counts.get(term) ?? 0) + count);
    length += count;
  }
  const norm = K1 * (1 - B + (B * length) / LENGTH_PIVOT);
  const terms = [...counts.keys()].sort((a, b) => a - b);
  const weights = new Map(terms.map((term) => [term, (counts.get(term)! * (K1 + 1)) / (counts.get(term)! + norm)]));
  return { lexicon: LEXICON, terms, weights };
}

/**
 * idf of BM25, always positive: ln(1 + (N − n + ½) / (n + ½)).
 * @param items how many items there are (N)
 * @param holders how many of them hold the term (n)
 */
export function idf(items: number, holders: number): number {
  return Math.log(1 + Math.max(0, items - holders + 0.5) / (holders + 0.5));
}
