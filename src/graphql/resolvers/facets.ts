/** Counts of what a list or a search may be narrowed by, made when they are asked for. */
import { countFacets } from '../../items/facets.js';
import type { AchievementConnectionResolvers, FacetsResolvers, NeedConnectionResolvers } from '../generated.js';
import { pageSize } from '../connection.js';

export const AchievementConnection: AchievementConnectionResolvers = {
  facets: ({ filter }, _args, { deps }) => countFacets(deps, 'achievement', filter),
};

export const NeedConnection: NeedConnectionResolvers = {
  facets: ({ filter }, _args, { deps }) => countFacets(deps, 'need', filter),
};

export const Facets: FacetsResolvers = {
  organizations: ({ organizations }, { first }) => organizations.slice(0, pageSize(first)),
};
