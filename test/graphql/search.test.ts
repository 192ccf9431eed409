import { sql } from 'drizzle-orm';
import { createItem } from '../../src/store/items.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { achievementValues, needValues } from '../support/items.js';

// oxlint-disable-next-line typescript/no-explicit-any
type Untyped = any;

const FACET = 'value label count';
const FACETS = `facets { total industries { ${FACET} } organizations { ${FACET} } cooperationModes { ${FACET} }
  maturity { ${FACET} } parks { ${FACET} } challenges }`;
const SAVED = 'id owner name kind text filter createdAt updatedAt lastRunAt newCount';

describe('search through GraphQL', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi();
    await addAchievement({ title: '石墨烯导热膜的制备', cooperationModes: ['TRANSFER'], maturity: { min: 5, max: 6 } });
    await addAchievement({ title: '锂电池回收方法', summary: '石墨烯电极的锂电池回收。', organization: '另一大学' });
    await addAchievement({ title: '水稻育种方法' });
    const park = api.deps.taxonomy.parks[0]!.name;
    await addNeed({ title: '寻求石墨烯散热膜', park });
    await addNeed({ title: '揭榜：石墨烯量产', park, isChallenge: true });
    await addNeed({ title: '水稻病害识别' });
    await api.settle();
  });
  afterAll(() => api.close());

  const addAchievement = async (values: Parameters<typeof achievementValues>[0]) => {
    const item = { values: achievementValues(values), visibility: 'public', draft: false } as const;
    return createItem(api.deps.db, 'achievement', item, api.deps.taxonomy);
  };
  const addNeed = async (values: Parameters<typeof needValues>[0]) => {
    const item = { values: needValues(values), visibility: 'public', draft: false } as const;
    return createItem(api.deps.db, 'need', item, api.deps.taxonomy);
  };
  const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<Untyped> => {
    const { data, errors } = await api.ask(query, variables);
    expect(errors).toBeUndefined();
    return data;
  };
  const refused = async (query: string, variables: Record<string, unknown> = {}) =>
    (await api.ask(query, variables)).errors![0]!;

  it('says how a text was read, marks it in what it found, and counts what it may be narrowed by', async () => {
    const { searchAchievements: found } = await ask(
      `query ($text: String!) { searchAchievements(text: $text) {
         reading { text quotedTerms excludedTerms synonyms corrections { original replacement start end } }
         edges { node { achievement { title } highlights { field start end text } } }
         ${FACETS} } }`,
      { text: '石墨稀 “锂电池”' },
    );
    expect(found.reading).toEqual({
      text: '石墨烯 锂电池',
      quotedTerms: ['锂电池'],
      excludedTerms: [],
      synonyms: ['锂离子电池', '锂离子蓄电池', 'li-ion battery', 'lithium-ion battery', 'graphene'],
      corrections: [{ original: '石墨稀', replacement: '石墨烯', start: 0, end: 3 }],
    });
    expect(found.edges).toHaveLength(1);
    expect(found.edges[0].node.highlights).toContainEqual({ field: 'title', start: 0, end: 3, text: '锂电池' });
    expect(found.edges[0].node.highlights).toContainEqual({ field: 'summary', start: 0, end: 3, text: '石墨烯' });
    expect(found.facets).toMatchObject({ total: 1, organizations: [{ label: '另一大学', count: 1 }], maturity: [] });
  });

  it('leaves mistyped words when asked to, and has neither reading nor facets where no text was searched with', async () => {
    const { searchNeeds: found } = await ask(
      '{ searchNeeds(text: "石墨稀", correct: false) { reading { text corrections { original } } } }',
    );
    expect(found.reading).toEqual({ text: '石墨稀', corrections: [] });
    const { needs } = await ask(
      '{ needs(first: 1) { edges { node { matches(first: 1) { reading { text } facets { total } edges { node { highlights { text } } } } } } } }',
    );
    const { matches } = needs.edges[0].node;
    expect(matches).toMatchObject({ reading: null, facets: null, edges: [{ node: { highlights: [] } }] });
  });

  it('counts the facets of lists under the other conditions', async () => {
    const { needs } = await ask(`{ needs { ${FACETS} } }`);
    const [park] = needs.facets.parks;
    expect(needs.facets).toMatchObject({ total: 3, challenges: 1, maturity: [] });
    expect(park).toMatchObject({ label: api.deps.taxonomy.parks[0]!.name, count: 2 });
    const narrowed = await ask(
      `query ($parks: [ID!]) { needs(filter: { parks: $parks, challengesOnly: true }) { ${FACETS} } }`,
      {
        parks: [park.value],
      },
    );
    // Each under the conditions of the others, not under its own.
    expect(narrowed.needs.facets).toMatchObject({ total: 1, challenges: 1, parks: [{ value: park.value, count: 1 }] });
    const { achievements } = await ask('{ achievements { facets { total organizations(first: 1) { label count } } } }');
    expect(achievements.facets).toEqual({ total: 3, organizations: [{ label: '测试大学', count: 2 }] });
  });

  it('saves, lists, renames, runs and deletes a search, and tells what is new since the last run', async () => {
    const { createSavedSearch: saved } = await ask(
      `mutation ($input: SavedSearchInput!) { createSavedSearch(input: $input) { ${SAVED} } }`,
      {
        input: {
          owner: '王工',
          name: '石墨烯',
          kind: 'ACHIEVEMENT',
          text: '石墨烯 薄膜',
          achievementFilter: { statuses: ['PUBLISHED'] },
        },
      },
    );
    expect(saved).toMatchObject({
      owner: '王工',
      kind: 'ACHIEVEMENT',
      lastRunAt: null,
      newCount: 0,
      filter: { statuses: ['published'] },
    });
    const { id } = saved;
    await ask(
      `mutation { createSavedSearch(input: { owner: "李工", name: "石墨烯", kind: NEED, text: "石墨烯" }) { id } }`,
    );

    await addAchievement({ title: '石墨烯薄膜转移装置' });
    await addAchievement({ title: '小麦育种方法' });
    await api.settle();
    const { savedSearches } = await ask(`query { savedSearches(owner: "王工") { edges { node { ${SAVED} } } } }`);
    expect(savedSearches.edges).toHaveLength(1);
    expect(savedSearches.edges[0].node).toMatchObject({ id, newCount: 1 });

    const run = `mutation ($id: ID!) { runSavedSearch(id: $id, newOnly: true) { since newCount savedSearch { lastRunAt newCount }
      matches { edges { node { achievement { title } } } } } }`;
    const { runSavedSearch: first } = await ask(run, { id });
    expect(first).toMatchObject({ since: saved.createdAt, newCount: 1, savedSearch: { newCount: 0 } });
    expect(first.matches.edges[0].node.achievement.title).toBe('石墨烯薄膜转移装置');
    expect(first.matches.edges).toHaveLength(2);
    const { runSavedSearch: second } = await ask(run, { id });
    expect(second).toMatchObject({ since: first.savedSearch.lastRunAt, newCount: 0, matches: { edges: [] } });

    const { updateSavedSearch: renamed } = await ask(
      `mutation ($id: ID!) { updateSavedSearch(id: $id, patch: { name: "导热膜", text: "“导热膜”" }) { ${SAVED} matches { edges { node { achievement { title } } } } } }`,
      { id },
    );
    expect(renamed).toMatchObject({ id, name: '导热膜', filter: { statuses: ['published'] } });
    expect(renamed.matches.edges.map((edge: Untyped) => edge.node.achievement.title)).toEqual(['石墨烯导热膜的制备']);

    expect(await ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).toEqual({
      node: { __typename: 'SavedSearch', id },
    });
    expect(await ask('mutation ($id: ID!) { deleteSavedSearch(id: $id) }', { id })).toEqual({ deleteSavedSearch: id });
    expect(await ask('query ($id: ID!) { savedSearch(id: $id) { id } }', { id })).toEqual({ savedSearch: null });
    expect((await refused('mutation ($id: ID!) { deleteSavedSearch(id: $id) }', { id })).extensions.code).toBe(
      'NOT_FOUND',
    );
  });

  it('takes an item as new by when it entered', async () => {
    const { createSavedSearch: saved } = await ask(
      'mutation { createSavedSearch(input: { owner: "王工", name: "水稻", kind: ACHIEVEMENT, text: "水稻" }) { id newCount } }',
    );
    expect(saved.newCount).toBe(0);
    const old = await addAchievement({ title: '水稻插秧机' });
    await api.settle();
    const count = async () =>
      (await ask('query ($id: ID!) { savedSearch(id: $id) { newCount } }', { id: saved.id })).savedSearch.newCount;
    expect(await count()).toBe(1);
    await api.deps.db.execute(
      sql`UPDATE achievements SET created_at = created_at - interval '1 day' WHERE id = ${old.id}`,
    );
    expect(await count()).toBe(0);
  });

  it.each([
    ['a name that the owner has already', { owner: '王工', name: '水稻', kind: 'NEED', text: '水稻' }, 'CONFLICT'],
    ['no text', { owner: '王工', name: '空', kind: 'NEED', text: ' ' }, 'INVALID_ARGUMENT'],
    ['no name', { owner: '王工', name: '', kind: 'NEED', text: '水稻' }, 'INVALID_ARGUMENT'],
    [
      'the other kind’s filter',
      { owner: '王工', name: '错', kind: 'NEED', text: '水稻', achievementFilter: {} },
      'INVALID_ARGUMENT',
    ],
    [
      'an unknown code',
      { owner: '王工', name: '错', kind: 'NEED', text: '水稻', needFilter: { parks: ['X'] } },
      'INVALID_ARGUMENT',
    ],
    [
      'a time of its own',
      { owner: '王工', name: '错', kind: 'NEED', text: '水稻', needFilter: { createdSince: '2026-01-01T00:00:00Z' } },
      'INVALID_ARGUMENT',
    ],
  ])('refuses to save with %s', async (_, input, code) => {
    const error = await refused('mutation ($input: SavedSearchInput!) { createSavedSearch(input: $input) { id } }', {
      input,
    });
    expect(error.extensions.code).toBe(code);
    expect(error.message).toMatch(/\p{Script=Han}/u);
  });

  it('lists what entered since an instant', async () => {
    const since = new Date(Date.now() + 3_600_000).toISOString();
    const { achievements } = await ask(
      'query ($since: DateTime) { achievements(filter: { createdSince: $since }) { facets { total } } }',
      { since },
    );
    expect(achievements.facets.total).toBe(0);
  });
});
