import {
  achievement,
  achievementPage,
  industries,
  need,
  organizationPage,
  parks,
} from '../../src/http/schemas/items.js';
import { completeness, feedback, feedbackPage, matchPage } from '../../src/http/schemas/matches.js';
import { achievements, needs } from '../../src/store/schema.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { send } from '../support/http.js';

const ACHIEVEMENT = {
  title: '储能电站电池状态估计方法',
  organization: '云岭理工大学',
  summary: '用于锂电池储能电站的荷电状态估计与健康评估',
  maturity: { min: 5, max: 6 },
  price: { kind: 'fixed', min: 80, max: 80 },
  cooperationModes: ['TRANSFER'],
  field: ['新型储能'],
};
const NEED = {
  title: '储能电站需要电池状态估计',
  organization: '青禾储能有限公司',
  description: '锂电池储能电站的荷电状态估计误差偏大，求评估方法',
  budget: { kind: 'range', min: 50, max: 100 },
  deadline: '2099-12-31',
};

interface Listed {
  achievement: { id: string };
  feedback: { verdict: string }[];
}

describe('items', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi();
  });
  afterAll(() => api.close());

  const post = (url: string, payload?: object, headers: Record<string, string> = {}) =>
    send(api, 'POST', url, { headers, ...(payload === undefined ? {} : { payload }) });

  it('are made, read back as they were sent, and changed in part', async () => {
    const made = await post('/achievements', ACHIEVEMENT);
    expect(made.status).toBe(201);
    expect(achievement.parse(made.body)).toEqual(made.body);
    expect(made.body).toMatchObject({
      title: ACHIEVEMENT.title,
      organization: { name: '云岭理工大学', kind: 'university' },
      maturity: ACHIEVEMENT.maturity,
      price: ACHIEVEMENT.price,
      cooperationModes: [{ code: 'TRANSFER' }],
      status: 'published',
      visibility: 'public',
    });
    const path = `/achievements/${made.body.id}`;
    expect(made.headers['location']).toBe(`/api/v1${path}`);
    expect((await send(api, 'GET', path)).body).toEqual(made.body);

    const changed = await send(api, 'PATCH', path, { payload: { price: null, keywords: ['储能'] } });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ price: null, keywords: ['储能'], summary: ACHIEVEMENT.summary });
    expect((await send(api, 'GET', path)).body).toEqual(changed.body);
  });

  it('go from draft to published, withdrawn and closed, as far as that is allowed', async () => {
    const { body } = await post('/needs', { ...NEED, title: '另一项需求', draft: true });
    expect(need.parse(body)).toEqual(body);
    expect(body.status).toBe('draft');
    const move = (verb: string) => post(`/needs/${body.id}/${verb}`);
    expect((await move('close')).body).toMatchObject({ code: 'CONFLICT', status: 409 });
    expect((await move('publish')).body.status).toBe('published');
    expect((await move('close')).body.status).toBe('closed');
    expect((await move('withdraw')).status).toBe(409);
    expect((await post(`/achievements/${body.id}/close`)).status).toBe(404);
  });

  it('name every field at fault, and are not stored then', async () => {
    const before = await api.deps.db.$count(achievements);
    const { status, headers, body } = await post('/achievements', {
      ...ACHIEVEMENT,
      title: ' ',
      maturity: { min: 7, max: 3 },
      contactEmail: 'nobody',
      colour: 'red',
    });
    expect(status).toBe(400);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(body).toMatchObject({ code: 'INVALID_ARGUMENT', title: 'Bad Request', status: 400 });
    expect(body.errors.map((error: { field: string }) => error.field).sort()).toEqual(
      ['colour', 'contactEmail', 'maturity.min', 'title'].sort(),
    );
    expect(body.detail).toContain('名称（title）不能为空');
    expect(await api.deps.db.$count(achievements)).toBe(before);
  });

  it('are written once per Idempotency-Key, and a refusal does not use the key up', async () => {
    const key = { 'idempotency-key': 'need-1' };
    const before = await api.deps.db.$count(needs);
    expect((await post('/needs', { ...NEED, title: '' }, key)).status).toBe(400);
    const first = await post('/needs', { ...NEED, title: '只写一次的需求' }, key);
    expect(first.status).toBe(201);
    const again = await post('/needs', { ...NEED, title: '只写一次的需求' }, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers).toMatchObject({
      location: first.headers['location'],
      'idempotency-replayed': 'true',
    });
    expect((await post('/needs', NEED, key)).body).toMatchObject({ code: 'CONFLICT' });
    expect(await api.deps.db.$count(needs)).toBe(before + 1);
  });

  it('are listed page by page under filters', async () => {
    for (const n of [1, 2, 3]) {
      const price = { kind: 'fixed', min: 1000 + n, max: 1000 + n };
      await post('/achievements', { ...ACHIEVEMENT, title: `昂贵的成果之${n}`, organization: '海岳大学', price });
    }
    const { body: owners } = await send(api, 'GET', `/organizations?name=${encodeURIComponent('海岳')}`);
    expect(organizationPage.parse(owners)).toEqual(owners);
    const filter = `organizationIds=${owners.items[0].id}&maxPrice=1002&maturityMin=6&cooperationModes=TRANSFER,`;
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { status, body } = await send(api, 'GET', `/achievements?first=1&${filter}EQUITY&after=${after}`);
      expect(status).toBe(200);
      expect(achievementPage.parse(body)).toEqual(body);
      seen.push(...body.items.map((item: { title: string }) => item.title));
      if (!body.pageInfo.hasNextPage) break;
      after = body.pageInfo.endCursor;
    }
    expect(seen).toEqual(['昂贵的成果之1', '昂贵的成果之2']);
  });

  it('are matched with reasons, both ways, and take verdicts', async () => {
    const { body: made } = await post('/needs', NEED);
    await api.settle();
    const { status, body } = await send(api, 'GET', `/needs/${made.id}/matches?first=1&maturityMin=4`);
    expect(status).toBe(200);
    expect(matchPage.parse(body)).toEqual(body);
    const [best] = body.items;
    expect(best).toMatchObject({ rank: 1, achievement: { title: ACHIEVEMENT.title }, need: { id: made.id } });
    expect(best.summary).not.toBe('');
    expect(body.answer.nearest).toMatchObject({ id: best.achievement.id, title: ACHIEVEMENT.title });
    const asked = await send(api, 'GET', `/needs/${made.id}/completeness`);
    expect(completeness.parse(asked.body)).toEqual(asked.body);
    expect(asked.body.parts.map(({ present }: { present: boolean }) => present)).toEqual([true, true, false, true]);
    expect((await send(api, 'GET', `/needs/${best.achievement.id}/completeness`)).status).toBe(404);
    const back = await send(api, 'GET', `/achievements/${best.achievement.id}/matches?minBudget=60`);
    expect(back.body.items.map((one: { need: { id: string } }) => one.need.id)).toContain(made.id);

    const pair = { needId: made.id, achievementId: best.achievement.id };
    expect((await post('/feedback', { ...pair, verdict: 'reject' })).body.errors).toMatchObject([{ field: 'reasons' }]);
    const given = await post('/feedback', { ...pair, verdict: 'reject', reasons: ['PRICE'], note: '太贵' });
    expect(given.status).toBe(201);
    expect(feedback.parse(given.body)).toEqual(given.body);
    const listed = await send(api, 'GET', `/feedback?needId=${made.id}`);
    expect(feedbackPage.parse(listed.body)).toEqual(listed.body);
    expect(listed.body.items).toEqual([given.body]);
    const listedFor = async () => (await send(api, 'GET', `/needs/${made.id}/matches`)).body.items as Listed[];
    const ids = async () => (await listedFor()).map((one) => one.achievement.id);
    expect(await ids()).not.toContain(pair.achievementId);

    await post('/feedback', { ...pair, verdict: 'accept' });
    const accepted = (await listedFor()).find((one) => one.achievement.id === pair.achievementId);
    expect(accepted?.feedback.map(({ verdict }) => verdict)).toEqual(['accept', 'reject']);
  });

  it('come with the taxonomy that their codes are of', async () => {
    const { body: known } = await send(api, 'GET', '/industries');
    expect(industries.parse(known)).toEqual(known);
    expect(known.items.length).toBe(api.deps.taxonomy.industries.length);
    const { body: places } = await send(api, 'GET', '/parks');
    expect(parks.parse(places)).toEqual(places);
    expect(places.items.some((park: { pairedOrganizations: unknown[] }) => park.pairedOrganizations.length > 0)).toBe(
      true,
    );
  });
});
