import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { ITEM_KINDS } from '../../domain.js';
import { pageOf, pageSize } from '../../graphql/connection.js';
import { checkId } from '../../items/check.js';
import {
  changeSearch,
  countNew,
  matchesOfSearch,
  newSince,
  runSearch,
  savedSearchInput,
  savedSearchPatch,
  saveSearch,
} from '../../items/saved-searches.js';
import { deleteSavedSearch, getSavedSearch, pageSavedSearches } from '../../store/saved-searches.js';
import type { SavedSearchRow } from '../../store/schema.js';
import { pageView } from '../pages.js';
import { flag, paging } from '../query.js';
import { instant, named, pageSchema } from '../schemas/common.js';
import { matchPage } from '../schemas/matches.js';
import { matchPageView } from '../views.js';
import { answerWrite, bodyOf, idempotencyHeader } from '../write.js';

const savedSearch = z
  .object({
    id: z.uuid(),
    owner: z.string().describe('归属人：标签，不是权限控制。'),
    name: z.string(),
    kind: z.enum(ITEM_KINDS),
    text: z.string(),
    filter: z.record(z.string(), z.unknown()),
    createdAt: instant,
    updatedAt: instant,
    lastRunAt: instant.nullable().describe('上次运行的时间；此后入库的是新的。'),
  })
  .register(named, { id: 'SavedSearch' });
const newCount = z.int().describe('上次运行（未运行过则为保存）以来入库、符合条件、且至少含查找文字中一个词的条数。');
const counted = savedSearch.extend({ newCount });
const ran = z.object({ savedSearch, since: instant, newCount, matches: matchPage });

const params = z.object({ id: z.string().describe('已存查找的编号') });
const newOnly = flag.describe('true：只列新的。默认 false。');
const matchesQuery = z.strictObject({ ...paging, newOnly });
const runQuery = z.strictObject({ first: paging.first, newOnly });
const listQuery = z.strictObject({ ...paging, owner: z.string().optional().describe('只列该归属人的。') });
const tags = ['已存查找'];
const headers = idempotencyHeader;
const path = '/saved-searches';

export async function savedSearchRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  app.get(
    path,
    {
      schema: {
        tags,
        summary: '列出已存的查找，新的在前',
        querystring: listQuery,
        response: { 200: pageSchema(savedSearch) },
      },
    },
    async (request) => {
      const { first, after, owner } = request.query as z.output<typeof listQuery>;
      const page = await pageOf({ first: first ?? null, after: after ?? null }, (limit, afterId) =>
        pageSavedSearches(deps.db, owner ?? null, { first: limit, after: afterId }),
      );
      return pageView(page, (rows) => rows.map(viewOf));
    },
  );

  app.post(
    path,
    { schema: { tags, summary: '保存一条查找', headers, body: savedSearchInput, response: { 201: savedSearch } } },
    (request, reply) => {
      const body = bodyOf(request);
      return answerWrite(request, reply, deps.db, body, async (db) => {
        const row = await saveSearch({ ...deps, db }, body);
        return { status: 201, body: viewOf(row), location: `/api/v1${path}/${row.id}` };
      });
    },
  );

  app.get(
    `${path}/:id`,
    { schema: { tags, summary: '查看一条已存的查找，及新增了多少条', params, response: { 200: counted } } },
    async (request) => {
      const { id } = request.params as z.output<typeof params>;
      const row = await getSavedSearch(deps.db, checkId(id));
      return { ...viewOf(row), newCount: await countNew(deps, row) };
    },
  );

  app.patch(
    `${path}/:id`,
    {
      schema: {
        tags,
        summary: '改名，或修改查找的文字和条件',
        headers,
        params,
        body: savedSearchPatch,
        response: { 200: savedSearch },
      },
    },
    (request, reply) => {
      const { id } = request.params as z.output<typeof params>;
      const body = bodyOf(request);
      return answerWrite(request, reply, deps.db, body, async (db) => ({
        status: 200,
        body: viewOf(await changeSearch({ ...deps, db }, id, body)),
      }));
    },
  );

  app.delete(
    `${path}/:id`,
    {
      schema: { tags, summary: '删除一条已存的查找', headers, params, response: { 200: z.object({ id: z.string() }) } },
    },
    (request, reply) => {
      const { id } = request.params as z.output<typeof params>;
      return answerWrite(request, reply, deps.db, null, async (db) => {
        await deleteSavedSearch(db, checkId(id));
        return { status: 200, body: { id } };
      });
    },
  );

  app.get(
    `${path}/:id/matches`,
    {
      schema: {
        tags,
        summary: '已存的查找现在找到什么；不改变上次运行的时间',
        params,
        querystring: matchesQuery,
        response: { 200: matchPage },
      },
    },
    async (request) => {
      const { id } = request.params as z.output<typeof params>;
      const { first, after, newOnly: onlyNew } = request.query as z.output<typeof matchesQuery>;
      const row = await getSavedSearch(deps.db, checkId(id));
      const page = { first: pageSize(first), after: after ?? null };
      return matchPageView(
        await matchesOfSearch(deps, row, page, onlyNew === true ? newSince(row) : null),
        deps.taxonomy,
      );
    },
  );

  app.post(
    `${path}/:id/run`,
    {
      schema: {
        tags,
        summary: '运行一条已存的查找，并记下时间：此后入库的下次算新的',
        params,
        querystring: runQuery,
        response: { 200: ran },
      },
    },
    async (request) => {
      const { id } = request.params as z.output<typeof params>;
      const { first, newOnly: onlyNew = false } = request.query as z.output<typeof runQuery>;
      const run = await runSearch(deps, id, { first: pageSize(first), newOnly: onlyNew });
      return {
        savedSearch: viewOf(run.savedSearch),
        since: run.since.toISOString(),
        newCount: run.newCount,
        matches: matchPageView(run.matches, deps.taxonomy),
      };
    },
  );
}

function viewOf({ createdAt, updatedAt, lastRunAt, ...row }: SavedSearchRow): z.output<typeof savedSearch> {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    lastRunAt: lastRunAt?.toISOString() ?? null,
  };
}
