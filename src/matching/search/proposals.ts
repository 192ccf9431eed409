/** When a piece of a typed search is read as another word: which slips are believed of which words. */
import type { HeldWord } from '../../store/vocabulary.js';
import { isDictionaryWord, segments, standsAlone } from '../lexicon.js';
import { GENERIC_WORDS } from '../stopwords.js';
import { changeOf, CHINESE_WORD, LATIN_WORD, SLIP_COST, slipOf, type Slip } from './alike.js';

export interface Token {
  text: string;
  /** In the folded text. */
  start: number;
  end: number;
  /**
   * `stray`: a single character beside other words; it may be a word, or what a slip left over. `ordinary`: a word of the
   * dictionary that the corpus may not have; it may be a part of another (机器学系).
   */
  state: 'known' | 'unknown' | 'stray' | 'ordinary' | 'between';
}

/** Tokens side by side that may be one word, mistyped. */
export interface Window {
  text: string;
  start: number;
  end: number;
  tokens: Token[];
}

export interface Proposal {
  window: Window;
  word: HeldWord;
  cost: number;
  /** Pairs of characters that make the window right as typed if a public item has one of them. */
  unheard: string[];
  /** See `besidesOf`: one of them must stand in a public item. Null: none need. */
  besides: string[] | null;
}

export function proposalOf(window: Window, word: HeldWord, folded: string, tokens: readonly Token[]): Proposal | null {
  const slip = slipOf(window.text, word.word);
  // What the window holds already says nothing new.
  if (slip === null || window.text.includes(word.word)) return null;
  if (slip === 'extra' && isWordBetween(window, word)) return null;
  const fits = LATIN_WORD.test(window.text) ? latinFits(window.text, word.word, slip) : chineseFits(window, word, slip);
  const unheard = fits ? [] : unheardPairs(window, word, slip, folded, tokens);
  if (unheard === null) return null;
  const cost = SLIP_COST[slip] - 0.3 * window.text.length;
  return { window, word, cost, unheard, besides: besidesOf(window, word, tokens) };
}

/** 图像保边缘 is not 图像边缘 mistyped: what stands between two whole words is one. */
function isWordBetween({ text, start, tokens }: Window, { word }: HeldWord): boolean {
  const change = changeOf(text, word);
  const at = tokens.findIndex((token) => token.start === start + change.start && token.end === start + change.end);
  const [before, after] = at < 0 ? [] : [tokens[at - 1], tokens[at + 1]];
  return before !== undefined && after !== undefined && before.text.length > 1 && after.text.length > 1;
}

/**
 * What must stand in some text for two characters to be read as two others that sound alike, where one of them is often a
 * word by itself (死后, 嗣后; 来院, 来源): what was meant together with a word beside it. Null: nothing need stand there.
 */
function besidesOf({ text, start, end }: Window, { word }: HeldWord, tokens: readonly Token[]): string[] | null {
  if (word.length > 2 || !CHINESE_WORD.test(word) || !Array.from(text).some(standsAlone)) return null;
  const neighbours = tokens.filter((token) => token.end === start || token.start === end);
  const words = neighbours.filter((token) => /\p{Script=Han}/u.test(token.text));
  if (words.length === 0) return null;
  return words
    .filter((token) => CHINESE_WORD.test(token.text) && token.state !== 'between')
    .map((token) => (token.end === start ? token.text + word : word + token.text));
}

/** In characters. Shorter words lie too close together (预紧力, 预应力). */
const SHORTEST_SURE = 4;

/**
 * What must be unheard-of if a longer word is to be read whatever its pieces are: a wrong character makes pairs with its
 * neighbours that no text has (燃料维池: 料维, 维池), where two terms that are a character apart have them. Null when there is
 * nothing to tell by: at the beginning, where terms differ that are of one kind (火电机组, 发电机组), or a pair within
 * a word.
 */
function unheardPairs(
  { text, start, tokens: held }: Window,
  { word: meant, terms }: HeldWord,
  slip: Slip,
  folded: string,
  tokens: readonly Token[],
): string[] | null {
  if (!CHINESE_WORD.test(text) || slip === 'sound' || slip === 'loose-sound') return null;
  const shortest = slip === 'swap' ? SHORTEST_SURE - 1 : SHORTEST_SURE;
  if (Math.min(text.length, meant.length) < shortest) return null;
  if (held.length === 1 && held[0]!.state === 'ordinary') return null;
  const change = changeOf(text, meant);
  const last = change.end === text.length;
  if (slip !== 'swap' && (change.start === 0 || (last && slip !== 'wrong'))) return null;
  // What stands beside a word in a text is no word with it for that (复杂 + 征, 复杂度).
  const known = tokens.filter(({ state }) => state === 'known' || state === 'ordinary');
  if (slip === 'wrong' && last && known.some((token) => token.start === start && token.end === start + change.start))
    return null;
  if (terms.length > 1 && !isTelling(segments(meant), change.start)) return null;
  const [from, to] = slip === 'swap' ? [change.start, change.start] : [change.start - 1, change.end - 1];
  const pairs = Array.from({ length: to - from + 1 }, (_unused, i) => start + from + i)
    .map((at) => ({ at, pair: folded.slice(at, at + 2) }))
    .filter(({ pair }) => /^\p{Script=Han}{2}$/u.test(pair));
  if (pairs.some(({ at }) => known.some((token) => token.start <= at && at + 2 <= token.end))) return null;
  return pairs.length === 0 ? null : pairs.map(({ pair }) => pair);
}

/** Whether words side by side tell of a slip in one of them: any word may stand beside 处理 or 技术. */
function isTelling(parts: readonly string[], change: number): boolean {
  let start = 0;
  const others = parts.filter((part) => {
    start += part.length;
    return change < start - part.length || start <= change;
  });
  return parts.every((part) => part.length > 1) && others.some((part) => !GENERIC_WORDS.has(part));
}

/** Nobody mistypes the first letter, and short names are one letter apart by nature (IGBT, IGCT). */
function latinFits(typed: string, meant: string, slip: Slip): boolean {
  if (slip === 'swap') return true;
  return typed.length > 4 && meant.length > 4 && typed[0] === meant[0];
}

/** A word in so many items is a word, though the dictionary does not have it. */
const COMMON = 5;

/**
 * Chinese words lie close together, and the tokeniser makes words of what stands side by side by chance (自研, 近千): on
 * 384 titles and clauses of real needs, any one slip changed 70 that were right. So a short word must be a good one to be
 * read in place of what was typed, and of characters that sound alike all but one stay. Words that the window holds and
 * the corpus knows stay as well, and beside one a character is only read as another of the same sound: 硅基板 is not
 * 铝基板 mistyped.
 */
function chineseFits({ tokens, text, start }: Window, { word: meant, items }: HeldWord, slip: Slip): boolean {
  if (tokens.length === 1 && tokens[0]!.state === 'ordinary') return false;
  const same = [...text].filter((character, i) => meant[i] === character).length;
  if ((slip === 'sound' || slip === 'loose-sound') && same < Math.max(1, text.length - 1)) return false;
  if (tokens.every(({ state }) => state === 'unknown' || state === 'stray')) {
    if (meant.length === 2)
      return (slip === 'sound' || slip === 'swap') && (isDictionaryWord(meant) || items >= COMMON);
    if (slip === 'wrong' || slip === 'missing') return text.length > 3 || (isDictionaryWord(meant) && items >= COMMON);
    return true;
  }
  const known = tokens.filter(({ state }) => state === 'known');
  return slip === 'sound' && known.every((token) => meant.slice(token.start - start, token.end - start) === token.text);
}
