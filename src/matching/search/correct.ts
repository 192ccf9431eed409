/**
 * Typing tolerance: words of a typed search that no public item knows are read as the word that they were likely meant
 * to be. What the corpus knows is never corrected, nor a Chinese word of the dictionary that it happens not to use.
 */
import type { ItemKind } from '../../domain.js';
import { foldLiteral } from '../../fold.js';
import { standsInPublic } from '../../store/literal-texts.js';
import type { Database } from '../../store/open.js';
import { readFrequencies } from '../../store/postings.js';
import { heldInPublic, wordsWithKeys } from '../../store/vocabulary.js';
import { isDictionaryWord, segments, termId } from '../lexicon.js';
import { FUNCTION_WORDS } from '../stopwords.js';
import type { Correction } from '../types.js';
import { CHINESE_WORD, keysOf, LATIN_WORD } from './alike.js';
import { proposalOf, type Proposal, type Token, type Window } from './proposals.js';

/** A word in so many items is known without asking whether one of them is public. */
const RARE = 20;
/** Windows of one search: bounds the work for a text that the corpus knows nothing of. */
const MOST_WINDOWS = 60;
const MOST_ALIKE = 500;
/** Of the likeliest, those that are looked up in public items. */
const TRIED = 12;
/** Of the likeliest, those whose pairs of characters are looked up. */
const WEIGHED = 40;
const LONGEST_WINDOW = 6;
const MOST_TOKENS = 4;

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
    .flatMap((window) => alike.flatMap((word) => proposalOf(window, word, folded.text, tokens) ?? []))
    .sort((a, b) => a.cost - b.cost || b.word.items - a.word.items || (a.word.word < b.word.word ? -1 : 1));
  const likely = (await borneOut(db, kind, proposals.slice(0, WEIGHED))).slice(0, TRIED);
  const held = await heldInPublic(
    db,
    kind,
    likely.map(({ word }) => word.terms),
  );
  const taken: Proposal[] = [];
  for (const proposal of likely.filter((_proposal, i) => held[i])) {
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

/** 水里, 塘中: any noun may stand before a word of place, which no dictionary lists (水里的镉 is not 水力的镉). */
const SOMEWHERE = /^\p{Script=Han}[里上中内下外]$/u;

function stateOf(text: string, holders: number): Token['state'] {
  if (FUNCTION_WORDS.has(text)) return 'between';
  if (LATIN_WORD.test(text)) return holders > RARE ? 'known' : 'unknown';
  if (CHINESE_WORD.test(text)) {
    if (holders > RARE) return 'known';
    return isDictionaryWord(text) || SOMEWHERE.test(text) ? 'ordinary' : 'unknown';
  }
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

/** Those that public items do not speak against, and speak for where that is asked. */
async function borneOut(db: Database, kind: ItemKind, proposals: readonly Proposal[]): Promise<Proposal[]> {
  const texts = [...new Set(proposals.flatMap(({ unheard, besides }) => [...unheard, ...(besides ?? [])]))];
  const stands = await standsInPublic(db, kind, texts);
  const heard = new Set(texts.filter((_text, i) => stands[i]));
  return proposals.filter(
    ({ unheard, besides }) =>
      !unheard.some((pair) => heard.has(pair)) && (besides === null || besides.some((text) => heard.has(text))),
  );
}
