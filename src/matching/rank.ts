/**
 * From a subject to its ranking: bounded candidates, features of each, score. Everything that the explanation says comes
 * from what is computed here, so the two cannot disagree.
 */
import type { ItemKind } from '../domain.js';
import { bestOfEach, meanOfBest } from '../store/agreement.js';
import { findCandidates, type Candidate, type Probe } from '../store/candidates.js';
import type { ItemFilter } from '../store/filters.js';
import { readTexts } from '../store/subjects.js';
import { freshness } from './features/freshness.js';
import { indicators } from './features/indicators.js';
import { agreement, agreementScore, dense, lexical, scaled, scaleOf } from './features/text.js';
import { compare, offeredBy, wantedBy, type Statements } from './findings.js';
import type { IndicatorVerdict } from './indicators/types.js';
import { termId } from './lexicon.js';
import { levelOf, scoreOf, type Score } from './model.js';
import { structuredFeatures } from './pairs.js';
import type { Subject } from './subject.js';
import type { MatchingDeps } from './types.js';
import type { AchievementTexts, ItemTexts, NeedTexts } from './views.js';

/** The best of each list that becomes a candidate, and how deep a ranking goes: nobody pages further. */
export const RANKING_DEPTH = 200;
/** How many of the best have their texts read for indicators and wanted maturity before the order is final. */
const TEXTS_READ = 60;

export interface Ranked extends Score {
  candidate: Candidate;
  indicators: Compared | null;
}

/** Both sides' indicators and what came of comparing them. */
export interface Compared {
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
  const candidates = await findCandidates(deps.store, kind, probeOf(subject), filter, limits);
  const denseScale = scaleOf(candidates.flatMap(({ dense }) => (dense === null ? [] : [dense])));
  const lexicalScale = scaleOf(candidates.map(({ lexical }) => lexical));
  const near = (candidate: Candidate) =>
    scaled(candidate.lexical, lexicalScale) + (candidate.dense === null ? 0 : scaled(candidate.dense, denseScale));
  const nearest = candidates
    .map((candidate) => ({ candidate, near: near(candidate) }))
    .sort((a, b) => b.near - a.near || (a.candidate.itemId < b.candidate.itemId ? -1 : 1))
    .slice(0, RANKING_DEPTH)
    .map(({ candidate }) => candidate);
  const agreements = await readAgreement(deps, subject, kind, candidates);
  const agreementScale = scaleOf([...agreements.values()]);
  const compared = await readIndicators(deps, subject, kind, nearest.slice(0, TEXTS_READ));
  const level = levelOf(subject.vectors === null ? null : denseScale.top);
  const now = new Date();
  const ranked = nearest.map((candidate) => {
    const read = compared.get(candidate.itemId);
    const score = scoreOf(
      {
        dense: dense(candidate.dense, denseScale),
        lexical: lexical(candidate.lexical, lexicalScale),
        agreement: agreement(agreements.get(candidate.itemId) ?? null, agreementScale),
        indicators: indicators(read?.indicators?.verdicts ?? []),
        ...structuredFeatures(subject, kind, candidate, read?.need ?? null, deps.taxonomy),
        freshness: freshness(candidate.updatedAt, now),
      },
      level,
    );
    return { candidate, indicators: read?.indicators ?? null, ...score };
  });
  // Stable: what scores the same stays in the order of nearness.
  return ranked.sort((a, b) => b.points - a.points);
}

/** What candidates are found and first scored by. */
export function probeOf({ vectors, words, rarest }: Subject): Probe {
  const weights = new Map<number, number>();
  for (const [word, weight] of words) weights.set(termId(word), (weights.get(termId(word)) ?? 0) + weight);
  return {
    dense: vectors === null ? null : { modelId: vectors.modelId, vector: vectors.search },
    lexical: { rarest, weights },
  };
}

/**
 * Agreement of sentences. It is the need's sentences that want an answer, so when the candidates are needs, each brings
 * its own, and what comes back is one mean per candidate.
 */
async function readAgreement(
  deps: MatchingDeps,
  { vectors, side }: Subject,
  kind: ItemKind,
  candidates: readonly Candidate[],
): Promise<Map<string, number>> {
  if (vectors === null || candidates.length === 0) return new Map();
  const scope = { kind, itemIds: candidates.map(({ itemId }) => itemId), modelId: vectors.modelId };
  const passages = [...vectors.passages.values()];
  if (side.kind === 'achievement' && kind === 'need') return meanOfBest(deps.store.db, scope, passages);
  const best = await bestOfEach(deps.store.db, scope, passages);
  const scales = passages.map((_, i) => scaleOf([...best.values()].map((cosines) => cosines[i]!)));
  return new Map([...best].map(([id, cosines]) => [id, agreementScore(cosines, scales)]));
}

interface ReadTexts {
  /** The candidate's texts when it is a need. */
  need: NeedTexts | null;
  indicators: Compared | null;
}

/** Compares indicators where one side is a need that wants some and the other an achievement. */
async function readIndicators(
  deps: MatchingDeps,
  { side }: Subject,
  kind: ItemKind,
  candidates: readonly Candidate[],
): Promise<Map<string, ReadTexts>> {
  if (side.kind === 'text' || side.kind === kind) return new Map();
  const own = side.kind === 'need' ? wantedBy(side.item) : offeredBy(side.item);
  if (side.kind === 'need' && own.fields.every(({ indicators }) => indicators.length === 0)) return new Map();
  const texts = await readTexts(
    deps.store.db,
    kind,
    candidates.map(({ itemId }) => itemId),
  );
  const read = (item: ItemTexts): ReadTexts => {
    const [wanted, offered] =
      kind === 'need' ? [wantedBy(item as NeedTexts), own] : [own, offeredBy(item as AchievementTexts)];
    const indicators = { wanted, offered, verdicts: compare(wanted, offered) };
    return { need: kind === 'need' ? (item as NeedTexts) : null, indicators };
  };
  return new Map([...texts].map(([id, item]) => [id, read(item)]));
}
