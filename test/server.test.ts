import type { Deps } from '../src/deps.js';
import { serve } from '../src/server.js';
import { openTestDeps } from './support/deps.js';

describe('the server', () => {
  let deps: Deps;
  beforeAll(async () => {
    const opened = await openTestDeps();
    deps = Object.create(opened, { config: { value: { ...opened.config, port: 0 } } }) as Deps;
  });
  afterAll(() => deps.close());

  it('answers where it says it listens, until it is closed; twice without harm', async () => {
    const server = await serve(deps);
    const answer = await fetch(`${server.url}/graphql?query={parks{code}}`, {
      headers: { 'mercurius-require-preflight': '1' },
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ data: { parks: expect.any(Array) } });
    await server.close();
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });

  it('reads the words of both kinds before anybody searches', async () => {
    const read: string[] = [];
    const memoryIndex: Deps['memoryIndex'] = {
      ...deps.memoryIndex,
      prepare: (kind, modelId) => {
        read.push(kind);
        return deps.memoryIndex.prepare(kind, modelId);
      },
    };
    const server = await serve(Object.create(deps, { memoryIndex: { value: memoryIndex } }) as Deps);
    expect(read.sort()).toEqual(['achievement', 'need']);
    await server.close();
  });

  it('says which port is taken and what to do', async () => {
    const first = await serve(deps);
    try {
      const port = Number(new URL(first.url).port);
      const second = serve(Object.create(deps, { config: { value: { ...deps.config, port } } }) as Deps);
      await expect(second).rejects.toMatchObject({
        code: 'INVALID_CONFIG',
        message: expect.stringContaining(`端口 ${port} 已被占用`),
      });
    } finally {
      await first.close();
    }
  });
});
