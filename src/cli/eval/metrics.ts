/** Measures of a ranking against judgements. */

/** One need of an evaluation set, with the file's own ids. */
export interface JudgedNeed {
  id: string;
  /** Achievement → grade 0–3; what is absent was not judged and counts as 0. */
  grades: ReadonlyMap<string, number>;
  difficulty: string | null;
}

export interface Metrics {
  needs: number;
  /** Gain 2^grade − 1, discount log2(rank + 1), over the best possible ten. */
  ndcg10: number;
  /** Mean of 1 / rank of the best achievement of grade 3; 0 where it is not in the ranking. */
  mrr: number;
  /** Share of needs with an achievement of grade 3 among the first 10, and among the first 100. */
  r10: number;
  r100: number;
}

/** @param rankings of each need, best first, by its id */
export function measure(needs: readonly JudgedNeed[], rankings: ReadonlyMap<string, readonly string[]>): Metrics {
  const each = needs.map((need) => measureOne(need, rankings.get(need.id) ?? []));
  const mean = (read: (one: (typeof each)[number]) => number) =>
    each.reduce((sum, one) => sum + read(one), 0) / Math.max(1, each.length);
  return {
    needs: needs.length,
    ndcg10: mean((one) => one.ndcg),
    mrr: mean((one) => (one.rank === null ? 0 : 1 / one.rank)),
    r10: mean((one) => (one.rank !== null && one.rank <= 10 ? 1 : 0)),
    r100: mean((one) => (one.rank !== null && one.rank <= 100 ? 1 : 0)),
  };
}

function measureOne({ grades }: JudgedNeed, ranking: readonly string[]): { ndcg: number; rank: number | null } {
  const gain = (grade: number, place: number) => (2 ** grade - 1) / Math.log2(place + 2);
  const dcg = ranking.slice(0, 10).reduce((sum, id, place) => sum + gain(grades.get(id) ?? 0, place), 0);
  const ideal = [...grades.values()]
    .sort((a, b) => b - a)
    .slice(0, 10)
    .reduce((sum, grade, place) => sum + gain(grade, place), 0);
  const at = ranking.findIndex((id) => grades.get(id) === 3);
  return { ndcg: ideal === 0 ? 0 : dcg / ideal, rank: at < 0 ? null : at + 1 };
}

/** A pair that was shown, with the probability that it is useful, and whether it is. */
export interface Forecast {
  probability: number;
  useful: boolean;
}

const BINS = 10;

/**
 * Expected calibration error (Naeini et al. 2015): mean distance, over ten equal ranges of probability, between what was
 * forecast and the share that is useful, weighted by how many pairs each range holds.
 */
export function calibrationError(forecasts: readonly Forecast[]): number {
  const bins = Array.from({ length: BINS }, () => ({ forecast: 0, useful: 0 }));
  for (const { probability, useful } of forecasts) {
    const bin = bins[Math.min(BINS - 1, Math.floor(probability * BINS))]!;
    bin.forecast += probability;
    bin.useful += useful ? 1 : 0;
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.forecast - bin.useful), 0) / Math.max(1, forecasts.length);
}
