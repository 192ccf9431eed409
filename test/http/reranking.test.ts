import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { openDeps } from '../../src/deps.js';
import { AppError } from '../../src/errors.js';
import { RANKING_MODEL } from '../../src/matching/model.js';
import { createItems } from '../support/deps.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { send } from '../support/http.js';

describe('a reranker, seen from the doors', () => {
  let api: TestApi;
  let needId: string;
  let works = true;

  beforeAll(async () => {
    const reranker = {
      name: 'given',
      score: async (pairs: readonly unknown[]) => {
        if (!works) throw new AppError('UNAVAILABLE', '重排模型的线程意外退出');
        return pairs.map((_, i) => i);
      },
      close: async () => {},
    };
    api = await openTestApi({ reranker });
    await createItems(api.deps, 'achievement', ['储能电站状态估计', '电池运维']);
    [needId] = (await createItems(api.deps, 'need', ['储能电站电池状态估计'])) as [string];
    await api.settle();
  });
  afterAll(() => api.close());

  const ask = async () => {
    const graphql = await api.ask(
      `query ($id: ID!) {
         service { rankingModel }
         need(id: $id) { matches(first: 5) { rankingModel reranking edges { node { contributions { feature } } } } }
       }`,
      { id: needId },
    );
    expect(graphql.errors).toBeUndefined();
    const rest = await send(api, 'GET', `/needs/${needId}/matches`);
    return { graphql: graphql.data as Record<string, Record<string, unknown>>, rest: rest.body as object };
  };

  it('is named with every page, and in what the service stands on', async () => {
    const { graphql, rest } = await ask();
    const named = { rankingModel: `${RANKING_MODEL}+rerank:given`, reranking: 'APPLIED' };
    expect(graphql['need']!['matches']).toMatchObject(named);
    expect(JSON.stringify(graphql['need'])).toContain('"feature":"reranker"');
    expect(graphql['service']).toEqual({ rankingModel: named.rankingModel });
    expect(rest).toMatchObject(named);
  });

  it('that fails leaves a page that says so', async () => {
    works = false;
    const { graphql, rest } = await ask();
    const named = { rankingModel: RANKING_MODEL, reranking: 'UNAVAILABLE' };
    expect(graphql['need']!['matches']).toMatchObject(named);
    expect(rest).toMatchObject(named);
  });

  it('that is not where RERANKER_DIR says keeps the service from starting, before anything is opened', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'ttm-no-reranker-'));
    const config = { ...readConfig({ RERANKER_DIR: '/nowhere' }), dataDir, logLevel: 'silent' as const };
    await expect(openDeps(config)).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    expect(await readdir(dataDir)).toEqual([]);
    await rm(dataDir, { recursive: true });
  });
});
