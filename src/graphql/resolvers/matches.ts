/** Rankings, stored matches and what people say of them. */
import { countFacets } from '../../items/facets.js';
import { checkFilter } from '../../items/filter.js';
import { checkId } from '../../items/check.js';
import { searchAchievements, searchNeeds, similarAchievements, similarNeeds } from '../../matching/match.js';
import { matchesToPush } from '../../matching/push.js';
import { reciprocityOf } from '../../matching/reciprocal.js';
import { pageFeedback } from '../../store/feedback.js';
import type { AchievementRow, NeedRow } from '../../store/schema.js';
import { pageOf, pageSize } from '../connection.js';
import type { GraphqlContext } from '../context.js';
import type {
  FeedbackResolvers,
  MatchConnectionResolvers,
  MatchResolvers,
  QueryResolvers,
  StoredMatchConnectionResolvers,
  StoredMatchResolvers,
} from '../generated.js';

export const matchQueries: QueryResolvers = {
  searchAchievements: (_root, { text, first, after, filter, diversify, correct }, { deps }) =>
    searchAchievements(deps, text, {
      first: pageSize(first),
      after: after ?? null,
      diversify: diversify ?? null,
      correct: correct ?? true,
      filter: checkFilter('achievement', filter, deps.taxonomy),
    }),
  searchNeeds: (_root, { text, first, after, filter, diversify, correct }, { deps }) =>
    searchNeeds(deps, text, {
      first: pageSize(first),
      after: after ?? null,
      diversify: diversify ?? null,
      correct: correct ?? true,
      filter: checkFilter('need', filter, deps.taxonomy),
    }),
  similarAchievements: (_root, { id, first, after, filter, diversify }, { deps }) =>
    similarAchievements(deps, checkId(id), {
      first: pageSize(first),
      after: after ?? null,
      diversify: diversify ?? null,
      filter: checkFilter('achievement', filter, deps.taxonomy),
    }),
  similarNeeds: (_root, { id, first, after, filter, diversify }, { deps }) =>
    similarNeeds(deps, checkId(id), {
      first: pageSize(first),
      after: after ?? null,
      diversify: diversify ?? null,
      filter: checkFilter('need', filter, deps.taxonomy),
    }),
  matchesToPush: (_root, { first, after, threshold, park, ...ids }, { deps }) => {
    const id = (given: string | null | undefined) => (given == null ? null : checkId(given));
    return matchesToPush(deps, {
      first: pageSize(first),
      after: after ?? null,
      needId: id(ids.needId),
      achievementId: id(ids.achievementId),
      organizationId: id(ids.organizationId),
      park: park ?? null,
      threshold: threshold ?? null,
    });
  },
  feedback: (_root, { needId, achievementId, ...page }, { deps }) => {
    const match = {
      needId: needId == null ? null : checkId(needId),
      achievementId: achievementId == null ? null : checkId(achievementId),
    };
    return pageOf(page, (first, after) => pageFeedback(deps.db, match, { first, after }));
  },
};

export const MatchConnection: MatchConnectionResolvers = {
  edges: ({ results }) => results.map((match) => ({ cursor: match.cursor, node: match })),
  pageInfo: ({ results, hasNextPage, hasPreviousPage }) => ({
    hasNextPage,
    hasPreviousPage,
    startCursor: results[0]?.cursor ?? null,
    endCursor: results.at(-1)?.cursor ?? null,
  }),
  facets: ({ scope }, _args, { deps }) =>
    scope === null
      ? null
      : scope.kind === 'need'
        ? countFacets(deps, 'need', scope.filter)
        : countFacets(deps, 'achievement', scope.filter),
};

export const Match: MatchResolvers = {
  // Verdicts are on pairs: where one side is a free text or a like there are none.
  feedback: ({ feedback, need, achievement }) =>
    need === null || achievement === null
      ? []
      : feedback.map((verdict) => ({ ...verdict, needId: need.id, achievementId: achievement.id })),
};

interface Pair {
  needId: string;
  achievementId: string;
}

const pair = {
  need: async ({ needId }: Pair, _args: unknown, { loaders }: GraphqlContext): Promise<NeedRow> =>
    (await loaders.need.load(needId)) ?? missing('need', needId),
  achievement: async ({ achievementId }: Pair, _args: unknown, { loaders }: GraphqlContext): Promise<AchievementRow> =>
    (await loaders.achievement.load(achievementId)) ?? missing('achievement', achievementId),
};

export const StoredMatch: StoredMatchResolvers = {
  ...pair,
  reciprocal: (match, _args, { deps }) => reciprocityOf(match, deps.ranking).reciprocal,
  needSide: (match, _args, { deps }) => reciprocityOf(match, deps.ranking).needSide,
  achievementSide: (match, _args, { deps }) => reciprocityOf(match, deps.ranking).achievementSide,
  needPlace: ({ place }) => place,
};

export const StoredMatchConnection: StoredMatchConnectionResolvers = {
  edges: ({ pushes }) => pushes.map((push) => ({ cursor: push.cursor, node: push })),
  pageInfo: ({ pushes, hasNextPage, hasPreviousPage }) => ({
    hasNextPage,
    hasPreviousPage,
    startCursor: pushes[0]?.cursor ?? null,
    endCursor: pushes.at(-1)?.cursor ?? null,
  }),
};

export const Feedback: FeedbackResolvers = { __isTypeOf: (row: object) => 'verdict' in row, ...pair };

/** A foreign key forbids it. */
function missing(kind: string, id: string): never {
  throw new Error(`${kind} ${id} of a match is missing`);
}
