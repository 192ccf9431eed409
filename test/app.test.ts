import { Writable } from 'node:stream';
import { pino } from 'pino';
import { buildApp } from '../src/app.js';
import type { Deps } from '../src/deps.js';
import { openTestDeps } from './support/deps.js';

describe('the app', () => {
  let deps: Deps;
  const lines: string[] = [];
  beforeAll(async () => {
    const opened = await openTestDeps();
    const log = pino(
      new Writable({
        write(chunk, _encoding, done) {
          lines.push(String(chunk));
          done();
        },
      }),
    );
    deps = Object.create(opened, { log: { value: log } }) as Deps;
  });
  afterAll(() => deps.close());

  const withApp = async (act: (app: Awaited<ReturnType<typeof buildApp>>) => Promise<void>, config = deps.config) => {
    const app = await buildApp(Object.create(deps, { config: { value: config } }) as Deps);
    try {
      await act(app);
    } finally {
      await app.close();
    }
  };

  it('answers an unknown address with a problem and the id of the request', async () => {
    await withApp(async (app) => {
      const response = await app.inject('/nowhere?name=张三');
      expect(response.statusCode).toBe(404);
      expect(response.headers['content-type']).toContain('application/problem+json');
      expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(response.json()).toMatchObject({ status: 404, code: 'NOT_FOUND', detail: '没有这个地址：GET /nowhere。' });
    });
  });

  it('logs each request by its route, without what was asked or written', async () => {
    lines.length = 0;
    await withApp(async (app) => {
      await app.inject({
        url: '/graphql',
        query: { query: '{ searchNeeds(text: "张三的电话") { matching } }' },
        headers: { 'mercurius-require-preflight': '1' },
      });
      await app.inject({
        method: 'POST',
        url: '/graphql',
        payload: {
          query: 'mutation ($input: NeedInput!) { createNeed(input: $input) { id } }',
          variables: {
            input: { title: '需求', organization: '公司', contactName: '张三', contactPhone: '13800000000' },
          },
        },
      });
      // A value that the database refuses comes back in the message of its driver.
      await deps.db.transaction(async (tx) => {
        await tx.execute('ALTER TABLE needs ADD CONSTRAINT no_zhang CHECK (contact_name <> $$张三$$) NOT VALID');
      });
      const failed = await app.inject({
        method: 'POST',
        url: '/graphql',
        payload: {
          query: 'mutation ($input: NeedInput!) { createNeed(input: $input) { id } }',
          variables: {
            input: { title: '需求二', organization: '公司', contactName: '张三', contactPhone: '13800000000' },
          },
        },
      });
      expect(failed.json()).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
    });
    const log = lines.join('');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual(
      expect.arrayContaining([expect.objectContaining({ msg: 'answered', route: '/graphql', status: 200 })]),
    );
    expect(log).toContain('GraphQL request failed');
    expect(log).not.toMatch(/张三|13800000000/);
  });

  it('serves GraphiQL from this machine alone, and not in production', async () => {
    await withApp(async (app) => {
      const page = await app.inject('/graphiql');
      expect(page.statusCode).toBe(200);
      const parts = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
      expect(parts.length).toBe(4);
      for (const part of parts) {
        expect(part).not.toContain('//');
        const { statusCode, body } = await app.inject(`/${part}`);
        expect([part, statusCode, body.length > 1000]).toEqual([part, 200, true]);
      }
    });
    await withApp(
      async (app) => {
        expect((await app.inject('/graphiql')).statusCode).toBe(404);
      },
      { ...deps.config, nodeEnv: 'production' },
    );
  });

  it('leaves what it was given open when it closes', async () => {
    await withApp(async () => {});
    expect(await deps.db.execute('SELECT 1')).toBeDefined();
  });
});
