import { achievementValues, needValues } from '../support/items.js';
import { createItem } from '../../src/store/items.js';
import { openTestApi, type TestApi } from '../support/graphql.js';

const MATCH = `
  rank score grade summary
  need { id title organization { name } }
  achievement { id title organization { name } industries { code } list { name } }
  reasons { code polarity text }
  contributions { feature label value points }
  sharedTerms { term weight }
  relatedTerms { asked offered relation }
  evidence { need { field start end text } achievement { field start end text } strength }
  indicators { outcome wanted { text } offered { text } }
  feedback { id verdict reasons note need { id } achievement { title } }
`;
const PAGE = `
  matching rankingModel embeddingModel
  answer { verdict text probability nearest { id title organization score } missing { part question spans { text } } }
  pageInfo { hasNextPage hasPreviousPage endCursor }
  edges { cursor node { ${MATCH} } }
`;

interface Match {
  rank: number;
  score: number;
  grade: string;
  summary: string;
  achievement: { id: string; title: string } | null;
  need: { id: string; title: string } | null;
  reasons: { polarity: string; text: string }[];
  contributions: { points: number }[];
  sharedTerms: { term: string }[];
  evidence: { need: Span; achievement: Span; strength: number }[];
  feedback: { verdict: string; reasons: string[]; note: string | null }[];
}
interface Span {
  field: string;
  start: number;
  end: number;
  text: string;
}
interface Page {
  matching: string;
  rankingModel: string;
  embeddingModel: string | null;
  answer: { verdict: string; text: string; nearest: { title: string }; missing: { part: string }[] } | null;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
  edges: { node: Match }[];
}

describe('matches through GraphQL', () => {
  let api: TestApi;
  let needId: string;
  const fitting = '电池储能电站状态估计与故障预警技术';
  const description = '储能电站需要电池状态估计，提前发现故障并预警。';
  beforeAll(async () => {
    api = await openTestApi();
    const { db, taxonomy } = api.deps;
    const add = async (values: Parameters<typeof achievementValues>[0]) =>
      createItem(
        db,
        'achievement',
        { values: achievementValues(values), visibility: 'public', draft: false },
        taxonomy,
      );
    await add({
      title: fitting,
      summary: '面向电池储能电站，估计电池状态并对故障提前预警。',
      maturity: { min: 6, max: 7 },
      cooperationModes: ['TRANSFER'],
    });
    const modes = taxonomy.cooperationModes.filter(({ code }) => code !== 'TRANSFER');
    for (let i = 0; i < 25; i += 1) {
      await add({
        title: `第${i}种农作物育种与栽培方法`,
        summary: `水稻、小麦等作物的第${i}种栽培方法。`,
        cooperationModes: [modes[i % 2]!.code],
        organization: `第${i % 3}农业大学`,
      });
    }
    const need = await createItem(
      db,
      'need',
      { values: needValues({ title: '储能电站电池状态估计', description }), visibility: 'public', draft: false },
      taxonomy,
    );
    needId = need.id;
    await api.settle();
  });
  afterAll(() => api.close());

  const matches = async (args = '', variables: Record<string, unknown> = {}): Promise<Page> => {
    const { data, errors } = await api.ask(
      `query ($id: ID!) { need(id: $id) { matches(first: 5${args}) { ${PAGE} } } }`,
      { id: needId, ...variables },
    );
    expect(errors).toBeUndefined();
    return (data!['need'] as { matches: Page }).matches;
  };

  it('rank the fitting achievement first and say why, with spans of the two texts', async () => {
    const page = await matches();
    expect(page).toMatchObject({ matching: 'HYBRID', embeddingModel: api.deps.embedder!.modelId });
    const [best, next] = page.edges.map(({ node }) => node);
    expect(best!.achievement!.title).toBe(fitting);
    expect(best!.score).toBeGreaterThan(next!.score);
    expect(best!.summary).not.toBe('');
    expect(best!.reasons.length).toBeGreaterThan(0);
    expect(best!.sharedTerms.map(({ term }) => term)).toContain('储能电站');
    const points = best!.contributions.reduce((sum, contribution) => sum + contribution.points, 0);
    expect(best!.score).toBeCloseTo(Math.min(100, Math.max(0, points)), 0);
    const span = best!.evidence[0]!.need;
    const source = span.field === 'description' ? description : '储能电站电池状态估计';
    expect(source.slice(span.start, span.end)).toBe(span.text);
  });

  it('come with the answer of the whole search, and what the need leaves out', async () => {
    const { answer, edges } = await matches();
    expect(answer!.nearest.title).toBe(edges[0]!.node.achievement!.title);
    expect(answer!.text).toContain(`《${fitting}》`);
    const { data, errors } = await api.ask(
      `query ($id: ID!) { need(id: $id) { completeness { complete parts { part present question spans { field text } } } } }`,
      { id: needId },
    );
    expect(errors).toBeUndefined();
    const { completeness } = data!['need'] as { completeness: { complete: boolean; parts: Record<string, unknown>[] } };
    expect(completeness.complete).toBe(false);
    expect(completeness.parts.map(({ part, present }) => [part, present])).toEqual([
      ['OBJECT', true],
      ['PAIN', true],
      ['INDICATORS', false],
      ['CONDITIONS', false],
    ]);
    expect(completeness.parts[2]!['question']).toContain('储能电站电池');
  });

  it('come in pages that neither repeat nor miss a rank', async () => {
    const ranks: number[] = [];
    let after: string | null = null;
    for (let turn = 0; turn < 3; turn += 1) {
      const { data } = await api.ask(
        `query ($id: ID!, $after: String) { need(id: $id) { matches(first: 7, after: $after) { ${PAGE} } } }`,
        { id: needId, after },
      );
      const page: Page = (data!['need'] as { matches: Page }).matches;
      expect(page.pageInfo.hasPreviousPage).toBe(turn > 0);
      ranks.push(...page.edges.map(({ node }) => node.rank));
      after = page.pageInfo.endCursor;
    }
    expect(ranks).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
  });

  it('are full under a filter, and only of what passes it', async () => {
    const other = api.deps.taxonomy.cooperationModes.filter(({ code }) => code !== 'TRANSFER')[0]!.code;
    const page = await matches(`, filter: { cooperationModes: ["${other}"] }`);
    expect(page.edges).toHaveLength(5);
    expect(page.edges.map(({ node }) => node.achievement!.title)).not.toContain(fitting);
    const mature = await matches(', filter: { maturity: { min: 7, max: 9 } }');
    expect(mature.edges.map(({ node }) => node.achievement!.title)).toEqual([fitting]);
  });

  it('answer the other way round, free text, and likes', async () => {
    const { data, errors } = await api.ask(
      `query ($need: ID!, $text: String!) {
        searchAchievements(text: $text, first: 1) { ${PAGE} }
        searchNeeds(text: $text, first: 1) { ${PAGE} }
        similarNeeds(id: $need, first: 1) { ${PAGE} }
      }`,
      { need: needId, text: '电池状态估计' },
    );
    expect(errors).toBeUndefined();
    const [achievement, need] = ['searchAchievements', 'searchNeeds'].map(
      (name) => (data![name] as Page).edges[0]!.node,
    );
    expect(achievement).toMatchObject({ need: null, achievement: { title: fitting } });
    expect(need).toMatchObject({ achievement: null, need: { id: needId } });
    expect((data!['similarNeeds'] as Page).edges).toEqual([]);
    const back = await api.ask(`query ($id: ID!) { achievement(id: $id) { matches(first: 1) { ${PAGE} } } }`, {
      id: achievement!.achievement!.id,
    });
    expect((back.data!['achievement'] as { matches: Page }).matches.edges[0]!.node.need!.id).toBe(needId);
  });

  it('show the verdicts on them, and hide what was rejected', async () => {
    const [best, second] = (await matches()).edges.map(({ node }) => node.achievement!.id);
    const give = (input: Record<string, unknown>) =>
      api.ask('mutation ($input: FeedbackInput!) { giveFeedback(input: $input) { id verdict need { id } } }', {
        input: { needId, ...input },
      });
    const refused = await give({ achievementId: best, verdict: 'REJECT' });
    expect(refused.errors).toMatchObject([
      { extensions: { code: 'INVALID_ARGUMENT', errors: [{ field: 'reasons' }] } },
    ]);
    const given = await give({ achievementId: best, verdict: 'ACCEPT', note: '值得对接' });
    expect(given.data).toMatchObject({ giveFeedback: { verdict: 'ACCEPT', need: { id: needId } } });
    expect((await give({ achievementId: second, verdict: 'REJECT', reasons: ['PRICE'] })).errors).toBeUndefined();
    const unknown = await give({ achievementId: needId, verdict: 'ACCEPT' });
    expect(unknown.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);

    const page = await matches();
    expect(page.edges[0]!.node.feedback).toMatchObject([{ verdict: 'ACCEPT', reasons: [], note: '值得对接' }]);
    expect(page.edges.map(({ node }) => node.achievement!.id)).not.toContain(second);
    const { data } = await api.ask(
      'query ($id: ID) { feedback(needId: $id) { edges { node { verdict achievement { title } } } } }',
      { id: needId },
    );
    expect((data!['feedback'] as { edges: unknown[] }).edges).toHaveLength(2);
  });

  it('found in the background are stored, best first', async () => {
    const { data } = await api.ask(
      'query ($id: ID!) { need(id: $id) { storedMatches(first: 3) { rank score achievement { title } need { id } } } }',
      { id: needId },
    );
    const stored = (data!['need'] as { storedMatches: { rank: number; achievement: { title: string } }[] })
      .storedMatches;
    expect(stored.map(({ rank }) => rank)).toEqual([1, 2, 3].slice(0, stored.length));
    expect(stored[0]!.achievement.title).toBe(fitting);
  });

  it.each(['', '   '])('are refused for an empty text: %j', async (text) => {
    const { errors } = await api.ask('query ($t: String!) { searchNeeds(text: $t) { matching } }', { t: text });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_ARGUMENT' } }]);
  });
});

describe('without a model', () => {
  it('matches say that they rest on words only', async () => {
    const api = await openTestApi({ models: {} });
    try {
      const { data } = await api.ask(
        '{ searchNeeds(text: "电池") { matching embeddingModel } service { matching embeddingModel } }',
      );
      expect(data).toEqual({
        searchNeeds: { matching: 'LEXICAL_ONLY', embeddingModel: null },
        service: { matching: 'LEXICAL_ONLY', embeddingModel: null },
      });
    } finally {
      await api.close();
    }
  });
});
