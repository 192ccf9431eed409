/**
 * From a subject to its ranking: bounded candidates, features of each, score. Everything that the explanation says comes
 * from what is computed here, so the two cannot disagree.
 */
import type { ItemKind } from '../domain.js';
import { findCandidates, type Candidate, type Probe } from '../store/candidates.js';
import type { ItemFilter } from '../store/filters.js';
import { readTexts } from '../store/subjects.js';
import { freshness } from './features/freshness.js';
import { indicators } from './features/indicators.js';
import { lexical, scaled, scaleOf, title, tokens } from './features/text.js';
import { verdicts } from './features/verdicts.js';
import { compare, offeredBy, wantedBy, type Statements } from './findings.js';
import type { IndicatorVerdict } from './indicators/types.js';
import { LARGEST_WEIGHT, termId } from './lexicon.js';
import { levelOf, scoreOf, type Score } from './model.js';
import { structuredFeatures } from './pairs.js';
import type { Subject } from './subject.js';
import { compareTokens, type ComparedTokens } from './tokens/compare.js';
import type { MatchingDeps } from './types.js';
import { nearnessToJudged } from './verdicts.js';
import type { AchievementTexts, ItemTexts, NeedTexts } from './views.js';

/** The best of each list that becomes a candidate, and how deep a ranking goes: nobody pages further. */
export const RANKING_DEPTH = 200;
/**
 * How many of the nearest have their tokens and texts compared. On the dev needs, each achievement sought was among the
 * first 30, and 20, 40 and 100 gave the same quality.
 */
const COMPARED = 40;

export interface Ranked extends Score {
  candidate: Candidate;
  /** Null beyond the nearest, whose tokens are compared. */
  tokens: ComparedTokens | null;
  indicators: ComparedIndicators | null;
}

/** Both sides' indicators and what came of comparing them. */
export interface ComparedIndicators {
  wanted: Statements;
  offered: Statements;
  verdicts: IndicatorVerdict[];
}

/**
 * @param kind of the candidates
 * @returns best first, at most RANKING_DEPTH
 */
export async function rankCandidates<K extends ItemKind>(
  deps: MatchingDeps,
  subject: Subject,
  kind: K,
  filter: ItemFilter<K>,
): Promise<Ranked[]> {
  const limits = { limit: RANKING_DEPTH, exclude: subject.exclude };
  const candidates = await findCandidates(deps.store, kind, probeOf(subject, kind), filter, limits);
  const denseScale = scaleOf(numbers(candidates.map(({ dense }) => dense)));
  const titleScale = scaleOf(numbers(candidates.map(({ title }) => title)));
  const lexicalScale = scaleOf(candidates.map(({ lexical }) => lexical));
  const near = ({ dense, lexical }: Candidate) =>
    scaled(lexical, lexicalScale) + (dense === null ? -1 : scaled(dense, denseScale));
  const nearest = candidates
    .map((candidate) => ({ candidate, near: near(candidate) }))
    .sort((a, b) => b.near - a.near || (a.candidate.itemId < b.candidate.itemId ? -1 : 1))
    .slice(0, RANKING_DEPTH)
    .map(({ candidate }) => candidate);
  const first = nearest.slice(0, COMPARED).map(({ itemId }) => itemId);
  const read = await readPairs(deps, subject, kind, first);
  const compared = await compareTokens(deps, subject, kind, first);
  const agreements = [...compared.values()].map(({ agreement }) => agreement);
  const mostTokens = agreements.length === 0 ? null : Math.max(...agreements);
  const level = levelOf({ agreement: mostTokens, coverage: coverageOf(subject, lexicalScale.top) });
  const nearness = await nearnessToJudged(deps, subject, first);
  const now = new Date();
  const ranked = nearest.map((candidate) => {
    const texts = read.get(candidate.itemId);
    const token = compared.get(candidate.itemId) ?? null;
    const beside = {
      indicators: indicators(texts?.indicators?.verdicts ?? []),
      ...structuredFeatures(subject, kind, candidate, texts?.need ?? null, deps.taxonomy),
    };
    const score = scoreOf(
      {
        tokens: tokens(token?.agreement ?? null, mostTokens ?? 0),
        lexical: lexical(candidate.lexical, lexicalScale),
        title: title(candidate.title, titleScale),
        ...beside,
        freshness: freshness(candidate.updatedAt, now),
        verdicts: verdicts(subject.judged, candidate, beside, nearness),
      },
      level,
      mostTokens === null,
      subject.ranking,
    );
    return { candidate, tokens: token, indicators: texts?.indicators ?? null, ...score };
  });
  // Stable: what scores the same stays in the order of nearness.
  return ranked.sort((a, b) => b.points - a.points);
}

/** What candidates are found and first scored by. @param kind of the candidates */
export function probeOf({ side, vectors, words, rarest }: Subject, kind: ItemKind): Probe {
  const weights = new Map<number, number>();
  for (const [word, weight] of words) weights.set(termId(word), (weights.get(termId(word)) ?? 0) + weight);
  const bringTitles = kind === 'need' && side.kind === 'achievement';
  return {
    dense: vectors && {
      modelId: vectors.modelId,
      vector: vectors.search,
      title: bringTitles ? null : vectors.title,
    },
    lexical: { rarest, weights },
  };
}

/** BM25 of the best, in parts of what a text would have that held each word asked without end. */
function coverageOf({ words }: Subject, best: number): number {
  const most = LARGEST_WEIGHT * [...words.values()].reduce((sum, weight) => sum + weight, 0);
  return most === 0 ? 0 : best / most;
}

interface ReadPair {
  /** The candidate's texts when it is a need. */
  need: NeedTexts | null;
  indicators: ComparedIndicators;
}

/** Compares indicators where one side is a need that wants some and the other an achievement. */
async function readPairs(
  deps: MatchingDeps,
  { side }: Subject,
  kind: ItemKind,
  itemIds: readonly string[],
): Promise<Map<string, ReadPair>> {
  if (side.kind === 'text' || side.kind === kind) return new Map();
  const own = side.kind === 'need' ? wantedBy(side.item) : offeredBy(side.item);
  if (side.kind === 'need' && own.fields.every(({ indicators }) => indicators.length === 0)) return new Map();
  const texts = await readTexts(deps.store.db, kind, itemIds);
  const read = (item: ItemTexts): ReadPair => {
    const [wanted, offered] =
      kind === 'need' ? [wantedBy(item as NeedTexts), own] : [own, offeredBy(item as AchievementTexts)];
    const indicators = { wanted, offered, verdicts: compare(wanted, offered) };
    return { need: kind === 'need' ? (item as NeedTexts) : null, indicators };
  };
  return new Map([...texts].map(([id, item]) => [id, read(item)]));
}

function numbers(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
