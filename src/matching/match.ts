/** The searches: ranked, explained pages. One path serves the API, background matching and the evaluation. */
import type { ItemKind } from '../domain.js';
import { AppError } from '../errors.js';
import { widenModes, type AchievementFilter, type ItemFilter, type NeedFilter } from '../store/filters.js';
import { cursorOf, rankOf } from './cursor.js';
import { explain } from './explain.js';
import { rankCandidates } from './rank.js';
import { readSubject, subjectOfText, type Subject } from './subject.js';
import type { MatchingDeps, MatchPage, PageRequest } from './types.js';

const LARGEST_PAGE = 100;
const LONGEST_TEXT = 20_000;

/**
 * Achievements that may solve a need, best first.
 * @throws AppError NOT_FOUND, INVALID_ARGUMENT (as all searches: page size, cursor)
 */
export async function matchNeed(
  deps: MatchingDeps,
  needId: string,
  request: PageRequest<AchievementFilter>,
): Promise<MatchPage> {
  return page(deps, await readSubject(deps, 'need', needId, 'achievement'), 'achievement', request);
}

/** Needs that an achievement may solve, best first. */
export async function matchAchievement(
  deps: MatchingDeps,
  achievementId: string,
  request: PageRequest<NeedFilter>,
): Promise<MatchPage> {
  return page(deps, await readSubject(deps, 'achievement', achievementId, 'need'), 'need', request);
}

/** Free text against achievements. */
export async function searchAchievements(
  deps: MatchingDeps,
  text: string,
  request: PageRequest<AchievementFilter>,
): Promise<MatchPage> {
  return page(deps, await subjectOfText(deps, checked(text), 'achievement'), 'achievement', request);
}

/** Free text against needs. */
export async function searchNeeds(
  deps: MatchingDeps,
  text: string,
  request: PageRequest<NeedFilter>,
): Promise<MatchPage> {
  return page(deps, await subjectOfText(deps, checked(text), 'need'), 'need', request);
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

async function page<K extends ItemKind>(
  deps: MatchingDeps,
  subject: Subject,
  kind: K,
  { first, after, filter }: PageRequest<ItemFilter<K>>,
): Promise<MatchPage> {
  if (!Number.isInteger(first) || first < 1 || first > LARGEST_PAGE)
    throw new AppError('INVALID_ARGUMENT', `first 应为 1 到 ${LARGEST_PAGE} 的整数，收到 ${first}。`);
  const skipped = after === null || after === undefined ? 0 : rankOf(after);
  const ranked = await rankCandidates(deps, subject, kind, widened(deps, filter ?? {}));
  const places = ranked
    .slice(skipped, skipped + first)
    .map((place, i) => ({ ...place, rank: skipped + i + 1, cursor: cursorOf(skipped + i + 1) }));
  return {
    results: await explain(deps, subject, kind, places),
    hasNextPage: ranked.length > skipped + first,
    hasPreviousPage: skipped > 0,
    matching: subject.vectors === null ? 'LEXICAL_ONLY' : 'HYBRID',
    rankingModel: subject.ranking.id,
    embeddingModel: subject.vectors?.modelId ?? null,
  };
}

function widened<F extends ItemFilter>({ taxonomy }: MatchingDeps, filter: F): F {
  const modes = filter.cooperationModes;
  return modes === null || modes === undefined
    ? filter
    : { ...filter, cooperationModes: widenModes(modes, taxonomy.cooperationModes) };
}

function checked(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new AppError('INVALID_ARGUMENT', '请输入要查找的内容。');
  if (trimmed.length > LONGEST_TEXT)
    throw new AppError('INVALID_ARGUMENT', `查找内容最多 ${LONGEST_TEXT} 字，收到 ${trimmed.length} 字。`);
  return trimmed;
}
