import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '../../src/deps.js';
import { needsAffectedBy, rematchNeeds } from '../../src/matching/rematch.js';
import { matchesOfNeeds } from '../../src/store/matches.js';
import { createItems, openTestDeps } from '../support/deps.js';
import { indexAll } from '../support/index.js';

describe('background matching', () => {
  let deps: Deps;
  let achievementIds: string[];
  let needIds: string[];
  beforeAll(async () => {
    deps = await openTestDeps();
    achievementIds = await createItems(deps, 'achievement', ['电池荷电状态估计方法', '猪瘟病毒检测试剂盒']);
    needIds = await createItems(deps, 'need', ['储能电池荷电状态估计', '养殖场猪瘟病毒快速检测']);
    await indexAll(deps);
  });
  afterAll(() => deps.close());

  it("stores a need's best matches with what each feature contributed", async () => {
    await rematchNeeds(deps, needIds);
    const [best] = await matchesOfNeeds(deps.db, [needIds[0]!]);
    expect(best).toMatchObject({ achievementId: achievementIds[0], rank: 1, embeddingModel: 'hashing-64' });
    const points = Object.values(best!.features).reduce((sum, value) => sum + value, 0);
    expect(best!.score).toBeCloseTo(Math.min(100, Math.max(0, points)), 6);
  });

  it('keeps when a match was first seen, and stores it once, however often it runs', async () => {
    await rematchNeeds(deps, needIds);
    const before = await matchesOfNeeds(deps.db, needIds);
    await rematchNeeds(deps, needIds);
    const after = await matchesOfNeeds(deps.db, needIds);
    expect(after.map(({ firstSeenAt }) => firstSeenAt)).toEqual(before.map(({ firstSeenAt }) => firstSeenAt));
    expect(after).toHaveLength(before.length);
  });

  it('finds the needs that an achievement may matter to', async () => {
    expect(await needsAffectedBy(deps, [achievementIds[0]!])).toContain(needIds[0]);
  });

  it('passes over what was deleted meanwhile', async () => {
    await rematchNeeds(deps, [uuidv7()]);
    expect(await needsAffectedBy(deps, [uuidv7()])).toEqual([]);
  });
});
