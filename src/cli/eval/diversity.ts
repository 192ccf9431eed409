/** How much a first page repeats itself. */
import { likenessOf, pairsOf } from '../../fold-pairs.js';

export interface Diversity {
  /** Mean likeness of the titles of each two of the first 10, 0–1 (intra-list similarity: Ziegler et al., WWW 2005). */
  likeness: number;
  /** Share of the first 10 whose title is near that of a place above: likeness of 0.6 or more. */
  nearDuplicates: number;
}

const SHOWN = 10;
const NEAR = 0.6;

/** @param titles of each ranking, best first */
export function measureDiversity(titles: readonly (readonly string[])[]): Diversity {
  const pages = titles.map((page) => page.slice(0, SHOWN).map(pairsOf));
  const likenesses = pages.flatMap((page) =>
    page.flatMap((one, i) => page.slice(0, i).map((it) => likenessOf(it, one))),
  );
  const repeated = pages.flatMap((page) =>
    page.map((one, i) => (page.slice(0, i).some((above) => likenessOf(above, one) >= NEAR) ? 1 : 0)),
  );
  return { likeness: mean(likenesses), nearDuplicates: mean(repeated) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
