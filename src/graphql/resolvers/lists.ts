import { validate as isUuid } from 'uuid';
import { pageLists } from '../../store/lists.js';
import { pageOrganizations } from '../../store/organizations.js';
import { pageOf } from '../connection.js';
import type { ListEditionResolvers, ListResolvers, OrganizationResolvers, QueryResolvers } from '../generated.js';
import { parkWithCode } from './taxonomy.js';

export const listQueries: QueryResolvers = {
  list: (_root, { id }, { loaders }) => (isUuid(id) ? loaders.list.load(id) : null),
  lists: (_root, { kind, ...page }, { deps }) =>
    pageOf(page, (first, after) => pageLists(deps.db, kind ?? null, { first, after })),
  organization: (_root, { id }, { loaders }) => (isUuid(id) ? loaders.organization.load(id) : null),
  organizations: (_root, { kind, name, ...page }, { deps }) =>
    pageOf(page, (first, after) =>
      pageOrganizations(deps.db, { kind: kind ?? null, namePrefix: name ?? null }, { first, after }),
    ),
};

export const Organization: OrganizationResolvers = {
  __isTypeOf: (row: object) => 'nameKey' in row && 'creditCode' in row,
  park: ({ parkCode }, _args, { deps }) => parkWithCode(deps.taxonomy, parkCode),
};

export const List: ListResolvers = {
  __isTypeOf: (row: object) => 'organizationId' in row && 'name' in row && !('nameKey' in row),
  organization: ({ organizationId }, _args, { loaders }) =>
    organizationId === null ? null : loaders.organization.load(organizationId),
  editions: ({ id }, _args, { loaders }) => loaders.editions.load(id),
};

export const ListEdition: ListEditionResolvers = { __isTypeOf: (row: object) => 'fileHash' in row };
