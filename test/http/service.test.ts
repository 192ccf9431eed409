import { sql } from 'drizzle-orm';
import { createTask } from '../../src/store/tasks.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { send } from '../support/http.js';

describe('whoever runs the service', () => {
  let api: TestApi;
  afterEach(() => api.close());

  it('is told that it lives, that it can work, and what matching stands on', async () => {
    api = await openTestApi();
    expect(await send(api, 'GET', '/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
    const { status, body } = await send(api, 'GET', '/ready');
    expect(status).toBe(200);
    expect(body).toEqual({
      ready: true,
      reasons: [],
      matching: 'hybrid',
      embeddingModel: api.deps.embedder!.modelId,
      preparingModel: null,
    });
  });

  it('is told that it is ready without a model, by words only', async () => {
    api = await openTestApi({ models: {} });
    const { status, body } = await send(api, 'GET', '/ready');
    expect(status).toBe(200);
    expect(body).toMatchObject({ ready: true, matching: 'lexical-only', embeddingModel: null });
  });

  it('is told what keeps it from working, while it still lives', async () => {
    api = await openTestApi();
    const { db } = api.deps;
    await db.execute(
      sql`DELETE FROM drizzle.__drizzle_migrations WHERE id = (SELECT max(id) FROM drizzle.__drizzle_migrations)`,
    );
    expect(await send(api, 'GET', '/ready')).toMatchObject({
      status: 503,
      body: { ready: false, reasons: ['数据库结构不是最新的：请运行 npm run migrate'] },
    });
  });

  it('is told that the database is away', async () => {
    api = await openTestApi();
    await api.deps.models.close();
    await api.deps.queue.close();
    await api.deps.store.close();
    const { status, body } = await send(api, 'GET', '/ready');
    expect(status).toBe(503);
    expect(body.reasons).toContain('数据库连不上');
    expect((await send(api, 'GET', '/health')).status).toBe(200);
  });

  it('can watch requests by route, work and tasks', async () => {
    api = await openTestApi();
    await createTask(api.deps.db, 'reembed', { modelId: 'none' });
    await send(api, 'GET', '/needs/nonsense');
    await api.ask('{ service { matching } }');
    const { body, headers } = await send(api, 'GET', '/metrics');
    expect(headers['content-type']).toContain('text/plain');
    const lines = (body as string).split('\n');
    expect(lines).toContain('work_owed{work="reembed"} 1');
    expect(lines).toContain('work_owed{work="index"} 0');
    expect(lines).toContain('work_dead{work="reembed"} 0');
    expect(lines).toContain('tasks{state="enqueued"} 1');
    const timed = 'http_request_duration_seconds_count';
    expect(lines).toContain(`${timed}{method="GET",route="/api/v1/needs/:id",status="404"} 1`);
    expect(lines).toContain(`${timed}{method="POST",route="/graphql",status="200"} 1`);
    expect(body).toContain('nodejs_eventloop_lag_seconds');
  });
});
