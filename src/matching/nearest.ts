/**
 * Which candidates of a search are compared closely, token by token and indicator by indicator: the nearest by what is
 * known of them before, and further ones for as long as the next could still come among the first. Where the best lie
 * close together that takes some thousand, elsewhere a hundred are enough.
 */
import type { ItemKind } from '../domain.js';
import { readFacts, type Candidate, type CandidateFacts } from '../store/candidates.js';
import { textMarkOf, type PairReading, type PairReadings } from '../store/kept-rankings.js';
import { readTexts } from '../store/subjects.js';
import { compareWith, statementsOf, type ComparedIndicators, type Statements } from './findings.js';
import { expectedAgreement, type Nearness } from './expected-agreement.js';
import { shareOf } from './features/text.js';
import { shareComparison, surelyShared } from './owners.js';
import type { Subject } from './subject.js';
import { tokenComparison, type ComparedTokens, type CompareTokens } from './tokens/compare.js';
import type { MatchingDeps } from './types.js';
import type { ItemTexts, NeedTexts } from './views.js';

/** The first places, which no further comparison should change. */
const SHOWN = 20;
/** So many of the nearest are ranked, compared or not. */
const RANKED = 200;

/** What is known of a candidate before its tokens are compared. */
export interface Readings {
  nearness(this: void, candidate: Candidate): Nearness;
  /** What its readings of the text come to. @param share its agreement in parts of the best, known or expected */
  points(this: void, candidate: Candidate, share: number): number;
}

/** What a ranking starts from. */
export interface Unranked extends Readings {
  candidates: readonly Candidate[];
  /** Pairs that need not be compared again. */
  remembered: PairReadings;
  /** Of candidates, as far as they were read already. */
  facts: ReadonlyMap<string, CandidateFacts>;
}

/** How many are compared; see `Depth`. */
export interface ComparisonDepth {
  compared: number;
  most: number;
  reach: number;
}

/** The nearest, and what is known of them beside their texts and from comparing them. */
export interface Nearest {
  /** The nearest and all that were compared, nearest first. */
  nearest: Candidate[];
  facts: ReadonlyMap<string, CandidateFacts>;
  /** Those whose turn it was to be compared, now or earlier. */
  closest: string[];
  read: Map<string, ReadPair>;
  compared: Map<string, ComparedTokens>;
  /** What was compared earlier. */
  standing: Map<string, PairReading>;
}

export async function compareNearest(
  deps: MatchingDeps,
  subject: Subject,
  kind: ItemKind,
  unranked: Unranked,
  depth: ComparisonDepth,
): Promise<Nearest> {
  const { candidates, points, nearness, remembered } = unranked;
  const expectedFrom = (known: readonly Known[]) => {
    const expected = expectedAgreement(known.map(({ candidate, share }) => ({ nearness: nearness(candidate), share })));
    return (candidate: Candidate) => expected(nearness(candidate));
  };
  const earlier = knownAmong(candidates, ({ itemId }) => remembered.get(itemId)?.agreement ?? null);
  const shares = new Map(earlier.map(({ candidate, share }) => [candidate.itemId, share]));
  const expectedAtFirst = expectedFrom(earlier);
  const order = nearestFirst(candidates, (one) => points(one, shares.get(one.itemId) ?? expectedAtFirst(one)));
  const listed = order.filter(({ itemId }, i) => i < RANKED || remembered.has(itemId));
  const comparison = { tokens: tokenComparison(deps, subject, kind), pairs: pairReader(deps, subject, kind) };
  const { first, asked, ...found } = await compareFirst(deps, kind, listed, unranked, depth.compared, comparison);
  const { facts, read, compared, standing } = found;
  const closest = new Set(first);
  const agreementOf = ({ itemId }: Candidate) =>
    compared.get(itemId)?.agreement ?? standing.get(itemId)?.agreement ?? null;
  let left = order.filter(({ itemId }) => !asked.has(itemId) && !standing.has(itemId));
  // Without vectors there is nothing to compare.
  while (subject.vectors !== null && left.length > 0 && asked.size < depth.most) {
    const known = knownAmong(order, agreementOf);
    const expected = expectedFrom(known);
    left = nearestFirst(left, (one) => points(one, expected(one)));
    if (!couldComeFirst(left[0]!, known, points, expected, depth.reach)) break;
    const ids = left.splice(0, depth.compared).map(({ itemId }) => itemId);
    const [moreFacts, moreRead, moreCompared] = await Promise.all([
      readFacts(
        deps.store,
        kind,
        ids.filter((id) => !facts.has(id)),
      ),
      comparison.pairs(ids),
      comparison.tokens(ids),
    ]);
    for (const [id, one] of moreFacts) facts.set(id, one);
    for (const [id, one] of moreRead) read.set(id, one);
    for (const [id, one] of moreCompared) compared.set(id, one);
    for (const id of ids) {
      asked.add(id);
      closest.add(id);
    }
  }
  const listedIds = new Set(listed.map(({ itemId }) => itemId));
  const nearest = order.filter(({ itemId }) => listedIds.has(itemId) || compared.has(itemId));
  return { ...found, nearest, closest: [...closest] };
}

/** A candidate that was compared, with its agreement in parts of the best. */
interface Known {
  candidate: Candidate;
  share: number;
}

function knownAmong(candidates: readonly Candidate[], agreementOf: (candidate: Candidate) => number | null): Known[] {
  const known = candidates.flatMap((candidate) => {
    const agreement = agreementOf(candidate);
    return agreement === null ? [] : [{ candidate, agreement }];
  });
  const best = Math.max(0, ...known.map(({ agreement }) => agreement));
  return known.map(({ candidate, agreement }) => ({ candidate, share: shareOf(agreement, best) }));
}

/** In the order of what is expected while nothing is compared. */
export function expectedFirst(candidates: readonly Candidate[], { nearness, points }: Readings): Candidate[] {
  const expected = expectedAgreement([]);
  return nearestFirst(candidates, (one) => points(one, expected(nearness(one))));
}

function nearestFirst(candidates: readonly Candidate[], pointsOf: (candidate: Candidate) => number): Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, near: pointsOf(candidate) }))
    .sort((a, b) => b.near - a.near || (a.candidate.itemId < b.candidate.itemId ? -1 : 1))
    .map(({ candidate }) => candidate);
}

/**
 * Whether a candidate would come among the first if it agreed by as much more than expected as those compared did: how
 * well agreement can be foreseen differs from catalogue to catalogue and from need to need.
 */
function couldComeFirst(
  next: Candidate,
  known: readonly Known[],
  points: Readings['points'],
  expected: (candidate: Candidate) => number,
  reach: number,
): boolean {
  if (known.length < SHOWN) return true;
  const surprises = known.map(({ candidate, share }) => share - expected(candidate)).sort((a, b) => a - b);
  const surprise = surprises[Math.min(surprises.length - 1, Math.floor(reach * surprises.length))]!;
  const last = known.map(({ candidate, share }) => points(candidate, share)).sort((a, b) => b - a)[SHOWN - 1]!;
  return points(next, expected(next) + surprise) >= last;
}

/** Reads what is known of the nearest beside their texts, and compares the first of them closely, shared among owners. */
async function compareFirst(
  deps: MatchingDeps,
  kind: ItemKind,
  nearest: readonly Candidate[],
  { remembered, facts: known }: Unranked,
  most: number,
  comparison: { tokens: CompareTokens; pairs: ReadPairs },
) {
  const ids = nearest.map(({ itemId }) => itemId);
  // What is remembered takes nobody's place.
  const places = most + ids.filter((id) => remembered.has(id)).length;
  // Who is compared whoever owns what need not wait for the owners.
  const sure = ids.slice(0, surelyShared(places)).filter((id) => !remembered.has(id));
  const readAndCompareOthers = async () => {
    const unknown = ids.filter((id) => !known.has(id));
    const facts = new Map([...known, ...(await readFacts(deps.store, kind, unknown))]);
    // What was read of a text stands for as long as the item has that text.
    const standing = new Map(
      ids.flatMap((id) => {
        const [reading, item] = [remembered.get(id), facts.get(id)];
        return item !== undefined && reading?.textMark === textMarkOf(item.textHash) ? [[id, reading] as const] : [];
      }),
    );
    const first = shareComparison(ids, places, (id) => facts.get(id)?.organizationId ?? '');
    const unread = first.filter((id) => !standing.has(id));
    const others = new Set(unread);
    for (const id of sure) others.delete(id);
    const [read, rest] = await Promise.all([comparison.pairs(unread), comparison.tokens([...others])]);
    return { facts, standing, first, asked: new Set([...sure, ...unread]), read, rest };
  };
  const [sureOnes, { rest, ...others }] = await Promise.all([comparison.tokens(sure), readAndCompareOthers()]);
  return { ...others, compared: new Map([...sureOnes, ...rest]) };
}

export interface ReadPair {
  /** The candidate's texts when it is a need. */
  need: NeedTexts | null;
  indicators: ComparedIndicators;
}

type ReadPairs = (itemIds: readonly string[]) => Promise<Map<string, ReadPair>>;

/**
 * Compares indicators where one side is a need that wants some and the other an achievement. Items may be given in several
 * calls: the subject's own are read once, when the first items are.
 */
function pairReader(deps: MatchingDeps, { side }: Subject, kind: ItemKind): ReadPairs {
  if (side.kind === 'text' || side.kind === kind) return () => Promise.resolve(new Map());
  let own: Statements | undefined;
  return async (itemIds) => {
    if (itemIds.length === 0) return new Map();
    const statements = (own ??= statementsOf(side.kind, side.item as ItemTexts));
    if (side.kind === 'need' && statements.fields.every(({ indicators }) => indicators.length === 0)) return new Map();
    const texts = await readTexts(deps.store.db, kind, itemIds);
    const read = (item: ItemTexts): ReadPair => ({
      need: kind === 'need' ? (item as NeedTexts) : null,
      indicators: compareWith(statements, kind, item),
    });
    return new Map([...texts].map(([id, item]) => [id, read(item)]));
  };
}
