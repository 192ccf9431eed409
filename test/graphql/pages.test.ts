import { createItems } from '../support/deps.js';
import { openTestApi, type TestApi } from '../support/graphql.js';

const PAGE = `query ($first: Int, $after: String) {
  achievements(first: $first, after: $after) {
    edges { cursor node { id title } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

interface Page {
  edges: { cursor: string; node: { id: string; title: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

describe('pages of a list', () => {
  let api: TestApi;
  const titles = ['甲', '乙', '丙', '丁', '戊'].map((name) => `${name}型电池管理系统`);
  beforeAll(async () => {
    api = await openTestApi();
    await createItems(api.deps, 'achievement', titles);
  });
  afterAll(() => api.close());

  const page = async (variables: Record<string, unknown>): Promise<Page> => {
    const { data } = await api.ask(PAGE, variables);
    return data!['achievements'] as Page;
  };

  it('give every item once, in one order, and say where they end', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    let turns = 0;
    for (let more = true; more; turns += 1) {
      const { edges, pageInfo } = await page({ first: 2, after });
      expect(pageInfo.hasPreviousPage).toBe(turns > 0);
      expect(pageInfo.startCursor).toBe(edges[0]!.cursor);
      expect(pageInfo.endCursor).toBe(edges.at(-1)!.cursor);
      seen.push(...edges.map((edge) => edge.node.title));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(seen).toEqual(titles);
    expect(turns).toBe(3);
  });

  it('stay put when an item of an earlier page is withdrawn and another is added', async () => {
    const first = await page({ first: 2 });
    const withdrawn = await api.ask('mutation ($id: ID!) { withdrawAchievement(id: $id) { status } }', {
      id: first.edges[0]!.node.id,
    });
    expect(withdrawn.data).toEqual({ withdrawAchievement: { status: 'WITHDRAWN' } });
    await createItems(api.deps, 'achievement', ['己型电池管理系统']);
    const second = await page({ first: 2, after: first.pageInfo.endCursor });
    expect(second.edges.map((edge) => edge.node.title)).toEqual([titles[2], titles[3]]);
  });

  it.each([0, -1, 101])('refuse first: %d', async (first) => {
    const { errors, data } = await api.ask(PAGE, { first });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_ARGUMENT', argument: 'first' } }]);
    expect(errors![0]!.message).toContain('1 到 100');
  });

  it.each(['', 'bm9uc2Vuc2U', Buffer.from('id:not-a-uuid').toString('base64url')])(
    'refuse a cursor that is not theirs: %j',
    async (after) => {
      const { errors } = await api.ask(PAGE, { after });
      expect(errors).toMatchObject([{ extensions: { code: 'INVALID_ARGUMENT', argument: 'after' } }]);
    },
  );

  it('take null for the default', async () => {
    expect((await page({ first: null, after: null })).edges.length).toBe(5);
  });
});
