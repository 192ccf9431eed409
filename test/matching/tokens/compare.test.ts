import type { Deps } from '../../../src/deps.js';
import type { ItemKind } from '../../../src/domain.js';
import { readSubject } from '../../../src/matching/subject.js';
import { tokenComparison } from '../../../src/matching/tokens/compare.js';
import { createItem } from '../../../src/store/items.js';
import { openTestDeps } from '../../support/deps.js';
import { indexAll } from '../../support/index.js';
import { achievementValues, needValues } from '../../support/items.js';

/** More than are read by one statement. */
const ITEMS = 80;
const WORDS = [
  '储能',
  '电站',
  '电池',
  '荷电',
  '状态',
  '估计',
  '热失控',
  '预警',
  '胶粘剂',
  '水性',
  '猪瘟',
  '检测',
  '红外',
  '缺陷',
];

describe('comparison of tokens', () => {
  let deps: Deps;
  const ids: Record<ItemKind, string[]> = { achievement: [], need: [] };

  /** Some of the words, others for each item. */
  const wording = (i: number, count: number) =>
    Array.from({ length: count }, (_, k) => WORDS[(i * (k + 1) + k) % WORDS.length]).join('');

  beforeAll(async () => {
    deps = await openTestDeps();
    for (let i = 0; i < ITEMS; i++) {
      const achievement = achievementValues({
        title: `成果${i}${wording(i, 3)}`,
        summary: `采用${wording(i + 5, 9)}的方法。`,
      });
      const need = needValues({
        title: `需求${i}${wording(i + 2, 2)}`,
        description: `解决${wording(i + 7, 8)}的问题。`,
      });
      for (const [kind, values] of [
        ['achievement', achievement],
        ['need', need],
      ] as const) {
        const item = { values, visibility: 'public', draft: false } as never;
        ids[kind].push((await createItem(deps.db, kind, item, deps.taxonomy)).id);
      }
    }
    await indexAll(deps);
  });
  afterAll(() => deps.close());

  const compare = async (kind: ItemKind, id: string, other: ItemKind, others: readonly string[]) =>
    tokenComparison(deps, await readSubject(deps, kind, id, other), other)(others);

  it('gives every item what it gets alone, however many are compared', async () => {
    const all = await compare('need', ids.need[0]!, 'achievement', ids.achievement);
    expect([...all.keys()].sort()).toEqual([...ids.achievement].sort());
    for (const id of [ids.achievement[0]!, ids.achievement[40]!, ids.achievement.at(-1)!]) {
      const alone = await compare('need', ids.need[0]!, 'achievement', [id]);
      expect(all.get(id)).toEqual(alone.get(id));
    }
    expect(new Set([...all.values()].map(({ agreement }) => agreement)).size).toBeGreaterThan(10);
  });

  it('lets the need ask whichever side is searched with', async () => {
    const [achievement] = ids.achievement;
    const needs = await compare('achievement', achievement!, 'need', ids.need);
    expect(needs.size).toBe(ITEMS);
    for (const need of [ids.need[0]!, ids.need[41]!, ids.need.at(-1)!]) {
      const [seen, asked] = [
        needs.get(need)!,
        (await compare('need', need, 'achievement', [achievement!])).get(achievement!)!,
      ];
      // The side that is searched with is the one that is rounded.
      expect(seen.agreement).toBeCloseTo(asked.agreement, 2);
      expect(seen.cosines).toHaveLength(asked.cosines.length);
      expect(seen.weights).toEqual(asked.weights);
      expect(seen.asking.starts).toEqual(asked.asking.starts);
      expect(seen.answering).not.toBeNull();
    }
  });

  it('leaves out items without token rows', async () => {
    const item = {
      values: achievementValues({ title: '尚未向量化的成果' }),
      visibility: 'public',
      draft: false,
    } as const;
    const { id } = await createItem(deps.db, 'achievement', item, deps.taxonomy);
    const found = await compare('need', ids.need[0]!, 'achievement', [id, ids.achievement[0]!]);
    expect([...found.keys()]).toEqual([ids.achievement[0]]);
    expect(await compare('need', ids.need[0]!, 'achievement', [])).toEqual(new Map());
  });
});
