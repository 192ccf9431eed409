/** Terms of the taxonomy inside a text. */

export interface FoundTerm<T> {
  value: T;
  start: number;
  end: number;
}

/** Terms compare without case, width and spaces; punctuation counts. */
export function foldTerm(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s/gu, '');
}

/** Every term in a folded text, from the left, the longest at each place; found terms do not overlap. */
export function findTerms<T>(folded: string, terms: ReadonlyMap<string, T>, longest: number): FoundTerm<T>[] {
  const found: FoundTerm<T>[] = [];
  for (let start = 0; start < folded.length;) {
    let end = Math.min(folded.length, start + longest);
    while (end > start && !terms.has(folded.slice(start, end))) end -= 1;
    if (end > start) found.push({ value: terms.get(folded.slice(start, end))!, start, end });
    start = Math.max(end, start + 1);
  }
  return found;
}

export function longestTerm(terms: ReadonlyMap<string, unknown>): number {
  return Math.max(0, ...[...terms.keys()].map((term) => term.length));
}
