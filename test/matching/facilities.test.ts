import type { Deps } from '../../src/deps.js';
import { writeFacility } from '../../src/items/facilities.js';
import { matchAchievement, matchNeed, searchAchievements } from '../../src/matching/match.js';
import type { MaturityGapFound } from '../../src/matching/facilities.js';
import { createItem } from '../../src/store/items.js';
import { pairings } from '../../src/store/schema.js';
import { openTestDeps } from '../support/deps.js';
import { indexAll } from '../support/index.js';
import { achievementValues, needValues } from '../support/items.js';

const RAW = '储能电站电池状态估计方法';
const RIPE = '储能电站电池状态估计系统';

describe('facilities for a gap in maturity', () => {
  let deps: Deps;
  let needId: string;
  let gap: MaturityGapFound;

  beforeAll(async () => {
    deps = await openTestDeps();
    const { db, taxonomy } = deps;
    const add = async (title: string, maturity: { min: number; max: number } | null) => {
      const values = achievementValues({ title, organization: '云岭理工大学', field: ['新型储能'], maturity });
      return createItem(db, 'achievement', { values, visibility: 'public', draft: false }, taxonomy);
    };
    const { organizationId } = await add(RAW, { min: 4, max: 5 });
    await add(RIPE, { min: 8, max: 9 });
    await add('储能电站电池', null);
    const description = '储能电站电池状态估计不准，要求成熟度达到TRL 8。';
    const values = needValues({ title: '储能电站电池状态估计', description, field: ['新型储能'], park: '江宁开发区' });
    needId = (await createItem(db, 'need', { values, visibility: 'public', draft: false }, taxonomy)).id;
    const maturity = (min: number, max: number) => ({ maturity: { min, max } });
    const storage = { field: ['新型储能'] };
    const facilities = [
      { name: '全程储能中试平台', ...storage, ...maturity(5, 8) },
      { name: '半程储能中试平台', ...storage, ...maturity(5, 7) },
      { name: '早期储能概念验证中心', ...storage, ...maturity(2, 4) },
      { name: '全程生物医药中试平台', field: ['生物医药'], ...maturity(5, 8) },
      { name: '本园储能中试平台', ...storage, park: '江宁开发区', ...maturity(5, 8) },
    ];
    for (const facility of facilities) await writeFacility(deps, facility);
    await db
      .insert(pairings)
      .values({ parkCode: 'JB-NA', organizationId, basis: 'test', source: 'test' })
      .onConflictDoNothing();
    await indexAll(deps);
    gap = (await matches()).get(RAW)!;
  });
  afterAll(() => deps.close());

  const matches = async () => {
    const { results } = await matchNeed(deps, needId, { first: 10 });
    return new Map(results.map(({ achievement, maturityGap }) => [achievement!.title, maturityGap]));
  };
  const names = ({ facilities }: MaturityGapFound) => facilities.map(({ facility }) => facility.name);

  it('stand on a match whose achievement is not mature enough, with the levels that it lacks', () => {
    expect(gap).toMatchObject({ wanted: { min: 8, max: 9 }, offered: { min: 4, max: 5 }, levels: 3 });
  });

  it('are none where the achievement is mature enough, states no maturity, or no need asks', async () => {
    const found = await matches();
    expect(found.get(RIPE)).toBeNull();
    expect(found.get('储能电站电池')).toBeNull();
    const { results } = await searchAchievements(deps, '储能电站电池，成熟度达到TRL 8', { first: 5 });
    expect(results.map(({ maturityGap }) => maturityGap)).toEqual(results.map(() => null));
  });

  it('come in the order of what they cover, and of their park', () => {
    expect(names(gap)).toEqual(['本园储能中试平台', '全程储能中试平台', '半程储能中试平台']);
    expect(gap.facilities.map(({ covers }) => covers)).toEqual([
      { min: 6, max: 8 },
      { min: 6, max: 8 },
      { min: 6, max: 7 },
    ]);
  });

  it('give their reasons', () => {
    const [own, , half] = gap.facilities.map(({ reason }) => reason);
    expect(own).toContain('可从 TRL 5 做到 TRL 8；服务领域同属');
    expect(own).toContain('与企业在同一园区');
    expect(half).toContain('可补 TRL 6–7，缺口共 3 级');
  });

  it('leave out those that begin elsewhere or serve another field', () => {
    expect(names(gap)).not.toContain('早期储能概念验证中心');
    expect(names(gap)).not.toContain('全程生物医药中试平台');
  });

  it('are the same from the achievement’s side', async () => {
    const { results } = await matchNeed(deps, needId, { first: 10 });
    const raw = results.find(({ achievement }) => achievement!.title === RAW)!.achievement!;
    const back = await matchAchievement(deps, raw.id, { first: 5 });
    expect(back.results.find(({ need }) => need!.id === needId)!.maturityGap).toEqual(gap);
  });

  it('take the usual levels of their kind when they state none, and say so', async () => {
    await writeFacility(deps, { name: '无级别储能中试平台', field: ['新型储能'], park: '江北新区' });
    const found = (await matches()).get(RAW)!.facilities.find(({ facility }) => facility.name.startsWith('无级别'))!;
    // Its park is paired with the achievement's university, the other half-way platform's is not.
    expect(found.covers).toEqual({ min: 6, max: 7 });
    expect(found.reason).toContain('（按类型推定）');
    expect(found.reason).toContain('所在园区与成果单位结对');
  });
});
