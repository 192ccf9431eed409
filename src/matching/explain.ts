/** What a place in the ranking rests on, for the matches of one page: reads only their rows. */
import type { ItemKind } from '../domain.js';
import type { TokenPlaces } from '../embedding/types.js';
import type { FeedbackRow } from '../store/schema.js';
import { feedbackBetween, readOwned, type Owned } from '../store/subjects.js';
import { readPlaces } from '../store/token-rows.js';
import { evidencePairs, type AnsweredTokens, type EvidencePair, type ReadText } from './explain/evidence.js';
import { reasonsOf, summaryOf } from './explain/reasons.js';
import { readNames, relatedTerms, type NamedText } from './explain/related.js';
import { sharedTerms } from './explain/terms.js';
import { maturityGaps } from './facilities.js';
import { findingsOf } from './findings.js';
import { gradeOf } from './model.js';
import type { Arranged } from './diversity.js';
import type { Ranked } from './rank.js';
import type { Subject } from './subject.js';
import type { ComparedTokens } from './tokens/compare.js';
import type { Evidence, MatchFeedback, MatchingDeps, MatchResult } from './types.js';
import { lexicalText, modelText, passagesOf, queryTexts, type ItemTexts } from './views.js';

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
  { side, vectors }: Subject,
  kind: K,
  ranked: readonly Ranked[],
  known?: PageItems<K>,
): Promise<PageItems<K>> {
  const { db } = deps.store;
  const unread = ranked.filter(({ candidate }) => known?.items.has(candidate.itemId) !== true);
  if (known !== undefined && unread.length === 0) return known;
  const ids = unread.map(({ candidate }) => candidate.itemId);
  const [items, verdicts, places] = await Promise.all([
    readOwned(db, kind, ids),
    side.kind === 'text' || side.kind === kind ? [] : feedbackBetween(db, side.kind, side.item.id, ids),
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
 * @param known of its items, as far as they were read already
 */
export async function explain<K extends ItemKind>(
  deps: MatchingDeps,
  subject: Subject,
  kind: K,
  ranked: readonly (Arranged & { rank: number; cursor: string })[],
  known?: PageItems<K>,
): Promise<MatchResult[]> {
  const { side } = subject;
  const { items, verdicts, places } = await readPage(deps, subject, kind, ranked, known);
  const own =
    side.kind === 'text' ? readText('need', queryTexts(side.text)) : readText(side.kind, side.item as ItemTexts);
  const names = readNames(own.words);
  const found = ranked.map(({ candidate }) => items.get(candidate.itemId) ?? null);
  const gaps = await maturityGaps(
    deps.store.db,
    found.map((item) => pairOf(subject, kind, item)),
    deps.taxonomy,
  );
  return ranked.flatMap((place, index) => {
    const item = found[index]!;
    if (item === null) return [];
    const feedback = verdicts
      .filter((verdict) => (kind === 'need' ? verdict.needId : verdict.achievementId) === item.id)
      .map(({ id, verdict, reasons, note, score, createdAt }) => ({ id, verdict, reasons, note, score, createdAt }));
    const shown = { ...place, tokens: answered(place.tokens, places.get(item.id)) };
    return [
      { ...matchOf(subject, { ...own, names }, kind, shown, item, feedback), maturityGap: gaps.get(index) ?? null },
    ];
  });
}

function placesToRead(ranked: readonly Ranked[]): string[] {
  return ranked
    .filter(({ reading, tokens }) => (tokens === null ? reading !== null : tokens.answering === null))
    .map(({ candidate }) => candidate.itemId);
}

/** Null when nothing was compared, or the item's rows have gone since: then passages are paired by their words. */
function answered(tokens: ComparedTokens | null, places: TokenPlaces | undefined): AnsweredTokens | null {
  const answering = tokens?.answering ?? places;
  return tokens === null || answering === undefined ? null : { ...tokens, answering };
}

/** A place of the page. */
type Shown = Omit<Arranged, 'tokens'> & { rank: number; cursor: string; tokens: AnsweredTokens | null };

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

function matchOf<K extends ItemKind>(
  subject: Subject,
  own: ReadItem & { names: NamedText },
  kind: K,
  place: Shown,
  item: Owned<K>,
  feedback: MatchFeedback[],
): Omit<MatchResult, 'maturityGap'> {
  const { rank, cursor, score, contributions } = place;
  const other = readText(kind, item as ItemTexts);
  const compared = place.indicators;
  const indicators = compared === null ? [] : findingsOf(compared.verdicts, compared.wanted, compared.offered);
  const shared = sharedTerms(own.words, other.words, subject.words);
  const related = relatedTerms(own.names, other.words, !otherAsks(subject, kind));
  const evidence = evidenceOf(subject, own, kind, other, place);
  const grade = gradeOf(score, subject.ranking);
  const sides = sidesOf(subject, kind, item);
  const missing = sides.achievement === null || sides.need === null ? [] : missingOf(sides.achievement);
  const shown = { contributions, sharedTerms: shared, relatedTerms: related, evidence, indicators, feedback };
  const grounds = { ...shown, missing };
  return {
    cursor,
    rank,
    score,
    grade,
    ...sides,
    variantOf: place.variantOf,
    variants: place.variants,
    summary: summaryOf(grade, grounds),
    reasons: reasonsOf(grounds),
    ...shown,
    highlights: [],
  };
}

/** Evidence names its sides need and achievement; a text or a like that was searched with takes the side that is free. */
function evidenceOf(subject: Subject, own: ReadText, kind: ItemKind, other: ReadText, place: Shown): Evidence[] {
  const reversed = otherAsks(subject, kind);
  const [asked, found] = reversed ? [other, own] : [own, other];
  const askedIsNeed = reversed || kind === 'achievement' || subject.side.kind === 'need';
  return evidencePairs(asked, found, place.tokens, subject.words).map((pair: EvidencePair) =>
    askedIsNeed
      ? { need: pair.asked, achievement: pair.found, strength: pair.strength }
      : { need: pair.found, achievement: pair.asked, strength: pair.strength },
  );
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
