/**
 * What a typed search says besides words: terms in quotes, which must stand in the item's texts, and terms after a
 * minus, which must not. There is no wrong input: what is not one of these is plain text.
 */
import { foldLiteral } from '../../fold.js';

/** A piece of the text as it was typed, [start, end) in UTF-16 units. */
export interface Piece {
  kind: 'free' | 'quoted' | 'excluded';
  /** Without quotes and minus. */
  text: string;
  start: number;
  end: number;
}

/**
 * Longer texts, and those of several lines, are no typed search but a pasted description: its quotes are its author's,
 * and a dash begins the items of a list.
 */
export const LONGEST_TYPED = 200;

const CLOSING: Readonly<Record<string, string>> = { '"': '"', '＂': '＂', '“': '”', '「': '」', '『': '』' };

export function isTyped(text: string): boolean {
  return text.length <= LONGEST_TYPED && !/[\r\n\u2028\u2029]/.test(text);
}

/** Whether a text has terms in quotes or after a minus. */
export function hasConditions(text: string): boolean {
  return piecesOf(text).some(({ kind }) => kind !== 'free');
}

/** The pieces in their order; together they cover the text. */
export function piecesOf(text: string): Piece[] {
  if (!isTyped(text)) return [{ kind: 'free', text, start: 0, end: text.length }];
  const pieces: Piece[] = [];
  let free = 0;
  const add = (piece: Piece) => {
    if (free < piece.start)
      pieces.push({ kind: 'free', text: text.slice(free, piece.start), start: free, end: piece.start });
    pieces.push(piece);
    free = piece.end;
  };
  for (let at = 0; at < text.length; at += 1) {
    const piece = quotedAt(text, at) ?? excludedAt(text, at);
    if (piece === null) continue;
    add(piece);
    at = piece.end - 1;
  }
  if (free < text.length) pieces.push({ kind: 'free', text: text.slice(free), start: free, end: text.length });
  return pieces;
}

/** A straight quote after a digit is the sign of inches or seconds. */
function quotedAt(text: string, at: number): Piece | null {
  const closing = CLOSING[text[at]!];
  if (closing === undefined || (text[at] === '"' && /\d/.test(text[at - 1] ?? ''))) return null;
  const end = text.indexOf(closing, at + 1);
  if (end === -1) return null;
  const quoted = text.slice(at + 1, end);
  return foldLiteral(quoted).text.trim() === '' ? null : { kind: 'quoted', text: quoted, start: at, end: end + 1 };
}

/** Between a space and a letter, with something to search for before it: −40 is a number, and Li-ion one word. */
function excludedAt(text: string, at: number): Piece | null {
  if (!/[-－]/.test(text[at]!) || !/\s/.test(text[at - 1] ?? '') || text.slice(0, at).trim() === '') return null;
  const quoted = quotedAt(text, at + 1);
  if (quoted !== null) return { ...quoted, kind: 'excluded', start: at };
  const word = /^\p{L}[^\s"＂“「『]*/u.exec(text.slice(at + 1))?.[0];
  return word === undefined ? null : { kind: 'excluded', text: word, start: at, end: at + 1 + word.length };
}
