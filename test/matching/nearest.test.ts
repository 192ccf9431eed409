import type { Deps } from '../../src/deps.js';
import { compareNearest, type ComparisonDepth, type Unranked } from '../../src/matching/nearest.js';
import { readSubject, type Subject } from '../../src/matching/subject.js';
import { candidateFacts } from '../support/candidates.js';
import { createItems, openTestDeps } from '../support/deps.js';
import { indexAll } from '../support/index.js';

const COUNT = 100;

describe('whom a search compares closely', () => {
  let deps: Deps;
  let subject: Subject;
  let ids: string[];
  beforeAll(async () => {
    deps = await openTestDeps();
    const words = ['储能', '电站', '电池', '荷电状态', '估计', '误差'];
    const titles = Array.from(
      { length: COUNT },
      (_, i) => `${words.slice(0, 1 + (i % words.length)).join('')}第${i}号`,
    );
    ids = await createItems(deps, 'achievement', titles);
    const [needId] = await createItems(deps, 'need', ['储能电站电池荷电状态估计误差大']);
    await indexAll(deps);
    subject = await readSubject(deps, 'need', needId!, 'achievement');
  });
  afterAll(() => deps.close());

  /** @param behind points by which all beyond the first twenty are behind these */
  function unranked(behind: number, over: Partial<Unranked> = {}): Unranked {
    const place = new Map(ids.map((id, i) => [id, i]));
    return {
      candidates: ids.map((itemId) => ({ itemId, dense: 0.5, title: 0.5, lexical: 1 })),
      points: ({ itemId }, share) => (place.get(itemId)! < 20 ? behind : 0) + subject.ranking.weights.tokens * share,
      nearness: () => ({ dense: 0, title: 0, lexical: 0 }),
      remembered: new Map(),
      facts: new Map(),
      ...over,
    };
  }

  const compared = async (from: Unranked, depth: Partial<ComparisonDepth> = {}) => {
    const found = await compareNearest(deps, subject, 'achievement', from, {
      compared: 20,
      most: 50,
      reach: 1,
      ...depth,
    });
    expect(found.nearest.map(({ itemId }) => itemId)).toEqual(ids);
    expect(new Set(found.facts.keys())).toEqual(new Set(ids));
    return new Set(found.compared.keys());
  };

  it('goes no further than the next could come among the first', async () => {
    expect((await compared(unranked(1000))).size).toBe(20);
    expect((await compared(unranked(0))).size).toBe(60);
    expect((await compared(unranked(0), { most: 1000 })).size).toBe(COUNT);
  });

  it('trusts the next to agree by as much more than expected as the share asked for of those compared did', async () => {
    const first = await compareNearest(deps, subject, 'achievement', unranked(1000), {
      compared: 20,
      most: 0,
      reach: 1,
    });
    const agreements = [...first.compared.values()].map(({ agreement }) => agreement).sort((a, b) => a - b);
    const [least, most] = [agreements[0]!, agreements.at(-1)!];
    expect(least).toBeLessThan(most);
    // The last of the first twenty has its lead and what it agrees; the next, what the share of them agrees.
    const lead = subject.ranking.weights.tokens * (1 - least / most);
    expect((await compared(unranked(0.99 * lead))).size).toBeGreaterThan(20);
    expect((await compared(unranked(1.01 * lead))).size).toBe(20);
    expect((await compared(unranked(0.99 * lead), { reach: 0 })).size).toBe(20);
  });

  it('compares nothing again that is remembered, and counts it among the first', async () => {
    const remembered = new Map(
      ids.slice(0, 20).map((id) => [id, { agreement: 1, indicators: null, textMark: '' }] as const),
    );
    const facts = new Map(ids.map((id) => [id, candidateFacts()]));
    const among = await compared(unranked(1000, { remembered, facts }));
    expect(ids.slice(0, 20).filter((id) => among.has(id))).toEqual([]);
    expect(among.size).toBe(20);
  });
});
