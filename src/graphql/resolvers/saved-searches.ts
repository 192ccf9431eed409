/** Searches that people keep. */
import { validate as isUuid } from 'uuid';
import { checkId, invalidInput } from '../../items/check.js';
import {
  changeSearch,
  countNew,
  matchesOfSearch,
  newSince,
  runSearch,
  saveSearch,
} from '../../items/saved-searches.js';
import type { ItemKind } from '../../domain.js';
import { deleteSavedSearch, getSavedSearch, getSavedSearches, pageSavedSearches } from '../../store/saved-searches.js';
import { pageOf, pageSize } from '../connection.js';
import type { MutationResolvers, QueryResolvers, SavedSearchResolvers } from '../generated.js';

export const savedSearchQueries: QueryResolvers = {
  savedSearch: async (_root, { id }, { deps }) =>
    isUuid(id) ? ((await getSavedSearches(deps.db, [id]))[0] ?? null) : null,
  savedSearches: (_root, { owner, ...page }, { deps }) =>
    pageOf(page, (first, after) => pageSavedSearches(deps.db, owner ?? null, { first, after })),
};

export const savedSearchMutations: MutationResolvers = {
  createSavedSearch: (_root, { input }, { deps }) => saveSearch(deps, withFilter(input.kind, input)),
  updateSavedSearch: async (_root, { id, patch }, { deps }) => {
    const { kind } = await getSavedSearch(deps.db, checkId(id));
    return changeSearch(deps, id, withFilter(kind, patch));
  },
  deleteSavedSearch: async (_root, { id }, { deps }) => {
    await deleteSavedSearch(deps.db, checkId(id));
    return id;
  },
  runSavedSearch: (_root, { id, first, newOnly }, { deps }) =>
    runSearch(deps, id, { first: pageSize(first), newOnly: newOnly ?? false }),
};

export const SavedSearch: SavedSearchResolvers = {
  __isTypeOf: (row: object) => 'lastRunAt' in row,
  newCount: (search, _args, { deps }) => countNew(deps, search),
  matches: (search, { first, after, newOnly }, { deps }) =>
    matchesOfSearch(deps, search, { first: pageSize(first), after: after ?? null }, newOnly ? newSince(search) : null),
};

interface Filters {
  achievementFilter?: unknown;
  needFilter?: unknown;
}

/** GraphQL has no union of inputs: the filter of the kind that is searched is the filter, the other must be absent. */
function withFilter(kind: ItemKind, { achievementFilter, needFilter, ...rest }: Filters): { filter?: unknown } {
  const [own, other] = kind === 'achievement' ? [achievementFilter, needFilter] : [needFilter, achievementFilter];
  if (other != null) {
    const [field, name] = kind === 'achievement' ? ['needFilter', '成果'] : ['achievementFilter', '需求'];
    throw invalidInput([{ field, message: `这条查找找的是${name}，不能带 ${field}` }]);
  }
  return own === undefined ? rest : { ...rest, filter: own };
}
