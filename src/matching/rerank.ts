/**
 * The ranking with an optional model that reads need and achievement together. It moves the first of the ranking by
 * points of its own, which stand in the explanation beside the others; without such a model nothing here happens.
 */
import type { ItemKind, SearchScales } from '../domain.js';
import { scaled } from './features/text.js';
import { MISSING, type FeatureValue } from './features/types.js';
import type { ItemFilter } from '../store/filters.js';
import type { StoredRanking } from '../store/kept-rankings.js';
import { readTexts } from '../store/subjects.js';
import { RERANKER, withReranker, type RankingModel } from './model.js';
import { DEPTH, rankCandidates, type Depth, type Ranked } from './rank.js';
import type { Subject } from './subject.js';
import type { MatchingDeps, Reranking } from './types.js';
import { lexicalText, type ItemTexts } from './views.js';

/** How many of the first are read: a page and a half, since each costs a pass of a model that is often a large one. */
const READ = 30;

export interface Ranking {
  ranked: Ranked[];
  /** The ends of the scores that they were found by. */
  scales: SearchScales;
  /** Version of what made it. */
  rankingModel: string;
  /** Null: no reranker is set, or it has no part in this kind of search. */
  reranking: Reranking | null;
  /** See `RankedCandidates`. */
  seq: number | null;
}

/** The version of rankings while this reranker works. */
export function rankingModelOf({ id }: RankingModel, reranker: MatchingDeps['reranker']): string {
  return reranker === null ? id : `${id}+rerank:${reranker.name}`;
}

/** Ranks, and lets the reranker move the first. One that fails leaves the ranking as it was, and the answer says so. */
export async function rank<K extends ItemKind>(
  deps: MatchingDeps,
  subject: Subject,
  kind: K,
  filter: ItemFilter<K>,
  depth: Depth = DEPTH,
  earlier?: StoredRanking | null,
): Promise<Ranking> {
  const { ranked, ...found } = await rankCandidates(deps, subject, kind, filter, depth, earlier);
  const { reranker } = deps;
  const { ranking } = subject;
  // Likes are of one kind: no need among them that could ask.
  if (reranker === null || subject.side.kind === kind)
    return { ranked, ...found, rankingModel: ranking.id, reranking: null };
  try {
    const first = ranked.slice(0, READ).map(({ candidate }) => candidate.itemId);
    const logOdds = await readPairs(deps, reranker, subject, kind, first);
    return {
      ranked: reordered(ranked, logOdds),
      ...found,
      rankingModel: rankingModelOf(ranking, reranker),
      reranking: 'APPLIED',
    };
  } catch (error) {
    deps.log.warn({ err: error }, 'the reranker failed: ranking without it');
    return { ranked, ...found, rankingModel: ranking.id, reranking: 'UNAVAILABLE' };
  }
}

/** Log odds by item; an item deleted since is left out. */
async function readPairs(
  { store }: MatchingDeps,
  reranker: NonNullable<MatchingDeps['reranker']>,
  { side }: Subject,
  kind: ItemKind,
  itemIds: readonly string[],
): Promise<Map<string, number>> {
  const texts = await readTexts(store.db, kind, itemIds);
  const own = side.kind === 'text' ? side.text : lexicalText(side.kind, side.item as ItemTexts);
  // The need asks, whichever side was searched with.
  const askedIsOwn = side.kind !== 'achievement';
  const ids = itemIds.filter((id) => texts.has(id));
  const pairs = ids.map((id) => {
    const other = lexicalText(kind, texts.get(id)!);
    return askedIsOwn ? { asked: own, found: other } : { asked: other, found: own };
  });
  const scores = await reranker.score(pairs);
  return new Map(ids.map((id, i) => [id, scores[i]!]));
}

function reordered(ranked: readonly Ranked[], logOdds: ReadonlyMap<string, number>): Ranked[] {
  const all = [...logOdds.values()];
  const scale = { low: Math.min(...all), top: Math.max(...all) };
  return ranked
    .map((place) => ({ ...place, ...withReranker(place, reading(logOdds.get(place.candidate.itemId), scale)) }))
    .sort((a, b) => b.points - a.points);
}

/**
 * Where the pair stands between the worst and the best of those read, as with the other readings: what a model's figure
 * means by itself differs from model to model, and many give 0.999 to all that is near.
 */
function reading(logOdds: number | undefined, scale: { low: number; top: number }): FeatureValue {
  if (logOdds === undefined) return MISSING;
  const value = scale.top > scale.low ? scaled(logOdds, scale) : RERANKER.neutral;
  const probability = 1 / (1 + Math.exp(-logOdds));
  return { value, detail: `重排模型判断相符的概率 ${probability.toFixed(3)}` };
}
