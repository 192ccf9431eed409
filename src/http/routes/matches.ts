import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { ITEM_KINDS } from '../../domain.js';
import { pageOf, pageSize } from '../../graphql/connection.js';
import { checkId } from '../../items/check.js';
import { giveFeedback } from '../../items/feedback.js';
import { feedbackInput } from '../../items/input.js';
import { MODEL } from '../../matching/model.js';
import { rankingVersions } from '../../matching/rankings.js';
import { searchAchievements, searchNeeds } from '../../matching/match.js';
import { pageFeedback } from '../../store/feedback.js';
import { pageView } from '../pages.js';
import { achievementFilter, filterOf, flag, layout, needFilter, paging } from '../query.js';
import { feedback, feedbackPage, matchPage, rankingModels } from '../schemas/matches.js';
import { feedbackView, matchPageView } from '../views.js';
import { answerWrite, bodyOf, idempotencyHeader } from '../write.js';

const search = z.strictObject({
  kind: z.enum(ITEM_KINDS, { error: '应为 achievement 或 need' }).describe('找成果还是找需求。'),
  text: z
    .string('必须填写')
    .describe(
      '任意文字，最多 20000 字。200 字以内的单行文字中，引号（“…”、"…"、「…」、『…』）内的词必须原样出现，空格加减号后的词（锂电池 -正极）不得出现。',
    ),
  correct: flag.describe('false：误写的词不改正。默认 true。'),
  ...paging,
  ...layout,
  ...achievementFilter,
  ...needFilter,
});
const given = z.strictObject({ ...paging, needId: z.string().optional(), achievementId: z.string().optional() });
const tags = ['匹配'];

export async function matchRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  app.get(
    '/search',
    {
      schema: {
        tags,
        summary: '按文字查找成果或需求，从好到差，附理由',
        querystring: search,
        response: { 200: matchPage },
      },
    },
    async (request) => {
      const {
        kind,
        text,
        first,
        after,
        diversify,
        correct = true,
        ...filter
      } = request.query as z.output<typeof search>;
      const page = { first: pageSize(first), after: after ?? null, diversify: diversify ?? null, correct };
      const { taxonomy } = deps;
      const found =
        kind === 'achievement'
          ? await searchAchievements(deps, text, { ...page, filter: filterOf('achievement', filter, taxonomy) })
          : await searchNeeds(deps, text, { ...page, filter: filterOf('need', filter, taxonomy) });
      return matchPageView(found, taxonomy);
    },
  );

  app.post(
    '/feedback',
    {
      schema: {
        tags,
        summary: '对一条匹配给出结论',
        headers: idempotencyHeader,
        body: feedbackInput,
        response: { 201: feedback },
      },
    },
    (request, reply) => {
      const body = bodyOf(request);
      return answerWrite(request, reply, deps.db, body, async (tx) => ({
        status: 201,
        body: feedbackView(await giveFeedback(tx, body)),
      }));
    },
  );

  app.get(
    '/feedback',
    { schema: { tags, summary: '列出结论，新的在前', querystring: given, response: { 200: feedbackPage } } },
    async (request) => {
      const { first, after, needId, achievementId } = request.query as z.output<typeof given>;
      const pair = {
        needId: needId === undefined ? null : checkId(needId),
        achievementId: achievementId === undefined ? null : checkId(achievementId),
      };
      const page = await pageOf({ first: first ?? null, after: after ?? null }, (limit, afterId) =>
        pageFeedback(deps.db, pair, { first: limit, after: afterId }),
      );
      return pageView(page, (rows) => rows.map(feedbackView));
    },
  );

  app.get(
    '/ranking-models',
    {
      schema: { tags, summary: '列出排序模型的各版本，新的在前，内置版本在最后', response: { 200: rankingModels } },
    },
    async () => ({
      items: (await rankingVersions(deps.db)).map(({ weights, ...version }) => ({
        ...version,
        weights: MODEL.map(({ feature, label }) => ({ feature, label, weight: weights[feature] })),
        createdAt: version.createdAt?.toISOString() ?? null,
        adoptedAt: version.adoptedAt?.toISOString() ?? null,
      })),
    }),
  );
}
