import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { DUPLICATE_STATUSES } from '../../domain.js';
import { pageOf } from '../../graphql/connection.js';
import { dismissDuplicate, mergeDuplicate } from '../../items/duplicates.js';
import { getItems } from '../../store/items.js';
import { pageDuplicates } from '../../store/duplicates.js';
import type { DuplicateRow } from '../../store/schema.js';
import { pageView } from '../pages.js';
import { paging } from '../query.js';
import { instant, named, pageSchema } from '../schemas/common.js';
import { achievement } from '../schemas/items.js';
import { achievementViews } from '../views.js';
import { answerWrite, bodyOf, idempotencyHeader } from '../write.js';

const likeness = z.number().min(0).max(1);
const duplicate = z
  .object({
    id: z.uuid(),
    status: z.enum(DUPLICATE_STATUSES).describe('open：待核对；merged：已合并；distinct：确认是不同成果。'),
    score: likeness.describe('是同一成果的把握，0–1。'),
    achievement,
    other: achievement,
    samePatents: z.array(z.string()).describe('两项都写了的专利号。'),
    titleLikeness: likeness,
    textLikeness: likeness,
    keptId: z.uuid().nullable().describe('合并后保留的成果。'),
    createdAt: instant,
    decidedAt: instant.nullable(),
  })
  .register(named, { id: 'DuplicateCandidate' });
const duplicateQuery = z.strictObject({
  ...paging,
  status: z.enum(DUPLICATE_STATUSES, { error: `应为 ${DUPLICATE_STATUSES.join('、')} 之一` }).default('open'),
});
const params = z.object({ id: z.string().describe('疑似重复的编号') });
const merge = z.object({ keep: z.uuid().describe('保留哪一项：两项成果之一的编号。') });
const tags = ['疑似重复'];
const headers = idempotencyHeader;

export async function duplicateRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  app.get(
    '/duplicates',
    {
      schema: {
        tags,
        summary: '列出疑似重复的成果及依据，新的在前',
        querystring: duplicateQuery,
        response: { 200: pageSchema(duplicate) },
      },
    },
    async (request) => {
      const { first, after, status } = request.query as z.output<typeof duplicateQuery>;
      const page = await pageOf({ first: first ?? null, after: after ?? null }, (limit, afterId) =>
        pageDuplicates(deps.db, status, { first: limit, after: afterId }),
      );
      return pageView(page, (rows) => duplicateViews(deps, rows));
    },
  );

  app.post(
    '/duplicates/:id/dismiss',
    { schema: { tags, summary: '确认是两项不同的成果', headers, params, response: { 200: duplicate } } },
    (request, reply) => {
      const { id } = request.params as z.output<typeof params>;
      return answerWrite(request, reply, deps.db, null, async (db) => {
        const row = await dismissDuplicate({ ...deps, db }, id);
        return { status: 200, body: (await duplicateViews({ ...deps, db }, [row]))[0] };
      });
    },
  );

  app.post(
    '/duplicates/:id/merge',
    {
      schema: {
        tags,
        summary: '确认是同一成果：保留一项，另一项撤回，并在备注中写明',
        headers,
        params,
        body: merge,
        response: { 200: duplicate },
      },
    },
    (request, reply) => {
      const { id } = request.params as z.output<typeof params>;
      const body = bodyOf(request);
      return answerWrite(request, reply, deps.db, body, async (db) => {
        const row = await mergeDuplicate({ ...deps, db }, id, String(body['keep']));
        return { status: 200, body: (await duplicateViews({ ...deps, db }, [row]))[0] };
      });
    },
  );
}

async function duplicateViews(
  deps: Pick<Deps, 'db' | 'taxonomy'>,
  rows: readonly DuplicateRow[],
): Promise<z.output<typeof duplicate>[]> {
  const ids = [...new Set(rows.flatMap(({ achievementId, otherId }) => [achievementId, otherId]))];
  const views = await achievementViews(deps, await getItems(deps.db, 'achievement', ids));
  const byId = new Map(views.map((view) => [view.id, view]));
  return rows.map(({ achievementId, otherId, evidence, createdAt, decidedAt, ...row }) => ({
    ...row,
    ...evidence,
    achievement: byId.get(achievementId)!,
    other: byId.get(otherId)!,
    createdAt: createdAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  }));
}
