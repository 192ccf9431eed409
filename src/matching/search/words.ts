/** What the index keeps of an item for typed searches: its texts for literal terms, its words for correcting others. */
import type { ItemKind } from '../../domain.js';
import { foldLiteral } from '../../fold.js';
import type { VocabularyWord } from '../../store/vocabulary.js';
import { segments, termId, wordCounts, wordsOf } from '../lexicon.js';
import { FUNCTION_WORDS } from '../stopwords.js';
import { lexicalText, textFields, type ItemTexts } from '../views.js';
import { CHINESE_WORD, keysOf, LATIN_WORD } from './alike.js';

/** A term that the tokeniser takes apart (石墨 + 烯, 电池 + 隔膜). */
const LONGEST_COMPOUND = 6;

/** What a posting holds for typed searches. */
export function typedEntry<K extends ItemKind>(
  kind: K,
  item: ItemTexts<K>,
): { literal: string; words: VocabularyWord[] } {
  return { literal: literalText(kind, item), words: vocabularyOf(item, wordCounts(lexicalText(kind, item)).keys()) };
}

/** A line for each field and keyword, folded: a term is looked for within one of them. */
export function literalText<K extends ItemKind>(kind: K, item: ItemTexts<K>): string {
  return textFields(kind, item)
    .map(({ text }) => foldLiteral(text).text.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** @param words of the item's lexical text */
export function vocabularyOf(item: Pick<ItemTexts, 'title' | 'keywords'>, words: Iterable<string>): VocabularyWord[] {
  const found = new Map<string, number[]>();
  for (const word of words) if (isWord(word)) found.set(word, [termId(word)]);
  for (const text of [item.title, ...item.keywords]) {
    for (const parts of compoundsOf(segments(text))) found.set(parts.join(''), parts.map(termId));
  }
  for (const keyword of item.keywords) {
    const word = foldLiteral(keyword).text.trim();
    if (!found.has(word) && isWord(word)) found.set(word, [...new Set(wordsOf(keyword))].map(termId));
  }
  return [...found].map(([word, terms]) => ({ word, terms, keys: keysOf(word) }));
}

function isWord(word: string): boolean {
  return (CHINESE_WORD.test(word) || LATIN_WORD.test(word)) && !FUNCTION_WORDS.has(word);
}

/**
 * A word with the word or character after it: a short one that is mistyped is told by its neighbour (电池隔漠). They are
 * two thirds more words.
 */
function compoundsOf(parts: readonly string[]): string[][] {
  return parts.flatMap((part, i) => {
    const next = parts[i + 1];
    if (next === undefined) return [];
    const fits = [part, next].every((one) => !FUNCTION_WORDS.has(one)) && CHINESE_WORD.test(part + next);
    return fits && (part + next).length <= LONGEST_COMPOUND ? [[part, next]] : [];
  });
}
