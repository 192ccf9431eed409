/** How a free text is read before it is searched with. */
import type { ItemKind } from '../../domain.js';
import { AppError } from '../../errors.js';
import { foldLiteral } from '../../fold.js';
import type { Correction, MatchingDeps, Reading } from '../types.js';
import { correctionsOf } from './correct.js';
import { wordsToMark } from './highlights.js';
import { isTyped, piecesOf, type Piece } from './syntax.js';
import { synonymsIn } from './synonyms.js';

/** A reading with what the search makes of it, all of it folded by `foldLiteral`. */
export interface ReadText {
  reading: Reading;
  /** Conditions of the filter. */
  holding: string[];
  notHolding: string[];
  /** What to mark in the items found. */
  marks: string[];
}

/** Conditions on texts are cheap, but not free. */
const MOST_TERMS = 10;
export const LONGEST_TEXT = 20_000;

/**
 * @param correct false: mistyped words stay as they are
 * @throws AppError INVALID_ARGUMENT for no text, too long a text, or too many terms in quotes
 */
export async function readText(
  { store, taxonomy }: Pick<MatchingDeps, 'store' | 'taxonomy'>,
  kind: ItemKind,
  sent: string,
  correct: boolean,
): Promise<ReadText> {
  const { typed, pieces, quotedTerms, excludedTerms } = partsOf(sent);
  const lead = sent.indexOf(typed);
  const read: string[] = [];
  const corrections: Correction[] = [];
  for (const { kind: pieceKind, text, start: from } of pieces) {
    if (pieceKind === 'excluded') continue;
    const asked = correct && pieceKind === 'free' && isTyped(typed);
    const found = asked ? await correctionsOf(store.db, kind, text) : [];
    read.push(corrected(text, found));
    for (const { start, end, ...words } of found)
      corrections.push({ ...words, start: lead + from + start, end: lead + from + end });
  }
  const text = joined(typed, read);
  const reading = { text, corrections, quotedTerms, excludedTerms, synonyms: synonymsIn(text, taxonomy) };
  const holding = quotedTerms.map(folded);
  const replacements = corrections.map(({ replacement }) => replacement);
  const marks = [...new Set([...holding, ...replacements, ...wordsToMark(text)])];
  return { reading, holding, notHolding: excludedTerms.map(folded), marks };
}

/** The text that `readText` gives when it finds no slip. @throws AppError as `readText` */
export function textAsTyped(sent: string): string {
  const { typed, pieces } = partsOf(sent);
  return joined(
    typed,
    pieces.flatMap(({ kind, text }) => (kind === 'excluded' ? [] : [text])),
  );
}

function joined(typed: string, read: readonly string[]): string {
  return isTyped(typed) ? read.join(' ').replace(/\s+/g, ' ').trim() : typed;
}

/** What of a text is a condition. @throws AppError as `readText` */
export function readConditions(sent: string): Pick<ReadText, 'holding' | 'notHolding'> {
  const { quotedTerms, excludedTerms } = partsOf(sent);
  return { holding: quotedTerms.map(folded), notHolding: excludedTerms.map(folded) };
}

function partsOf(sent: string): { typed: string; pieces: Piece[]; quotedTerms: string[]; excludedTerms: string[] } {
  const typed = checked(sent);
  const pieces = piecesOf(typed);
  const quotedTerms = termsOf(pieces, 'quoted');
  const excludedTerms = termsOf(pieces, 'excluded');
  const terms = quotedTerms.length + excludedTerms.length;
  if (terms > MOST_TERMS)
    throw new AppError('INVALID_ARGUMENT', `引号内和减号后的词最多 ${MOST_TERMS} 个，收到 ${terms} 个。`);
  return { typed, pieces, quotedTerms, excludedTerms };
}

function termsOf(pieces: readonly Piece[], kind: Piece['kind']): string[] {
  const terms = pieces.filter((piece) => piece.kind === kind).map(({ text }) => text.trim());
  return terms.filter((term, i) => terms.findIndex((other) => folded(other) === folded(term)) === i);
}

function folded(term: string): string {
  return foldLiteral(term).text.trim();
}

function corrected(text: string, corrections: readonly Correction[]): string {
  return corrections.reduceRight(
    (result, { start, end, replacement }) => result.slice(0, start) + replacement + result.slice(end),
    text,
  );
}

function checked(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new AppError('INVALID_ARGUMENT', '请输入要查找的内容。');
  if (trimmed.length > LONGEST_TEXT)
    throw new AppError('INVALID_ARGUMENT', `查找内容最多 ${LONGEST_TEXT} 字，收到 ${trimmed.length} 字。`);
  return trimmed;
}
