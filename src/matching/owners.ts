/** A fair chance for short lists: whose items are compared closely, and who comes first where the score hardly differs. */

/** At least this share of the places in the close comparison is open to other owners than the one with the longest list. */
const LARGEST_SHARE = 0.75;

/**
 * Chooses whom to compare closely: the nearest, no more than three in four of one owner while others are left. The
 * places that an owner with fifty variants loses are its farthest; what is left over goes back to the nearest.
 * @param nearest first
 */
export function shareComparison<T>(nearest: readonly T[], places: number, ownerOf: (one: T) => string): T[] {
  const most = surelyShared(places);
  const taken = new Map<string, number>();
  const chosen = new Set<T>();
  for (const one of nearest) {
    if (chosen.size === places) break;
    const owner = ownerOf(one);
    const count = taken.get(owner) ?? 0;
    if (count === most) continue;
    taken.set(owner, count + 1);
    chosen.add(one);
  }
  for (const one of nearest) {
    if (chosen.size >= places) break;
    chosen.add(one);
  }
  return nearest.filter((one) => chosen.has(one));
}

/** How many of the nearest `shareComparison` chooses whoever owns them. */
export function surelyShared(places: number): number {
  return Math.floor(places * LARGEST_SHARE);
}

/** Points of score within which two matches count as equally good: 5 % of probability at most. */
export const CLOSE_POINTS = 1;

/**
 * Lets owners take turns within close calls: of the matches that score at most CLOSE_POINTS less than the best that is
 * left, the next place goes to the owner who was shown least so far, places weighing 1 / log2(rank + 1). After Biega,
 * Gummadi & Weikum, "Equity of Attention" (SIGIR 2018), within one page and with the quality lost bounded per place.
 * @param ranked best first
 */
export function takeTurns<T extends { points: number }>(ranked: readonly T[], ownerOf: (one: T) => string): T[] {
  const left = [...ranked];
  const shown = new Map<string, number>();
  const order: T[] = [];
  while (left.length > 0) {
    const floor = left[0]!.points - CLOSE_POINTS;
    let next = 0;
    for (let i = 1; i < left.length && left[i]!.points >= floor; i += 1) {
      if ((shown.get(ownerOf(left[i]!)) ?? 0) < (shown.get(ownerOf(left[next]!)) ?? 0)) next = i;
    }
    const [one] = left.splice(next, 1);
    order.push(one!);
    shown.set(ownerOf(one!), (shown.get(ownerOf(one!)) ?? 0) + attention(order.length));
  }
  return order;
}

/** What a place is worth to whom is shown there: the discount of nDCG, 1 at the top. @param rank from 1 */
export function attention(rank: number): number {
  return 1 / Math.log2(rank + 1);
}
