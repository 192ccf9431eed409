import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '../../../src/deps.js';
import type { FeedbackReason, ScoreInputs, Verdict } from '../../../src/domain.js';
import { matchNeed } from '../../../src/matching/match.js';
import { BUILT_IN, MODEL } from '../../../src/matching/model.js';
import { adoptRankingModel, rankingVersions, revertRankingModel } from '../../../src/matching/rankings.js';
import { refit } from '../../../src/matching/refit/refit.js';
import { openRankings } from '../../../src/ranking.js';
import { addRanking } from '../../../src/store/ranking-models.js';
import { feedback, outbox, rankingModels } from '../../../src/store/schema.js';
import { createItems, openTestDeps } from '../../support/deps.js';
import { indexAll } from '../../support/index.js';

const NEEDS = 12;

describe('a refit', () => {
  let deps: Deps;
  let needIds: string[];
  let achievementIds: string[];
  beforeAll(async () => {
    deps = await openTestDeps();
    needIds = await createItems(
      deps,
      'need',
      Array.from({ length: NEEDS }, (_, i) => `第${i}项储能电池状态估计`),
    );
    achievementIds = await createItems(deps, 'achievement', ['电池状态估计', '电池热管理', '电站消防']);
    await indexAll(deps);
  });
  afterAll(() => deps.close());
  beforeEach(async () => {
    await deps.db.delete(feedback);
    await deps.db.delete(rankingModels);
    await deps.rankings.refresh();
  });

  const inputsOf = (values: ScoreInputs['values']): ScoreInputs => ({ values, level: 1, wordsOnly: false });
  const judge = (
    need: number,
    achievement: number,
    verdict: Verdict,
    inputs: ScoreInputs | null,
    reasons: FeedbackReason[] = verdict === 'reject' ? ['FIELD_MISMATCH'] : [],
  ) =>
    deps.db.insert(feedback).values({
      id: uuidv7(),
      needId: needIds[need]!,
      achievementId: achievementIds[achievement]!,
      verdict,
      reasons,
      inputs,
    });
  /** Managers who go by the title where the words mislead; or the other way round. */
  const judgeAll = async (by: 'title' | 'chance') => {
    for (let need = 0; need < NEEDS; need++) {
      const titleWins = by === 'title' || need % 2 === 0;
      const [good, bad] = [
        { tokens: 0.7, lexical: 0.6, title: 0.9 },
        { tokens: 0.7, lexical: 0.9, title: 0.6 },
      ];
      await judge(need, 0, 'accept', inputsOf(titleWins ? good : bad));
      await judge(need, 1, 'reject', inputsOf(titleWins ? bad : good));
      await judge(need, 2, 'reject', inputsOf({ tokens: 0.1, lexical: 0.2, title: 0.2 }));
    }
  };
  const options = { minVerdicts: 30, dryRun: false };

  it('does nothing with too few verdicts, or too few needs that have both kinds', async () => {
    await judge(0, 0, 'accept', inputsOf({ tokens: 1 }));
    expect(await refit(deps.db, options)).toMatchObject({ usable: 1, adopted: false, new: null });
    await judge(0, 1, 'reject', inputsOf({ tokens: 0 }));
    const { needs, reason, new: fitted } = await refit(deps.db, { ...options, minVerdicts: 2 });
    expect(needs).toBe(1);
    expect(fitted).toBeNull();
    expect(reason).toContain('1 项');
    expect(await deps.db.$count(rankingModels)).toBe(0);
  });

  it('counts the newest verdict of a match, and leaves out what tells nothing of the ranking', async () => {
    await judge(0, 0, 'reject', inputsOf({ tokens: 1 }));
    await judge(0, 0, 'accept', inputsOf({ tokens: 1 }));
    await judge(0, 1, 'reject', inputsOf({ tokens: 1 }), ['DUPLICATE']);
    await judge(0, 2, 'unsure', inputsOf({ tokens: 1 }));
    await judge(1, 0, 'accept', null);
    await judge(1, 1, 'accept', { ...inputsOf({ lexical: 1 }), wordsOnly: true });
    await judge(1, 2, 'reject', inputsOf({ tokens: 1 }), ['DUPLICATE', 'PRICE']);
    expect(await refit(deps.db, options)).toMatchObject({ verdicts: 6, usable: 2, accepted: 1, rejected: 1 });
  });

  it('is adopted when it is better on needs that were held back, and reports by how much', async () => {
    await judgeAll('title');
    await deps.db.delete(outbox);
    const report = await refit(deps.db, options);
    expect(report).toMatchObject({
      adopted: true,
      usable: 36,
      needs: NEEDS,
      old: { id: 'tokens-2' },
      new: { id: 'tokens-2.1' },
    });
    expect(report.new!.weights.title).toBeGreaterThan(BUILT_IN.weights.title);
    expect(report.new!.figures.pairLogLoss).toBeLessThan(report.old!.figures.pairLogLoss);
    expect(report.gain!.mean).toBeGreaterThan(report.gain!.error);
    const [stored, builtIn] = await rankingVersions(deps.db);
    expect(stored).toMatchObject({ id: 'tokens-2.1', base: 'tokens-2', active: true, previous: 'tokens-2' });
    expect(stored!.weights).toEqual(report.new!.weights);
    expect(stored!.calibration).toEqual(BUILT_IN.calibration);
    expect(builtIn).toMatchObject({ id: 'tokens-2', base: null, active: false });
    const owed = await deps.db.select().from(outbox);
    expect(owed.map(({ work, subjectId }) => [work, subjectId]).sort()).toEqual(
      needIds.map((id) => ['rematch', id]).sort(),
    );
  });

  it('is kept but not adopted when it is no better', async () => {
    await judgeAll('chance');
    const report = await refit(deps.db, options);
    expect(report).toMatchObject({ adopted: false, new: { id: 'tokens-2.1' } });
    expect((await rankingVersions(deps.db)).map(({ id, active }) => [id, active])).toEqual([
      ['tokens-2.1', false],
      ['tokens-2', true],
    ]);
  });

  it('changes nothing in a dry run', async () => {
    await judgeAll('title');
    const report = await refit(deps.db, { ...options, dryRun: true });
    expect(report).toMatchObject({ adopted: false, reason: '在留出的需求上更好', new: { id: null } });
    expect(await deps.db.$count(rankingModels)).toBe(0);
  });

  const add = (weights: Record<string, number>, base = BUILT_IN.id) =>
    addRanking(deps.db, { base, weights, calibration: { slope: 0.1, middle: 40 }, report: {} });
  const active = async () => (await rankingVersions(deps.db)).find((version) => version.active)!.id;

  it('is followed by running processes, whose matches name it and are scored and graded by it', async () => {
    const before = await matchNeed(deps, needIds[0]!, { first: 3 });
    expect(before.rankingModel).toBe('tokens-2');
    const { id } = await add({ tokens: 0, lexical: 0, title: 90 });
    await adoptRankingModel(deps.db, id);
    await deps.rankings.refresh();
    const after = await matchNeed(deps, needIds[0]!, { first: 3 });
    expect(after.rankingModel).toBe(id);
    const pointsOf = (feature: string) =>
      after.results[0]!.contributions.find((contribution) => contribution.feature === feature)!.points;
    expect(pointsOf('tokens')).toBe(0);
    expect(pointsOf('title')).toBeGreaterThan(0);
    expect(after.results[0]!.contributions).toHaveLength(MODEL.length);
  });

  it('is noticed without being asked to look', async () => {
    const { id } = await add({ title: 50 });
    const rankings = await openRankings(deps.db, deps.log, 10);
    try {
      expect(rankings.active.id).toBe('tokens-2');
      await adoptRankingModel(deps.db, id);
      while (rankings.active.id !== id) await new Promise((done) => setTimeout(done, 5));
      expect(rankings.active).toMatchObject({ weights: { title: 50, tokens: BUILT_IN.weights.tokens } });
    } finally {
      await rankings.close();
    }
  });

  it('can be reverted step by step, or to any version', async () => {
    const [first, second] = [(await add({ title: 30 })).id, (await add({ title: 40 })).id];
    await expect(revertRankingModel(deps.db)).rejects.toMatchObject({ code: 'CONFLICT' });
    await adoptRankingModel(deps.db, first);
    await adoptRankingModel(deps.db, second);
    expect(await active()).toBe(second);
    expect(await revertRankingModel(deps.db)).toBe(first);
    expect(await active()).toBe(first);
    expect(await revertRankingModel(deps.db)).toBe('tokens-2');
    expect(await active()).toBe('tokens-2');
    await adoptRankingModel(deps.db, second);
    await adoptRankingModel(deps.db, 'tokens-2');
    expect(await active()).toBe('tokens-2');
    await expect(adoptRankingModel(deps.db, 'absent')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is not used by a program whose built-in version is another one', async () => {
    const { id } = await add({ title: 30 }, 'words-0');
    expect(id).toBe('words-0.1');
    await expect(adoptRankingModel(deps.db, id)).rejects.toMatchObject({ code: 'CONFLICT' });
    await deps.db.update(rankingModels).set({ active: true });
    await deps.rankings.refresh();
    expect(deps.ranking.id).toBe('tokens-2');
    expect(await active()).toBe('tokens-2');
  });
});
