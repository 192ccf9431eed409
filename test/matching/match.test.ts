import { eq, inArray } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '../../src/deps.js';
import type { AchievementValues } from '../../src/domain.js';
import {
  matchAchievement,
  matchNeed,
  searchAchievements,
  searchNeeds,
  similarAchievements,
} from '../../src/matching/match.js';
import { readSubject, subjectOfText } from '../../src/matching/subject.js';
import type { MatchPage, MatchResult, Span } from '../../src/matching/types.js';
import { lexicalText } from '../../src/matching/views.js';
import { checkFilter } from '../../src/items/filter.js';
import { readFacts } from '../../src/store/candidates.js';
import type { NeedWithTerms } from '../../src/store/item-values.js';
import { createItem } from '../../src/store/items.js';
import { achievements, feedback, needs, pairings, parks } from '../../src/store/schema.js';
import { openTestDeps } from '../support/deps.js';
import { indexAll } from '../support/index.js';
import { achievementValues, needValues } from '../support/items.js';

const ESTIMATION = '电化学储能电站电池状态估计与智能运维系统';
const ADHESIVE = '水性聚氨酯胶粘剂制备方法';

const ACHIEVEMENTS: (Partial<AchievementValues> & { title: string })[] = [
  {
    title: ESTIMATION,
    summary:
      '针对储能电站电池一致性差的问题，提出荷电状态联合估计方法。估计误差小于 2%。系统可提前 30 分钟预警热失控。',
    keywords: ['储能', '荷电状态'],
    field: ['新型储能'],
    maturity: { min: 7, max: 8 },
    cooperationModes: ['LICENSE_ORDINARY'],
    price: { kind: 'fixed', min: 80, max: 80 },
  },
  {
    title: '锂电池组热管理结构',
    summary: '采用液冷板与相变材料复合的结构，电池组温差小于 5℃。',
    cooperationModes: ['TRANSFER'],
    price: { kind: 'negotiable', min: null, max: null },
  },
  {
    title: ADHESIVE,
    summary: '以植物油多元醇为原料制备水性聚氨酯胶粘剂，剥离强度 6 N/mm。',
    price: { kind: 'fixed', min: 500, max: 500 },
  },
  { title: '光伏组件缺陷的红外图像识别', summary: '用轻量卷积网络识别热斑与隐裂，识别率 96%。' },
  { title: '猪瘟病毒核酸检测试剂盒', summary: '荧光 PCR 法，最低检测限为 10 拷贝。' },
];

const NEED: Partial<NeedWithTerms> & { title: string } = {
  title: '储能电站电池荷电状态估计不准',
  description:
    '我公司运营电化学储能电站，电池荷电状态估计误差大，常误报警。希望估计误差不超过 3%，并能提前预警热失控。',
  field: ['新型储能'],
  budget: { kind: 'fixed', min: 100, max: 100 },
  cooperationModes: ['LICENSE_ANY'],
};

describe.each(['with vectors', 'words only'] as const)('matching, %s', (mode) => {
  let deps: Deps;
  let needId: string;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    deps = await openTestDeps(mode === 'with vectors' ? {} : { models: {} });
    for (const values of ACHIEVEMENTS) ids.set(values.title, await createAchievement(values));
    needId = await createNeed(NEED);
    await indexAll(deps);
  });
  afterAll(() => deps.close());

  const createAchievement = async (values: Partial<AchievementValues> & { title: string }, confidential = false) => {
    const visibility = confidential ? 'confidential' : 'public';
    const item = { values: achievementValues(values), visibility, draft: false } as const;
    return (await createItem(deps.db, 'achievement', item, deps.taxonomy)).id;
  };
  const createNeed = async (values: Partial<NeedWithTerms> & { title: string }) => {
    const item = { values: needValues(values), visibility: 'public', draft: false } as const;
    return (await createItem(deps.db, 'need', item, deps.taxonomy)).id;
  };
  const titles = ({ results }: MatchPage) => results.map(({ achievement }) => achievement!.title);
  const best = async () => (await matchNeed(deps, needId, { first: 5 })).results[0]!;

  it('says which mode it is in, and by which models', async () => {
    const page = await matchNeed(deps, needId, { first: 5 });
    expect(page.matching).toBe(mode === 'with vectors' ? 'HYBRID' : 'LEXICAL_ONLY');
    expect(page.embeddingModel).toBe(mode === 'with vectors' ? 'hashing-64' : null);
  });

  it('ranks the achievement that solves the need first, and what has nothing to do with it below', async () => {
    const order = titles(await matchNeed(deps, needId, { first: 5 }));
    expect(order[0]).toBe(ESTIMATION);
    expect(order.indexOf('锂电池组热管理结构')).toBeLessThan(order.indexOf(ADHESIVE));
  });

  it('finds the need from the achievement, and both from free text', async () => {
    const fromAchievement = await matchAchievement(deps, ids.get(ESTIMATION)!, { first: 5 });
    expect(fromAchievement.results[0]!.need!.id).toBe(needId);
    expect(fromAchievement.results[0]!.achievement!.title).toBe(ESTIMATION);
    const fromText = await searchAchievements(deps, '电池荷电状态估计', { first: 5 });
    expect(fromText.results[0]).toMatchObject({ need: null, achievement: { title: ESTIMATION } });
    expect((await searchNeeds(deps, '电池荷电状态估计', { first: 5 })).results[0]!.need!.id).toBe(needId);
  });

  it('knows how much text asks, and of which achievements nothing but a title is known', async () => {
    const text = await subjectOfText(deps, '电池荷电状态估计', 'achievement');
    expect(text.askedTokens).toBe(8);
    const need = await readSubject(deps, 'need', needId, 'achievement');
    expect(need.askedTokens).toBeGreaterThan(20);
    // Each need brings a text of its own.
    expect((await readSubject(deps, 'achievement', ids.get(ESTIMATION)!, 'need')).askedTokens).toBeNull();
    const add = async (texts: Partial<AchievementValues>) => {
      const values = achievementValues({ title: '只有题目', summary: null, ...texts });
      const item = { values, visibility: 'public', draft: true } as never;
      return (await createItem(deps.db, 'achievement', item, deps.taxonomy)).id;
    };
    const [bare, told] = [await add({}), await add({ indicators: '误差≤1%' })];
    const facts = await readFacts(deps.store, 'achievement', [bare, told]);
    expect([bare, told].map((id) => facts.get(id)!.bare)).toEqual([true, false]);
    await deps.db.delete(achievements).where(inArray(achievements.id, [bare, told]));
  });

  it('gives likes of an achievement without the achievement itself', async () => {
    const order = titles(await similarAchievements(deps, ids.get(ESTIMATION)!, { first: 10 }));
    expect(order).toHaveLength(ACHIEVEMENTS.length - 1);
    expect(order).not.toContain(ESTIMATION);
    expect(order[0]).toBe('锂电池组热管理结构');
  });

  it('says of a price above the budget that it is so, and never counts it as a reason for the match', async () => {
    const poor = await createNeed({ ...NEED, budget: { kind: 'fixed', min: 60, max: 60 } });
    await indexAll(deps);
    const page = await matchNeed(deps, poor, { first: 5 });
    const dear = page.results.find(({ achievement }) => achievement!.title === ESTIMATION)!;
    const text = '意向价格 80 万元，超出预算 60 万元';
    expect(dear.contributions.find(({ feature }) => feature === 'budget')!.points).toBeGreaterThan(0);
    expect(dear.reasons).toContainEqual({ code: 'BUDGET', polarity: 'NEUTRAL', text: `预算与价格：${text}` });
    expect(dear.summary).toContain(text);
    await deps.db.delete(needs).where(eq(needs.id, poor));
  });

  it('scores each match with the sum of what its features contributed', async () => {
    const { results } = await matchNeed(deps, needId, { first: 5 });
    for (const { score, contributions } of results) {
      const sum = contributions.reduce((total, { points }) => total + points, 0);
      expect(score).toBeCloseTo(Math.min(100, Math.max(0, sum)), 6);
      for (const { value } of contributions) if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
    }
    const scores = results.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('names shared terms that occur in both texts, and none that every text has', async () => {
    const match = await best();
    const fold = (text: string) => text.normalize('NFKC').toLowerCase();
    const [asked, found] = [lexicalText('need', match.need!), lexicalText('achievement', match.achievement!)].map(fold);
    expect(match.sharedTerms.length).toBeGreaterThan(2);
    for (const { term } of match.sharedTerms) {
      expect(asked).toContain(term);
      expect(found).toContain(term);
      expect(['系统', '技术', '方法', '我公司', '希望']).not.toContain(term);
    }
    expect(match.sharedTerms.map(({ term }) => term).join()).toContain('荷电状态');
  });

  it('names what both sides have in different words, the need first from either side', async () => {
    const values = needValues({ title: '电池SOC不准', description: '锂电用久了以后，SOC一下子跳变。' });
    const { id } = await createItem(deps.db, 'need', { values, visibility: 'public', draft: false }, deps.taxonomy);
    await indexAll(deps);
    const { results } = await matchNeed(deps, id, { first: 5 });
    const match = results.find(({ achievement }) => achievement!.title === ESTIMATION)!;
    const related = { asked: 'SOC', offered: '荷电状态', relation: 'SYNONYM' };
    expect(match.relatedTerms).toContainEqual(related);
    const reason = match.reasons.find(({ code }) => code === 'RELATED_TERMS');
    expect(reason).toMatchObject({ polarity: 'FOR', text: expect.stringContaining('“SOC”即“荷电状态”') });
    const back = await matchAchievement(deps, ids.get(ESTIMATION)!, { first: 5 });
    expect(back.results.find(({ need }) => need!.id === id)!.relatedTerms).toContainEqual(related);
    await deps.db.delete(needs).where(eq(needs.id, id));
  });

  it('points at the very text that its evidence and indicators quote', async () => {
    const match = await best();
    const at = (item: object, { field, start, end }: Span) =>
      ((item as Record<string, unknown>)[field] as string).slice(start, end);
    expect(match.evidence.length).toBeGreaterThan(0);
    for (const { need, achievement, strength } of match.evidence) {
      expect(at(match.need!, need)).toBe(need.text);
      expect(at(match.achievement!, achievement)).toBe(achievement.text);
      expect(strength > 0 && strength <= 1).toBe(true);
    }
    for (const { wanted, offered } of match.indicators) {
      expect(at(match.need!, wanted)).toBe(wanted.text);
      if (offered !== null) expect(at(match.achievement!, offered)).toBe(offered.text);
    }
  });

  it('says which wanted indicator is met', async () => {
    const match = await best();
    expect(match.indicators).toContainEqual(
      expect.objectContaining({
        outcome: 'MET',
        offered: expect.objectContaining({ text: expect.stringContaining('2%') }),
      }),
    );
    expect(match.reasons.map(({ code }) => code)).toContain('INDICATOR_MET');
  });

  it('gives reasons and one sentence that names the technology', async () => {
    const match = await best();
    const reasons = new Map(match.reasons.map((reason) => [reason.code, reason]));
    expect(reasons.get('BUDGET')).toMatchObject({ polarity: 'FOR', text: expect.stringContaining('80') });
    expect(reasons.get('COOPERATION')).toMatchObject({ polarity: 'FOR' });
    expect(reasons.get('INDUSTRY')).toMatchObject({ polarity: 'FOR' });
    expect(match.summary).toContain(match.sharedTerms[0]!.term);
    const last = (await matchNeed(deps, needId, { first: 5 })).results.at(-1)!;
    expect(last.grade).toBe('D');
    expect(last.summary).toContain('支持很弱');
  });

  it('says what the achievement leaves open', async () => {
    const { results } = await matchNeed(deps, needId, { first: 5 });
    const thermal = results.find(({ achievement }) => achievement!.title === '锂电池组热管理结构')!;
    expect(thermal.reasons).toContainEqual({ code: 'MISSING', polarity: 'NEUTRAL', text: '成果未填写：技术成熟度' });
  });

  it.each([
    ['cooperation mode, a general one standing for its kinds', { cooperationModes: ['LICENSE_ANY'] }, [ESTIMATION]],
    ['cooperation mode, a kind not standing for the others', { cooperationModes: ['LICENSE_SOLE'] }, []],
    ['maturity that overlaps', { maturity: { min: 8, max: 9 } }, [ESTIMATION]],
    ['stated price', { maxPrice: 100, statedPriceOnly: true }, [ESTIMATION]],
  ])('filters by %s', async (_, sent, expected) => {
    const filter = checkFilter('achievement', sent, deps.taxonomy);
    expect(titles(await matchNeed(deps, needId, { first: 5, filter }))).toEqual(expected);
  });

  it('lets 面议 and no price pass a highest price', async () => {
    const found = titles(await matchNeed(deps, needId, { first: 5, filter: { maxPrice: 100 } }));
    expect(found).toHaveLength(4);
    expect(found).not.toContain(ADHESIVE);
  });

  it('pages through the ranking without a gap or a repetition', async () => {
    const whole = await matchNeed(deps, needId, { first: 5 });
    const walked: MatchResult[] = [];
    for (let after: string | null = null; ;) {
      const page: MatchPage = await matchNeed(deps, needId, { first: 2, after });
      walked.push(...page.results);
      if (!page.hasNextPage) break;
      after = page.results.at(-1)!.cursor;
    }
    expect(walked.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
    expect(walked.map(({ achievement }) => achievement!.id)).toEqual(
      whole.results.map(({ achievement }) => achievement!.id),
    );
  });

  it('refuses a page size, a cursor and a text that cannot be', async () => {
    await expect(matchNeed(deps, needId, { first: 101 })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(matchNeed(deps, needId, { first: 1, after: 'x' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(searchNeeds(deps, ' ', { first: 1 })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    await expect(matchNeed(deps, uuidv7(), { first: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('never shows what is confidential, withdrawn or a draft', async () => {
    const twin = ACHIEVEMENTS[0]!;
    await createAchievement({ ...twin, title: '保密的储能电站电池荷电状态估计' }, true);
    const withdrawn = await createAchievement({ ...twin, title: '撤回的储能电站电池荷电状态估计' });
    await deps.db.update(achievements).set({ status: 'withdrawn' }).where(eq(achievements.id, withdrawn));
    await indexAll(deps);
    expect(titles(await matchNeed(deps, needId, { first: 20 })).filter((title) => /保密|撤回/.test(title))).toEqual([]);
  });

  it('hides what was rejected for the need at once, in both directions, until the verdict changes', async () => {
    const achievementId = ids.get(ESTIMATION)!;
    const judge = (verdict: 'accept' | 'reject') =>
      deps.db.insert(feedback).values({ id: uuidv7(), needId, achievementId, verdict, reasons: [] });
    await judge('reject');
    expect(titles(await matchNeed(deps, needId, { first: 5 }))).not.toContain(ESTIMATION);
    expect((await matchAchievement(deps, achievementId, { first: 5 })).results).toEqual([]);
    await judge('accept');
    const match = await best();
    expect(match.achievement!.title).toBe(ESTIMATION);
    expect(match.feedback.map(({ verdict }) => verdict)).toEqual(['accept', 'reject']);
    expect(match.reasons[0]!.code).toBe('ACCEPTED');
  });

  it('raises what comes from a university that the park is paired with', async () => {
    const before = await best();
    const { organizationId } = before.achievement!;
    await deps.db.insert(parks).values({ code: 'TEST-PARK', name: '试验高新区', kind: 'park' });
    await deps.db.insert(pairings).values({ parkCode: 'TEST-PARK', organizationId, basis: 'test', source: 'test' });
    await deps.db.update(needs).set({ parkCode: 'TEST-PARK' }).where(eq(needs.id, needId));
    const after = await best();
    expect(after.contributions.find(({ feature }) => feature === 'pairing')!.value).toBe(1);
    expect(after.contributions.reduce((sum, { points }) => sum + points, 0)).toBeGreaterThan(
      before.contributions.reduce((sum, { points }) => sum + points, 0),
    );
    const filtered = await matchNeed(deps, needId, { first: 5, filter: { pairedWithPark: 'TEST-PARK' } });
    expect(filtered.results).toHaveLength(5);
  });
});
