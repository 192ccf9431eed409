/** A fixed set of items with the postings of each term, in typed arrays: six bytes a posting. */

/** An item's side of BM25, as `lexical_entries` holds it: terms ascending, a weight for each. */
export interface WordEntry {
  itemId: string;
  terms: Int32Array;
  weights: Float32Array;
}

/** Postings name an item by its place in `itemIds`. */
export interface WordSegment {
  itemIds: readonly string[];
  /** Ascending, each once. The postings of `terms[i]` are those from `starts[i]` to `starts[i + 1]`. */
  terms: Int32Array;
  starts: Int32Array;
  places: Uint16Array;
  weights: Float32Array;
}

/** So many items at most: building one holds up the event loop for some ten milliseconds. */
export const SEGMENT_ITEMS = 1024;

/** @param entries at most SEGMENT_ITEMS */
export function segmentOf(entries: readonly WordEntry[]): WordSegment {
  const holders = new Map<number, number>();
  for (const entry of entries) for (const term of entry.terms) holders.set(term, (holders.get(term) ?? 0) + 1);
  const terms = Int32Array.from(holders.keys()).sort();
  const starts = new Int32Array(terms.length + 1);
  /** Where the next posting of each term goes. */
  const next = new Map<number, number>();
  for (const [i, term] of terms.entries()) {
    next.set(term, starts[i]!);
    starts[i + 1] = starts[i]! + holders.get(term)!;
  }
  const places = new Uint16Array(starts[terms.length]!);
  const weights = new Float32Array(places.length);
  for (const [place, entry] of entries.entries())
    for (const [i, term] of entry.terms.entries()) {
      const at = next.get(term)!;
      next.set(term, at + 1);
      places[at] = place;
      weights[at] = entry.weights[i]!;
    }
  return { itemIds: entries.map(({ itemId }) => itemId), terms, starts, places, weights };
}

/**
 * Adds to each item's score what it has of the terms asked.
 * @param asked terms ascending, with their weights
 * @param scores of the segment's items, by place
 */
export function addScores(segment: WordSegment, asked: readonly (readonly [number, number])[], scores: Float32Array) {
  const { terms, starts, places, weights } = segment;
  let low = 0;
  for (const [term, weight] of asked) {
    low = firstNotBelow(terms, term, low);
    if (low === terms.length) return;
    if (terms[low] !== term) continue;
    const end = starts[low + 1]!;
    for (let at = starts[low]!; at < end; at++) scores[places[at]!]! += weight * weights[at]!;
  }
}

function firstNotBelow(sorted: Int32Array, value: number, from: number): number {
  let [low, high] = [from, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
