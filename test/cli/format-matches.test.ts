import { formatAnswer, formatCompleteness, formatMatches } from '../../src/cli/format-matches.js';
import { completenessOf, factsOfText } from '../../src/matching/completeness/index.js';
import { matchNeed, searchNeeds } from '../../src/matching/match.js';
import { createItem } from '../../src/store/items.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { achievementValues, needValues } from '../support/items.js';

describe('matches in a terminal', () => {
  let api: TestApi;
  let needId: string;
  beforeAll(async () => {
    api = await openTestApi();
    const { db, taxonomy } = api.deps;
    const achievement = achievementValues({
      title: '电池状态估计方法',
      organization: '云岭理工大学',
      summary: '估计储能电池的健康状态。',
      maturity: { min: 6, max: 7 },
      price: { kind: 'negotiable', min: null, max: null },
    });
    await createItem(db, 'achievement', { values: achievement, visibility: 'public', draft: false }, taxonomy);
    const need = needValues({
      title: '储能电池状态估计',
      organization: '青禾储能有限公司',
      description: '需要估计储能电池的健康状态。',
      budget: { kind: 'range', min: 50, max: null },
      deadline: '2030-01-31',
    });
    needId = (await createItem(db, 'need', { values: need, visibility: 'public', draft: false }, taxonomy)).id;
    await api.settle();
  });
  afterAll(() => api.close());

  it('show the achievement, its owner and terms, the judgement and every reason', async () => {
    const page = await matchNeed(api.deps, needId, { first: 3 });
    const text = formatMatches(page);
    const [best] = page.results;
    expect(text.split('\n')[0]).toBe(`✓ ${page.answer!.text}`);
    expect(text.split('\n')[2]).toMatch(/^ 1\. \[[A-D]\] \d+ 分 {2}电池状态估计方法$/);
    expect(text).toContain('云岭理工大学，成熟度 TRL 6–7，价格面议');
    expect(text).toContain(best!.summary);
    for (const reason of best!.reasons) expect(text).toContain(reason.text);
    expect(text).toContain('依据：需求 “');
  });

  it('say which parts a need states, and what to ask for the others', () => {
    const completeness = completenessOf(factsOfText('储能电池总是误报警'), api.deps.taxonomy);
    expect(formatCompleteness(completeness)).toBe('需求已写明：具体对象、要解决的问题；未读到：技术指标、使用条件');
  });

  it('list the questions unless something fits', () => {
    const missing = completenessOf(factsOfText('想做智能化改造'), api.deps.taxonomy).parts;
    const answer = { verdict: 'NOTHING_FITS', text: '没有合适的。', probability: 0.1, nearest: null, missing } as const;
    expect(formatAnswer({ ...answer, missing }).split('\n')).toEqual([
      '✗ 没有合适的。',
      ...missing.map(({ question }) => `  → ${question}`),
    ]);
  });

  it('show the need where needs were searched', async () => {
    const text = formatMatches(await searchNeeds(api.deps, '电池健康状态', { first: 1 }));
    expect(text).toContain('储能电池状态估计');
    expect(text).toContain('青禾储能有限公司，预算不低于 50 万元，2030-01-31');
  });

  it('say how a text was read', async () => {
    const text = formatMatches(await searchNeeds(api.deps, '电池健抗状态 “储能” -光伏', { first: 1 }));
    expect(text.split('\n').slice(0, 3)).toEqual([
      '（“健抗”没有条目提到，按“健康”查找）',
      '（必须含有“储能”）',
      '（不含“光伏”）',
    ]);
  });

  it('say so when there is nothing, when words alone were compared and when the reranker failed', () => {
    const nothing = {
      hasNextPage: false,
      hasPreviousPage: false,
      rankingModel: '',
      embeddingModel: null,
      answer: null,
      reading: null,
      scope: null,
    };
    expect(formatMatches({ ...nothing, results: [], matching: 'HYBRID' })).toBe('没有找到匹配。');
    expect(formatMatches({ ...nothing, results: [], matching: 'LEXICAL_ONLY' })).toContain('仅按词语匹配');
    const failed = formatMatches({ ...nothing, results: [], matching: 'HYBRID', reranking: 'UNAVAILABLE' });
    expect(failed).toContain('重排模型出错');
  });
});
