/** Achievements and needs: rows of the store, shaped as the contract has them. */
import { validate as isUuid } from 'uuid';
import type { Money } from '../../domain.js';
import { checkFilter } from '../../items/filter.js';
import { completenessOf, factsOfNeed } from '../../matching/completeness/index.js';
import { matchAchievement, matchNeed } from '../../matching/match.js';
import type { ItemRow } from '../../store/item-values.js';
import { pageItems } from '../../store/items.js';
import type { AchievementRow, OrganizationRow } from '../../store/schema.js';
import { pageOf, pageSize } from '../connection.js';
import type { GraphqlContext } from '../context.js';
import type { AchievementResolvers, NeedResolvers, QueryResolvers } from '../generated.js';
import { industriesWithCodes, modesWithCodes, parkWithCode } from './taxonomy.js';

export const itemQueries: QueryResolvers = {
  achievement: (_root, { id }, { loaders }) => (isUuid(id) ? loaders.achievement.load(id) : null),
  achievements: async (_root, { filter: sent, ...page }, { deps }) => {
    const filter = checkFilter('achievement', sent, deps.taxonomy);
    const read = (first: number, after: string | null) => pageItems(deps.db, 'achievement', filter, { first, after });
    return { ...(await pageOf(page, read)), filter };
  },
  need: (_root, { id }, { loaders }) => (isUuid(id) ? loaders.need.load(id) : null),
  needs: async (_root, { filter: sent, ...page }, { deps }) => {
    const filter = checkFilter('need', sent, deps.taxonomy);
    const read = (first: number, after: string | null) => pageItems(deps.db, 'need', filter, { first, after });
    return { ...(await pageOf(page, read)), filter };
  },
};

const item = {
  organization: ownerOf,
  industries: ({ industries }: ItemRow, _args: unknown, { deps }: GraphqlContext) =>
    industriesWithCodes(deps.taxonomy, industries),
  cooperationModes: ({ cooperationModes }: ItemRow, _args: unknown, { deps }: GraphqlContext) =>
    modesWithCodes(deps.taxonomy, cooperationModes),
  extra: ({ extra }: ItemRow) => Object.entries(extra).map(([header, text]) => ({ header, text })),
  list: ({ listId }: ItemRow, _args: unknown, { loaders }: GraphqlContext) =>
    listId === null ? null : loaders.list.load(listId),
};

export const Achievement: AchievementResolvers = {
  __isTypeOf: isAchievement,
  ...item,
  maturity: ({ trlMin, trlMax }) => (trlMin === null || trlMax === null ? null : { min: trlMin, max: trlMax }),
  price: ({ priceKind, priceMin, priceMax }) => moneyOf(priceKind, priceMin, priceMax),
  matches: ({ id }, { first, after, filter, diversify }, { deps }) =>
    matchAchievement(deps, id, {
      first: pageSize(first),
      after: after ?? null,
      diversify: diversify ?? null,
      filter: checkFilter('need', filter, deps.taxonomy),
    }),
};

export const Need: NeedResolvers = {
  __isTypeOf: (row: object) => 'isChallenge' in row,
  ...item,
  creditCode: async (need, args, context) => (await ownerOf(need, args, context)).creditCode,
  parkText: ({ park }) => park,
  park: ({ parkCode }, _args, { deps }) => parkWithCode(deps.taxonomy, parkCode),
  budget: ({ budgetKind, budgetMin, budgetMax }) => moneyOf(budgetKind, budgetMin, budgetMax),
  challenge: (need) => (need.isChallenge ? need : null),
  completeness: (need, _args, { deps: { taxonomy } }) => completenessOf(factsOfNeed(need, taxonomy), taxonomy),
  matches: (need, { first, after, filter, diversify }, { deps }) =>
    matchNeed(deps, isOwned(need) ? need : need.id, {
      first: pageSize(first),
      after: after ?? null,
      diversify: diversify ?? null,
      filter: checkFilter('achievement', filter, deps.taxonomy),
    }),
  storedMatches: async ({ id }, { first }, { loaders }) => {
    const size = pageSize(first);
    return (await loaders.storedMatches.load(id)).slice(0, size);
  },
};

export function isAchievement(row: object): row is AchievementRow {
  return 'trlMin' in row;
}

/** Items of a ranking or a loader come with their owner; of others the loader is asked. */
async function ownerOf(row: ItemRow, _args: unknown, { loaders }: GraphqlContext): Promise<OrganizationRow> {
  if (isOwned(row)) return row.organization;
  const owner = await loaders.organization.load(row.organizationId);
  if (owner === null) throw new Error(`organization ${row.organizationId} of item ${row.id} is missing`);
  return owner;
}

function isOwned<T extends ItemRow>(row: T): row is T & { organization: OrganizationRow } {
  return 'organization' in row;
}

function moneyOf(kind: Money['kind'] | null, min: number | null, max: number | null): Money | null {
  return kind === null ? null : { kind, min, max };
}
