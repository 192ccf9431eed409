import { sql } from 'drizzle-orm';
import { createItem, getItems, pageItems, setItemStatus, updateItem } from '../../src/store/items.js';
import { valueColumns, valuesOf } from '../../src/store/item-values.js';
import { findOrCreateOrganizations, getOrganizations, pageOrganizations } from '../../src/store/organizations.js';
import type { Store } from '../../src/store/open.js';
import { organizations, outbox } from '../../src/store/schema.js';
import { readTaxonomyFile } from '../../src/taxonomy.js';
import { openTestStore } from '../support/database.js';
import { achievementValues, needValues } from '../support/items.js';

const taxonomy = readTaxonomyFile();
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.db.execute(sql`TRUNCATE outbox, achievements, needs CASCADE`);
});

const create = (values = achievementValues(), more: { visibility?: 'confidential'; draft?: boolean } = {}) =>
  createItem(store.db, 'achievement', { values, visibility: 'public', draft: false, ...more }, taxonomy);
const owed = async () => {
  const rows = await store.db.select().from(outbox);
  return rows.map(({ work, version }) => `${work} ${version}`).sort((a, b) => a.localeCompare(b));
};

describe('an item', () => {
  it('gives back the values it was made from', async () => {
    const achievement = achievementValues({
      field: ['人工智能'],
      maturity: { min: 4, max: 6 },
      price: { kind: 'range', min: null, max: 80 },
      extra: { 学历: '博士' },
    });
    const need = needValues({
      budget: { kind: 'negotiable', min: null, max: null },
      confidential: true,
      isChallenge: true,
      creditCode: '91320100MA1XXXXXXX',
    });
    const storedAchievement = await create(achievement);
    const storedNeed = await createItem(
      store.db,
      'need',
      { values: need, visibility: 'confidential', draft: false },
      taxonomy,
    );
    const [enterprise] = await getOrganizations(store.db, [storedNeed.organizationId]);
    expect(valuesOf('achievement', storedAchievement, { name: '测试大学', creditCode: null })).toEqual(achievement);
    expect(valuesOf('need', storedNeed, enterprise!)).toEqual(need);
  });

  it('owes its indexing when its text, visibility or status changes, and only new matches when anything else does', async () => {
    const { id, textHash } = await create();
    expect(await owed()).toEqual(['index 0']);
    const repriced = await updateItem(
      store.db,
      'achievement',
      id,
      { price: { kind: 'fixed', min: 5, max: 5 } },
      taxonomy,
    );
    expect(repriced).toMatchObject({ textHash, priceMin: 5 });
    expect(await owed()).toEqual(['index 0', 'rematch 0']);
    const rewritten = await updateItem(store.db, 'achievement', id, { summary: '新的简介' }, taxonomy);
    expect(rewritten.textHash).not.toBe(textHash);
    await updateItem(store.db, 'achievement', id, { visibility: 'confidential' }, taxonomy);
    await setItemStatus(store.db, 'achievement', id, 'withdrawn');
    expect(await owed()).toEqual(['index 3', 'rematch 0']);
  });

  it('keeps everything a patch does not name', async () => {
    const { id } = await create(achievementValues({ summary: '简介', inventors: ['甲'] }));
    const updated = await updateItem(store.db, 'achievement', id, { title: '新名称' }, taxonomy);
    expect(updated).toMatchObject({ title: '新名称', titleKey: '新名称', summary: '简介', inventors: ['甲'] });
  });

  it('is published, withdrawn and closed along the allowed ways only', async () => {
    const draft = await create(achievementValues(), { draft: true });
    expect(draft.status).toBe('draft');
    await expect(setItemStatus(store.db, 'achievement', draft.id, 'closed')).rejects.toMatchObject({
      code: 'CONFLICT',
      message: '成果《储能电站状态估计方法》的状态是“草稿”，不能关闭。',
    });
    for (const status of ['published', 'closed', 'published', 'withdrawn', 'published'] as const) {
      expect((await setItemStatus(store.db, 'achievement', draft.id, status)).status).toBe(status);
    }
    const unknown = '00000000-0000-7000-8000-000000000000';
    await expect(setItemStatus(store.db, 'need', unknown, 'closed')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves nothing behind when its transaction fails', async () => {
    await expect(
      store.db.transaction(async (tx) => {
        await createItem(
          tx,
          'achievement',
          { values: achievementValues(), visibility: 'public', draft: false },
          taxonomy,
        );
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await owed()).toEqual([]);
  });
});

describe('a page of items', () => {
  it('goes through all that the filter lets pass, once each, and shows no confidential one', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      const field = n % 2 === 0 ? ['人工智能'] : ['新材料'];
      ids.push((await create(achievementValues({ title: `第${n}项`, field }))).id);
    }
    await create(achievementValues({ title: '密', field: ['人工智能'] }), { visibility: 'confidential' });
    const seen: string[] = [];
    for (let after: string | null = null; ; after = seen.at(-1)!) {
      const page = await pageItems(store.db, 'achievement', { industries: ['NJ-AI'] }, { first: 3, after });
      seen.push(...page.map((item) => item.id));
      if (page.length < 3) break;
    }
    expect(seen).toEqual(ids.filter((_, n) => n % 2 === 0));
    expect(await getItems(store.db, 'achievement', [ids[0]!, ids[0]!])).toHaveLength(1);
  });
});

describe('organisations by name', () => {
  const idsOf = async (...names: string[]) => {
    const found = await findOrCreateOrganizations(
      store.db,
      names.map((name) => ({ name })),
      () => 'enterprise',
    );
    return [...found.values()];
  };

  it('are the same under spaces, width, brackets and a known alias, and never by likeness', async () => {
    const [plain] = await idsOf('南京示例（集团）有限公司');
    expect(await idsOf('南京示例(集团) 有限公司')).toEqual([plain]);
    expect(await idsOf('南京示例集团股份有限公司')).not.toEqual([plain]);
    const [university] = await idsOf('南京大学');
    expect(await idsOf('NJU')).toEqual([university]);
  });

  it('are not found by an alias that two of them have', async () => {
    const [first, second] = await idsOf('甲单位', '乙单位');
    await store.db.execute(sql`UPDATE organizations SET aliases = '{共同简称}' WHERE id IN (${first}, ${second})`);
    const [third] = await idsOf('共同简称');
    expect([first, second]).not.toContain(third);
  });

  it('take the first credit code they are stated with', async () => {
    const state = (creditCode: string) =>
      findOrCreateOrganizations(store.db, [{ name: '丙单位', creditCode }], () => 'enterprise');
    await idsOf('丙单位');
    await state('A');
    const [id] = [...(await state('B')).values()];
    expect((await getOrganizations(store.db, [id!]))[0]?.creditCode).toBe('A');
  });

  it('are added once by two that add them at the same time', async () => {
    await Promise.all([idsOf('丁单位', '戊单位'), idsOf('戊单位', '丁单位')]);
    const page = await pageOrganizations(store.db, { namePrefix: '丁单位' }, { first: 10 });
    expect(page).toHaveLength(1);
    expect(await store.db.$count(organizations, sql`name_key = '戊单位'`)).toBe(1);
  });
});

it('a title of signs alone has a key of its own', () => {
  const key = (title: string) => valueColumns('achievement', achievementValues({ title }), taxonomy).titleKey;
  expect(key('※※')).not.toBe(key('——'));
});
