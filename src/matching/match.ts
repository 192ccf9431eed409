/** The searches: ranked, explained pages. One path serves the API, background matching and the evaluation. */
import type { ItemKind } from '../domain.js';
import { AppError } from '../errors.js';
import { foldLiteral } from '../fold.js';
import type { Owned } from '../store/subjects.js';
import type { Taxonomy } from '../taxonomy.js';
import { isWhole, type AchievementFilter, type ItemFilter, type NeedFilter } from '../store/filters.js';
import type { StoredRanking } from '../store/kept-rankings.js';
import { answerOf, type Answer } from './answer.js';
import { completenessOf, factsOfNeed, factsOfText } from './completeness/index.js';
import { cursorOf, rankOf } from './cursor.js';
import { arrange } from './diversity.js';
import { explain, readPage } from './explain.js';
import { compareShown, depthFor, rankingToKeep } from './rank.js';
import { searchKey } from './recent-searches.js';
import { rank, rankingModelOf } from './rerank.js';
import { highlightsOf } from './search/highlights.js';
import { readText, textAsTyped } from './search/reading.js';
import { embedText, readSubject, subjectOfText, type Subject } from './subject.js';
import type { MatchingDeps, MatchPage, PageRequest, SearchScope, TextRequest } from './types.js';
import type { ItemTexts } from './views.js';

const LARGEST_PAGE = 100;

/**
 * Achievements that may solve a need, best first.
 * @param need its id, or itself where it was read already
 * @throws AppError NOT_FOUND, INVALID_ARGUMENT (as all searches: page size, cursor)
 */
export async function matchNeed(
  deps: MatchingDeps,
  need: string | Owned<'need'>,
  request: PageRequest<AchievementFilter>,
): Promise<MatchPage> {
  return page(deps, await readSubject(deps, 'need', need, 'achievement'), 'achievement', request);
}

/** Needs that an achievement may solve, best first. */
export async function matchAchievement(
  deps: MatchingDeps,
  achievementId: string,
  request: PageRequest<NeedFilter>,
): Promise<MatchPage> {
  return page(deps, await readSubject(deps, 'achievement', achievementId, 'need'), 'need', request);
}

/** Free text against achievements. @throws AppError INVALID_ARGUMENT, as all searches and `readText` */
export async function searchAchievements(
  deps: MatchingDeps,
  text: string,
  request: TextRequest<AchievementFilter>,
): Promise<MatchPage> {
  return search(deps, text, 'achievement', request);
}

/** Free text against needs. */
export async function searchNeeds(
  deps: MatchingDeps,
  text: string,
  request: TextRequest<NeedFilter>,
): Promise<MatchPage> {
  return search(deps, text, 'need', request);
}

/** Achievements like this one. */
export async function similarAchievements(
  deps: MatchingDeps,
  id: string,
  request: PageRequest<AchievementFilter>,
): Promise<MatchPage> {
  return page(deps, await readSubject(deps, 'achievement', id, 'achievement'), 'achievement', request);
}

/** Needs like this one. */
export async function similarNeeds(
  deps: MatchingDeps,
  id: string,
  request: PageRequest<NeedFilter>,
): Promise<MatchPage> {
  return page(deps, await readSubject(deps, 'need', id, 'need'), 'need', request);
}

async function search<K extends ItemKind>(
  deps: MatchingDeps,
  text: string,
  kind: K,
  { correct = true, ...request }: TextRequest<ItemFilter<K>>,
): Promise<MatchPage> {
  // Most texts have no slip: embedded while it is looked for. A failure is whose who awaits it.
  const typed = textAsTyped(text);
  const embedding = embedText(deps, typed);
  embedding.catch(() => {});
  const { reading, holding, notHolding, marks } = await readText(deps, kind, text, correct);
  const filter = { ...request.filter, holding, notHolding } as ItemFilter<K>;
  const embedded = reading.text === typed ? embedding : undefined;
  const subject = await subjectOfText(deps, reading.text, kind, reading.synonyms, embedded);
  const found = await page(deps, subject, kind, { ...request, filter });
  const results = found.results.map((match) => {
    const item = (match.achievement ?? match.need) as unknown as ItemTexts<K>;
    const terms = [...marks, ...match.sharedTerms.map(({ term }) => foldLiteral(term).text)];
    return { ...match, highlights: highlightsOf(kind, item, terms) };
  });
  return { ...found, results, reading, scope: { kind, filter } as SearchScope };
}

async function page<K extends ItemKind>(
  deps: MatchingDeps,
  subject: Subject,
  kind: K,
  { first, after, filter, diversify }: PageRequest<ItemFilter<K>>,
): Promise<MatchPage> {
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE)
    throw new AppError('INVALID_ARGUMENT', `first 应为 1 到 ${LARGEST_PAGE} 的整数，收到 ${first}。`);
  const skipped = after === null || after === undefined ? 0 : rankOf(after);
  const depth = depthFor(skipped + first);
  const given = (filter ?? {}) as ItemFilter<K>;
  const key = searchKey(subject, kind, given, rankingModelOf(subject.ranking, deps.reranker));
  const earlier = key === null ? null : earlierOf(deps, subject, given, key, skipped > 0);
  const { rankingModel, reranking, ...found } = await rank(deps, subject, kind, given, depth, earlier);
  const made = rankingToKeep(found, subject);
  if (key !== null && made !== null) deps.recent.keepRanking(key, made);
  const onPage = <T>(places: readonly T[]) => places.slice(skipped, skipped + first);
  const [ranked, read, compared] = await Promise.all([
    arrange(deps, kind, found.ranked, diversify ?? 'VARIANTS', subject.vectors?.modelId ?? null),
    // Few change their page when variants move.
    readPage(deps, subject, kind, onPage(found.ranked)),
    compareShown(deps, subject, kind, onPage(found.ranked)),
  ]);
  const moved = onPage(ranked).filter(({ candidate }) => !compared.has(candidate.itemId));
  for (const [id, one] of await compareShown(deps, subject, kind, moved)) compared.set(id, one);
  const places = onPage(ranked).map((place, i) => ({
    ...place,
    rank: skipped + i + 1,
    cursor: cursorOf(skipped + i + 1),
  }));
  const { results, grounds } = await explain(deps, subject, kind, places, compared, read);
  if (key !== null) deps.recent.keepGrounds(key, grounds);
  const matching = subject.vectors === null ? 'LEXICAL_ONLY' : 'HYBRID';
  return {
    results,
    hasNextPage: ranked.length > skipped + first,
    hasPreviousPage: skipped > 0,
    matching,
    rankingModel,
    ...(reranking === null ? {} : { reranking }),
    embeddingModel: subject.vectors?.modelId ?? null,
    answer: skipped > 0 ? null : answerTo(subject, kind, { results, matching }, deps.taxonomy),
    reading: null,
    scope: null,
  };
}

/**
 * The ranking that a page goes on from. Whatever makes an item findable indexes it anew, but not whatever makes it pass a
 * filter: there only further pages go on, so that they are of the search whose first page was seen.
 * @param further whether it is such a page
 */
function earlierOf<K extends ItemKind>(
  { recent }: MatchingDeps,
  { kept }: Subject,
  filter: ItemFilter<K>,
  key: string,
  further: boolean,
): StoredRanking | null {
  if (isWhole(filter)) return kept ?? recent.ranking(key);
  return further ? recent.ranking(key) : null;
}

/** Likes of an item answer no question. */
function answerTo(
  { side, ranking }: Subject,
  kind: ItemKind,
  page: Pick<MatchPage, 'results' | 'matching'>,
  taxonomy: Taxonomy,
): Answer | null {
  if (side.kind === kind) return null;
  if (side.kind === 'achievement' || kind === 'need') return answerOf(page, null, ranking);
  const facts = side.kind === 'need' ? factsOfNeed(side.item, taxonomy) : factsOfText(side.text);
  return answerOf(page, () => completenessOf(facts, taxonomy), ranking);
}
