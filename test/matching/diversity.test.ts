import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '../../src/deps.js';
import type { Diversify } from '../../src/matching/diversity.js';
import { matchNeed } from '../../src/matching/match.js';
import type { MatchResult } from '../../src/matching/types.js';
import { rematchNeeds } from '../../src/matching/rematch.js';
import { createItem } from '../../src/store/items.js';
import { matchesOfNeeds } from '../../src/store/matches.js';
import { duplicateCandidates } from '../../src/store/schema.js';
import { openTestDeps } from '../support/deps.js';
import { indexAll } from '../support/index.js';
import { achievementValues, needValues } from '../support/items.js';

const LONG = '长名单大学';
const SHORT = '短名单大学';
const SUMMARY = '针对储能电站电池，采用扩展卡尔曼滤波在线估计荷电状态，估计误差小于 2%，并对热失控提前预警。';
const VARIANTS = 50;
const OWN = ['储能电池荷电状态在线估计', '电池荷电状态误差校正装置', '储能电站热失控预警系统'];

describe.each(['with vectors', 'words only'] as const)('a page, %s', (mode) => {
  let deps: Deps;
  let needId: string;

  beforeAll(async () => {
    deps = await openTestDeps(mode === 'with vectors' ? {} : { models: {} });
    for (let i = 1; i <= VARIANTS; i += 1) await add(`储能电站电池荷电状态估计方法第${i}版`, LONG, SUMMARY);
    for (const [i, title] of OWN.entries()) await add(title, SHORT, `${title}（第${i}种）。${SUMMARY}`);
    for (const title of ['猪瘟病毒核酸检测试剂盒', '水性聚氨酯胶粘剂制备']) await add(title, '农业大学', null);
    const values = needValues({
      title: '储能电站电池荷电状态估计',
      description: '电池荷电状态估计误差大，希望在线估计误差不超过 3%，并对热失控提前预警。',
    });
    needId = (await createItem(deps.db, 'need', { values, visibility: 'public', draft: false }, deps.taxonomy)).id;
    await indexAll(deps);
  });
  afterAll(() => deps.close());

  const add = async (title: string, organization: string, summary: string | null) => {
    const values = achievementValues({ title, organization, summary });
    return (await createItem(deps.db, 'achievement', { values, visibility: 'public', draft: false }, deps.taxonomy)).id;
  };
  const page = async (diversify: Diversify | null, first = 20, after: string | null = null) =>
    (await matchNeed(deps, needId, { first, after, diversify })).results;
  const mostVaried = (results: readonly MatchResult[]) =>
    [...results].sort((a, b) => b.variants.length - a.variants.length)[0]!;
  const ownersOf = (results: readonly MatchResult[]) =>
    results.map(({ achievement }) => achievement!.organization.name);

  it('does not starve a list of three beside one of fifty variants', async () => {
    const fromShort = async (diversify: Diversify | null) =>
      ownersOf(await page(diversify)).filter((name) => name === SHORT).length;
    expect(await fromShort(null)).toBe(OWN.length);
    expect(await fromShort('OWNERS')).toBe(OWN.length);
    expect(await fromShort('NONE')).toBeLessThan(OWN.length);
  });

  it('keeps the best of a group in its place and names the others on it', async () => {
    const byScore = (await page('NONE', 100)).filter(({ achievement }) => achievement!.organization.name === LONG);
    const results = await page(null, 100);
    const best = mostVaried(results);
    expect(best.achievement!.id).toBe(byScore[0]!.achievement!.id);
    const variants = results.filter(({ variantOf }) => variantOf === best.achievement!.id);
    expect(variants.length).toBeGreaterThan(20);
    expect(variants.map(({ achievement }) => achievement!.id).sort()).toEqual([...best.variants].sort());
    for (const { rank, score } of variants) {
      expect(rank).toBeGreaterThan(best.rank);
      expect(score).toBeLessThanOrEqual(best.score);
    }
  });

  it('raises nothing that hardly fits above a variant that fits', async () => {
    const grades = (await page(null, 40)).map(({ grade }) => grade);
    const firstWeak = grades.indexOf('D');
    if (firstWeak >= 0) expect(grades.slice(firstWeak).every((grade) => grade === 'D')).toBe(true);
  });

  it.each(['NONE', 'VARIANTS', 'OWNERS'] as const)(
    'loses and repeats nothing over pages laid out as %s',
    async (layout) => {
      const whole = await page(layout, 100);
      expect(new Set(whole.map(({ achievement }) => achievement!.id)).size).toBe(VARIANTS + OWN.length + 2);
      const walked: MatchResult[] = [];
      for (let after: string | null = null; walked.length < whole.length; after = walked.at(-1)!.cursor)
        walked.push(...(await page(layout, 7, after)));
      expect(walked.map(({ achievement }) => achievement!.id)).toEqual(whole.map(({ achievement }) => achievement!.id));
      expect(walked.map(({ rank }) => rank)).toEqual(whole.map((_, i) => i + 1));
    },
  );

  it('stores matches in the order of the page', async () => {
    await rematchNeeds(deps, [needId]);
    const stored = await matchesOfNeeds(deps.db, [needId]);
    expect(stored.slice(0, 10).map(({ achievementId }) => achievementId)).toEqual(
      (await page(null, 10)).map(({ achievement }) => achievement!.id),
    );
  });

  it('does not take what people told apart for a variant', async () => {
    const best = mostVaried(await page(null));
    const told = best.variants.at(-1)!;
    const [achievementId, otherId] = [best.achievement!.id, told].sort() as [string, string];
    const evidence = { samePatents: [], titleLikeness: 1, textLikeness: 1 };
    const id = uuidv7();
    await deps.db
      .insert(duplicateCandidates)
      .values({ id, achievementId, otherId, score: 1, evidence, status: 'distinct' });
    const after = mostVaried(await page(null));
    expect(after.achievement!.id).toBe(best.achievement!.id);
    expect(after.variants.length).toBeGreaterThan(0);
    expect(after.variants).not.toContain(told);
  });
});

describe('two universities on one subject', () => {
  let deps: Deps;
  beforeAll(async () => {
    deps = await openTestDeps();
  });
  afterAll(() => deps.close());

  it('are two offers, until they are noted as one achievement listed twice', async () => {
    const create = async (organization: string) => {
      const values = achievementValues({ title: '储能电站电池荷电状态估计方法', organization, summary: SUMMARY });
      const item = { values, visibility: 'public', draft: false } as const;
      return (await createItem(deps.db, 'achievement', item, deps.taxonomy)).id;
    };
    const ids = [await create(LONG), await create(SHORT)].sort() as [string, string];
    const values = needValues({ title: '储能电站电池荷电状态估计' });
    const need = await createItem(deps.db, 'need', { values, visibility: 'public', draft: false }, deps.taxonomy);
    await indexAll(deps);
    const variants = async () =>
      (await matchNeed(deps, need.id, { first: 5 })).results.map(({ variantOf }) => variantOf !== null);
    expect(await variants()).toEqual([false, false]);
    const evidence = { samePatents: [], titleLikeness: 1, textLikeness: 1 };
    await deps.db
      .insert(duplicateCandidates)
      .values({ id: uuidv7(), achievementId: ids[0], otherId: ids[1], score: 1, evidence, status: 'open' });
    expect(await variants()).toEqual([false, true]);
  });
});
