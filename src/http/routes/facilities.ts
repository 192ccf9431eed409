import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { AppError } from '../../errors.js';
import { pageOf } from '../../graphql/connection.js';
import { checkId } from '../../items/check.js';
import { changeFacility, facilityInput, facilityPatch, removeFacility, writeFacility } from '../../items/facilities.js';
import { checkFacilityFilter } from '../../items/filter.js';
import { getFacilities, pageFacilities } from '../../store/facilities.js';
import { pageView } from '../pages.js';
import { facilityQuery } from '../query.js';
import { facility, facilityPage } from '../schemas/facilities.js';
import { facilityViews } from '../views.js';
import { answerWrite, bodyOf, idempotencyHeader } from '../write.js';

const byId = z.object({ id: z.string().describe('编号') });
const gone = z.object({ id: z.uuid() });
const tags = ['概念验证中心和中试平台'];
const headers = idempotencyHeader;

/** Lists of them come in through `/uploads`, as all lists do. */
export async function facilityRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  app.get(
    '/facilities',
    {
      schema: {
        tags,
        summary: '列出概念验证中心和中试平台',
        querystring: facilityQuery,
        response: { 200: facilityPage },
      },
    },
    async (request) => {
      const { first, after, maturityMin, maturityMax, ...filter } = request.query as z.output<typeof facilityQuery>;
      const stated = maturityMin !== undefined || maturityMax !== undefined;
      const maturity = stated ? { maturity: { min: maturityMin ?? 1, max: maturityMax ?? 9 } } : {};
      const checked = checkFacilityFilter({ ...filter, ...maturity }, deps.taxonomy);
      const page = await pageOf({ first: first ?? null, after: after ?? null }, (limit, afterId) =>
        pageFacilities(deps.db, checked, { first: limit, after: afterId }),
      );
      return pageView(page, (rows) => facilityViews(deps, rows));
    },
  );

  app.get(
    '/facilities/:id',
    { schema: { tags, summary: '查看一个平台', params: byId, response: { 200: facility } } },
    async (request) => {
      const { id } = request.params as z.output<typeof byId>;
      const rows = await getFacilities(deps.db, [checkId(id)]);
      if (rows.length === 0) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的平台。`);
      return (await facilityViews(deps, rows))[0];
    },
  );

  app.post(
    '/facilities',
    { schema: { tags, summary: '新增一个平台', headers, body: facilityInput, response: { 201: facility } } },
    (request, reply) => {
      const body = bodyOf(request);
      return answerWrite(request, reply, deps.db, body, async (db) => {
        const row = await writeFacility({ ...deps, db }, body);
        const [view] = await facilityViews({ ...deps, db }, [row]);
        return { status: 201, body: view, location: `/api/v1/facilities/${row.id}` };
      });
    },
  );

  app.patch(
    '/facilities/:id',
    {
      schema: {
        tags,
        summary: '修改一个平台',
        description: '没有给出的字段不变，null 清空。',
        headers,
        params: byId,
        body: facilityPatch,
        response: { 200: facility },
      },
    },
    (request, reply) => {
      const { id } = request.params as z.output<typeof byId>;
      const body = bodyOf(request);
      return answerWrite(request, reply, deps.db, body, async (db) => {
        const row = await changeFacility({ ...deps, db }, id, body);
        return { status: 200, body: (await facilityViews({ ...deps, db }, [row]))[0] };
      });
    },
  );

  app.delete(
    '/facilities/:id',
    { schema: { tags, summary: '删除一个平台', headers, params: byId, response: { 200: gone } } },
    (request, reply) => {
      const { id } = request.params as z.output<typeof byId>;
      return answerWrite(request, reply, deps.db, null, async (db) => ({
        status: 200,
        body: { id: await removeFacility({ ...deps, db }, id) },
      }));
    },
  );
}
