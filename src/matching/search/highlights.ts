import type { ItemKind } from '../../domain.js';
import { foldLiteral } from '../../fold.js';
import { segments, wordsOf } from '../lexicon.js';
import { FUNCTION_WORDS, GENERIC_WORDS } from '../stopwords.js';
import { isWhole } from '../term-groups.js';
import type { Span } from '../types.js';
import { textFields, type ItemTexts } from '../views.js';

/** What to mark in the items that a text finds: its words that name something, folded. Generic ones when it has no others. */
export function wordsToMark(text: string): string[] {
  const words = [...new Set([...segments(foldLiteral(text).text), ...wordsOf(text)])].filter(
    (word) => /[\p{L}\p{N}]/u.test(word) && !FUNCTION_WORDS.has(word) && (word.length > 1 || /[a-z0-9]/.test(word)),
  );
  const naming = words.filter((word) => !GENERIC_WORDS.has(word) && (word.length > 1 || /[a-z]/.test(word)));
  return naming.length > 0 ? naming : words;
}

/**
 * Where terms stand in an item, field by field in reading order; places that touch or overlap are one.
 * @param terms folded by `foldLiteral`
 */
export function highlightsOf<K extends ItemKind>(kind: K, item: ItemTexts<K>, terms: readonly string[]): Span[] {
  return textFields(kind, item).flatMap(({ field, text }) => {
    const { text: folded, places } = foldLiteral(text);
    const ranges = terms.flatMap((term) => rangesOf(term, folded)).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const merged: [number, number][] = [];
    for (const [start, end] of ranges) {
      const last = merged.at(-1);
      if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
      else merged.push([start, end]);
    }
    return merged.map(([from, to]) => {
      const [start, end] = [places[from]!, places[to]!];
      return { field, start, end, text: text.slice(start, end) };
    });
  });
}

function rangesOf(term: string, folded: string): [number, number][] {
  const ranges: [number, number][] = [];
  for (let at = folded.indexOf(term); at !== -1 && term !== ''; at = folded.indexOf(term, at + 1)) {
    if (isWhole(folded, at, at + term.length)) ranges.push([at, at + term.length]);
  }
  return ranges;
}
