/**
 * Typing tolerance: words of a typed search that no public item knows are read as the word that they were likely meant
 * to be. What the corpus knows is never corrected, nor a Chinese word of the dictionary that it happens not to use.
 */
import type { ItemKind } from '../../domain.js';
import { foldLiteral } from '../../fold.js';
import { standsInPublic } from '../../store/literal-texts.js';
import type { Database } from '../../store/open.js';
import { readFrequencies } from '../../store/postings.js';
import { heldInPublic, wordsWithKeys, type HeldWord } from '../../store/vocabulary.js';
import { isDictionaryWord, segments, termId } from '../lexicon.js';
import { FUNCTION_WORDS } from '../stopwords.js';
import type { Correction } from '../types.js';
import { CHINESE_WORD, keysOf, LATIN_WORD, SLIP_COST, slipOf, type Slip } from './alike.js';

/** A word in so many items is known without asking whether one of them is public. */
const RARE = 20;
/** Windows of one search: bounds the work for a text that the corpus knows nothing of. */
const MOST_WINDOWS = 60;
const MOST_ALIKE = 500;
/** Of the likeliest, those that are looked up in public items. */
const TRIED = 12;
const LONGEST_WINDOW = 6;
const MOST_TOKENS = 4;

interface Token {
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
interface Window {
  text: string;
  start: number;
  end: number;
  tokens: Token[];
}

/** @param text a free piece of a typed search, in which the places are */
export async function correctionsOf(db: Database, kind: ItemKind, text: string): Promise<Correction[]> {
  const folded = foldLiteral(text);
  const tokens = await readTokens(db, kind, folded.text);
  const windows = windowsOf(tokens).slice(0, MOST_WINDOWS);
  const doubtful = await unknownOf(db, kind, windows);
  if (doubtful.length === 0) return [];
  const keys = [...new Set(doubtful.flatMap((window) => keysOf(window.text)))];
  const alike = await wordsWithKeys(db, kind, keys, MOST_ALIKE);
  const proposals = doubtful
    .flatMap((window) => alike.flatMap((word) => proposalOf(window, word) ?? []))
    .sort((a, b) => a.cost - b.cost || b.word.items - a.word.items || (a.word.word < b.word.word ? -1 : 1))
    .slice(0, TRIED);
  const held = await heldInPublic(
    db,
    kind,
    proposals.map(({ word }) => word.terms),
  );
  const taken: Proposal[] = [];
  for (const proposal of proposals.filter((_proposal, i) => held[i])) {
    const { start, end } = proposal.window;
    if (taken.every(({ window }) => window.end <= start || end <= window.start)) taken.push(proposal);
  }
  return taken
    .sort((a, b) => a.window.start - b.window.start)
    .map(({ window, word }) => {
      const [start, end] = [folded.places[window.start]!, folded.places[window.end]!];
      return { original: text.slice(start, end), replacement: word.word, start, end };
    });
}

async function readTokens(db: Database, kind: ItemKind, folded: string): Promise<Token[]> {
  const parts = segments(folded);
  const holders = await readFrequencies(db, kind, parts.map(termId));
  const tokens: Token[] = [];
  let start = 0;
  for (const text of parts) {
    tokens.push({ text, start, end: start + text.length, state: stateOf(text, holders.get(termId(text)) ?? 0) });
    start += text.length;
  }
  return tokens;
}

function stateOf(text: string, holders: number): Token['state'] {
  if (FUNCTION_WORDS.has(text)) return 'between';
  if (LATIN_WORD.test(text)) return holders > RARE ? 'known' : 'unknown';
  if (CHINESE_WORD.test(text)) return holders > RARE ? 'known' : isDictionaryWord(text) ? 'ordinary' : 'unknown';
  return /^\p{Script=Han}$/u.test(text) ? 'stray' : 'between';
}

/** Latin words that are not known, and Chinese tokens side by side of which one is not or stands alone. */
function windowsOf(tokens: readonly Token[]): Window[] {
  const windows: Window[] = [];
  tokens.forEach((first, i) => {
    if (LATIN_WORD.test(first.text)) {
      if (first.state === 'unknown') windows.push(windowOf([first]));
      return;
    }
    for (let count = 1; count <= MOST_TOKENS; count += 1) {
      const run = tokens.slice(i, i + count);
      const window = windowOf(run);
      if (run.length < count || run.some(({ state }) => state === 'between') || window.text.length > LONGEST_WINDOW)
        break;
      if (!CHINESE_WORD.test(window.text) || run.every(({ state }) => state === 'known')) continue;
      windows.push(window);
    }
  });
  return windows;
}

function windowOf(tokens: Token[]): Window {
  const text = tokens.map((token) => token.text).join('');
  return { text, start: tokens[0]!.start, end: tokens.at(-1)!.end, tokens };
}

/** What stands in some public item as it is makes its tokens known; the windows that have others are left. */
async function unknownOf(db: Database, kind: ItemKind, windows: readonly Window[]): Promise<Window[]> {
  const stands = await standsInPublic(
    db,
    kind,
    windows.map(({ text }) => text),
  );
  for (const token of windows.flatMap(({ tokens }, i) => (stands[i] ? tokens : []))) token.state = 'known';
  return windows.filter(({ tokens }) => tokens.some(({ state }) => state !== 'known'));
}

interface Proposal {
  window: Window;
  word: HeldWord;
  cost: number;
}

function proposalOf(window: Window, word: HeldWord): Proposal | null {
  const slip = slipOf(window.text, word.word);
  // What the window holds already says nothing new.
  if (slip === null || window.text.includes(word.word)) return null;
  const fits = LATIN_WORD.test(window.text) ? latinFits(window.text, word.word, slip) : chineseFits(window, word, slip);
  return fits ? { window, word, cost: SLIP_COST[slip] - 0.1 * window.text.length } : null;
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
