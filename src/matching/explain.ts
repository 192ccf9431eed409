/** What a place in the ranking rests on, for the matches of one page: reads only their rows. */
import type { ItemKind, PairGrounds, RelatedTerm } from '../domain.js';
import type { TokenPlaces } from '../embedding/types.js';
import { textMarkOf } from '../store/kept-rankings.js';
import type { FeedbackRow } from '../store/schema.js';
import { feedbackBetween, readOwned, type Owned } from '../store/subjects.js';
import { readPlaces } from '../store/token-rows.js';
import { evidencePairs, type AnsweredTokens, type ReadText } from './explain/evidence.js';
import { reasonsOf, summaryOf } from './explain/reasons.js';
import { tellingPairs } from './explain/relation.js';
import { readNames, relatedTerms } from './explain/related.js';
import { asWritten, commonRuns, sharedTerms, termSegments } from './explain/terms.js';
import { maturityGaps } from './facilities.js';
import { indicators } from './features/indicators.js';
import { compareWith, findingsOf, statementsOf } from './findings.js';
import { gradeOf, trustIn } from './model.js';
import type { Arranged } from './diversity.js';
import { compareShown, type Ranked } from './rank.js';
import type { Subject } from './subject.js';
import type { ComparedTokens } from './tokens/compare.js';
import type { Evidence, IndicatorFinding, MatchFeedback, MatchingDeps, MatchResult } from './types.js';
import { lexicalText, modelText, passagesOf, queryTexts, spanAt, type ItemTexts } from './views.js';

/** What a page shows of its items, beside their places in the ranking. */
export interface PageItems<K extends ItemKind = ItemKind> {
  items: ReadonlyMap<string, Owned<K>>;
  verdicts: readonly FeedbackRow[];
  places: ReadonlyMap<string, TokenPlaces>;
}

/**
 * @param known read already: only the others are read
 * @returns of those that still exist
 */
export async function readPage<K extends ItemKind>(
  deps: MatchingDeps,
  { side, vectors, judged }: Subject,
  kind: K,
  ranked: readonly Ranked[],
  known?: PageItems<K>,
): Promise<PageItems<K>> {
  const { db } = deps.store;
  const unread = ranked.filter(({ candidate }) => known?.items.has(candidate.itemId) !== true);
  if (known !== undefined && unread.length === 0) return known;
  const ids = unread.map(({ candidate }) => candidate.itemId);
  const unjudged = side.kind === 'need' && judged.length === 0;
  const [items, verdicts, places] = await Promise.all([
    readOwned(db, kind, ids),
    side.kind === 'text' || side.kind === kind || unjudged ? [] : feedbackBetween(db, side.kind, side.item.id, ids),
    readPlaces(db, kind, placesToRead(unread), vectors?.modelId ?? ''),
  ]);
  if (known === undefined) return { items, verdicts, places };
  return {
    items: new Map([...known.items, ...items]),
    verdicts: [...known.verdicts, ...verdicts],
    places: new Map([...known.places, ...places]),
  };
}

/**
 * @param ranked the page's part of the ranking; an item deleted since is left out
 * @param compared of those that were ranked by the figures of an earlier search, see `compareShown`
 * @param known of its items, as far as they were read already
 * @returns also the grounds that were made, by item, as far as they are to keep
 */
export async function explain<K extends ItemKind>(
  deps: MatchingDeps,
  subject: Subject,
  kind: K,
  ranked: readonly (Arranged & { rank: number; cursor: string })[],
  compared: ReadonlyMap<string, ComparedTokens>,
  known?: PageItems<K>,
): Promise<{ results: MatchResult[]; grounds: Map<string, PairGrounds> }> {
  const { items, verdicts, places } = await readPage(deps, subject, kind, ranked, known);
  const found = ranked.map(({ candidate }) => items.get(candidate.itemId) ?? null);
  const gaps = await maturityGaps(
    deps.store.db,
    found.map((item) => pairOf(subject, kind, item)),
    deps.taxonomy,
  );
  const groundsOf = readGrounds(subject, kind);
  const made = new Map<string, PairGrounds>();
  const results = ranked.flatMap((place, index) => {
    const item = found[index]!;
    if (item === null) return [];
    const feedback = verdicts
      .filter((verdict) => (kind === 'need' ? verdict.needId : verdict.achievementId) === item.id)
      .map(({ id, verdict, reasons, note, score, createdAt }) => ({ id, verdict, reasons, note, score, createdAt }));
    const tokens = answered(place.tokens ?? compared.get(item.id), places.get(item.id), item);
    const kept = isOfText(place, item) ? place.grounds : null;
    const grounds = kept ?? groundsOf(place, item, tokens);
    if (kept === null && areToKeep(place, item, tokens)) made.set(item.id, grounds);
    return [{ ...matchOf(subject, kind, place, item, { grounds, feedback }), maturityGap: gaps.get(index) ?? null }];
  });
  return { results, grounds: made };
}

/** Without compared tokens, grounds rest on how rare words are today. */
function areToKeep(place: Ranked, item: Owned, tokens: AnsweredTokens | null): tokens is AnsweredTokens {
  return isOfText(place, item) && tokens !== null;
}

/** The grounds of a need's first matches, for its next searches, by achievement. */
export async function groundsToKeep(
  deps: MatchingDeps,
  subject: Subject,
  ranked: readonly Ranked[],
): Promise<Map<string, PairGrounds>> {
  const [{ items, places }, compared] = await Promise.all([
    readPage(deps, subject, 'achievement', ranked),
    compareShown(deps, subject, 'achievement', ranked),
  ]);
  const groundsOf = readGrounds(subject, 'achievement');
  return new Map(
    ranked.flatMap((place) => {
      const { itemId } = place.candidate;
      const item = items.get(itemId);
      if (item === undefined) return [];
      if (place.grounds !== null && isOfText(place, item)) return [[itemId, place.grounds] as const];
      const tokens = answered(place.tokens ?? compared.get(itemId), places.get(itemId), item);
      return areToKeep(place, item, tokens) ? [[itemId, groundsOf(place, item, tokens)] as const] : [];
    }),
  );
}

/** Whether the item's text is still the one that was read. */
function isOfText({ reading }: Ranked, { textHash }: Owned): boolean {
  return reading?.textMark === textMarkOf(textHash);
}

function placesToRead(ranked: readonly Ranked[]): string[] {
  return ranked
    .filter(({ reading, grounds, tokens }) =>
      tokens === null ? reading !== null && grounds === null : tokens.answering === null,
    )
    .map(({ candidate }) => candidate.itemId);
}

/**
 * Null when nothing was compared, or the item's rows have gone since or are of another text than is shown: then passages
 * are paired by their words.
 */
function answered(
  tokens: ComparedTokens | undefined,
  places: TokenPlaces | undefined,
  { textHash }: Owned,
): AnsweredTokens | null {
  const answering = tokens?.answering ?? places;
  return tokens?.textHash !== textHash || answering === undefined ? null : { ...tokens, answering };
}

/** @returns gives the grounds of a match from its texts; the subject's own is read once, when the first is asked for */
function readGrounds<K extends ItemKind>(
  subject: Subject,
  kind: K,
): (place: Ranked, item: Owned<K>, tokens: AnsweredTokens | null) => PairGrounds {
  const read = () => {
    const { side } = subject;
    const text = readText(ownKind(subject), ownTexts(subject));
    const statements =
      side.kind === 'text' || side.kind === kind ? null : statementsOf(ownKind(subject), ownTexts(subject));
    return { ...text, names: readNames(text.words), segments: termSegments(text.words), statements };
  };
  let own: ReturnType<typeof read> | undefined;
  return (place, item, tokens) => {
    own ??= read();
    const other = readText(kind, item as ItemTexts);
    const reversed = otherAsks(subject, kind);
    const [asked, found] = reversed ? [other, own] : [own, other];
    const askedIsNeed = reversed || ownIsNeed(subject, kind);
    const evidence = evidencePairs(asked, found, tokens, subject.words).map((pair) => ({
      need: askedIsNeed ? pair.asked : pair.found,
      achievement: askedIsNeed ? pair.found : pair.asked,
      strength: pair.strength,
    }));
    const compared =
      place.indicators ??
      (place.reading === null || own.statements === null
        ? null
        : compareWith(own.statements, kind, item as ItemTexts<K>));
    return {
      evidence,
      indicators: compared === null ? [] : findingsOf(compared),
      relatedTerms: relatedTerms(own.names, other.words, !reversed),
      commonRuns: commonRuns(own.segments, termSegments(other.words)),
    };
  };
}

interface ReadItem extends ReadText {
  words: string;
}

function readText(kind: ItemKind, item: ItemTexts): ReadItem {
  return {
    passages: passagesOf(kind, item as never),
    model: modelText(kind, item as never),
    words: lexicalText(kind, item as never),
  };
}

function ownKind({ side }: Subject): ItemKind {
  return side.kind === 'text' ? 'need' : side.kind;
}

function ownTexts({ side }: Subject): ItemTexts {
  return side.kind === 'text' ? queryTexts(side.text) : (side.item as ItemTexts);
}

function matchOf<K extends ItemKind>(
  subject: Subject,
  kind: K,
  place: Arranged & { rank: number; cursor: string },
  item: Owned<K>,
  { grounds, feedback }: { grounds: PairGrounds; feedback: MatchFeedback[] },
): Omit<MatchResult, 'maturityGap'> {
  const { rank, cursor, score } = place;
  // A kept reading has figures alone.
  const { detail } = indicators(grounds.indicators.map(({ outcome }) => outcome));
  const grade = gradeOf(score, subject.ranking);
  const sides = sidesOf(subject, kind, item);
  const words = lexicalText(kind, item as never);
  const trust = trustIn({ asked: subject.askedTokens, bare: place.candidate.bare });
  const missing = sides.achievement === null || sides.need === null ? [] : missingOf(sides.achievement);
  const { contributions } = place;
  const evidence = tellingPairs(grounds.evidence, { contributions, trust });
  const shown = {
    contributions: contributions.map((one) => ({
      feature: one.feature,
      label: one.label,
      value: one.value,
      detail: one.feature === 'indicators' ? detail : one.detail,
      points: one.points,
    })),
    sharedTerms: sharedTerms(grounds.commonRuns, subject.words).map(({ term, weight }) => ({
      term: asWritten(term, words),
      weight,
    })),
    ...withTexts({ ...grounds, evidence }, subject, kind, item as ItemTexts),
    feedback,
  };
  const given = { ...shown, contributions, trust, missing };
  return {
    cursor,
    rank,
    score,
    grade,
    ...sides,
    variantOf: place.variantOf,
    variants: place.variants,
    summary: summaryOf(grade, given),
    reasons: reasonsOf(given),
    ...shown,
    highlights: [],
  };
}

function withTexts(
  { evidence, indicators: findings, relatedTerms: related }: PairGrounds,
  subject: Subject,
  kind: ItemKind,
  item: ItemTexts,
): { evidence: Evidence[]; indicators: IndicatorFinding[]; relatedTerms: RelatedTerm[] } {
  const own = ownTexts(subject);
  const [need, achievement] = ownIsNeed(subject, kind) ? [own, item] : [item, own];
  return {
    evidence: evidence.map((pair) => ({
      need: spanAt(need, pair.need),
      achievement: spanAt(achievement, pair.achievement),
      strength: pair.strength,
    })),
    indicators: findings.map(({ outcome, wanted, offered }) => ({
      outcome,
      wanted: spanAt(need, wanted),
      offered: offered && spanAt(achievement, offered),
    })),
    relatedTerms: related,
  };
}

/** Evidence names its sides need and achievement; a text or a like that was searched with takes the side that is free. */
function ownIsNeed({ side }: Subject, kind: ItemKind): boolean {
  return kind === 'achievement' || side.kind === 'need';
}

/** The need asks, whichever side was searched with. */
function otherAsks({ side }: Subject, kind: ItemKind): boolean {
  return kind === 'need' && side.kind === 'achievement';
}

/** In a search for likes only the one that was found is shown. */
function sidesOf<K extends ItemKind>(
  { side }: Subject,
  kind: K,
  item: Owned<K>,
): Pick<MatchResult, 'need' | 'achievement'> {
  const found = { need: null, achievement: null, [kind]: item } as Pick<MatchResult, 'need' | 'achievement'>;
  if (side.kind === 'text' || side.kind === kind) return found;
  return side.kind === 'need' ? { ...found, need: side.item } : { ...found, achievement: side.item };
}

/** Both sides of a match; null in a search with free text or for likes. */
function pairOf<K extends ItemKind>(subject: Subject, kind: K, item: Owned<K> | null) {
  if (item === null) return null;
  const { need, achievement } = sidesOf(subject, kind, item);
  return need === null || achievement === null ? null : { need, achievement };
}

function missingOf(achievement: Owned<'achievement'>): string[] {
  return [
    achievement.summary === null && achievement.innovation === null ? '简介' : null,
    achievement.trlMin === null ? '技术成熟度' : null,
    achievement.cooperationModes.length === 0 ? '合作方式' : null,
    achievement.priceKind === null ? '价格' : null,
  ].filter((label) => label !== null);
}
