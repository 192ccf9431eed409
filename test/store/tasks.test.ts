import { answerOnce } from '../../src/store/idempotency.js';
import { addFeedback, pageFeedback } from '../../src/store/feedback.js';
import { createItem } from '../../src/store/items.js';
import { matchesOfNeeds, replaceMatches } from '../../src/store/matches.js';
import type { Store } from '../../src/store/open.js';
import { owedCount } from '../../src/store/outbox.js';
import {
  advanceTask,
  cancelTask,
  claimTask,
  createTask,
  finishTask,
  getTasks,
  pageTasks,
} from '../../src/store/tasks.js';
import { readTaxonomyFile } from '../../src/taxonomy.js';
import { openTestStore } from '../support/database.js';
import { achievementValues, needValues } from '../support/items.js';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

describe('a task', () => {
  it('is owed from its creation, is claimed, advances and ends once', async () => {
    const before = await owedCount(store.db, ['import']);
    const { id } = await createTask(store.db, 'import', {});
    expect(await owedCount(store.db, ['import'])).toBe(before + 1);
    expect(await advanceTask(store.db, id, 0, { done: 1 })).toBe(false);
    const { startedAt } = (await claimTask(store.db, id))!;
    expect(startedAt).toBeInstanceOf(Date);
    expect(await advanceTask(store.db, id, 0, { done: 5 })).toBe(true);
    expect((await claimTask(store.db, id))!.startedAt).toEqual(startedAt);
    expect(await finishTask(store.db, id, { state: 'succeeded' })).toBe(true);
    expect(await finishTask(store.db, id, { state: 'failed', errorCode: 'INTERNAL', errorMessage: '' })).toBe(false);
    expect(await claimTask(store.db, id)).toBeNull();
    await expect(cancelTask(store.db, id)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: '任务已经完成，不能取消。',
    });
    expect((await getTasks(store.db, [id]))[0]).toMatchObject({ state: 'succeeded', done: 5, errorCode: null });
  });

  it('does not advance for a worker that another one has overtaken', async () => {
    const { id } = await createTask(store.db, 'import', {});
    await claimTask(store.db, id);
    const both = await Promise.all([1, 2].map(() => advanceTask(store.db, id, 0, { done: 10 })));
    expect(both.filter(Boolean)).toHaveLength(1);
  });

  it('can be canceled before it begins, and is listed newest first', async () => {
    const first = await createTask(store.db, 'import', {});
    const second = await createTask(store.db, 'import', {});
    await cancelTask(store.db, first.id);
    await cancelTask(store.db, second.id);
    expect(await claimTask(store.db, first.id)).toBeNull();
    const page = await pageTasks(store.db, 'canceled', { first: 1 });
    expect(page.map((task) => task.id)).toEqual([second.id]);
    const next = await pageTasks(store.db, 'canceled', { first: 1, after: second.id });
    expect(next.map((task) => task.id)).toEqual([first.id]);
  });
});

describe('an answer with a key', () => {
  const answer = (key: string, hash: string, act: () => Promise<{ status: number; response: unknown }>) =>
    answerOnce(store.db, key, hash, act);

  it('is given once, and again from memory; also to two at once', async () => {
    let acts = 0;
    const act = async () => ({ status: 202, response: { act: (acts += 1) } });
    const both = await Promise.all([answer('k1', 'h', act), answer('k1', 'h', act)]);
    expect(acts).toBe(1);
    expect(both.map(({ response }) => response)).toEqual([{ act: 1 }, { act: 1 }]);
    expect(both.filter(({ replayed }) => replayed)).toHaveLength(1);
  });

  it('is refused for another request under the key, and not kept when the act fails', async () => {
    const fine = async () => ({ status: 200, response: 1 });
    const broken = () => Promise.reject(new Error('broken'));
    await expect(answer('k2', 'h', broken)).rejects.toThrow('broken');
    expect(await answer('k2', 'other', fine)).toMatchObject({ replayed: false });
    await expect(answer('k2', 'h', fine)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('matches and what is said of them', () => {
  const taxonomy = readTaxonomyFile();
  const pair = async () => {
    const common = { visibility: 'public', draft: false } as const;
    const need = await createItem(store.db, 'need', { values: needValues(), ...common }, taxonomy);
    const found = [];
    for (const title of ['甲', '乙', '丙']) {
      found.push(
        await createItem(store.db, 'achievement', { values: achievementValues({ title }), ...common }, taxonomy),
      );
    }
    return { need: need.id, found: found.map((item) => item.id) };
  };
  const match = (achievementId: string, rank: number) => ({
    achievementId,
    rank,
    score: 100 - rank,
    features: { dense: 1 },
    terms: null,
    rankingModel: 'v1',
    embeddingModel: null,
  });

  it('keep when they were first seen when they are found again, and go when they are not', async () => {
    const { need, found } = await pair();
    await replaceMatches(store.db, need, [match(found[0]!, 1), match(found[1]!, 2)]);
    const [before] = await matchesOfNeeds(store.db, [need]);
    await replaceMatches(store.db, need, [match(found[2]!, 1), match(found[0]!, 2)]);
    const after = await matchesOfNeeds(store.db, [need]);
    expect(after.map((row) => row.achievementId)).toEqual([found[2], found[0]]);
    expect(after[1]).toMatchObject({ rank: 2, firstSeenAt: before!.firstSeenAt });
    await replaceMatches(store.db, need, []);
    expect(await matchesOfNeeds(store.db, [need])).toEqual([]);
  });

  it('collect verdicts, newest first, on items that exist', async () => {
    const { need, found } = await pair();
    const verdict = { needId: need, achievementId: found[0]!, reasons: [], note: null };
    const first = await addFeedback(store.db, { ...verdict, verdict: 'unsure' });
    const second = await addFeedback(store.db, { ...verdict, verdict: 'accept', score: 80 });
    expect(await pageFeedback(store.db, { needId: need }, { first: 10 })).toEqual([second, first]);
    expect(await pageFeedback(store.db, { needId: need }, { first: 10, after: second.id })).toEqual([first]);
    await expect(addFeedback(store.db, { ...verdict, needId: found[0]!, verdict: 'accept' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('需求'),
    });
  });
});
