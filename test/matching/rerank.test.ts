import { rm } from 'node:fs/promises';
import type { Deps } from '../../src/deps.js';
import { AppError } from '../../src/errors.js';
import { matchAchievement, matchNeed, searchAchievements, similarAchievements } from '../../src/matching/match.js';
import { MODEL, RANKING_MODEL, RERANKER } from '../../src/matching/model.js';
import { rematchNeeds } from '../../src/matching/rematch.js';
import { openOnnxReranker } from '../../src/reranking/onnx.js';
import type { Pair, Reranker } from '../../src/reranking/types.js';
import { matches } from '../../src/store/schema.js';
import { createItems, openTestDeps } from '../support/deps.js';
import { indexAll } from '../support/index.js';
import { makeReranker, sharedLogOdds } from '../support/reranker-model.js';

const NEED = '储能电站电池状态估计不准';
const TITLES = ['电池状态估计系统', '储能电站电池的运维', '电池热管理结构', '猪瘟病毒核酸检测试剂盒'];
/** Enough that some are not read again. */
const MANY = [...TITLES, ...Array.from({ length: 36 }, (_, i) => `第${i}号电站设备的状态`)];

describe('ranking with a reranker', () => {
  let directory: string;
  let deps: Deps;
  let tiny: Reranker;
  let needId: string;
  let achievementIds: string[];

  beforeAll(async () => {
    directory = await makeReranker();
    tiny = await openOnnxReranker({ directory, threads: 1 });
    deps = await openTestDeps();
    achievementIds = await createItems(deps, 'achievement', MANY);
    [needId] = (await createItems(deps, 'need', [NEED])) as [string];
    await indexAll(deps);
  });
  afterAll(async () => {
    await tiny.close();
    await deps.close();
    await rm(directory, { recursive: true });
  });

  /** The same store, seen with another reranker; `embedder` is a getter, so a spread would fix it. */
  const withReranker = (reranker: Reranker): Deps => Object.create(deps, { reranker: { value: reranker } }) as Deps;
  const scoring = (score: (pair: Pair) => number): Reranker => ({
    name: 'given',
    score: async (pairs) => pairs.map(score),
    close: async () => {},
  });
  const plain = () => matchNeed(deps, needId, { first: 100 });

  it('leaves no trace where none is set', async () => {
    const page = await plain();
    expect(page.rankingModel).toBe(RANKING_MODEL);
    expect(page).not.toHaveProperty('reranking');
    for (const { contributions } of page.results)
      expect(contributions.map(({ feature }) => feature)).toEqual(MODEL.map(({ feature }) => feature));
  });

  it('names itself in the version, and stands in the explanation with its points', async () => {
    // By score alone: as a page is laid out, variants stand behind what scores less.
    const page = await matchNeed(withReranker(tiny), needId, { first: 100, diversify: 'NONE' });
    expect(page).toMatchObject({ rankingModel: `${RANKING_MODEL}+rerank:tiny-1`, reranking: 'APPLIED' });
    const before = new Map((await plain()).results.map((result) => [result.achievement!.id, result]));
    for (const { achievement, score, contributions } of page.results) {
      const own = contributions.find(({ feature }) => feature === 'reranker')!;
      expect(Math.abs(own.points)).toBeLessThanOrEqual(RERANKER.weight / 2);
      const sum = contributions.reduce((total, { points }) => total + points, 0);
      expect(score).toBeCloseTo(Math.min(100, Math.max(0, sum)), 6);
      const others = before.get(achievement!.id)!.contributions.reduce((total, { points }) => total + points, 0);
      expect(sum - own.points).toBeCloseTo(others, 6);
    }
    const points = page.results.map(({ contributions }) => contributions.reduce((sum, one) => sum + one.points, 0));
    expect(points).toEqual([...points].sort((a, b) => b - a));
  });

  it('asks with the need, whichever side was searched with, and tells the probability', async () => {
    const of = sharedLogOdds(NEED, TITLES[0]!);
    const detail = `重排模型判断相符的概率 ${(1 / (1 + Math.exp(-of))).toFixed(3)}`;
    const fromNeed = await matchNeed(withReranker(tiny), needId, { first: 100 });
    const found = fromNeed.results.find(({ achievement }) => achievement!.title === TITLES[0])!;
    expect(found.contributions.at(-1)).toMatchObject({ feature: 'reranker', label: '重排模型', detail });
    const pairs: Pair[] = [];
    const watched = withReranker(scoring((pair) => pairs.push(pair)));
    await matchAchievement(watched, achievementIds[0]!, { first: 10 });
    await searchAchievements(watched, NEED, { first: 10 });
    expect(pairs.length).toBeGreaterThan(1);
    for (const { asked } of pairs) expect(asked.trim()).toBe(NEED);
  });

  it('moves the first of the ranking by what it says, and reads no more than thirty', async () => {
    const before = (await plain()).results.map(({ achievement }) => achievement!.title);
    const favourite = before[1]!;
    let read = 0;
    const reranker = scoring(({ found }) => {
      read += 1;
      return found.startsWith(favourite) ? 6 : -6;
    });
    const { results } = await matchNeed(withReranker(reranker), needId, { first: 100 });
    expect(results[0]!.achievement!.title).toBe(favourite);
    expect(results[0]!.reasons).toContainEqual(expect.objectContaining({ code: 'RERANKER', polarity: 'FOR' }));
    expect(read).toBe(30);
    const unread = results.filter(({ contributions }) => contributions.at(-1)!.value === null);
    expect(unread).toHaveLength(before.length - 30);
    for (const { contributions } of unread) expect(contributions.at(-1)!.points).toBe(0);
  });

  it('keeps the order and the points where it tells nothing apart', async () => {
    const { results } = await matchNeed(withReranker(scoring(() => 2)), needId, { first: 100 });
    const before = (await plain()).results;
    expect(results.map(({ achievement }) => achievement!.id)).toEqual(before.map(({ achievement }) => achievement!.id));
    // Freshness moves on between the two.
    results.forEach(({ score }, i) => expect(score).toBeCloseTo(before[i]!.score, 4));
  });

  it('leaves the ranking as it is when it fails, and says so', async () => {
    const failing = { ...tiny, score: () => Promise.reject(new AppError('UNAVAILABLE', '重排模型的线程意外退出')) };
    const { results, answer, ...page } = await matchNeed(withReranker(failing), needId, { first: 100 });
    const { results: before, answer: answerBefore, ...pageBefore } = await plain();
    expect(page).toEqual({ ...pageBefore, reranking: 'UNAVAILABLE' });
    // Freshness moves on between the two.
    expect(answer!.probability).toBeCloseTo(answerBefore!.probability, 4);
    expect(results.map(({ contributions }) => contributions.length)).toEqual(before.map(() => MODEL.length));
    expect(results.map(({ achievement }) => achievement!.id)).toEqual(before.map(({ achievement }) => achievement!.id));
  });

  it('has no part in a search for likes', async () => {
    const page = await similarAchievements(withReranker(tiny), achievementIds[0]!, { first: 5 });
    expect(page.rankingModel).toBe(RANKING_MODEL);
    expect(page).not.toHaveProperty('reranking');
  });

  it('gives stored matches the version that they were made with', async () => {
    await rematchNeeds(withReranker(tiny), [needId]);
    const stored = await deps.db.select({ rankingModel: matches.rankingModel }).from(matches);
    expect(stored.length).toBeGreaterThan(0);
    for (const { rankingModel } of stored) expect(rankingModel).toBe(`${RANKING_MODEL}+rerank:tiny-1`);
  });
});
