/** Whether a list is shown as much as it deserves, whatever its length. */
import { attention } from '../../matching/owners.js';
import type { JudgedNeed } from './metrics.js';

/** One list of achievements, or what stands in for one. */
export interface GroupExposure {
  group: string;
  items: number;
  /** Share of what the first 10 places are worth, over all needs: 1 / log2(rank + 1) each. */
  exposure: number;
  /** Share of the gain there is to show, over all needs: 2^grade − 1 of what was judged, each need weighing the same. */
  merit: number;
  /** Exposure over merit: 1 is fair; null where there is no merit. */
  ratio: number | null;
  /**
   * Of the attention that its useful achievements would have in the best possible rankings, the share that they have,
   * each weighed by its gain; null where it has none. Unlike the ratio it leaves out the places that have to be filled
   * with something when little fits.
   */
  reached: number | null;
}

export interface Exposure {
  groups: GroupExposure[];
  /** Half the sum of |exposure − merit|: the share of all attention that would have to move. 0 is fair. */
  misplaced: number;
  /** Gini coefficient of the ratios, weighed by merit: 0 when all are shown as they deserve. */
  gini: number;
  /** Largest ratio over the smallest, among groups with LEAST_MERIT or more. */
  spread: number;
  /** Spearman's correlation of a list's length with its ratio: above 0, long lists are shown more than they deserve. */
  lengthBias: number;
}

const SHOWN = 10;
/** Below this share of the merit, one judgement decides the ratio. */
const LEAST_MERIT = 0.02;

/**
 * Exposure in proportion to merit, over all needs together: Singh & Joachims, "Fairness of Exposure in Rankings" (KDD
 * 2018), disparate treatment; Biega et al., "Equity of Attention" (SIGIR 2018), amortised.
 * @param rankings of each need, best first
 * @param groupOf the group of every achievement there is
 */
export function measureExposure(
  needs: readonly JudgedNeed[],
  rankings: ReadonlyMap<string, readonly string[]>,
  groupOf: ReadonlyMap<string, string>,
): Exposure {
  const exposure = new Map<string, number>();
  const merit = new Map<string, number>();
  const items = new Map<string, number>();
  const [got, due] = [new Map<string, number>(), new Map<string, number>()];
  const add = (to: Map<string, number>, id: string, value: number) => {
    const group = groupOf.get(id);
    if (group !== undefined) to.set(group, (to.get(group) ?? 0) + value);
  };
  for (const id of groupOf.keys()) add(items, id, 1);
  for (const { id, grades } of needs) {
    (rankings.get(id) ?? []).slice(0, SHOWN).forEach((shown, i) => add(exposure, shown, attention(i + 1)));
    const gains = [...grades].map(([achievement, grade]) => [achievement, 2 ** grade - 1] as const);
    for (const { achievement, gain, place, fair } of placesOf(gains, rankings.get(id) ?? [])) {
      add(got, achievement, place === null ? 0 : gain * attention(place));
      add(due, achievement, gain * fair);
    }
    const all = sum(gains.map(([, gain]) => gain));
    if (all > 0) for (const [achievement, gain] of gains) add(merit, achievement, gain / all);
  }
  const [shown, deserved] = [sum([...exposure.values()]), sum([...merit.values()])];
  const groups = [...items]
    .map(([group, count]) => {
      const share = { exposure: (exposure.get(group) ?? 0) / shown, merit: (merit.get(group) ?? 0) / deserved };
      const wanted = due.get(group) ?? 0;
      return {
        group,
        items: count,
        ...share,
        ratio: share.merit === 0 ? null : share.exposure / share.merit,
        reached: wanted === 0 ? null : (got.get(group) ?? 0) / wanted,
      };
    })
    .sort((a, b) => b.merit - a.merit);
  const weighty = groups.filter((one) => one.merit >= LEAST_MERIT);
  const ratios = weighty.map(({ ratio }) => ratio!);
  return {
    groups,
    misplaced: sum(groups.map((one) => Math.abs(one.exposure - one.merit))) / 2,
    gini: gini(groups.filter((one) => one.merit > 0)),
    spread: Math.max(...ratios) / Math.min(...ratios),
    lengthBias: correlation(ranksOf(weighty.map((one) => one.items)), ranksOf(ratios)),
  };
}

/** Where each useful achievement stands, and the mean attention of the places that its grade deserves. */
function placesOf(gains: readonly (readonly [string, number])[], ranking: readonly string[]) {
  const best = gains.filter(([, gain]) => gain > 0).sort((a, b) => b[1] - a[1]);
  return best.map(([achievement, gain]) => {
    const equal = best.flatMap(([, other], i) => (other === gain ? [i < SHOWN ? attention(i + 1) : 0] : []));
    const at = ranking.indexOf(achievement);
    const place = at < 0 || at >= SHOWN ? null : at + 1;
    return { achievement, gain, place, fair: sum(equal) / equal.length };
  });
}

/** Mean difference of two ratios, each drawn by merit, over twice the mean ratio. */
function gini(groups: readonly GroupExposure[]): number {
  const total = sum(groups.map(({ merit }) => merit));
  const mean = sum(groups.map(({ exposure }) => exposure)) / total;
  const differences = groups.flatMap((a) => groups.map((b) => a.merit * b.merit * Math.abs(a.ratio! - b.ratio!)));
  return mean === 0 ? 0 : sum(differences) / total ** 2 / (2 * mean);
}

/** Ranks from 1; equal values share the mean of theirs. */
function ranksOf(values: readonly number[]): number[] {
  return values.map(
    (value) =>
      (values.filter((other) => other < value).length + values.filter((other) => other <= value).length + 1) / 2,
  );
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [ma, mb] = [sum(a) / a.length, sum(b) / b.length];
  const together = sum(a.map((x, i) => (x - ma) * (b[i]! - mb)));
  const apart = Math.sqrt(sum(a.map((x) => (x - ma) ** 2)) * sum(b.map((y) => (y - mb) ** 2)));
  return apart === 0 ? 0 : together / apart;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
