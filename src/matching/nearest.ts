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

/** What a ranking starts from, in the order of nearness. */
export interface Ordered {
  order: readonly Candidate[];
  /** What a candidate's readings of the text come to. @param agreement in parts of the best; null: it is expected */
  points(candidate: Candidate, agreement: number | null): number;
  /** Token agreement to expect, in parts of the best. */
  expected(candidate: Candidate): number;
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
  ordered: Ordered,
  depth: ComparisonDepth,
): Promise<Nearest> {
  const { order, remembered } = ordered;
  const listed = order.filter(({ itemId }, i) => i < RANKED || remembered.has(itemId));
  const comparison = { tokens: tokenComparison(deps, subject, kind), pairs: pairReader(deps, subject, kind) };
  const { first, asked, ...found } = await compareFirst(deps, kind, listed, ordered, depth.compared, comparison);
  const { facts, read, compared, standing } = found;
  const closest = new Set(first);
  const agreementOf = ({ itemId }: Candidate) =>
    compared.get(itemId)?.agreement ?? standing.get(itemId)?.agreement ?? null;
  const left = order.filter(({ itemId }) => !asked.has(itemId) && !standing.has(itemId));
  // Without vectors there is nothing to compare.
  while (subject.vectors !== null && left.length > 0 && asked.size < depth.most) {
    if (!couldComeFirst(left[0]!, ordered, agreementOf, depth.reach)) break;
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

/**
 * Whether a candidate would come among the first if it agreed by as much more than expected as those compared did: how
 * well agreement can be foreseen differs from catalogue to catalogue and from need to need.
 */
function couldComeFirst(
  next: Candidate,
  { order, points, expected }: Ordered,
  agreementOf: (candidate: Candidate) => number | null,
  reach: number,
): boolean {
  const known = order.flatMap((candidate) => {
    const agreement = agreementOf(candidate);
    return agreement === null ? [] : [{ candidate, agreement }];
  });
  if (known.length < SHOWN) return true;
  const best = Math.max(...known.map(({ agreement }) => agreement));
  const shares = known.map(({ candidate, agreement }) => ({ candidate, share: shareOf(agreement, best) }));
  const surprises = shares.map(({ candidate, share }) => share - expected(candidate)).sort((a, b) => a - b);
  const surprise = surprises[Math.min(surprises.length - 1, Math.floor(reach * surprises.length))]!;
  const last = shares.map(({ candidate, share }) => points(candidate, share)).sort((a, b) => b - a)[SHOWN - 1]!;
  return points(next, expected(next) + surprise) >= last;
}

/** Reads what is known of the nearest beside their texts, and compares the first of them closely, shared among owners. */
async function compareFirst(
  deps: MatchingDeps,
  kind: ItemKind,
  nearest: readonly Candidate[],
  { remembered, facts: known }: Ordered,
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
