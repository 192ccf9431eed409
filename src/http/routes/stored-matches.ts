/** Matches that background matching stored: of a need, and those that are worth pushing. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { pageSize } from '../../graphql/connection.js';
import { checkId } from '../../items/check.js';
import { matchesToPush, PUSH_FROM } from '../../matching/push.js';
import { reciprocityOf } from '../../matching/reciprocal.js';
import { getItems } from '../../store/items.js';
import { standingsOfNeeds, type StandingMatch } from '../../store/standings.js';
import { paging } from '../query.js';
import { storedMatch, storedMatchPage } from '../schemas/matches.js';
import { achievementViews, needViews } from '../views.js';

const pushQuery = z.strictObject({
  ...paging,
  needId: z.string().optional(),
  achievementId: z.string().optional(),
  organizationId: z.string().optional().describe('需求或成果所属单位。'),
  park: z.string().optional().describe('需求所在园区的代码。'),
  threshold: z.coerce
    .number('应为数字')
    .optional()
    .describe(`reciprocal 的下限，大于 0、不超过 1，默认 ${PUSH_FROM}。`),
});
const params = z.object({ id: z.string().describe('需求的编号') });
const first = z.strictObject({ first: paging.first });
const tags = ['匹配'];

export async function storedMatchRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  app.get(
    '/matches/push',
    {
      schema: {
        tags,
        summary: '值得推送的匹配：双方都会跟进的在前；needId、achievementId、organizationId、park 至少给出一个',
        querystring: pushQuery,
        response: { 200: storedMatchPage },
      },
    },
    async (request) => {
      const query = request.query as z.output<typeof pushQuery>;
      const id = (given: string | undefined) => (given === undefined ? null : checkId(given));
      const { pushes, hasNextPage, hasPreviousPage } = await matchesToPush(deps, {
        first: pageSize(query.first),
        after: query.after ?? null,
        needId: id(query.needId),
        achievementId: id(query.achievementId),
        organizationId: id(query.organizationId),
        park: query.park ?? null,
        threshold: query.threshold ?? null,
      });
      const [startCursor, endCursor] = [pushes[0]?.cursor ?? null, pushes.at(-1)?.cursor ?? null];
      return {
        items: await storedMatchViews(deps, pushes),
        pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor },
      };
    },
  );

  app.get(
    '/needs/:id/stored-matches',
    {
      schema: {
        tags,
        summary: '后台为一项需求找到的匹配，从好到差',
        params,
        querystring: first,
        response: { 200: z.array(storedMatch) },
      },
    },
    async (request) => {
      const { id } = request.params as z.output<typeof params>;
      const size = pageSize((request.query as z.output<typeof first>).first);
      return storedMatchViews(deps, (await standingsOfNeeds(deps.db, [checkId(id)])).slice(0, size));
    },
  );
}

async function storedMatchViews(
  deps: Deps,
  matches: readonly StandingMatch[],
): Promise<z.output<typeof storedMatch>[]> {
  const read = async <T extends { id: string }>(views: Promise<T[]>) =>
    new Map((await views).map((view) => [view.id, view]));
  const idsOf = (side: 'needId' | 'achievementId') => [...new Set(matches.map((match) => match[side]))];
  const needs = await read(needViews(deps, await getItems(deps.db, 'need', idsOf('needId'))));
  const achievements = await read(
    achievementViews(deps, await getItems(deps.db, 'achievement', idsOf('achievementId'))),
  );
  return matches.map((match) => ({
    need: needs.get(match.needId)!,
    achievement: achievements.get(match.achievementId)!,
    rank: match.rank,
    score: match.score,
    ...reciprocityOf(match, deps.ranking),
    needPlace: match.place,
    terms: match.terms,
    rankingModel: match.rankingModel,
    firstSeenAt: match.firstSeenAt.toISOString(),
    computedAt: match.computedAt.toISOString(),
  }));
}
