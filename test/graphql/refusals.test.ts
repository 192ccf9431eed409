import { sql } from 'drizzle-orm';
import { lists } from '../../src/store/schema.js';
import { openTestApi, type GraphqlAnswer, type TestApi } from '../support/graphql.js';

describe('what GraphQL refuses', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi();
  });
  afterAll(() => api.close());

  const post = async (payload: string, contentType = 'application/json') => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': contentType },
      payload,
    });
    expect(response.headers['content-type']).toContain('application/json');
    expect(response.body).not.toMatch(/ at .*\.(ts|js):\d+/);
    return { status: response.statusCode, ...response.json<GraphqlAnswer>() };
  };
  const nested = (levels: number) =>
    `{ parks { ${'pairedOrganizations { park { '.repeat(levels)} code ${'} }'.repeat(levels)} } }`;
  const aliases = (count: number) =>
    `{ ${Array.from({ length: count }, (_, i) => `a${i}: service { backlog }`).join(' ')} }`;

  it.each([
    ['malformed JSON', '{"query": ', 400, 'INVALID_ARGUMENT', '不是合法的 JSON'],
    ['no body', '', 400, 'INVALID_ARGUMENT', '请求体为空'],
    ['a body without a query', '{}', 400, 'INVALID_ARGUMENT', 'GraphQL 请求不合法'],
    ['a query that is no text', '{"query": 7.5, "variables": []}', 400, 'INVALID_ARGUMENT', 'GraphQL'],
    ['a syntax error', JSON.stringify({ query: '{ parks {' }), 400, 'INVALID_ARGUMENT', '语法有误'],
    ['an unknown field', JSON.stringify({ query: '{ parks { secret } }' }), 400, 'INVALID_ARGUMENT', 'secret'],
    [
      'a syntax tree in place of a text',
      JSON.stringify({ query: '{"kind":"Document","definitions":[]}' }),
      400,
      'INVALID_ARGUMENT',
      'GraphQL 文本',
    ],
    ['null in place of a text', JSON.stringify({ query: 'null' }), 400, 'INVALID_ARGUMENT', 'GraphQL 文本'],
    [
      'several operations',
      JSON.stringify({ query: 'query A { parks { code } } query B { parks { name } }', operationName: 'A' }),
      400,
      'INVALID_ARGUMENT',
      '一个操作',
    ],
    ['a batch', JSON.stringify([{ query: '{ parks { code } }' }]), 400, 'INVALID_ARGUMENT', 'GraphQL'],
    ['more tokens than a query needs', JSON.stringify({ query: aliases(500) }), 400, 'QUERY_TOO_COMPLEX', '过长'],
    ['a deep query', JSON.stringify({ query: nested(7) }), 400, 'QUERY_TOO_COMPLEX', '最多 14 层'],
    [
      'a body past the limit',
      JSON.stringify({ query: `{ parks { code } } # ${'x'.repeat(2 ** 20)}` }),
      413,
      'PAYLOAD_TOO_LARGE',
      '过大',
    ],
  ])('%s', async (_case, payload, status, code, words) => {
    const answer = await post(payload);
    expect(answer.errors).toMatchObject([{ extensions: { code } }]);
    expect(answer.errors![0]!.message).toContain(words);
    expect(answer.status).toBe(status);
    expect(answer.data).toBeNull();
  });

  it('a fragment that leads round in a circle, without going round itself', async () => {
    const query = `{ parks { ...a } } fragment a on Park { pairedOrganizations { park { ...a } } }`;
    expect((await post(JSON.stringify({ query }))).errors).toMatchObject([
      { extensions: { code: 'INVALID_ARGUMENT' } },
    ]);
  });

  it('a variable of the wrong type, naming it', async () => {
    const { errors, status } = await api.ask('query ($first: Int) { needs(first: $first) { edges { cursor } } }', {
      first: 'many',
    });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_ARGUMENT' } }]);
    expect(errors![0]!.message).toContain('$first');
    expect(status).toBe(400);
  });

  it.each(['2026-02-30', '2026/02/01', 20260201])('a day that is none: %j', async (openOn) => {
    const { errors } = await api.ask('query ($d: Date) { needs(filter: { openOn: $d }) { edges { cursor } } }', {
      d: openOn,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_ARGUMENT' } }]);
  });

  it('unknown codes of a filter, naming those there are', async () => {
    const { errors } = await api.ask('{ achievements(filter: { industries: ["NOPE"] }) { edges { cursor } } }');
    expect(errors).toMatchObject([{ path: ['achievements'], extensions: { code: 'INVALID_ARGUMENT' } }]);
    const { code, name } = api.deps.taxonomy.industries[0]!;
    expect(errors![0]!.message).toContain(`${code}（${name}）`);
  });

  it('a query whose cost the variables make too high, also when the query itself is known', async () => {
    const query = `query ($first: Int!) {
      needs(first: $first) { edges { node { matches(first: 20) { edges { node { score } } } } } }
    }`;
    for (let turn = 0; turn < 3; turn += 1) {
      expect((await api.ask(query, { first: 1 })).errors).toBeUndefined();
      const { errors, status } = await api.ask(query, { first: 100 });
      expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX', limit: 5000 } }]);
      expect(status).toBe(400);
    }
  });

  it('a write by GET, and a post that a form of another site could send', async () => {
    const url = `/graphql?query=${encodeURIComponent('mutation { redriveWork(ids: []) }')}`;
    const headers = { 'mercurius-require-preflight': '1' };
    const written = await api.app.inject({ method: 'GET', url, headers });
    expect(written.json()).toMatchObject({ data: null, errors: [{ extensions: { code: 'INVALID_ARGUMENT' } }] });
    const posted = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'text/plain' },
      payload: JSON.stringify({ query: 'mutation { redriveWork(ids: []) }' }),
    });
    expect(posted.statusCode).toBeGreaterThanOrEqual(400);
    expect(posted.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
  });

  it('what goes wrong inside: an id for the log, and nothing else', async () => {
    await api.deps.db.execute(sql`ALTER TABLE ${lists} RENAME TO lists_away`);
    try {
      const { errors, status } = await api.ask('{ lists { edges { cursor } } parks { code } }');
      expect(status).toBe(200);
      expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL', requestId: expect.any(String) } }]);
      expect(errors![0]!.message).toContain(errors![0]!.extensions['requestId'] as string);
      expect(JSON.stringify(errors)).not.toMatch(/lists_away|relation|select/i);
    } finally {
      await api.deps.db.execute(sql`ALTER TABLE lists_away RENAME TO lists`);
    }
  });

  it('nothing of an introspection, which GraphiQL needs', async () => {
    const { data, errors } = await api.ask('{ __schema { queryType { name } types { name fields { name } } } }');
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toContain('searchAchievements');
  });
});
