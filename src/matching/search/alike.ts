/**
 * When a typed word may have been meant as another: one letter or character wrong, missing, too much or swapped with
 * its neighbour, or Chinese characters of the same sound. Words that are so alike share a key, by which the vocabulary
 * finds them: a hash of the word with one character deleted (the index of SymSpell, W. Garbe 2012), or of its sound.
 */
import { LRUCache } from 'lru-cache';
import { termId } from '../lexicon.js';
import { looseSound, soundOf } from './sound.js';

export const LATIN_WORD = /^[a-z]{4,24}$/;
export const CHINESE_WORD = /^\p{Script=Han}{2,8}$/u;

const KEPT_KEYS = 50_000;
const known = new LRUCache<string, number[]>({ max: KEPT_KEYS, memoMethod: makeKeys });

/** Keys of a Latin or Chinese word; none of any other. Remembered: a list uses the same words again and again. */
export function keysOf(word: string): number[] {
  return known.memo(word);
}

function makeKeys(word: string): number[] {
  if (LATIN_WORD.test(word)) return hashes([word, ...deletions(word)]);
  if (!CHINESE_WORD.test(word)) return [];
  const sound = `~${looseSound(soundOf(word))}`;
  // Of two characters, one with any other is no likeness; the two of them swapped is.
  return hashes(word.length === 2 ? [word, word[1]! + word[0]!, sound] : [word, ...deletions(word), sound]);
}

function deletions(word: string): string[] {
  return Array.from(word, (_character, at) => word.slice(0, at) + word.slice(at + 1));
}

function hashes(texts: readonly string[]): number[] {
  return [...new Set(texts.map(termId))];
}

export type Slip = 'sound' | 'loose-sound' | 'swap' | 'extra' | 'missing' | 'wrong';

/** How far a slip lies: the likelier it is, the nearer. */
export const SLIP_COST: Readonly<Record<Slip, number>> = {
  swap: 0.4,
  sound: 0.5,
  'loose-sound': 0.7,
  missing: 1,
  extra: 1,
  wrong: 1.2,
};

/** How `typed` came from `meant` by one slip; null when no single slip explains it. */
export function slipOf(typed: string, meant: string): Slip | null {
  if (typed === meant) return null;
  if (CHINESE_WORD.test(typed) && typed.length === meant.length && CHINESE_WORD.test(meant)) {
    const [left, right] = [soundOf(typed), soundOf(meant)];
    if (left === right) return 'sound';
    if (looseSound(left) === looseSound(right)) return 'loose-sound';
  }
  const { start, end } = changeOf(typed, meant);
  const [left, right] = [typed.slice(start, end), meant.slice(start, meant.length - (typed.length - end))];
  if (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]) return 'swap';
  if (left.length === 0 && right.length === 1) return 'missing';
  if (left.length === 1 && right.length === 0) return 'extra';
  return left.length === 1 && right.length === 1 ? 'wrong' : null;
}

/** [start, end) of `typed`: what lies between the parts that both begin and end with. Empty where characters are missing. */
export function changeOf(typed: string, meant: string): { start: number; end: number } {
  const shortest = Math.min(typed.length, meant.length);
  let head = 0;
  while (head < shortest && typed[head] === meant[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && typed.at(-1 - tail) === meant.at(-1 - tail)) tail += 1;
  return { start: head, end: typed.length - tail };
}
