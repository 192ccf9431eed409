import { eq } from 'drizzle-orm';
import { achievements, needs, organizations, outbox } from '../../src/store/schema.js';
import { openTestApi, type TestApi } from '../support/graphql.js';

const CREATE_ACHIEVEMENT = `mutation ($input: AchievementInput!) {
  createAchievement(input: $input) {
    id title status visibility maturity { min max } price { kind min max }
    organization { name kind } industries { code } cooperationModes { code name } keywords createdAt
  }
}`;
const CREATE_NEED = `mutation ($input: NeedInput!) {
  createNeed(input: $input) {
    id title status visibility creditCode deadline parkText park { code }
    budget { kind min max } challenge { listName deliverables } organization { id name }
  }
}`;
const ACHIEVEMENT = { title: '液流电池储能系统', organization: '云岭理工大学' };
const NEED = { title: '储能电站火灾预警', organization: '青禾储能有限公司' };

describe('writing one item', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi();
  });
  afterAll(() => api.close());

  const create = async (input: Record<string, unknown>) => {
    const { data, errors } = await api.ask(CREATE_ACHIEVEMENT, { input: { ...ACHIEVEMENT, ...input } });
    expect(errors).toBeUndefined();
    return data!['createAchievement'] as Record<string, unknown> & { id: string };
  };
  const createNeed = async (input: Record<string, unknown>) => {
    const { data, errors } = await api.ask(CREATE_NEED, { input: { ...NEED, ...input } });
    expect(errors).toBeUndefined();
    return data!['createNeed'] as Record<string, unknown> & { id: string; organization: { id: string } };
  };
  const owed = (id: string) => api.deps.db.select().from(outbox).where(eq(outbox.subjectId, id));

  it('stores it, shapes it as the contract has it, and owes its indexing', async () => {
    const item = await create({
      maturity: { min: 5, max: 6 },
      price: { kind: 'FIXED', min: 50, max: 50 },
      field: ['新型储能'],
      cooperationModes: ['TRANSFER'],
      keywords: ['液流电池', ' 液流电池 ', ''],
    });
    expect(item).toMatchObject({
      title: ACHIEVEMENT.title,
      status: 'PUBLISHED',
      visibility: 'PUBLIC',
      maturity: { min: 5, max: 6 },
      price: { kind: 'FIXED', min: 50, max: 50 },
      organization: { name: '云岭理工大学', kind: 'UNIVERSITY' },
      cooperationModes: [{ code: 'TRANSFER' }],
      keywords: ['液流电池'],
    });
    expect(new Date(item['createdAt'] as string).toISOString()).toBe(item['createdAt']);
    expect(await owed(item.id)).toMatchObject([{ work: 'index', subjectKind: 'achievement', deadAt: null }]);
  });

  it('keeps a draft out of the lists, shows it by its id, and lists it once published', async () => {
    const { id } = await create({ title: '草稿成果', draft: true });
    const listed = () =>
      api.ask('{ achievements(first: 100) { edges { node { id } } } }').then(({ data }) => JSON.stringify(data));
    expect(await listed()).not.toContain(id);
    const shown = await api.ask('query ($id: ID!) { node(id: $id) { ... on Achievement { status } } }', { id });
    expect(shown.data).toEqual({ node: { status: 'DRAFT' } });
    await api.ask('mutation ($id: ID!) { publishAchievement(id: $id) { status } }', { id });
    expect(await listed()).toContain(id);
    const { errors } = await api.ask('{ achievements(filter: { statuses: [DRAFT] }) { edges { cursor } } }');
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_ARGUMENT' } }]);
  });

  it('keeps a confidential need out of the lists and shows it by its id', async () => {
    const { id, visibility } = await createNeed({ title: '不公开的需求', visibility: 'CONFIDENTIAL' });
    expect(visibility).toBe('CONFIDENTIAL');
    const { data } = await api.ask('{ needs(first: 100) { edges { node { id } } } }');
    expect(JSON.stringify(data)).not.toContain(id);
    const shown = await api.ask('query ($id: ID!) { need(id: $id) { title } }', { id });
    expect(shown.data).toEqual({ need: { title: '不公开的需求' } });
  });

  it('changes what a patch names and leaves or empties the rest as asked', async () => {
    const { id } = await create({ summary: '旧的简介', keywords: ['储能'], maturity: { min: 4, max: 5 } });
    await api.deps.db.delete(outbox);
    const { data, errors } = await api.ask(
      `mutation ($id: ID!, $patch: AchievementPatch!) {
        updateAchievement(id: $id, patch: $patch) { title summary keywords maturity { min } organization { name } }
      }`,
      { id, patch: { title: '新的名称', keywords: null, maturity: null } },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      updateAchievement: {
        title: '新的名称',
        summary: '旧的简介',
        keywords: [],
        maturity: null,
        organization: { name: '云岭理工大学' },
      },
    });
    expect(await owed(id)).toHaveLength(1);
  });

  it('makes a need a challenge by its terms, and an ordinary need again without them', async () => {
    const park = api.deps.taxonomy.parks[0]!;
    const need = await createNeed({
      title: '揭榜项目',
      park: park.name,
      deadline: '2030-02-28',
      budget: { kind: 'RANGE', min: 100 },
      challenge: { listName: '2030 年榜单', deliverables: '样机' },
    });
    expect(need).toMatchObject({
      park: { code: park.code },
      parkText: park.name,
      deadline: '2030-02-28',
      budget: { kind: 'RANGE', min: 100, max: null },
      challenge: { listName: '2030 年榜单', deliverables: '样机' },
    });
    const patch = async (challenge: unknown) =>
      (
        await api.ask(
          `mutation ($id: ID!, $patch: NeedPatch!) {
            updateNeed(id: $id, patch: $patch) { challenge { listName deliverables } }
          }`,
          { id: need.id, patch: { challenge } },
        )
      ).data;
    expect(await patch({ deliverables: '产线' })).toEqual({
      updateNeed: { challenge: { listName: '2030 年榜单', deliverables: '产线' } },
    });
    expect(await patch(null)).toEqual({ updateNeed: { challenge: null } });
  });

  it('closes a need, and says why a closed one cannot be withdrawn', async () => {
    const { id } = await createNeed({ title: '即将满足的需求' });
    const closed = await api.ask('mutation ($id: ID!) { closeNeed(id: $id) { status } }', { id });
    expect(closed.data).toEqual({ closeNeed: { status: 'CLOSED' } });
    const { errors } = await api.ask('mutation ($id: ID!) { withdrawNeed(id: $id) { status } }', { id });
    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
    expect(errors![0]!.message).toContain('即将满足的需求');
  });

  it('refuses another credit code than the one its owner has, and stores nothing then', async () => {
    const code = '91320100MA1NXHXX0R';
    const valid = withCheckCharacter(code);
    const other = withCheckCharacter('91320100MA1NXHYY0R');
    const need = await createNeed({ title: '第一项', organization: '信用代码测试公司', creditCode: valid });
    expect(need['creditCode']).toBe(valid);
    const { errors } = await api.ask(CREATE_NEED, {
      input: { title: '第二项', organization: '信用代码测试公司', creditCode: other },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', field: 'creditCode' } }]);
    expect(await api.deps.db.select().from(needs).where(eq(needs.title, '第二项'))).toEqual([]);
  });

  it.each([
    ['an empty title', { title: '  ' }, 'title', '名称（title）不能为空'],
    ['a title past its length', { title: '长'.repeat(301) }, 'title', '最多 300 个字'],
    ['a TRL past 9', { maturity: { min: 3, max: 10 } }, 'maturity.max', '最高为 9'],
    ['a TRL range turned round', { maturity: { min: 6, max: 4 } }, 'maturity.min', '不能高于 max'],
    ['a negotiable price with an amount', { price: { kind: 'NEGOTIABLE', min: 0 } }, 'price.min', '面议时不能带金额'],
    ['a fixed price with two amounts', { price: { kind: 'FIXED', min: 1, max: 2 } }, 'price.min', '同一个数'],
    ['a range turned round', { price: { kind: 'RANGE', min: 9, max: 2 } }, 'price.min', '不能高于 max'],
    ['a negative amount', { price: { kind: 'RANGE', min: -1 } }, 'price.min', '不能为负数'],
    ['an unknown cooperation mode', { cooperationModes: ['GIFT'] }, 'cooperationModes', 'TRANSFER（'],
    ['half an address', { contactEmail: 'zhang@' }, 'contactEmail', '不是完整的邮箱地址'],
  ])('refuses %s by the name of the field and stores nothing', async (_case, input, field, words) => {
    const before = await counts();
    const { data, errors } = await api.ask(CREATE_ACHIEVEMENT, {
      input: { title: '不应留下', organization: '不应留下的大学', ...input },
    });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_ARGUMENT', errors: [{ field }] } }]);
    expect(errors![0]!.message).toContain(words);
    expect(await counts()).toEqual(before);
  });

  it('names every field at fault at once', async () => {
    const { errors } = await api.ask(CREATE_ACHIEVEMENT, {
      input: { title: '', organization: '', maturity: { min: 0, max: 1 } },
    });
    expect(errors![0]!.extensions['errors']).toMatchObject([
      { field: 'maturity.min' },
      { field: 'title' },
      { field: 'organization' },
    ]);
  });

  it.each(['00000000-0000-7000-8000-000000000000', 'nonsense', ''])('does not find an item with id %j', async (id) => {
    const { data } = await api.ask('query ($id: ID!) { node(id: $id) { id } need(id: $id) { id } }', { id });
    expect(data).toEqual({ node: null, need: null });
    const { errors } = await api.ask('mutation ($id: ID!) { publishNeed(id: $id) { id } }', { id });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('removes from texts what the database could not store', async () => {
    const item = await create({ title: '含空\u0000字符\ud800的名称' });
    expect(item['title']).toBe('含空字符的名称');
  });

  const counts = async () => ({
    achievements: await api.deps.db.$count(achievements),
    organizations: await api.deps.db.$count(organizations),
    outbox: await api.deps.db.$count(outbox),
  });
});

/** GB 32100-2015, reckoned apart from the code under test. */
function withCheckCharacter(code: string): string {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  const sum = Array.from(code.slice(0, 17), (char, i) => alphabet.indexOf(char) * 3 ** i).reduce(
    (total, part) => total + part,
    0,
  );
  return code.slice(0, 17) + alphabet[(31 - (sum % 31)) % 31]!;
}
