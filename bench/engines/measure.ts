/** Quality and time of each contender, and how they are told. */
import { measure, type JudgedNeed } from '../../src/cli/eval/metrics.js';
import type { EngineQuery, Search } from './types.js';

/** How deep the quality is read, and the page that is timed. */
const DEPTH = 100;
const PAGE = 20;

export interface Quality {
  ndcg10: number;
  mrr: number;
  /** MRR of the hard needs. */
  hardMrr: number;
  r10: number;
}

export interface Contender extends Quality {
  name: string;
  setting: string;
  /** From texts and vectors to being searched; null: not an index of its own. */
  indexSeconds: number | null;
  search: Search;
}

/** Milliseconds of a page of 20. */
export interface Times {
  p50: number;
  p95: number;
}

/** The setting with the highest nDCG@10 on the judged needs. */
export async function bestSetting(
  settings: Readonly<Record<string, Search>>,
  judged: readonly JudgedNeed[],
  queries: readonly EngineQuery[],
): Promise<Pick<Contender, 'setting' | 'search' | keyof Quality>> {
  const measured = [];
  for (const [setting, search] of Object.entries(settings)) {
    const rankings = new Map<string, string[]>();
    for (const query of queries) rankings.set(query.id, await search(query, DEPTH));
    const { ndcg10, mrr, r10 } = measure(judged, rankings);
    const hard = judged.filter(({ difficulty }) => difficulty === 'hard');
    measured.push({ setting, search, ndcg10, mrr, hardMrr: measure(hard, rankings).mrr, r10 });
  }
  return measured.reduce((best, other) => (other.ndcg10 > best.ndcg10 ? other : best));
}

/** By turns, query by query, so that all meet the same machine. All have answered each query before. */
export async function measureTimes(
  contenders: readonly Contender[],
  queries: readonly EngineQuery[],
  rounds: number,
): Promise<Times[]> {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const query of queries) {
      for (const [i, { search }] of contenders.entries()) {
        const from = performance.now();
        await search(query, PAGE);
        times[i]!.push(performance.now() - from);
      }
    }
  }
  return times.map((of) => ({ p50: percentile(of, 0.5), p95: percentile(of, 0.95) }));
}

function percentile(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor(share * (times.length - 1))]!;
}

/**
 * Prints the table and, last, one line of JSON. `ratios` are ours over the named one's: quality above 1 and time below 1
 * speak for ours.
 * @param contenders ours first
 */
export function describe(contenders: readonly Contender[], times: readonly Times[], facts: object): void {
  const head = ['nDCG@10', 'MRR', 'hard MRR', 'R@10', 'p50 ms', 'p95 ms', 'index s', 'setting'];
  console.log(`| engine | ${head.join(' | ')} |`);
  console.log(`|---|${'---:|'.repeat(head.length - 1)}---|`);
  for (const [i, { name, setting, ndcg10, mrr, hardMrr, r10, indexSeconds }] of contenders.entries()) {
    const { p50, p95 } = times[i]!;
    const quality = [ndcg10, mrr, hardMrr, r10].map((figure) => figure.toFixed(3));
    const time = [p50, p95].map((figure) => figure.toFixed(1));
    console.log(`| ${[name, ...quality, ...time, indexSeconds?.toFixed(1) ?? '', setting].join(' | ')} |`);
  }
  const [own] = contenders;
  const results = Object.fromEntries(
    contenders.map(({ name, setting, indexSeconds, ndcg10, mrr, hardMrr, r10 }, i) => [
      name,
      { setting, ndcg10, mrr, hardMrr, r10, indexSeconds, ...times[i]! },
    ]),
  );
  const ratios = Object.fromEntries(
    contenders.slice(1).map((other, i) => {
      const time = times[0]!.p50 / times[i + 1]!.p50;
      return [other.name, { ndcg10: own!.ndcg10 / other.ndcg10, mrr: own!.mrr / other.mrr, p50: time }];
    }),
  );
  console.log(JSON.stringify({ bench: 'engines', ...facts, results, ratios }));
}
