/** Searches that people keep, whichever door they come through. */
import { z } from 'zod';
import { ITEM_KINDS, type ItemKind } from '../domain.js';
import { cleanText, singleLine } from '../intake/normalise/text.js';
import { searchAchievements, searchNeeds } from '../matching/match.js';
import { LONGEST_TEXT, readText } from '../matching/search/reading.js';
import { termId, wordCounts } from '../matching/lexicon.js';
import type { MatchingDeps, MatchPage } from '../matching/types.js';
import type { ItemFilter } from '../store/filters.js';
import type { Database } from '../store/open.js';
import { addSavedSearch, changeSavedSearch, countHolding, getSavedSearch, noteRun } from '../store/saved-searches.js';
import type { SavedSearchRow } from '../store/schema.js';
import type { Taxonomy } from '../taxonomy.js';
import { checkId, checkInput, invalidInput } from './check.js';
import { checkFilter } from './filter.js';

const line = (most: number) =>
  z
    .string('应为文本')
    .transform(singleLine)
    .pipe(
      z
        .string()
        .min(1, { error: '不能为空' })
        .max(most, { error: `最多 ${most} 个字` }),
    );
const text = z
  .string('应为文本')
  .transform(cleanText)
  .pipe(
    z
      .string()
      .min(1, { error: '不能为空' })
      .max(LONGEST_TEXT, { error: `最多 ${LONGEST_TEXT} 个字` }),
  );
const filter = z.record(z.string(), z.unknown(), { error: '应为对象' }).nullish();

export const savedSearchInput = z.strictObject({
  owner: line(100).describe('归属人：自由填写的标签，只用来分开列出，不是权限控制。'),
  name: line(100).describe('同一归属人名下不能重复。'),
  kind: z.enum(ITEM_KINDS, { error: '应为 achievement 或 need' }).describe('找成果还是找需求。'),
  text,
  filter: filter.describe('筛选条件，字段同列表接口的查询参数。'),
});
export const savedSearchPatch = z.strictObject({
  name: line(100).optional(),
  text: text.optional(),
  filter: filter.describe('给出则整个替换，null 清空。'),
});

interface WriteDeps {
  db: Database;
  taxonomy: Taxonomy;
}

/** @throws AppError INVALID_ARGUMENT; CONFLICT when the owner has one of that name */
export async function saveSearch({ db, taxonomy }: WriteDeps, sent: unknown): Promise<SavedSearchRow> {
  const { filter: given, ...search } = checkInput(savedSearchInput, sent);
  return addSavedSearch(db, { ...search, filter: keptFilter(search.kind, given, taxonomy) });
}

/** @throws AppError INVALID_ARGUMENT, NOT_FOUND, CONFLICT */
export async function changeSearch({ db, taxonomy }: WriteDeps, id: string, sent: unknown): Promise<SavedSearchRow> {
  const { filter: given, name, text: words } = checkInput(savedSearchPatch, sent);
  const { kind } = await getSavedSearch(db, checkId(id));
  return changeSavedSearch(db, id, {
    ...(name === undefined ? {} : { name }),
    ...(words === undefined ? {} : { text: words }),
    ...(given === undefined ? {} : { filter: keptFilter(kind, given, taxonomy) }),
  });
}

/** What was sent, once it is known to be a filter: codes are widened when it runs. */
function keptFilter(
  kind: ItemKind,
  sent: Record<string, unknown> | null | undefined,
  taxonomy: Taxonomy,
): Record<string, unknown> {
  const given = Object.fromEntries(Object.entries(sent ?? {}).filter(([, value]) => value != null));
  if ('createdSince' in given)
    throw invalidInput([{ field: 'createdSince', message: '已存的查找自己记录上次运行的时间，不能带 createdSince' }]);
  checkFilter(kind, given, taxonomy);
  return given;
}

/** What is new to a saved search entered at this instant or later. */
export function newSince({ lastRunAt, createdAt }: SavedSearchRow): Date {
  return lastRunAt ?? createdAt;
}

/**
 * Items that entered since, pass the filter and the terms in quotes, and hold at least one of the text's words that name
 * something: words rank and leave nothing out, but what shares none is no news.
 */
export async function countNew(deps: MatchingDeps, search: SavedSearchRow, since = newSince(search)): Promise<number> {
  const { kind } = search;
  const { holding, notHolding, marks } = await readText(deps, kind, search.text, true);
  const filter = { ...filterOf(deps, search), createdSince: since, holding, notHolding } as ItemFilter;
  const words = new Set(marks.flatMap((mark) => [...wordCounts(mark).keys()]));
  return countHolding(deps.store.db, kind, filter, [...words].map(termId));
}

/** @param since null: all items, else those that entered then or later */
export async function matchesOfSearch(
  deps: MatchingDeps,
  search: SavedSearchRow,
  page: { first: number; after?: string | null },
  since: Date | null,
): Promise<MatchPage> {
  const request = {
    ...page,
    filter: { ...filterOf(deps, search), ...(since === null ? {} : { createdSince: since }) },
  };
  return search.kind === 'achievement'
    ? searchAchievements(deps, search.text, request)
    : searchNeeds(deps, search.text, request);
}

export interface SearchRun {
  savedSearch: SavedSearchRow;
  /** The run before, or when it was saved. */
  since: Date;
  newCount: number;
  matches: MatchPage;
}

/**
 * @param newOnly lists what entered since the last run alone
 * @throws AppError NOT_FOUND
 */
export async function runSearch(
  deps: MatchingDeps,
  id: string,
  { first, newOnly }: { first: number; newOnly: boolean },
): Promise<SearchRun> {
  const { before, after } = await noteRun(deps.store.db, checkId(id));
  const since = newSince(before);
  return {
    savedSearch: after,
    since,
    newCount: await countNew(deps, before, since),
    matches: await matchesOfSearch(deps, before, { first }, newOnly ? since : null),
  };
}

function filterOf({ taxonomy }: MatchingDeps, { kind, filter: kept }: SavedSearchRow): ItemFilter {
  return checkFilter(kind, kept, taxonomy);
}
