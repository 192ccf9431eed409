import { validate as isUuid } from 'uuid';
import { getDuplicates } from '../../store/duplicates.js';
import { getFacilities } from '../../store/facilities.js';
import { getFeedback } from '../../store/feedback.js';
import { getEditions } from '../../store/lists.js';
import { getSavedSearches } from '../../store/saved-searches.js';
import { getTasks } from '../../store/tasks.js';
import type { QueryResolvers } from '../generated.js';

export const nodeQueries: QueryResolvers = {
  /**
   * Ids are UUIDv7 of one kind only, whatever the table: each is asked, those that people look up most first.
   * Confidential items and drafts are shown to who has their id, until there are logins.
   */
  node: async (_root, { id }, { deps, loaders }) => {
    if (!isUuid(id)) return null;
    return (
      (await loaders.achievement.load(id)) ??
      (await loaders.need.load(id)) ??
      (await loaders.organization.load(id)) ??
      (await loaders.list.load(id)) ??
      (await getTasks(deps.db, [id]))[0] ??
      (await getEditions(deps.db, [id]))[0] ??
      (await getFeedback(deps.db, [id]))[0] ??
      (await getFacilities(deps.db, [id]))[0] ??
      (await getDuplicates(deps.db, [id]))[0] ??
      (await getSavedSearches(deps.db, [id]))[0] ??
      null
    );
  },
};
