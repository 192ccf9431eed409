/** Likeness of two texts by the pairs of neighbouring characters that they share: what was copied and touched up keeps most. */
import { foldKey } from './fold.js';

/** The set of pairs of neighbouring characters, folded. */
export function pairsOf(text: string): Set<string> {
  const folded = foldKey(text);
  return new Set(Array.from({ length: Math.max(0, folded.length - 1) }, (_, at) => folded.slice(at, at + 2)));
}

/** Dice coefficient of two sets, 0–1; 0 when either is empty, that is, the text too short to tell. */
export function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const pair of few) if (many.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
