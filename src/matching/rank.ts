/**
 * From a subject to its ranking: bounded candidates, features of each, score. Everything that the explanation says comes
 * from what is computed here, so the two cannot disagree.
 */
import type { ItemKind } from '../domain.js';
import { findCandidates, readFacts, type Candidate, type CandidateFacts, type Probe } from '../store/candidates.js';
import type { ItemFilter } from '../store/filters.js';
import { readTexts } from '../store/subjects.js';
import { freshness } from './features/freshness.js';
import { indicators } from './features/indicators.js';
import { lexical, scaled, scaleOf, title, tokens } from './features/text.js';
import { verdicts } from './features/verdicts.js';
import { compare, offeredBy, wantedBy, type Statements } from './findings.js';
import type { IndicatorVerdict } from './indicators/types.js';
import { LARGEST_WEIGHT, termId } from './lexicon.js';
import { expectedPoints, levelOf, scoreOf, type Score } from './model.js';
import { shareComparison, surelyShared } from './owners.js';
import { structuredFeatures } from './pairs.js';
import type { Subject } from './subject.js';
import { tokenComparison, type ComparedTokens, type CompareTokens } from './tokens/compare.js';
import type { MatchingDeps } from './types.js';
import { nearnessToJudged } from './verdicts.js';
import type { AchievementTexts, ItemTexts, NeedTexts } from './views.js';

/** How much of the corpus a ranking looks at. */
export interface Depth {
  /** The best of each list that become candidates; null: every item that passes the filter. */
  candidates: number | null;
  /** How many of the nearest have their tokens and texts compared. */
  compared: number;
  /** Places. */
  ranked: number;
}

/**
 * Nobody pages beyond 200. On the dev needs the best 400 of each list hold 0.9975 of the first 20 of a ranking that
 * scores every achievement with everything; 200 of each held 0.987. For the quality of the ranking 40 comparisons would
 * do; with 120 its first 20 are those of comparing everything (0.99; with 40: 0.90, with 80: 0.97).
 */
export const DEPTH = { candidates: 400, compared: 120, ranked: 200 } as const satisfies Depth;

export interface Ranked extends Score {
  candidate: Candidate & CandidateFacts;
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
 * @param depth another one than DEPTH shows what DEPTH misses (`bench/agreement.ts`)
 * @returns best first, at most `depth.ranked`
 */
export async function rankCandidates<K extends ItemKind>(
  deps: MatchingDeps,
  subject: Subject,
  kind: K,
  filter: ItemFilter<K>,
  depth: Depth = DEPTH,
): Promise<Ranked[]> {
  const limits = { limit: depth.candidates, exclude: subject.exclude };
  const searching = findCandidates(deps.store, kind, probeOf(subject, kind), filter, limits);
  // Prepared while the database searches.
  const compareTokens = tokenComparison(deps, subject, kind);
  const candidates = await searching;
  const denseScale = scaleOf(numbers(candidates.map(({ dense }) => dense)));
  const scaling = depth.candidates === null ? findable(candidates, DEPTH.candidates) : candidates;
  const titleScale = scaleOf(numbers(scaling.map(({ title }) => title)));
  const lexicalScale = scaleOf(candidates.map(({ lexical }) => lexical));
  const readings = (candidate: Candidate) => ({
    lexical: lexical(candidate.lexical, lexicalScale),
    title: title(candidate.title, titleScale),
  });
  const near = (candidate: Candidate) =>
    expectedPoints(
      readings(candidate),
      {
        dense: candidate.dense === null ? -1 : scaled(candidate.dense, denseScale),
        lexical: scaled(candidate.lexical, lexicalScale),
      },
      subject.ranking,
    );
  const nearest = candidates
    .map((candidate) => ({ candidate, near: near(candidate) }))
    .sort((a, b) => b.near - a.near || (a.candidate.itemId < b.candidate.itemId ? -1 : 1))
    .slice(0, depth.ranked)
    .map(({ candidate }) => candidate);
  const { facts, first, read, compared } = await compareFirst(
    deps,
    subject,
    kind,
    nearest,
    depth.compared,
    compareTokens,
  );
  const agreements = [...compared.values()].map(({ agreement }) => agreement);
  const mostTokens = agreements.length === 0 ? null : Math.max(...agreements);
  const level = levelOf({ agreement: mostTokens, coverage: coverageOf(subject, lexicalScale.top) });
  const nearness = await nearnessToJudged(deps, subject, first);
  const now = new Date();
  const structured = structuredFeatures(subject, kind, deps.taxonomy);
  const ranked = nearest.flatMap((found) => {
    const known = facts.get(found.itemId);
    if (known === undefined) return [];
    const candidate = { ...found, ...known };
    const texts = read.get(candidate.itemId);
    const token = compared.get(candidate.itemId) ?? null;
    const beside = {
      indicators: indicators(texts?.indicators?.verdicts ?? []),
      ...structured(candidate, texts?.need ?? null),
    };
    const score = scoreOf(
      {
        tokens: tokens(token?.agreement ?? null, mostTokens ?? 0),
        ...readings(candidate),
        ...beside,
        freshness: freshness(candidate.updatedAt, now),
        verdicts: verdicts(subject.judged, candidate, beside, nearness),
      },
      level,
      mostTokens === null,
      subject.ranking,
    );
    return [{ candidate, tokens: token, indicators: texts?.indicators ?? null, ...score }];
  });
  // Stable: what scores the same stays in the order of nearness.
  return ranked.sort((a, b) => b.points - a.points);
}

/**
 * Those that a search for the best `limit` of each list would have found. Titles are scaled among these alone, however
 * many are scored besides: the 200th title of the whole corpus lies lower, and scaling by it changed 3 % of the first 20
 * on the dev needs, the ranking being no better or worse for it.
 */
export function findable(candidates: readonly Candidate[], limit: number): Candidate[] {
  const best = (of: (candidate: Candidate) => number) =>
    candidates
      .filter((candidate) => of(candidate) > 0)
      .sort((a, b) => of(b) - of(a))
      .slice(0, limit);
  return [...new Set([...best(({ dense }) => dense ?? 0), ...best(({ lexical }) => lexical)])];
}

/** Reads what is known of the nearest beside their texts, and compares the first of them closely. */
async function compareFirst(
  deps: MatchingDeps,
  subject: Subject,
  kind: ItemKind,
  nearest: readonly Candidate[],
  places: number,
  compareTokens: CompareTokens,
) {
  const ids = nearest.map(({ itemId }) => itemId);
  // Who is compared whoever owns what need not wait for the owners.
  const sure = ids.slice(0, surelyShared(places));
  const readAndCompareOthers = async () => {
    const facts = await readFacts(deps.store.db, kind, ids);
    const first = shareComparison(ids, places, (id) => facts.get(id)?.organizationId ?? '');
    const others = new Set(first);
    for (const id of sure) others.delete(id);
    const [read, compared] = await Promise.all([readPairs(deps, subject, kind, first), compareTokens([...others])]);
    return { facts, first, read, compared };
  };
  const [compared, others] = await Promise.all([compareTokens(sure), readAndCompareOthers()]);
  return { ...others, compared: new Map([...compared, ...others.compared]) };
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
