/** Diversity, exposure and both directions: the figures beside ranking quality, and how they are printed. */
import { takeTurns } from '../../matching/owners.js';
import { measureDiversity, type Diversity } from './diversity.js';
import { measureExposure, type Exposure } from './exposure.js';
import type { EvalDocument } from './files.js';
import { measure, type JudgedNeed } from './metrics.js';
import type { RankingModel } from '../../matching/model.js';
import { measureReciprocal, type Reciprocal } from './reciprocal.js';

/** A ranking by the files' own ids, best first, and the scores at the same places. */
export interface ScoredRanking {
  ids: string[];
  scores: number[];
}

/** Three layouts of the same rankings: as served, by score alone, and with lists taking turns in close calls. */
export interface Layouts<T> {
  served: T;
  byScore: T;
  turns: T;
}

export interface Fairness {
  diversity: Layouts<Diversity>;
  /** The corpus has one owner: a discipline stands in for a list, and so do texts with and without an abstract. */
  exposure: { byDiscipline: Layouts<Exposure & { ndcg10: number }>; byText: Exposure };
  reciprocal: Reciprocal;
}

const TITLE_ONLY = 'title only';

/** @param needsFor of each achievement of grade 3, the needs found for it, best first */
export function measureFairness(
  documents: readonly EvalDocument[],
  judged: readonly JudgedNeed[],
  rankings: ReadonlyMap<string, ScoredRanking>,
  needsFor: ReadonlyMap<string, readonly string[]>,
  model: RankingModel,
): Fairness {
  const titles = new Map(documents.map(({ id, title }) => [id, title]));
  const disciplines = new Map(documents.map(({ id, discipline }) => [id, discipline ?? TITLE_ONLY]));
  const texts = new Map(documents.map(({ id, abstract }) => [id, abstract ? 'with abstract' : TITLE_ONLY]));
  const layouts = layoutsOf(rankings, disciplines);
  const diversity = (layout: Map<string, string[]>) =>
    measureDiversity([...layout.values()].map((ids) => ids.map((id) => titles.get(id) ?? '')));
  const exposure = (layout: Map<string, string[]>) => ({
    ...measureExposure(judged, layout, disciplines),
    ndcg10: measure(judged, layout).ndcg10,
  });
  return {
    diversity: inEach(layouts, diversity),
    exposure: { byDiscipline: inEach(layouts, exposure), byText: measureExposure(judged, layouts.served, texts) },
    reciprocal: measureReciprocal(judged, rankings, needsFor, model),
  };
}

function layoutsOf(
  rankings: ReadonlyMap<string, ScoredRanking>,
  groupOf: ReadonlyMap<string, string>,
): Layouts<Map<string, string[]>> {
  const places = [...rankings].map(([need, { ids, scores }]) => ({
    need,
    served: ids.map((id, i) => ({ id, points: scores[i]! })),
  }));
  const each = (layout: (served: { id: string; points: number }[]) => { id: string }[]) =>
    new Map(places.map(({ need, served }) => [need, layout(served).map(({ id }) => id)]));
  return {
    served: each((served) => served),
    byScore: each((served) => [...served].sort((a, b) => b.points - a.points)),
    turns: each((served) => takeTurns(served, ({ id }) => groupOf.get(id) ?? TITLE_ONLY)),
  };
}

function inEach<T, R>({ served, byScore, turns }: Layouts<T>, read: (layout: T) => R): Layouts<R> {
  return { served: read(served), byScore: read(byScore), turns: read(turns) };
}

/** Lines of the report's table. */
export function fairnessLines({ diversity, exposure, reciprocal }: Fairness): string[] {
  const layouts = ['served', 'byScore', 'turns'] as const;
  const names = { served: 'as served', byScore: 'by score alone', turns: 'lists take turns' };
  const { averagePrecision, pushed } = reciprocal;
  const bySide = exposure.byText.groups
    .map(({ group, ratio, reached }) => `${group} ${figure(ratio ?? 0)} (${figure(reached ?? 0)})`)
    .join(', ');
  return [
    ['layout'.padEnd(20), 'likeness', 'near-dup', 'nDCG@10', 'misplaced', '   Gini', ' spread', 'length bias'].join(
      ' ',
    ),
    ...layouts.map((layout) => {
      const { likeness, nearDuplicates } = diversity[layout];
      const { ndcg10, misplaced, gini, spread, lengthBias } = exposure.byDiscipline[layout];
      const figures = [likeness, nearDuplicates, ndcg10, misplaced, gini, spread, lengthBias];
      const widths = [8, 8, 7, 9, 7, 7, 11];
      return [names[layout].padEnd(20), ...figures.map((one, i) => figure(one).padStart(widths[i]!))].join(' ');
    }),
    `exposure over merit (attention reached by what is useful): ${bySide}`,
    `reciprocal: MRR of the achievement ${figure(reciprocal.mrrOfAchievement)}, of the need ${figure(reciprocal.mrrOfNeed)}; ` +
      `average precision by probability ${figure(averagePrecision.probability)}, by reciprocal ${figure(averagePrecision.reciprocal)}; ` +
      `pushed ${pushed.pairs} of ${pushed.stored}, ${figure(pushed.useful)} useful`,
  ];
}

function figure(value: number): string {
  return value.toFixed(3);
}
