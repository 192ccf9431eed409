/** 概念验证中心 and 中试平台. */
import { validate as isUuid } from 'uuid';
import { checkFacilityFilter } from '../../items/filter.js';
import { getFacilities, pageFacilities } from '../../store/facilities.js';
import { pageOf } from '../connection.js';
import type { FacilityResolvers, QueryResolvers } from '../generated.js';
import { industriesWithCodes, parkWithCode } from './taxonomy.js';

export const facilityQueries: QueryResolvers = {
  facility: async (_root, { id }, { deps }) => (isUuid(id) ? ((await getFacilities(deps.db, [id]))[0] ?? null) : null),
  facilities: (_root, { filter, ...page }, { deps }) => {
    const checked = checkFacilityFilter(filter, deps.taxonomy);
    return pageOf(page, (first, after) => pageFacilities(deps.db, checked, { first, after }));
  },
};

export const Facility: FacilityResolvers = {
  __isTypeOf: (row: object) => 'trlFrom' in row,
  organization: ({ organizationId }, _args, { loaders }) =>
    organizationId === null ? null : loaders.organization.load(organizationId),
  parkText: ({ park }) => park,
  park: ({ parkCode }, _args, { deps }) => parkWithCode(deps.taxonomy, parkCode),
  industries: ({ industries }, _args, { deps }) => industriesWithCodes(deps.taxonomy, industries),
  maturity: ({ trlFrom, trlTo }) => (trlFrom === null || trlTo === null ? null : { min: trlFrom, max: trlTo }),
  extra: ({ extra }) => Object.entries(extra).map(([header, text]) => ({ header, text })),
};
