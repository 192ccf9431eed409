/**
 * From a subject to its ranking: bounded candidates, features of each, score. Everything that the explanation says comes
 * from what is computed here, so the two cannot disagree.
 */
import type { ItemKind, PairGrounds, SearchScales } from '../domain.js';
import {
  findCandidates,
  recallCandidates,
  type Candidate,
  type CandidateFacts,
  type CandidateLists,
  type Probe,
} from '../store/candidates.js';
import { isWhole, type ItemFilter } from '../store/filters.js';
import {
  MOST_SINCE,
  textMarkOf,
  type KeptRanking,
  type PairReading,
  type PairReadings,
  type StoredRanking,
} from '../store/kept-rankings.js';
import { lastSeq } from '../store/postings.js';
import { freshness } from './features/freshness.js';
import { indicators } from './features/indicators.js';
import { lexical, LOW_RANK, scaled, scaleOf, title, tokens, valueOf } from './features/text.js';
import { verdicts } from './features/verdicts.js';
import { outcomesOf, type ComparedIndicators } from './findings.js';
import { LARGEST_WEIGHT, termId } from './lexicon.js';
import { fullPointsOf, levelOf, scoreOf, textPoints, type RankingModel, type Score } from './model.js';
import { compareNearest, expectedFirst, type Readings } from './nearest.js';
import { structuredFeatures } from './pairs.js';
import type { Subject } from './subject.js';
import { ownRows, tokenComparison, type ComparedTokens } from './tokens/compare.js';
import type { MatchingDeps } from './types.js';
import { nearnessToJudged } from './verdicts.js';

/** How much of the corpus a ranking looks at. */
export interface Depth {
  /** The lists whose items become candidates; null: every item that passes the filter. */
  candidates: CandidateLists | null;
  /** How many of the nearest have their tokens and texts compared at first, and at a time further on. */
  compared: number;
  /** Further ones are compared while the next could still come among the first: altogether about so many. */
  most: number;
  /** It could if it agreed by as much more than expected as this share of those compared at most did. */
  reach: number;
  /** Places. */
  ranked: number;
  /** How many of those that background matching found stand for a search where there is no filter; 0: it is searched. */
  recalled: number;
}

/** For a page. Nobody pages beyond 200. For the quality of the ranking 40 comparisons would do. */
export const DEPTH: Depth = {
  candidates: { vectors: 250, words: 400, remembered: 100, expected: 300 },
  compared: 80,
  most: 400,
  reach: 0.99,
  ranked: 200,
  recalled: 200,
};

/** How deep a page looks: for the first ones half of what is kept is more than enough. @param last place on the page */
export function depthFor(last: number): Depth {
  return last <= FIRST_PLACES ? { ...DEPTH, recalled: DEPTH.recalled / 2 } : DEPTH;
}

const FIRST_PLACES = 60;

export interface Ranked extends Score {
  candidate: Candidate & CandidateFacts;
  /** What close comparison gave, now or earlier; null beyond the nearest, and while the item's new text is not indexed. */
  reading: PairReading | null;
  /** What the reading rests on, where it was kept with it. */
  grounds: PairGrounds | null;
  /** Null where they were not compared now: `compareShown` does so for what is shown without grounds. */
  tokens: ComparedTokens | null;
  indicators: ComparedIndicators | null;
}

export interface RankedCandidates {
  /** Best first, at most `depth.ranked`. */
  ranked: Ranked[];
  /** The ends of the scores that they were found by. */
  scales: SearchScales;
  /** Candidates with a higher `seq` in `lexical_entries` were indexed since; null: an earlier search stood for this one. */
  seq: number | null;
}

/**
 * @param kind of the candidates
 * @param depth another one than DEPTH shows what DEPTH misses (`bench/agreement.ts`)
 * @param earlier a ranking by the same search, which stands for this one while it can
 */
export async function rankCandidates<K extends ItemKind>(
  deps: MatchingDeps,
  subject: Subject,
  kind: K,
  filter: ItemFilter<K>,
  depth: Depth = DEPTH,
  earlier: StoredRanking | null = isWhole(filter) ? subject.kept : null,
): Promise<RankedCandidates> {
  const { seq, ...field } = await findOrRecall(deps, subject, kind, filter, depth, earlier);
  const { scales } = field;
  const { nearest, facts, closest, read, compared, standing } = await compareNearest(
    deps,
    subject,
    kind,
    { ...readingsBy(scales, subject.ranking), ...field },
    depth,
  );
  const agreements = numbers([...compared.values(), ...standing.values()].map(({ agreement }) => agreement));
  const mostTokens = agreements.length === 0 ? null : Math.max(...agreements);
  const toJudged = await nearnessToJudged(deps, subject, closest);
  const now = new Date();
  const structured = structuredFeatures(subject, kind, deps.taxonomy);
  const wordsOnly = mostTokens === null;
  const unscored = nearest.flatMap((found) => {
    const known = facts.get(found.itemId);
    if (known === undefined) return [];
    // Two spreads of so many fields took 20 µs, 4 ms a search.
    const candidate = Object.assign({}, found, known);
    const { itemId } = candidate;
    const token = compared.get(itemId) ?? null;
    const texts = read.get(itemId);
    const earlier = standing.get(itemId) ?? null;
    const kept = earlier?.agreement === null ? null : earlier;
    const met =
      kept === null
        ? indicators(texts === undefined ? [] : outcomesOf(texts.indicators))
        : { value: kept.indicators, detail: null };
    const agreement = token?.agreement ?? kept?.agreement ?? null;
    const reading =
      token === null || token.textHash !== candidate.textHash
        ? kept
        : { agreement: token.agreement, indicators: met.value, textMark: textMarkOf(token.textHash) };
    const beside = { indicators: met, ...structured(candidate, texts?.need ?? null) };
    const features = {
      tokens: tokens(agreement, mostTokens ?? 0),
      lexical: lexical(candidate.lexical, scales.lexical),
      title: title(candidate.title, scales.title),
      ...beside,
      freshness: freshness(candidate.updatedAt, now),
      verdicts: verdicts(subject.judged, candidate, beside, toJudged),
    };
    const grounds = kept === null ? null : (field.grounds.get(itemId) ?? null);
    const place = { candidate, reading, grounds, tokens: token, indicators: texts?.indicators ?? null };
    return [{ place, features, fullPoints: fullPointsOf(features, wordsOnly, subject.ranking) }];
  });
  // Stable: what scores the same stays in the order of nearness.
  const ordered = unscored.sort((a, b) => b.fullPoints - a.fullPoints).slice(0, depth.ranked);
  const level = levelOf({
    agreement: mostTokens,
    coverage: coverageOf(subject, scales.lexical.top),
    texts: { asked: subject.askedTokens, bare: ordered[0]?.place.candidate.bare ?? false },
  });
  const ranked = ordered.map(({ place, features }) =>
    Object.assign(place, scoreOf(features, level, wordsOnly, subject.ranking)),
  );
  return { ranked, scales, seq };
}

/** What is kept of a ranking for searches like the one that made it; null: it was made from an earlier one. */
export function rankingToKeep(
  { ranked, scales, seq }: RankedCandidates,
  { exclude }: Subject,
): Omit<KeptRanking, 'grounds'> | null {
  if (seq === null) return null;
  const readings = ranked.map(({ candidate, reading }) => {
    const notCompared = { agreement: null, indicators: null, textMark: textMarkOf(candidate.textHash) };
    return [candidate.itemId, reading ?? notCompared] as const;
  });
  return { readings: new Map(readings), seq, scales, hidden: exclude };
}

/** What a ranking starts from. */
interface Field {
  candidates: Candidate[];
  scales: SearchScales;
  /** Pairs that need not be compared again. */
  remembered: PairReadings;
  /** Of candidates, as far as they were read already. */
  facts: ReadonlyMap<string, CandidateFacts>;
  /** Of pairs that were shown before. */
  grounds: StoredRanking['grounds'];
  /** See `RankedCandidates`. */
  seq: number | null;
}

async function findOrRecall<K extends ItemKind>(
  deps: MatchingDeps,
  subject: Subject,
  kind: K,
  filter: ItemFilter<K>,
  depth: Depth,
  earlier: StoredRanking | null,
): Promise<Field> {
  const probe = probeOf(subject, kind);
  const { exclude } = subject;
  if (earlier !== null && depth.recalled > 0) {
    // What is near a verdict is measured from the mean of them all, and the scales of few from all that there are.
    const all = subject.judged.length > 0 || earlier.size < LOW_RANK;
    // With the highest agreement, of which all others are shares.
    const remembered = earlier.first(all ? depth.ranked : depth.recalled);
    // Their rejection was taken back.
    const back = earlier.hidden.filter((id) => !exclude.includes(id));
    const among = { ids: [...remembered.keys(), ...back], since: earlier.seq, most: MOST_SINCE };
    const found = await recallCandidates(deps, kind, probe, filter, exclude, among);
    if (found !== null) {
      const { candidates, facts, added } = found;
      // What was too far down to be compared stays so, unless it is another text by now.
      const standing = new Map(remembered);
      for (const id of added) standing.delete(id);
      const scales = widened(earlier, candidates);
      return { candidates, scales, remembered: standing, facts, grounds: earlier.grounds, seq: null };
    }
  }
  const before = earlier ?? subject.kept;
  const remembered = new Map([...(before?.readings ?? [])].filter(([, { agreement }]) => agreement !== null));
  // Before the search: what is indexed meanwhile counts as new.
  const seq = await lastSeq(deps.store.db, kind);
  const limits = {
    lists: depth.candidates,
    exclude,
    remembered: [...remembered.keys()],
    expectedFirst: (found: readonly Candidate[]) => expectedFirst(found, readingsBy(scalesOf(found), subject.ranking)),
    seq,
  };
  const searching = findCandidates(deps, kind, probe, filter, limits);
  // Laid out while the database searches; a failure is whose who compares.
  if (subject.vectors !== null) ownRows(subject.vectors).catch(() => {});
  const candidates = await searching;
  const grounds = before?.grounds ?? new Map<string, PairGrounds>();
  return { candidates, scales: scalesOf(candidates), remembered, facts: new Map(), grounds, seq };
}

/** What is known of a candidate before its tokens are compared, by the ends of the scores. */
function readingsBy(scales: SearchScales, ranking: RankingModel): Readings {
  return {
    nearness: ({ dense, title, lexical }) => ({
      dense: dense === null ? -1 : scaled(dense, scales.dense),
      title: title === null ? -1 : scaled(title, scales.title),
      lexical: scaled(lexical, scales.lexical),
    }),
    points({ title, lexical }, share) {
      const known = {
        lexical: valueOf(lexical, scales.lexical),
        title: title === null ? null : valueOf(title, scales.title),
        tokens: share,
      };
      return textPoints(known, ranking);
    },
  };
}

function scalesOf(candidates: readonly Candidate[]): SearchScales {
  return {
    dense: scaleOf(numbers(candidates.map(({ dense }) => dense))),
    title: scaleOf(numbers(candidates.map(({ title }) => title))),
    lexical: scaleOf(candidates.map(({ lexical }) => lexical)),
  };
}

/** Those of the whole search, of which these are the first: what was indexed since may stand above their tops. */
function widened({ scales, size }: StoredRanking, candidates: readonly Candidate[]): SearchScales {
  const now = scalesOf(candidates);
  // There were no others.
  if (size < LOW_RANK) return now;
  const wide = (reading: keyof SearchScales) => ({
    low: scales[reading].low,
    top: Math.max(scales[reading].top, now[reading].top),
  });
  return { dense: wide('dense'), title: wide('title'), lexical: wide('lexical') };
}

/**
 * Compares anew what was ranked by the figures of an earlier search and without its grounds, for showing them.
 * @returns by item; what this search compared itself is left out
 */
export function compareShown(
  deps: MatchingDeps,
  subject: Subject,
  kind: ItemKind,
  ranked: readonly Ranked[],
): Promise<Map<string, ComparedTokens>> {
  const unknown = ranked.filter(({ reading, grounds, tokens }) => reading !== null && grounds === null && !tokens);
  return tokenComparison(deps, subject, kind)(unknown.map(({ candidate }) => candidate.itemId));
}

/** What candidates are found and first scored by. @param kind of the candidates */
export function probeOf({ side, vectors, words }: Subject, kind: ItemKind): Probe {
  const weights = new Map<number, number>();
  for (const [word, weight] of words) weights.set(termId(word), (weights.get(termId(word)) ?? 0) + weight);
  const bringTitles = kind === 'need' && side.kind === 'achievement';
  return {
    dense: vectors && {
      modelId: vectors.modelId,
      vector: vectors.search,
      title: bringTitles ? null : vectors.title,
    },
    words: weights,
  };
}

/** BM25 of the best, in parts of what a text would have that held each word asked without end. */
function coverageOf({ words }: Subject, best: number): number {
  const most = LARGEST_WEIGHT * [...words.values()].reduce((sum, weight) => sum + weight, 0);
  return most === 0 ? 0 : best / most;
}

function numbers(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
