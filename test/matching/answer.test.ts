import type { Deps } from '../../src/deps.js';
import { answerOf, probabilityOfAny, verdictOf } from '../../src/matching/answer.js';
import { completenessOf, factsOfText } from '../../src/matching/completeness/index.js';
import { matchAchievement, matchNeed, searchAchievements, similarAchievements } from '../../src/matching/match.js';
import type { MatchResult } from '../../src/matching/types.js';
import { readTaxonomyFile } from '../../src/taxonomy.js';
import { createItem } from '../../src/store/items.js';
import { createItems, openTestDeps } from '../support/deps.js';
import { indexAll } from '../support/index.js';
import { needValues } from '../support/items.js';

const taxonomy = readTaxonomyFile();
const vague = () => completenessOf(factsOfText('想做智能化改造'), taxonomy);
const scored = (score: number) =>
  [{ score, achievement: { id: 'a', title: '某成果', organization: { name: '某大学' } }, need: null }] as MatchResult[];

describe('the answer of a search', () => {
  it('rises with the best score, and doubt lies between', () => {
    const probabilities = [0, 30, 50, 70, 100].map(probabilityOfAny);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => a - b));
    expect([10, 50, 80].map((score) => verdictOf(probabilityOfAny(score)))).toEqual([
      'NOTHING_FITS',
      'UNCERTAIN',
      'FITS',
    ]);
  });

  it('says that nothing fits, what is nearest, and what to ask the enterprise', () => {
    const { verdict, text, nearest, missing } = answerOf({ results: scored(20), matching: 'HYBRID' }, vague);
    expect(verdict).toBe('NOTHING_FITS');
    expect(nearest).toEqual({ id: 'a', title: '某成果', organization: '某大学', score: 20 });
    expect(missing.map(({ part }) => part)).toEqual(['OBJECT', 'PAIN', 'INDICATORS', 'CONDITIONS']);
    expect(text).toBe(
      '没有找到有把握的：最接近的是《某成果》，前十项里有可用者的把握仅约 4%；可先向企业问清具体对象、要解决的问题、技术指标、使用条件。',
    );
  });

  it('asks nothing where something fits', () => {
    const answer = answerOf({ results: scored(90), matching: 'HYBRID' }, vague);
    expect(answer).toMatchObject({
      verdict: 'FITS',
      missing: [],
      text: expect.stringMatching(/^有合适的：首位是《某成果》/),
    });
  });

  it('is nothing when there was nothing to compare', () => {
    const answer = answerOf({ results: [], matching: 'HYBRID' }, null);
    expect(answer).toMatchObject({ verdict: 'NOTHING_FITS', probability: 0, nearest: null });
  });
});

describe('the answer on a page', () => {
  let deps: Deps;
  let needId: string;
  let achievementId: string;
  beforeAll(async () => {
    deps = await openTestDeps();
    [achievementId] = (await createItems(deps, 'achievement', [
      '储能电池状态估计方法',
      '猪瘟病毒检测试剂盒',
      '水性胶粘剂',
    ])) as [string];
    const values = needValues({ title: '储能电池状态估计', description: '现在估计不准，常误报警。' });
    needId = (await createItem(deps.db, 'need', { values, visibility: 'public', draft: false }, taxonomy)).id;
    await indexAll(deps);
  });
  afterAll(() => deps.close());

  it('stands on the first page of a need, with what comes first as the nearest', async () => {
    const { answer, results } = await matchNeed(deps, needId, { first: 1 });
    expect(answer!.nearest).toMatchObject({ id: results[0]!.achievement!.id, score: results[0]!.score });
    expect(answer!.probability).toBeCloseTo(probabilityOfAny(results[0]!.score));
  });

  it('names what a free text leaves out unless something fits', async () => {
    const { answer } = await searchAchievements(deps, '猫粮', { first: 3 });
    expect(answer!.verdict).not.toBe('FITS');
    expect(answer!.missing.map(({ part }) => part)).toContain('INDICATORS');
  });

  it('is left out on later pages and among likes; an achievement’s has no questions', async () => {
    const first = await matchNeed(deps, needId, { first: 1 });
    expect((await matchNeed(deps, needId, { first: 1, after: first.results[0]!.cursor })).answer).toBeNull();
    expect((await similarAchievements(deps, achievementId, { first: 2 })).answer).toBeNull();
    expect((await matchAchievement(deps, achievementId, { first: 2 })).answer!.missing).toEqual([]);
  });
});
