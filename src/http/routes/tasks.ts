import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { TASK_STATES } from '../../domain.js';
import { AppError } from '../../errors.js';
import { pageOf, pageSize } from '../../graphql/connection.js';
import { checkId } from '../../items/check.js';
import { pageIssues } from '../../store/task-issues.js';
import type { TaskRow } from '../../store/schema.js';
import { cancelTask, getTasks, pageTasks } from '../../store/tasks.js';
import { issuesAsCsv } from '../issues-csv.js';
import { pageView } from '../pages.js';
import { paging } from '../query.js';
import { issuePage, task, taskPage } from '../schemas/tasks.js';
import { taskEvents } from '../task-events.js';
import { taskView } from '../views.js';
import { answerWrite, idempotencyHeader } from '../write.js';

const byId = z.object({ id: z.string().describe('编号') });
const taskQuery = z.strictObject({
  ...paging,
  state: z.enum(TASK_STATES, { error: `应为 ${TASK_STATES.join('、')} 之一` }).optional(),
});
const SEVERITIES = ['rejected', 'warning', 'duplicate', 'ignored'] as const;
const issueQuery = z.strictObject({
  first: paging.first,
  afterSeq: z.coerce.number('应为数字').int('应为整数').optional(),
  severity: z.enum(SEVERITIES, { error: `应为 ${SEVERITIES.join('、')} 之一` }).optional(),
  format: z
    .enum(['json', 'csv'], { error: '应为 json 或 csv' })
    .optional()
    .describe('csv：全部问题，可用 Excel 打开。'),
});
const tags = ['任务'];
const text = { schema: z.string() };

export async function taskRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  const stopping = new AbortController();
  // Before the server waits for open answers, which these would never let end.
  app.addHook('preClose', async () => stopping.abort());

  app.get(
    '/tasks',
    { schema: { tags, summary: '列出任务，新的在前', querystring: taskQuery, response: { 200: taskPage } } },
    async (request) => {
      const { first, after, state } = request.query as z.output<typeof taskQuery>;
      const page = await pageOf({ first: first ?? null, after: after ?? null }, (limit, afterId) =>
        pageTasks(deps.db, state ?? null, { first: limit, after: afterId }),
      );
      return pageView(page, (rows) => rows.map(taskView));
    },
  );

  app.get('/tasks/:id', { schema: { tags, summary: '查看任务', params: byId, response: { 200: task } } }, (request) =>
    readTask(deps, request.params).then(taskView),
  );

  app.get(
    '/tasks/:id/events',
    {
      schema: {
        tags,
        summary: '跟踪任务进度（server-sent events），到任务结束为止',
        description: '每当进度有变，发一个 progress 事件，数据是任务；结束时再发一个 end 事件。断线后重新连接即可。',
        params: byId,
        response: { 200: { content: { 'text/event-stream': text } } },
      },
    },
    async (request, reply) => {
      const row = await readTask(deps, request.params);
      const events = Readable.from(taskEvents(deps.db, row, stopping.signal));
      return reply
        .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
        .type('text/event-stream; charset=utf-8')
        .send(events);
    },
  );

  app.get(
    '/tasks/:id/issues',
    {
      schema: {
        tags,
        summary: '任务中逐行的问题，按文件中的顺序',
        params: byId,
        querystring: issueQuery,
        response: { 200: { content: { 'application/json': { schema: issuePage }, 'text/csv': text } } },
      },
    },
    async (request, reply) => {
      const { id } = await readTask(deps, request.params);
      const { first, afterSeq = null, severity = null, format } = request.query as z.output<typeof issueQuery>;
      if (format === 'csv') {
        return reply
          .header('content-disposition', `attachment; filename="issues-${id}.csv"`)
          .type('text/csv; charset=utf-8')
          .send(Readable.from(issuesAsCsv(deps.db, id, severity)));
      }
      const size = pageSize(first, 50);
      const rows = await pageIssues(deps.db, id, severity, { first: size + 1, afterSeq });
      const items = rows.slice(0, size).map(({ taskId: _taskId, ...issue }) => issue);
      return { items, nextAfterSeq: rows.length > size ? items.at(-1)!.seq : null };
    },
  );

  app.post(
    '/tasks/:id/cancel',
    {
      schema: {
        tags,
        summary: '取消任务；已写入的保留',
        headers: idempotencyHeader,
        params: byId,
        response: { 200: task },
      },
    },
    (request, reply) => {
      const { id } = request.params as z.output<typeof byId>;
      return answerWrite(request, reply, deps.db, null, async (tx) => ({
        status: 200,
        body: taskView(await cancelTask(tx, checkId(id))),
      }));
    },
  );
}

async function readTask({ db }: Deps, params: unknown): Promise<TaskRow> {
  const { id } = params as z.output<typeof byId>;
  const [row] = await getTasks(db, [checkId(id)]);
  if (row === undefined) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的任务。`);
  return row;
}
