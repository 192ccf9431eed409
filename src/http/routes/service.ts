/** For whoever runs the service: is it alive, can it do its work. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { pendingMigrations } from '../../store/migrate.js';
import { preparingModel } from '../../store/models.js';
import { matchingMode } from '../schemas/matches.js';
import { modeView } from '../views.js';

/** Shorter than the patience of those who ask. */
const CHECK_MS = 2_000;

const health = z.object({ status: z.literal('ok') });
const readiness = z.object({
  ready: z.boolean(),
  reasons: z.array(z.string()).describe('为什么还不能工作。'),
  matching: matchingMode,
  embeddingModel: z.string().nullable(),
  preparingModel: z.string().nullable().describe('正在为全部条目准备、之后切换的模型。'),
});
const tags = ['运行'];

export async function serviceRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  app.get('/health', { schema: { tags, summary: '进程是否活着', response: { 200: health } } }, async () => ({
    status: 'ok',
  }));

  const response = { 200: readiness, 503: readiness };
  app.get('/ready', { schema: { tags, summary: '能否工作', response } }, async (request, reply) => {
    const [database, migrations, queue] = await Promise.all([
      problemOf(() => deps.db.execute(sql`SELECT 1`), '数据库连不上'),
      problemOf(async () => {
        if ((await pendingMigrations(deps.db)) > 0) throw new Error('migrations are pending');
      }, '数据库结构不是最新的：请运行 npm run migrate'),
      problemOf(() => deps.queue.pending('index'), '任务队列连不上'),
    ]);
    const reasons = [database, migrations, queue].flatMap((problem) => {
      if (problem === null) return [];
      request.log.warn({ err: problem.cause }, 'not ready');
      return [problem.reason];
    });
    const ready = reasons.length === 0;
    // No model is no reason to turn requests away: matching says with each answer what it stands on.
    const preparing = database === null ? await preparingModel(deps.db).catch(() => null) : null;
    return reply.code(ready ? 200 : 503).send({
      ready,
      reasons,
      matching: modeView(deps.embedder !== null),
      embeddingModel: deps.embedder?.modelId ?? null,
      preparingModel: preparing?.id ?? null,
    });
  });
}

async function problemOf(
  check: () => PromiseLike<unknown>,
  reason: string,
): Promise<{ reason: string; cause: unknown } | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_MS} ms`)), CHECK_MS);
  });
  try {
    await Promise.race([check(), late]);
    return null;
  } catch (cause) {
    return { reason, cause };
  } finally {
    clearTimeout(timer);
  }
}
