/**
 * No page of five variants of one achievement. The best of a group keeps its place, the others move behind what else
 * fits; nothing is left out, and the order follows from the ranking alone, so it is the same for every page of it.
 */
import type { ItemKind } from '../domain.js';
import { likenessOf, pairsOf } from '../fold-pairs.js';
import { comparePairs, type ComparedPair } from '../store/variants.js';
import { gradeOf } from './model.js';
import { shareComparison, takeTurns } from './owners.js';
import type { Ranked } from './rank.js';
import type { MatchingDeps } from './types.js';

/** NONE: by score alone. VARIANTS: variants behind. OWNERS: besides, owners take turns where scores hardly differ. */
export const DIVERSIFY = ['NONE', 'VARIANTS', 'OWNERS'] as const;
export type Diversify = (typeof DIVERSIFY)[number];

/** The places that are looked at, shared among owners; further down nobody is crowded out. */
const LOOKED_AT = 40;
/** Titles that are compared further, and with how many of the most alike above them. */
const ALIKE_TITLES = 0.4;
const MOST_ALIKE = 2;
/**
 * Cosine from which two texts are variants. Of the 26 million pairs of the evaluation corpus 15 reach it, all on the
 * same subject with titles alike by 0.48 or more; 农药 and 重金属对水产动物污染的生物标志物 stand at 0.85. Of the default
 * model: another one's cosines lie elsewhere.
 */
const SAME_TEXT = 0.9;
/** Without vectors: below this, titles often name another object (the same 栽培技术 for two fruits: 0.74). */
const SAME_TITLE = 0.75;

export interface Arranged extends Ranked {
  /** The item above that this one varies; null: it stands for itself. */
  variantOf: string | null;
  /** The items below that vary this one. */
  variants: string[];
}

/**
 * @param ranked best first
 * @param modelId whose vectors are compared; null: titles alone
 */
export async function arrange(
  deps: MatchingDeps,
  kind: ItemKind,
  ranked: readonly Ranked[],
  diversify: Diversify,
  modelId: string | null,
): Promise<Arranged[]> {
  const alone = (place: Ranked): Arranged => Object.assign({}, place, { variantOf: null, variants: [] });
  if (diversify === 'NONE') return ranked.map(alone);
  const places = ranked.map(alone);
  const head = shareComparison(places, LOOKED_AT, ({ candidate }) => candidate.organizationId);
  const ids = head.map(({ candidate }) => candidate.itemId);
  linkVariants(head, await comparePairs(deps.store.db, kind, ids, alikeTitles(head), modelId));
  const lookedAt = new Set(head);
  // Within what fits and within what hardly does: a variant that fits still stands before anything that does not.
  const isFit = ({ score }: Arranged) => gradeOf(score, deps.ranking) !== 'D';
  return [places.filter(isFit), places.filter((place) => !isFit(place))].flatMap((band) => {
    const near = band.filter((place) => lookedAt.has(place));
    return [...behindOthers(near, diversify), ...band.filter((place) => !lookedAt.has(place))];
  });
}

/** Pairs of one owner that are worth comparing, each with the place above first. At most MOST_ALIKE for a place. */
function alikeTitles(head: readonly Arranged[]): [string, string][] {
  const titled = head.map(({ candidate: { itemId, organizationId, itemTitle } }) => ({
    itemId,
    organizationId,
    pairs: pairsOf(itemTitle),
  }));
  return titled.flatMap(({ itemId, organizationId, pairs }, i) =>
    titled
      .slice(0, i)
      .filter((above) => above.organizationId === organizationId)
      .map((above) => ({ id: above.itemId, likeness: likenessOf(above.pairs, pairs) }))
      .filter(({ likeness }) => likeness >= ALIKE_TITLES)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, MOST_ALIKE)
      .map(({ id }): [string, string] => [id, itemId]),
  );
}

/**
 * One owner's items are variants when titles and texts are alike; different owners' only when they were noted as
 * duplicates as well: two universities that work on one subject are two offers.
 */
function linkVariants(head: readonly Arranged[], pairs: readonly ComparedPair[]): void {
  const places = new Map(head.map((place, i) => [place.candidate.itemId, i]));
  const distinct = new Set(pairs.filter(({ noted }) => noted === 'distinct').map(({ a, b }) => keyOf(a, b)));
  const links = pairs
    .filter((pair) => !distinct.has(keyOf(pair.a, pair.b)) && isVariant(head, places, pair))
    .map(({ a, b }) => [places.get(a)!, places.get(b)!].sort((x, y) => x - y) as [number, number])
    .sort((x, y) => x[1] - y[1]);
  for (const [above, below] of links) {
    const one = head[below]!;
    if (one.variantOf !== null) continue;
    const best = head[above]!.variantOf === null ? head[above]! : head[places.get(head[above]!.variantOf)!]!;
    // Told apart from the best, though like another of its variants.
    if (distinct.has(keyOf(best.candidate.itemId, one.candidate.itemId))) continue;
    one.variantOf = best.candidate.itemId;
    best.variants.push(one.candidate.itemId);
  }
}

function isVariant(head: readonly Arranged[], places: ReadonlyMap<string, number>, pair: ComparedPair): boolean {
  if (pair.cosine !== null) return pair.cosine >= SAME_TEXT;
  const [a, b] = [pair.a, pair.b].map((id) => pairsOf(head[places.get(id)!]!.candidate.itemTitle));
  return likenessOf(a!, b!) >= SAME_TITLE;
}

function behindOthers(places: readonly Arranged[], diversify: Diversify): Arranged[] {
  const own = places.filter(({ variantOf }) => variantOf === null);
  const turns = diversify === 'OWNERS' ? takeTurns(own, ({ candidate }) => candidate.organizationId) : own;
  return [...turns, ...places.filter(({ variantOf }) => variantOf !== null)];
}

function keyOf(a: string, b: string): string {
  return a < b ? a + b : b + a;
}
