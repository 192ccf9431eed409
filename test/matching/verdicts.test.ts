import { v7 as uuidv7 } from 'uuid';
import { giveFeedback } from '../../src/items/feedback.js';
import type { Deps } from '../../src/deps.js';
import type { FeedbackReason, Verdict } from '../../src/domain.js';
import { matchAchievement, matchNeed } from '../../src/matching/match.js';
import { rematchNeeds } from '../../src/matching/rematch.js';
import { duplicateCandidates, feedback, outbox } from '../../src/store/schema.js';
import { cosinesBetween } from '../../src/store/verdicts.js';
import { createItems, openTestDeps } from '../support/deps.js';
import { indexAll } from '../support/index.js';

const TITLES = [
  '储能电池荷电状态卡尔曼滤波估计',
  '动力电池荷电状态卡尔曼滤波估计方法',
  '储能电池液冷热管理装置',
  '储能电池液冷热管理结构设计',
  '储能电站消防预警装置',
  '光伏组件红外缺陷识别',
  '猪瘟病毒核酸检测试剂盒',
];
const [FILTER, LIKE_FILTER, COOLING, LIKE_COOLING] = TITLES as [string, string, string, string];

describe('verdicts on the matches of a need', () => {
  let deps: Deps;
  let needId: string;
  let ids: Map<string, string>;
  beforeEach(async () => {
    deps = await openTestDeps();
    const made = await createItems(deps, 'achievement', TITLES);
    ids = new Map(TITLES.map((title, i) => [title, made[i]!]));
    [needId] = (await createItems(deps, 'need', ['储能电池运行管理'])) as [string];
    await indexAll(deps);
  });
  afterEach(() => deps.close());

  const judge = (title: string, verdict: Verdict, ...reasons: FeedbackReason[]) =>
    giveFeedback(deps.db, { needId, achievementId: ids.get(title), verdict, reasons });
  const results = async () => (await matchNeed(deps, needId, { first: 10 })).results;
  const of = async (title: string) => (await results()).find(({ achievement }) => achievement!.title === title);
  const points = async (title: string) =>
    (await of(title))!.contributions.find(({ feature }) => feature === 'verdicts')!.points;

  it('change nothing where there are none', async () => {
    for (const { contributions } of await results())
      expect(contributions.find(({ feature }) => feature === 'verdicts')).toMatchObject({ value: null, points: 0 });
  });

  it('raise what is near an accepted one, say so, and the score stays the sum of its contributions', async () => {
    const before = (await of(LIKE_COOLING))!;
    await judge(COOLING, 'accept');
    const after = (await of(LIKE_COOLING))!;
    expect(after.score).toBeGreaterThan(before.score);
    expect(after.reasons).toContainEqual({
      code: 'VERDICTS',
      polarity: 'FOR',
      text: `已有结论：与已认可的成果“${COOLING}”相近`,
    });
    const sum = after.contributions.reduce((total, contribution) => total + contribution.points, 0);
    expect(after.score).toBeCloseTo(Math.min(100, Math.max(0, sum)), 6);
    expect(await points(LIKE_COOLING)).toBeGreaterThan(await points('猪瘟病毒核酸检测试剂盒'));
    const accepted = (await of(COOLING))!;
    expect(accepted.reasons.map(({ code }) => code)).toContain('ACCEPTED');
    expect(accepted.reasons.map(({ code }) => code)).not.toContain('VERDICTS');
  });

  it('lower what is near one of another field, and a newer verdict undoes it', async () => {
    await judge(FILTER, 'reject', 'FIELD_MISMATCH');
    expect(await of(FILTER)).toBeUndefined();
    expect(await points(LIKE_FILTER)).toBeLessThan(0);
    expect((await of(LIKE_FILTER))!.reasons).toContainEqual(
      expect.objectContaining({ code: 'VERDICTS', polarity: 'AGAINST', text: expect.stringContaining('领域不符') }),
    );
    await judge(FILTER, 'unsure');
    expect(await of(FILTER)).toBeDefined();
    expect(await points(LIKE_FILTER)).toBe(0);
  });

  it('hide the look-alikes of a duplicate, unless they were found to be another or were accepted', async () => {
    const pair = [ids.get(COOLING)!, ids.get(LIKE_COOLING)!].sort() as [string, string];
    const evidence = { samePatents: [], titleLikeness: 0.8, textLikeness: 0 };
    const [row] = await deps.db
      .insert(duplicateCandidates)
      .values({ id: uuidv7(), achievementId: pair[0], otherId: pair[1], score: 0.8, evidence })
      .returning();
    await judge(COOLING, 'reject', 'DUPLICATE');
    expect(await of(LIKE_COOLING)).toBeUndefined();
    await judge(LIKE_COOLING, 'accept');
    expect(await of(LIKE_COOLING)).toBeDefined();
    await judge(LIKE_COOLING, 'unsure');
    expect(await of(LIKE_COOLING)).toBeUndefined();
    await deps.db.update(duplicateCandidates).set({ status: 'distinct' });
    expect(row!.status).toBe('open');
    expect(await of(LIKE_COOLING)).toBeDefined();
  });

  it('concern that need alone', async () => {
    const [other] = await createItems(deps, 'need', ['储能电池的散热']);
    await indexAll(deps);
    await judge(COOLING, 'accept');
    const found = [
      ...(await matchNeed(deps, other!, { first: 10 })).results,
      ...(await matchAchievement(deps, ids.get(LIKE_COOLING)!, { first: 10 })).results,
    ];
    for (const { contributions } of found)
      expect(contributions.find(({ feature }) => feature === 'verdicts')!.value).toBeNull();
  });

  it('keep what the judge saw, also when a match that was rejected is judged again, and owe the need its matches', async () => {
    await rematchNeeds(deps, [needId]);
    await deps.db.delete(outbox);
    const first = await judge(COOLING, 'reject', 'PRICE');
    expect(first.inputs).toMatchObject({ wordsOnly: false, values: { verdicts: null } });
    expect(first.inputs!.level).toBeGreaterThan(0);
    expect(first.inputs!.values['tokens']).toBeGreaterThan(0);
    expect(await deps.db.select().from(outbox)).toMatchObject([{ work: 'rematch', subjectId: needId }]);
    await rematchNeeds(deps, [needId]);
    expect((await judge(COOLING, 'accept')).inputs).toEqual(first.inputs);
    expect(await deps.db.$count(feedback)).toBe(2);
  });

  it('compare whole texts by key, leaving out what has no vector', async () => {
    const [a, b] = [ids.get(COOLING)!, ids.get(LIKE_COOLING)!];
    const cosines = await cosinesBetween(deps.db, deps.embedder!.modelId, [a, uuidv7()], [a, b]);
    expect([...cosines.keys()]).toEqual([a]);
    expect(cosines.get(a)!.get(a)).toBeCloseTo(1, 5);
    expect(cosines.get(a)!.get(b)).toBeLessThan(1);
    expect(await cosinesBetween(deps.db, 'another-model', [a], [b])).toEqual(new Map());
  });
});
