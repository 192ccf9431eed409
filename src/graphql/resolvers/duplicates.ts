/** Achievements that look like one, listed twice. */
import { pageDuplicates } from '../../store/duplicates.js';
import type { AchievementRow } from '../../store/schema.js';
import { pageOf } from '../connection.js';
import type { GraphqlContext } from '../context.js';
import type { DuplicateCandidateResolvers, QueryResolvers } from '../generated.js';

export const duplicateQueries: QueryResolvers = {
  duplicateCandidates: (_root, { status, ...page }, { deps }) =>
    pageOf(page, (first, after) => pageDuplicates(deps.db, status ?? 'open', { first, after })),
};

export const DuplicateCandidate: DuplicateCandidateResolvers = {
  __isTypeOf: (row: object) => 'otherId' in row,
  achievement: ({ achievementId }, _args, context) => sideOf(achievementId, context),
  other: ({ otherId }, _args, context) => sideOf(otherId, context),
  samePatents: ({ evidence }) => evidence.samePatents,
  titleLikeness: ({ evidence }) => evidence.titleLikeness,
  textLikeness: ({ evidence }) => evidence.textLikeness,
  kept: ({ keptId }, _args, context) => (keptId === null ? null : sideOf(keptId, context)),
};

async function sideOf(id: string, { loaders }: GraphqlContext): Promise<AchievementRow> {
  const item = await loaders.achievement.load(id);
  // A foreign key forbids it.
  if (item === null) throw new Error(`achievement ${id} of a duplicate is missing`);
  return item;
}
