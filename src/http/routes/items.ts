import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import type { ItemKind } from '../../domain.js';
import { AppError } from '../../errors.js';
import { pageOf, pageSize } from '../../graphql/connection.js';
import { checkId } from '../../items/check.js';
import { achievementInput, achievementPatch, needInput, needPatch } from '../../items/input.js';
import {
  closeNeed,
  createAchievement,
  createNeed,
  publishItem,
  updateAchievement,
  updateNeed,
  withdrawItem,
  type WriteDeps,
} from '../../items/write.js';
import { completenessOf, factsOfNeed } from '../../matching/completeness/index.js';
import type { Diversify } from '../../matching/diversity.js';
import { matchAchievement, matchNeed } from '../../matching/match.js';
import type { ItemRow } from '../../store/item-values.js';
import { getItems, pageItems } from '../../store/items.js';
import type { AchievementRow, NeedRow } from '../../store/schema.js';
import { pageView } from '../pages.js';
import { achievementFilter, filterOf, layout, needFilter, paging } from '../query.js';
import { achievement, achievementPage, need, needPage } from '../schemas/items.js';
import { completeness, matchPage } from '../schemas/matches.js';
import { achievementViews, matchPageView, needViews, type AchievementView, type NeedView } from '../views.js';
import { answerWrite, bodyOf, idempotencyHeader } from '../write.js';

const byId = z.object({ id: z.string().describe('编号') });
const headers = idempotencyHeader;

/** What the two kinds of item differ in. The routes are the same. */
interface Door<K extends ItemKind> {
  kind: K;
  path: string;
  name: string;
  input: z.ZodType;
  patch: z.ZodType;
  filter: z.ZodRawShape;
  /** Of the other kind: what its matches may be narrowed by. */
  matchFilter: z.ZodRawShape;
  schema: z.ZodType;
  page: z.ZodType;
  views(deps: WriteDeps, rows: readonly ItemRow<K>[]): Promise<(AchievementView | NeedView)[]>;
  create(deps: WriteDeps, sent: unknown): Promise<ItemRow<K>>;
  update(deps: WriteDeps, id: string, sent: unknown): Promise<ItemRow<K>>;
  /** What may be done to one, by the last part of its address. */
  moves: Record<string, { about: string; move(deps: WriteDeps, id: string): Promise<ItemRow<K>> }>;
  matches(deps: Deps, id: string, query: Record<string, unknown>): ReturnType<typeof matchNeed>;
}

const ACHIEVEMENTS: Door<'achievement'> = {
  kind: 'achievement',
  path: '/achievements',
  name: '成果',
  input: achievementInput,
  patch: achievementPatch,
  filter: achievementFilter,
  matchFilter: needFilter,
  schema: achievement,
  page: achievementPage,
  views: (deps, rows: readonly AchievementRow[]) => achievementViews(deps, rows),
  create: createAchievement,
  update: updateAchievement,
  moves: {
    publish: { about: '发布', move: (deps, id) => publishItem(deps, 'achievement', id) },
    withdraw: { about: '撤回', move: (deps, id) => withdrawItem(deps, 'achievement', id) },
  },
  matches: (deps, id, { first, after, diversify, ...filter }) =>
    matchAchievement(deps, id, {
      first: pageSize(first as number | undefined),
      after: (after as string | undefined) ?? null,
      diversify: (diversify as Diversify | undefined) ?? null,
      filter: filterOf('need', filter, deps.taxonomy),
    }),
};

const NEEDS: Door<'need'> = {
  kind: 'need',
  path: '/needs',
  name: '需求',
  input: needInput,
  patch: needPatch,
  filter: needFilter,
  matchFilter: achievementFilter,
  schema: need,
  page: needPage,
  views: (deps, rows: readonly NeedRow[]) => needViews(deps, rows),
  create: createNeed,
  update: updateNeed,
  moves: {
    publish: { about: '发布', move: (deps, id) => publishItem(deps, 'need', id) },
    withdraw: { about: '撤回', move: (deps, id) => withdrawItem(deps, 'need', id) },
    close: { about: '关闭（已解决或不再征集）', move: closeNeed },
  },
  matches: (deps, id, { first, after, diversify, ...filter }) =>
    matchNeed(deps, id, {
      first: pageSize(first as number | undefined),
      after: (after as string | undefined) ?? null,
      diversify: (diversify as Diversify | undefined) ?? null,
      filter: filterOf('achievement', filter, deps.taxonomy),
    }),
};

export async function itemRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  register(app, deps, ACHIEVEMENTS);
  register(app, deps, NEEDS);
  app.get(
    '/needs/:id/completeness',
    {
      schema: {
        tags: ['需求'],
        summary: '一项需求写明了哪些部分，缺的部分该问企业什么',
        params: byId,
        response: { 200: completeness },
      },
    },
    async (request) => {
      const { id } = request.params as z.output<typeof byId>;
      const [need] = await getItems(deps.db, 'need', [checkId(id)]);
      if (need === undefined) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的需求。`);
      return completenessOf(factsOfNeed(need, deps.taxonomy), deps.taxonomy);
    },
  );
}

function register<K extends ItemKind>(app: FastifyInstance, deps: Deps, door: Door<K>): void {
  const { path, name, kind } = door;
  const tags = [name];
  const viewOf = async (tx: WriteDeps['db'], row: ItemRow<K>) => (await door.views(withDb(deps, tx), [row]))[0]!;

  app.get(
    path,
    {
      schema: {
        tags,
        summary: `列出${name}`,
        querystring: z.strictObject({ ...paging, ...door.filter }),
        response: { 200: door.page },
      },
    },
    async (request) => {
      const { first, after, ...filter } = request.query as z.output<z.ZodObject<typeof paging>>;
      const checked = filterOf(kind, filter, deps.taxonomy);
      const rows = await pageOf<ItemRow<K>>({ first: first ?? null, after: after ?? null }, (limit, afterId) =>
        pageItems(deps.db, kind, checked, { first: limit, after: afterId }),
      );
      return pageView(rows, (page) => door.views(deps, page));
    },
  );

  app.get(
    `${path}/:id`,
    { schema: { tags, summary: `查看一项${name}`, params: byId, response: { 200: door.schema } } },
    async (request) => {
      const { id } = request.params as z.output<typeof byId>;
      const [row] = await getItems(deps.db, kind, [checkId(id)]);
      if (row === undefined) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的${name}。`);
      return viewOf(deps.db, row);
    },
  );

  app.post(
    path,
    { schema: { tags, summary: `新增一项${name}`, headers, body: door.input, response: { 201: door.schema } } },
    (request, reply) => {
      const body = bodyOf(request);
      return answerWrite(request, reply, deps.db, body, async (tx) => {
        const row = await door.create(withDb(deps, tx), body);
        return { status: 201, body: await viewOf(tx, row), location: `/api/v1${path}/${row.id}` };
      });
    },
  );

  app.patch(
    `${path}/:id`,
    {
      schema: {
        tags,
        summary: `修改一项${name}`,
        description: '没有给出的字段不变，null 清空。',
        headers,
        params: byId,
        body: door.patch,
        response: { 200: door.schema },
      },
    },
    (request, reply) => {
      const { id } = request.params as z.output<typeof byId>;
      const body = bodyOf(request);
      return answerWrite(request, reply, deps.db, body, async (tx) => {
        const row = await door.update(withDb(deps, tx), id, body);
        return { status: 200, body: await viewOf(tx, row) };
      });
    },
  );

  for (const [verb, { about, move }] of Object.entries(door.moves)) {
    app.post(
      `${path}/:id/${verb}`,
      { schema: { tags, summary: `${about}一项${name}`, headers, params: byId, response: { 200: door.schema } } },
      (request, reply) => {
        const { id } = request.params as z.output<typeof byId>;
        return answerWrite(request, reply, deps.db, null, async (tx) => {
          const row = await move(withDb(deps, tx), id);
          return { status: 200, body: await viewOf(tx, row) };
        });
      },
    );
  }

  app.get(
    `${path}/:id/matches`,
    {
      schema: {
        tags,
        summary:
          kind === 'need' ? '与一项需求匹配的成果，从好到差，附理由' : '一项成果可能解决的需求，从好到差，附理由',
        params: byId,
        querystring: z.strictObject({ ...paging, ...layout, ...door.matchFilter }),
        response: { 200: matchPage },
      },
    },
    async (request) => {
      const { id } = request.params as z.output<typeof byId>;
      const page = await door.matches(deps, checkId(id), request.query as Record<string, unknown>);
      return matchPageView(page, deps.taxonomy);
    },
  );
}

function withDb({ taxonomy }: Deps, db: WriteDeps['db']): WriteDeps {
  return { db, taxonomy };
}
