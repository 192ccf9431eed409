import { adoptRankingModel } from '../../src/matching/rankings.js';
import { BUILT_IN, MODEL } from '../../src/matching/model.js';
import { addRanking } from '../../src/store/ranking-models.js';
import { openTestApi, type TestApi } from '../support/graphql.js';

describe('versions of the ranking', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi();
  });
  afterAll(() => api.close());

  const QUERY = `{
    service { rankingModel }
    rankingModels {
      id active base previous report createdAt adoptedAt
      weights { feature label weight } calibration { slope middle }
    }
  }`;
  const overRest = async () =>
    (await api.app.inject({ url: '/api/v1/ranking-models' })).json<{ items: unknown }>().items;

  it('start with the built-in one, with its weights', async () => {
    const { data, errors } = await api.ask(QUERY);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      service: { rankingModel: 'tokens-2' },
      rankingModels: [
        {
          id: 'tokens-2',
          active: true,
          base: null,
          previous: null,
          report: null,
          createdAt: null,
          adoptedAt: null,
          weights: MODEL.map(({ feature, label, weight }) => ({ feature, label, weight })),
          calibration: BUILT_IN.calibration,
        },
      ],
    });
    expect(await overRest()).toEqual(data!['rankingModels']);
  });

  it('show which one ranks after another was adopted, the same over both doors', async () => {
    const { calibration } = BUILT_IN;
    const { id } = await addRanking(api.deps.db, {
      base: BUILT_IN.id,
      weights: { title: 31 },
      calibration,
      report: { usable: 42 },
    });
    await adoptRankingModel(api.deps.db, id);
    await api.deps.rankings.refresh();
    const { data } = await api.ask(QUERY);
    expect(data).toMatchObject({
      service: { rankingModel: id },
      rankingModels: [
        { id, active: true, base: 'tokens-2', previous: 'tokens-2', report: { usable: 42 } },
        { id: 'tokens-2', active: false },
      ],
    });
    const [newest] = data!['rankingModels'] as { weights: { feature: string; weight: number }[] }[];
    expect(newest!.weights.find(({ feature }) => feature === 'title')!.weight).toBe(31);
    expect(await overRest()).toEqual(data!['rankingModels']);
  });
});
