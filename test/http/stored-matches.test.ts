import { rematchNeeds } from '../../src/matching/rematch.js';
import { createItem } from '../../src/store/items.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { send } from '../support/http.js';
import { achievementValues, needValues } from '../support/items.js';

const STORED = `rank score reciprocal needSide achievementSide needPlace terms need { id } achievement { id title }`;

describe('stored matches through both doors', () => {
  let api: TestApi;
  let needId: string;
  const title = '储能电站电池荷电状态估计方法';
  beforeAll(async () => {
    api = await openTestApi();
    const { db, taxonomy } = api.deps;
    const modes = { cooperationModes: ['TRANSFER'] };
    for (const values of [
      { title, summary: '估计储能电站电池荷电状态。', ...modes },
      { title: `${title}及装置`, summary: '估计储能电站电池荷电状态。', ...modes },
      { title: '猪瘟病毒检测试剂盒' },
    ]) {
      const item = { values: achievementValues(values), visibility: 'public', draft: false } as const;
      await createItem(db, 'achievement', item, taxonomy);
    }
    const values = needValues({ title: '储能电站电池荷电状态估计', ...modes });
    needId = (await createItem(db, 'need', { values, visibility: 'public', draft: false }, taxonomy)).id;
    await api.settle();
    await rematchNeeds(api.deps, [needId]);
  });
  afterAll(() => api.close());

  const get = (path: string) => send(api, 'GET', path);

  it('show both halves, the terms, and where the need stands', async () => {
    const { status, body } = await get(`/needs/${needId}/stored-matches?first=2`);
    expect(status).toBe(200);
    expect(body).toHaveLength(2);
    const [best] = body;
    expect(best).toMatchObject({ rank: 1, needPlace: 1, terms: 1, achievementSide: 1, need: { id: needId } });
    const { reciprocal, needSide, achievementSide } = best;
    expect(reciprocal).toBeCloseTo((2 * needSide * achievementSide) / (needSide + achievementSide));
    const { data } = await api.ask(`query ($id: ID!) { need(id: $id) { storedMatches(first: 1) { ${STORED} } } }`, {
      id: needId,
    });
    expect((data!['need'] as { storedMatches: unknown[] }).storedMatches[0]).toMatchObject({
      reciprocal,
      needSide,
      achievementSide,
      needPlace: 1,
      terms: 1,
    });
  });

  it('are pushed above the threshold, the same through either door', async () => {
    const { body } = await get(`/matches/push?needId=${needId}&threshold=0.01&first=1`);
    expect(body.items).toHaveLength(1);
    const { endCursor } = body.pageInfo;
    const next = await get(`/matches/push?needId=${needId}&threshold=0.01&first=50&after=${endCursor}`);
    expect(next.body.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const all = [...body.items, ...next.body.items];
    expect(all.map((one) => one.reciprocal)).toEqual(all.map((one) => one.reciprocal).sort((a, b) => b - a));
    const { data, errors } = await api.ask(
      `query ($id: ID) { matchesToPush(needId: $id, threshold: 0.01) { pageInfo { hasNextPage endCursor } edges { cursor node { ${STORED} } } } }`,
      { id: needId },
    );
    expect(errors).toBeUndefined();
    const { edges } = data!['matchesToPush'] as { edges: { node: { achievement: { id: string } } }[] };
    expect(edges.map(({ node }) => node.achievement.id)).toEqual(all.map((one) => one.achievement.id));
    expect((await get(`/matches/push?needId=${needId}&threshold=1`)).body.items).toEqual([]);
  });

  it('are pushed to somebody, never to all', async () => {
    const { status, body } = await get('/matches/push');
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'INVALID_ARGUMENT', detail: expect.stringContaining('推送对象') });
    expect((await api.ask('{ matchesToPush(first: 1) { edges { cursor } } }')).errors![0]!.extensions.code).toBe(
      'INVALID_ARGUMENT',
    );
    expect((await get('/matches/push?needId=x')).status).toBe(404);
  });

  it('name variants, unless the layout is by score alone', async () => {
    const matchesOf = async (layout: string) => (await get(`/needs/${needId}/matches${layout}`)).body.items;
    const [best, next] = await matchesOf('');
    expect(next).toMatchObject({ variantOf: best.achievement.id, variants: [] });
    expect(best.variants).toEqual([next.achievement.id]);
    for (const match of await matchesOf('?diversify=NONE'))
      expect(match).toMatchObject({ variantOf: null, variants: [] });
    expect((await get(`/needs/${needId}/matches?diversify=SOME`)).status).toBe(400);
    const { data } = await api.ask(
      `query ($id: ID!) { need(id: $id) {
         laid: matches(diversify: OWNERS) { edges { node { variantOf variants } } }
         plain: matches(diversify: NONE) { edges { node { variantOf variants } } } } }`,
      { id: needId },
    );
    const { laid, plain } = data!['need'] as Record<string, { edges: { node: { variantOf: string | null } }[] }>;
    const varied = (page: typeof laid) => page!.edges.filter(({ node }) => node.variantOf !== null).length;
    expect([varied(laid), varied(plain)]).toEqual([1, 0]);
  });
});
