import { createItems } from '../support/deps.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { send } from '../support/http.js';

describe('search through REST', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi();
    await createItems(api.deps, 'achievement', ['石墨烯导热膜的制备', '锂电池与石墨烯电极', '水稻育种方法']);
    await api.settle();
  });
  afterAll(() => api.close());

  const get = (path: string, query: Record<string, string> = {}) => send(api, 'GET', path, { query });
  const titles = (items: { achievement: { title: string } }[]) => items.map(({ achievement }) => achievement.title);
  const post = (path: string, payload?: object) => send(api, 'POST', path, payload === undefined ? {} : { payload });

  it('says how the text was read and marks it', async () => {
    const { status, body } = await get('/search', { kind: 'achievement', text: '“石墨烯” 导热模 -锂电池' });
    expect(status).toBe(200);
    expect(titles(body.items)).toEqual(['石墨烯导热膜的制备']);
    expect(body.reading).toMatchObject({ quotedTerms: ['石墨烯'], excludedTerms: ['锂电池'] });
    expect(body.items[0].highlights[0]).toMatchObject({
      field: 'title',
      start: 0,
      text: expect.stringContaining('石墨烯'),
    });
    const asTyped = await get('/search', { kind: 'achievement', text: '石墨稀', correct: 'false' });
    expect(asTyped.body.reading.corrections).toEqual([]);
    const corrected = await get('/search', { kind: 'achievement', text: '石墨稀' });
    expect(corrected.body.reading.corrections).toEqual([
      { original: '石墨稀', replacement: '石墨烯', start: 0, end: 3 },
    ]);
  });

  it('counts facets of a list, and of a text with conditions', async () => {
    const { body } = await get('/facets', { kind: 'achievement' });
    expect(body).toMatchObject({ total: 3, organizations: [{ label: '测试大学', count: 3 }], challenges: 0 });
    const narrowed = await get('/facets', { kind: 'achievement', text: '“石墨烯” -锂电池' });
    expect(narrowed.body.total).toBe(1);
    const refused = await get('/facets', { kind: 'achievement', createdSince: '昨天' });
    expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID_ARGUMENT' } });
    expect(refused.body.detail).toContain('入库时间');
  });

  it('saves, shows, changes, runs and deletes a search', async () => {
    const created = await post('/saved-searches', {
      owner: '王工',
      name: '膜',
      kind: 'achievement',
      text: '石墨烯',
      filter: { statuses: ['published'] },
    });
    expect(created).toMatchObject({ status: 201, body: { owner: '王工', lastRunAt: null } });
    const path = `/saved-searches/${created.body.id}`;
    expect(created.headers['location']).toBe(`/api/v1${path}`);
    await createItems(api.deps, 'achievement', ['石墨烯润滑油']);
    await api.settle();
    expect((await get(path)).body).toMatchObject({ newCount: 1, filter: { statuses: ['published'] } });
    expect(titles((await get(`${path}/matches`, { newOnly: 'true' })).body.items)).toEqual(['石墨烯润滑油']);
    expect((await get(`${path}/matches`)).body.items).toHaveLength(4);
    const run = await send(api, 'POST', `${path}/run`, { query: { newOnly: 'true' } });
    expect(run).toMatchObject({ status: 200, body: { since: created.body.createdAt, newCount: 1 } });
    expect(titles(run.body.matches.items)).toEqual(['石墨烯润滑油']);
    expect((await get(path)).body).toMatchObject({ newCount: 0, lastRunAt: run.body.savedSearch.lastRunAt });
    const renamed = await send(api, 'PATCH', path, { payload: { name: '油', filter: null } });
    expect(renamed).toMatchObject({ status: 200, body: { name: '油', filter: {}, text: '石墨烯' } });
    expect((await get('/saved-searches', { owner: '王工' })).body.items).toHaveLength(1);
    expect((await get('/saved-searches', { owner: '李工' })).body.items).toEqual([]);
    expect((await send(api, 'DELETE', path)).body).toEqual({ id: created.body.id });
    expect(await get(path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('refuses what it does not know, and a name twice', async () => {
    const search = { owner: '王工', name: '水稻', kind: 'achievement', text: '水稻' };
    expect((await post('/saved-searches', search)).status).toBe(201);
    expect(await post('/saved-searches', search)).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect((await post('/saved-searches', { ...search, name: '二', filter: { parks: ['X'] } })).status).toBe(400);
    expect((await post('/saved-searches', { ...search, name: '三', filter: { nonsense: 1 } })).status).toBe(400);
    expect((await post('/saved-searches/123/run')).status).toBe(404);
  });
});
