import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { projectPath } from '../paths.js';
import { ENUM_RESOLVERS } from './enums.js';
import type { Resolvers } from './generated.js';
import { DuplicateCandidate, duplicateQueries } from './resolvers/duplicates.js';
import { Facility, facilityQueries } from './resolvers/facilities.js';
import { AchievementConnection, Facets, NeedConnection } from './resolvers/facets.js';
import { Achievement, itemQueries, Need } from './resolvers/items.js';
import { List, ListEdition, listQueries, Organization } from './resolvers/lists.js';
import {
  Feedback,
  Match,
  MatchConnection,
  matchQueries,
  StoredMatch,
  StoredMatchConnection,
} from './resolvers/matches.js';
import { Mutation } from './resolvers/mutations.js';
import { SavedSearch, savedSearchMutations, savedSearchQueries } from './resolvers/saved-searches.js';
import { nodeQueries } from './resolvers/node.js';
import { Industry, Park, taxonomyQueries } from './resolvers/taxonomy.js';
import { RankingModel, Task, workQueries } from './resolvers/work.js';
import { CalendarDate, DateTime } from './scalars.js';

const resolvers: Resolvers = {
  Query: {
    ...nodeQueries,
    ...itemQueries,
    ...listQueries,
    ...matchQueries,
    ...duplicateQueries,
    ...facilityQueries,
    ...taxonomyQueries,
    ...workQueries,
    ...savedSearchQueries,
  },
  Mutation: { ...Mutation, ...savedSearchMutations },
  Achievement,
  AchievementConnection,
  Need,
  NeedConnection,
  Facets,
  SavedSearch,
  Organization,
  List,
  ListEdition,
  Match,
  MatchConnection,
  StoredMatch,
  StoredMatchConnection,
  Feedback,
  DuplicateCandidate,
  Facility,
  Industry,
  Park,
  RankingModel,
  Task,
  DateTime,
  Date: CalendarDate,
};

/** `schema.graphql` with its resolvers. A resolver for a field that the contract does not have is an error. */
export function createSchema(): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: readFileSync(projectPath('schema.graphql'), 'utf8'),
    resolvers: { ...resolvers, ...ENUM_RESOLVERS },
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
}
