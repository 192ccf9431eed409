import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '../../src/deps.js';
import { matchesToPush, type PushRequest } from '../../src/matching/push.js';
import { replaceMatches } from '../../src/store/matches.js';
import { achievements, feedback, matches, needs, parks } from '../../src/store/schema.js';
import { standingsOfNeeds } from '../../src/store/standings.js';
import { createItems, openTestDeps } from '../support/deps.js';

describe('pushing stored matches', () => {
  let deps: Deps;
  let needIds: string[];
  let achievementIds: string[];
  beforeAll(async () => {
    deps = await openTestDeps();
  });
  afterAll(() => deps.close());

  /** Scores by need and achievement; each need's are stored best first. */
  const SCORES = [
    [90, 62, 20],
    [80, 75, 20],
    [60, 40, 20],
  ];
  beforeEach(async () => {
    await deps.db.delete(feedback);
    await deps.db.delete(matches);
    needIds = await createItems(
      deps,
      'need',
      ['需求甲', '需求乙', '需求丙'].map((title) => title + uuidv7()),
    );
    achievementIds = await createItems(
      deps,
      'achievement',
      ['成果一', '成果二', '成果三'].map((title) => title + uuidv7()),
    );
    for (const [n, scores] of SCORES.entries()) {
      const found = scores.map((score, i) => ({
        achievementId: achievementIds[i]!,
        rank: i + 1,
        score,
        features: {},
        terms: null,
        rankingModel: 'test',
        embeddingModel: null,
      }));
      await replaceMatches(deps.db, needIds[n]!, found);
    }
  });

  const pushed = async (request: Partial<PushRequest>) => {
    const { pushes } = await matchesToPush(deps, { first: 20, ...request });
    return pushes.map((push) => [needIds.indexOf(push.needId), achievementIds.indexOf(push.achievementId)]);
  };
  const setNeed = (id: string, values: Partial<typeof needs.$inferInsert>) =>
    deps.db.update(needs).set(values).where(eq(needs.id, id));

  it('puts first what both sides would act on and leaves out what is weak', async () => {
    expect(await pushed({ achievementId: achievementIds[0]! })).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
    // It fits the first need well, but another better still, and the need has a better achievement.
    expect(await pushed({ achievementId: achievementIds[1]! })).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(await pushed({ achievementId: achievementIds[2]! })).toEqual([]);
  });

  it('takes a threshold', async () => {
    const { pushes } = await matchesToPush(deps, { first: 20, achievementId: achievementIds[0]!, threshold: 0.7 });
    expect(pushes.length).toBeGreaterThan(0);
    expect(pushes.length).toBeLessThan(3);
    for (const { reciprocal } of pushes) expect(reciprocal).toBeGreaterThanOrEqual(0.7);
  });

  it('says where the need stands among those of the achievement', async () => {
    const [first] = await standingsOfNeeds(deps.db, [needIds[1]!]);
    expect(first).toMatchObject({ place: 2, best: 90, score: 80, open: true });
    expect(first!.computedAt).toBeInstanceOf(Date);
  });

  it('reckons the standing anew when another need is matched or closed, without matching this one', async () => {
    await replaceMatches(deps.db, needIds[0]!, []);
    expect((await standingsOfNeeds(deps.db, [needIds[1]!]))[0]).toMatchObject({ place: 1, best: 80 });
    await setNeed(needIds[1]!, { status: 'closed' });
    expect((await standingsOfNeeds(deps.db, [needIds[2]!]))[0]).toMatchObject({ place: 1, best: 60 });
  });

  it.each([
    ['confidential', { visibility: 'confidential' }],
    ['closed', { status: 'closed' }],
    ['past its deadline', { deadline: '2020-01-01' }],
  ] as const)('neither pushes a need that is %s nor lets its place be guessed', async (_, values) => {
    await setNeed(needIds[0]!, values);
    expect(await pushed({ achievementId: achievementIds[0]! })).toEqual([
      [1, 0],
      [2, 0],
    ]);
    expect(await pushed({ needId: needIds[0]! })).toEqual([]);
    expect((await standingsOfNeeds(deps.db, [needIds[1]!]))[0]).toMatchObject({ place: 1, best: 80 });
    expect((await standingsOfNeeds(deps.db, [needIds[0]!]))[0]!.open).toBe(false);
  });

  it('goes on pushing a need whose deadline is still to come', async () => {
    await setNeed(needIds[0]!, { deadline: '2999-01-01' });
    expect(await pushed({ needId: needIds[0]!, achievementId: achievementIds[0]! })).toEqual([[0, 0]]);
  });

  it('does not push what was rejected, until the verdict changes', async () => {
    const pair = { needId: needIds[0]!, achievementId: achievementIds[0]! };
    const judge = (verdict: 'accept' | 'reject') =>
      deps.db.insert(feedback).values({ id: uuidv7(), ...pair, verdict, reasons: [] });
    await judge('reject');
    expect(await pushed(pair)).toEqual([]);
    await judge('accept');
    expect(await pushed(pair)).toEqual([[0, 0]]);
  });

  it('finds them by the owner of either item and by the park', async () => {
    const [achievement] = await deps.db.select().from(achievements).where(eq(achievements.id, achievementIds[0]!));
    const [need] = await deps.db.select().from(needs).where(eq(needs.id, needIds[0]!));
    const all = (await pushed({ organizationId: achievement!.organizationId })).sort();
    expect(all).toHaveLength(5);
    expect((await pushed({ organizationId: need!.organizationId })).sort()).toEqual(all);
    const code = `TEST-${uuidv7()}`;
    await deps.db.insert(parks).values({ code, name: code, kind: 'park' });
    expect(await pushed({ park: code })).toEqual([]);
    await setNeed(needIds[2]!, { parkCode: code });
    expect(await pushed({ park: code })).toEqual([[2, 0]]);
  });

  it('pages without a gap or a repetition', async () => {
    const [achievement] = await deps.db.select().from(achievements).where(eq(achievements.id, achievementIds[0]!));
    const { organizationId } = achievement!;
    const whole = await pushed({ organizationId });
    const walked: unknown[] = [];
    for (let after: string | null = null; ;) {
      const page = await matchesToPush(deps, { first: 2, after, organizationId });
      expect(page.hasPreviousPage).toBe(after !== null);
      walked.push(
        ...page.pushes.map((push) => [needIds.indexOf(push.needId), achievementIds.indexOf(push.achievementId)]),
      );
      if (!page.hasNextPage) break;
      after = page.pushes.at(-1)!.cursor;
    }
    expect(walked).toEqual(whole);
  });

  it('refuses a request for nobody, a threshold and a cursor that cannot be', async () => {
    const refused = { code: 'INVALID_ARGUMENT' };
    await expect(matchesToPush(deps, { first: 5 })).rejects.toMatchObject(refused);
    await expect(matchesToPush(deps, { first: 5, park: 'P', threshold: 0 })).rejects.toMatchObject(refused);
    await expect(matchesToPush(deps, { first: 5, park: 'P', threshold: 1.1 })).rejects.toMatchObject(refused);
    await expect(matchesToPush(deps, { first: 5, park: 'P', after: 'x' })).rejects.toMatchObject(refused);
  });
});
