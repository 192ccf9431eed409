import { facility, facilityPage } from '../../src/http/schemas/facilities.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { send } from '../support/http.js';

const PILOT = {
  name: '江北储能中试平台',
  kind: '中试基地',
  organization: '云岭理工大学',
  park: '江北新区',
  field: ['新型储能'],
  summary: '储能系统集成和并网试验',
  maturity: { min: 5, max: 8 },
};

describe('facilities', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi();
  });
  afterAll(() => api.close());

  const post = (payload: object) => send(api, 'POST', '/facilities', { payload });

  it('are made in the taxonomy’s terms, read, changed in part and deleted', async () => {
    const made = await post(PILOT);
    expect(made.status).toBe(201);
    expect(facility.parse(made.body)).toEqual(made.body);
    expect(made.body).toMatchObject({
      ...PILOT,
      park: { code: 'JB-NA' },
      parkText: '江北新区',
      kind: '中试平台',
      industries: [{ code: 'JS-H2ES' }],
    });
    const url = `/facilities/${made.body.id}`;
    expect((await send(api, 'GET', url)).body).toEqual(made.body);
    const changed = await send(api, 'PATCH', url, { payload: { field: ['生物医药'], maturity: null } });
    expect(changed.body).toMatchObject({
      industries: [{ code: 'NJ-BIOMED' }],
      maturity: null,
      kind: '中试平台',
      name: PILOT.name,
    });
    expect((await send(api, 'DELETE', url)).body).toEqual({ id: made.body.id });
    expect((await send(api, 'GET', url)).status).toBe(404);
    expect((await send(api, 'DELETE', url)).status).toBe(404);
  });

  it('are refused with what to mend: a taken name, an unknown field, levels the wrong way round', async () => {
    const first = await post({ ...PILOT, name: '甲平台' });
    expect(await post({ ...PILOT, name: '甲 平台' })).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    const second = await post({ ...PILOT, name: '乙平台' });
    const renamed = await send(api, 'PATCH', `/facilities/${second.body.id}`, { payload: { name: '甲平台' } });
    expect(renamed.status).toBe(409);
    const wrong = await post({ ...PILOT, name: '', maturity: { min: 8, max: 5 }, price: 1 });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining(['name', 'maturity.min', 'price']),
    );
    for (const { body } of [first, second]) await send(api, 'DELETE', `/facilities/${body.id}`);
  });

  it('are listed in pages and by what they serve', async () => {
    for (const [name, min, max] of [
      ['丙', 2, 4],
      ['丁', 5, 7],
      ['戊', 7, 9],
    ] as const)
      await post({
        name: `${name}中试平台`,
        field: name === '戊' ? ['生物医药'] : ['新型储能'],
        maturity: { min, max },
      });
    const listed = async (query: string) => {
      const { body } = await send(api, 'GET', `/facilities?${query}`);
      expect(facilityPage.parse(body)).toEqual(body);
      return body as { items: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    const names = ({ items }: { items: { name: string }[] }) => items.map(({ name }) => name[0]);
    const first = await listed('first=2');
    expect(names(first)).toEqual(['丙', '丁']);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(names(await listed(`first=2&after=${first.pageInfo.endCursor}`))).toEqual(['戊']);
    expect(names(await listed('industries=NJ-BIOMED'))).toEqual(['戊']);
    expect(names(await listed('maturityMin=5&maturityMax=6'))).toEqual(['丁']);
    expect((await send(api, 'GET', '/facilities?industries=NOPE')).status).toBe(400);
  });

  it('are read and written through GraphQL as well', async () => {
    const { data, errors } = await api.ask(
      `mutation ($input: FacilityInput!) { createFacility(input: $input) { id kind organization { name } park { code } } }`,
      { input: { ...PILOT, name: '己中试平台' } },
    );
    expect(errors).toBeUndefined();
    const made = data!['createFacility'] as { id: string };
    expect(made).toMatchObject({ kind: '中试平台', organization: { name: '云岭理工大学' }, park: { code: 'JB-NA' } });
    const read = await api.ask(
      `query ($id: ID!) {
        node(id: $id) { id ... on Facility { name maturity { min max } } }
        facilities(first: 1, filter: { parks: ["JB-NA"] }) { edges { node { name parkText } } }
      }`,
      { id: made.id },
    );
    expect(read.data).toEqual({
      node: { id: made.id, name: '己中试平台', maturity: { min: 5, max: 8 } },
      facilities: { edges: [{ node: { name: '己中试平台', parkText: '江北新区' } }] },
    });
    const changed = await api.ask(
      `mutation ($id: ID!) { updateFacility(id: $id, patch: { park: null }) { park { code } } deleteFacility(id: $id) }`,
      { id: made.id },
    );
    expect(changed.data).toEqual({ updateFacility: { park: null }, deleteFacility: made.id });
  });
});
