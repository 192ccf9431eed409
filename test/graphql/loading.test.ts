import type { Store } from '../../src/store/open.js';
import { createItem } from '../../src/store/items.js';
import { findOrCreateList } from '../../src/store/lists.js';
import { achievements } from '../../src/store/schema.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { achievementValues, needValues } from '../support/items.js';

describe('how GraphQL reads', () => {
  let api: TestApi;
  let needId: string;
  beforeAll(async () => {
    api = await openTestApi();
    const { db, taxonomy } = api.deps;
    const list = await findOrCreateList(db, { kind: 'achievements', name: '清单', organizationId: null });
    for (let i = 0; i < 20; i += 1) {
      const values = achievementValues({ title: `第${i}种储能电池`, organization: `第${i}大学`, field: ['新型储能'] });
      await createItem(db, 'achievement', { values, visibility: 'public', draft: false }, taxonomy);
    }
    await db.update(achievements).set({ listId: list.id });
    const values = needValues({ title: '储能电池', description: '需要储能电池' });
    needId = (await createItem(db, 'need', { values, visibility: 'public', draft: false }, taxonomy)).id;
    await api.settle();
  });
  afterAll(() => api.close());

  const ITEM = 'title organization { name park { code } } industries { code } list { name editions { number } }';

  it.each([
    ['a list', (first: number) => `{ achievements(first: ${first}) { edges { node { ${ITEM} } } } }`],
    [
      'a ranking',
      (first: number) =>
        `{ need(id: "${needId}") { matches(first: ${first}) { edges { node {
          score reasons { text } evidence { strength } feedback { verdict } achievement { ${ITEM} } need { ${ITEM} }
        } } } } }`,
    ],
    [
      'stored matches',
      (first: number) =>
        `{ need(id: "${needId}") { storedMatches(first: ${first}) { achievement { ${ITEM} } need { title } } } }`,
    ],
    [
      'parks',
      (first: number) =>
        `{ parks { pairedOrganizations { name } } organizations(first: ${first}) { edges { node { park { code } } } } }`,
    ],
  ])('%s: twenty objects take as many queries as two', async (_name, query) => {
    const two = await queriesOf(() => api.ask(query(2)));
    const twenty = await queriesOf(() => api.ask(query(20)));
    expect(two).toBeGreaterThan(0);
    expect(twenty).toBe(two);
  });

  it('gives the same answer when it runs compiled', async () => {
    const query = `query ($id: ID!, $kind: ListKind, $statuses: [ItemStatus!]) {
      node(id: $id) { __typename id ... on Need { status createdAt matches(first: 3) { edges { node { rank grade } } } } }
      lists(kind: $kind) { edges { node { kind createdAt } } }
      achievements(first: 2, filter: { statuses: $statuses }) { edges { cursor node { status visibility } } }
    }`;
    const variables = { id: needId, kind: 'ACHIEVEMENTS', statuses: ['PUBLISHED'] };
    const answers = [];
    for (let turn = 0; turn < 3; turn += 1) answers.push(await api.ask(query, variables));
    expect(answers[0]).toMatchObject({
      status: 200,
      data: {
        node: { __typename: 'Need', status: 'PUBLISHED' },
        lists: { edges: [{ node: { kind: 'ACHIEVEMENTS' } }] },
        achievements: { edges: [{ node: { status: 'PUBLISHED', visibility: 'PUBLIC' } }, {}] },
      },
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    const wrong = await api.ask(query, { ...variables, kind: 'NONSENSE' });
    expect(wrong.errors).toMatchObject([{ extensions: { code: 'INVALID_ARGUMENT' } }]);
  });

  async function queriesOf(act: () => Promise<{ errors?: unknown }>): Promise<number> {
    const { store } = api.deps;
    const spy = jest.spyOn(clientOf(store), 'query');
    try {
      expect((await act()).errors).toBeUndefined();
      return spy.mock.calls.filter(([query]) => OURS.test(sqlOf(query))).length;
    } finally {
      spy.mockRestore();
    }
  }
});

/** The queue and the follower of models ask as well meanwhile, of other tables. */
const OURS = /\b(achievements|needs|organizations|lists|list_editions|matches|feedback|pairings)\b/;

function sqlOf(query: unknown): string {
  return typeof query === 'string' ? query : (query as { text: string }).text;
}

/** What drizzle sends its queries to. */
function clientOf(store: Store): { query: (...args: unknown[]) => unknown } {
  return (store.engine === 'pglite' ? store.pglite : store.pool) as unknown as {
    query: (...args: unknown[]) => unknown;
  };
}
