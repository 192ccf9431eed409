import { jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Deps } from '../../src/deps.js';
import { withdrawItem } from '../../src/items/write.js';
import { cursorOf } from '../../src/matching/cursor.js';
import {
  matchAchievement,
  matchNeed,
  searchAchievements,
  searchNeeds,
  similarAchievements,
} from '../../src/matching/match.js';
import { RecentSearches, searchKey } from '../../src/matching/recent-searches.js';
import { rematchNeeds } from '../../src/matching/rematch.js';
import { readSubject, subjectOfText, type SubjectVectors } from '../../src/matching/subject.js';
import type { MatchPage, PageRequest } from '../../src/matching/types.js';
import type { AchievementFilter } from '../../src/store/filters.js';
import { createItem, updateItem } from '../../src/store/items.js';
import type { KeptRanking } from '../../src/store/kept-rankings.js';
import { atOneMoment } from '../support/clock.js';
import { createItems, openTestDeps } from '../support/deps.js';
import { indexAll } from '../support/index.js';
import { achievementValues } from '../support/items.js';
import { searchEffort } from '../support/search-effort.js';

const WORDS = ['电池', '荷电', '状态', '估计', '储能', '电站', '误差', '预警', '热失控', '均衡', '液冷'];
const TITLES = Array.from({ length: 230 }, (_, i) =>
  [0, 3, 5, 7].map((step, k) => WORDS[(i * step + (i >> k)) % WORDS.length]).join(`与${i}`),
);
const TEXT = '储能电站电池荷电状态估计误差大';
const CHEAP: AchievementFilter = { maxPrice: 50, statedPriceOnly: true };

type Request = PageRequest<AchievementFilter>;

describe('a search of a short while ago', () => {
  let deps: Deps;
  let needId: string;
  const ids: string[] = [];

  beforeAll(async () => {
    deps = await openTestDeps();
    for (const [i, title] of TITLES.entries()) await create(title, i % 3 === 0 ? 90 : 10);
    [needId] = (await createItems(deps, 'need', [TEXT])) as [string];
    await indexAll(deps);
  });
  afterAll(() => deps.close());
  beforeEach(() => deps.recent.clear());

  /** @param price in 万元 */
  async function create(title: string, price: number): Promise<string> {
    const values = achievementValues({ title, price: { kind: 'fixed', min: price, max: price } });
    const item = { values, visibility: 'public', draft: false } as const;
    const { id } = await createItem(deps.db, 'achievement', item, deps.taxonomy);
    ids.push(id);
    return id;
  }

  const search = (request: Request) => atOneMoment(() => searchAchievements(deps, TEXT, request));
  const match = (request: Request) => atOneMoment(() => matchNeed(deps, needId, request));
  const alike = (request: Request) => atOneMoment(() => similarAchievements(deps, ids[0]!, request));

  const shown = ({ results }: MatchPage) => JSON.parse(JSON.stringify(results)) as unknown;
  const idsOf = ({ results }: MatchPage) => results.map(({ achievement }) => achievement!.id);

  const effortOf = (action: () => Promise<unknown>) => searchEffort(deps, action);

  it('embeds a typed text once, though it begins before the text is read', async () => {
    expect(await effortOf(() => search({ first: 20 }))).toMatchObject({ embedded: 1, searched: 1 });
  });

  describe.each([
    ['of a text', search, undefined],
    ['of a text with a filter', search, CHEAP],
    ['of a need', match, undefined],
    ['of a need with a filter', match, CHEAP],
    ['for likes', alike, undefined],
    ['for likes with a filter', alike, CHEAP],
  ])('%s', (_, ask, filter) => {
    const SIZE = 40;
    const part = (skipped: number) => ({
      first: SIZE,
      ...(skipped > 0 && { after: cursorOf(skipped) }),
      ...(filter && { filter }),
    });

    it('has the further pages that it would have anew, and spares them the search', async () => {
      const pages: unknown[] = [shown(await ask(part(0)))];
      for (let page = 1, more = true; more; page++) {
        const effort = await effortOf(async () => {
          const found = await ask(part(SIZE * page));
          pages.push(shown(found));
          more = found.hasNextPage;
        });
        expect(effort).toMatchObject({ embedded: 0, searched: 0 });
        // Those of the page, and such as come to it when variants move.
        expect(effort.compared).toBeLessThanOrEqual(2 * SIZE);
        // Once more, with the grounds that the page has shown.
        const again = await effortOf(async () => expect(shown(await ask(part(SIZE * page)))).toEqual(pages.at(-1)));
        expect(again).toMatchObject({ embedded: 0, searched: 0 });
        // Such as have moved away with what they vary, and were not shown.
        expect(again.compared).toBeLessThanOrEqual(2);
      }
      expect(pages.length).toBeGreaterThanOrEqual(4);
      for (const [page, known] of pages.entries()) {
        deps.recent.clear();
        const effort = await effortOf(async () => expect(shown(await ask(part(SIZE * page)))).toEqual(known));
        expect(effort.searched).toBe(1);
      }
    });
  });

  it('shows what was indexed since, and nothing that was withdrawn', async () => {
    const before = await search({ first: 10 });
    const added = await create(`${TEXT}的修正`, 10);
    await indexAll(deps);
    const effort = await effortOf(async () => expect(idsOf(await search({ first: 3 }))).toContain(added));
    expect(effort.searched).toBe(0);
    await withdrawItem(deps, 'achievement', added);
    expect(idsOf(await search({ first: 10 }))).toEqual(idsOf(before));
  });

  it('looks anew for the first page with a filter, since a change of price indexes nothing', async () => {
    const pages = async (skipped: number) =>
      idsOf(await search({ first: 15, filter: CHEAP, ...(skipped > 0 && { after: cursorOf(skipped) }) }));
    const [first, second, third] = [await pages(0), await pages(15), await pages(30)];
    const price = (amount: number) => ({ price: { kind: 'fixed', min: amount, max: amount } as const });
    const set = (id: string, amount: number) => updateItem(deps.db, 'achievement', id, price(amount), deps.taxonomy);
    await set(first[0]!, 90);
    // What fits no more is on no page; what begins to fit is found by the next first page.
    expect(await pages(15)).toEqual([...second.slice(1), third[0]]);
    expect(await pages(0)).toEqual([...first.slice(1), second[0]]);
    await set(first[0]!, 10);
    expect(await pages(15)).toEqual([...second.slice(1), third[0]]);
    expect(await pages(0)).toEqual(first);
    expect(await pages(15)).toEqual(second);
  });

  it('is not another search', async () => {
    const searched = async (ask: () => Promise<unknown>) => (await effortOf(ask)).searched;
    const ask = (text: string, filter: AchievementFilter = {}) => searchAchievements(deps, text, { first: 5, filter });
    const ways: (() => Promise<unknown>)[] = [
      () => ask(TEXT),
      () => ask(`${TEXT}吗`),
      () => ask(`"${TEXT}"`),
      () => ask(`${TEXT} -均衡`),
      () => searchNeeds(deps, TEXT, { first: 5 }),
      () => match({ first: 5 }),
      () => alike({ first: 5 }),
      () => similarAchievements(deps, ids[1]!, { first: 5 }),
    ];
    for (const way of ways) expect(await searched(way)).toBe(1);
    // With a condition the first page is looked for anew.
    const again: number[] = [];
    for (const way of ways) again.push(await searched(way));
    expect(again).toEqual([0, 0, 1, 1, 0, 0, 0, 0]);
  });

  it('is told apart by all that its ranking rests on', async () => {
    const text = await subjectOfText(deps, TEXT, 'achievement');
    const other = await subjectOfText(deps, TEXT, 'achievement', ['荷电状态']);
    const need = await readSubject(deps, 'need', needId, 'achievement');
    const keys = [
      searchKey(text, 'achievement', {}, 'v1'),
      searchKey(text, 'achievement', {}, 'v2'),
      searchKey(text, 'achievement', CHEAP, 'v1'),
      searchKey(text, 'need', {}, 'v1'),
      searchKey(other, 'achievement', {}, 'v1'),
      searchKey(need, 'achievement', {}, 'v1'),
      searchKey(need, 'need', {}, 'v1'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain(null);
    expect(searchKey(await subjectOfText(deps, TEXT, 'achievement'), 'achievement', {}, 'v1')).toBe(keys[0]);
    expect(searchKey({ ...text, basis: null }, 'achievement', {}, 'v1')).toBeNull();
  });

  it('has no part where an achievement searches needs, whose own texts are read for ranking them', async () => {
    for (let time = 0; time < 2; time++)
      expect((await effortOf(() => matchAchievement(deps, ids[0]!, { first: 5 }))).searched).toBe(1);
  });

  it('gives way to what background matching keeps', async () => {
    await match({ first: 5 });
    await rematchNeeds(deps, [needId]);
    const kept = jest.spyOn(deps.recent, 'ranking');
    await match({ first: 5 });
    expect(kept).not.toHaveBeenCalled();
    kept.mockRestore();
    await deps.db.execute(sql`DELETE FROM kept_rankings`);
  });
});

describe('what is remembered', () => {
  const scale = { low: 0, top: 1 };
  const ranking: KeptRanking = {
    readings: new Map(),
    grounds: new Map(),
    seq: 7,
    scales: { dense: scale, title: scale, lexical: scale },
    hidden: [],
  };
  const embedded = (bytes: number): SubjectVectors => {
    const tokens = { rows: new Int8Array(bytes), starts: new Int32Array(), rowAt: new Int32Array() };
    const vector = new Float32Array(512);
    return { modelId: 'a', search: vector, title: vector, tokens: async () => tokens, tokenMean: null };
  };

  it('is so many rankings, the last ones asked for', () => {
    const recent = new RecentSearches();
    recent.keepRanking('first', ranking);
    recent.keepRanking('second', ranking);
    for (let i = 0; i < 199; i++) {
      expect(recent.ranking('first')?.seq).toBe(7);
      recent.keepRanking(String(i), ranking);
    }
    expect(recent.ranking('second')).toBeNull();
    expect(recent.ranking('0')).not.toBeNull();
  });

  it('is so many bytes of texts, also of one without a token', async () => {
    const recent = new RecentSearches();
    let embeddings = 0;
    const ask = (basis: string, bytes: number) =>
      recent.vectorsOf(basis, async () => {
        embeddings += 1;
        return embedded(bytes);
      });
    await ask('none', 0);
    await ask('none', 0);
    expect(embeddings).toBe(1);
    for (let i = 0; i < 200; i++) await ask(String(i), 130_000);
    await ask('199', 130_000);
    expect(embeddings).toBe(201);
    await ask('none', 0);
    expect(embeddings).toBe(202);
  });

  it('is not what could not be embedded', async () => {
    const recent = new RecentSearches();
    expect(await recent.vectorsOf('text', async () => null)).toBeNull();
    const vectors = embedded(512);
    expect(await recent.vectorsOf('text', async () => vectors)).toBe(vectors);
  });

  it('is also what is still being embedded, and no failure', async () => {
    const recent = new RecentSearches();
    const vectors = embedded(512);
    const embed = jest.fn<() => Promise<SubjectVectors>>();
    embed.mockRejectedValueOnce(new Error('the embedder died')).mockResolvedValue(vectors);
    const failing = [recent.vectorsOf('text', embed), recent.vectorsOf('text', embed)];
    for (const one of failing) await expect(one).rejects.toThrow('the embedder died');
    expect(embed).toHaveBeenCalledTimes(1);
    const both = await Promise.all([recent.vectorsOf('text', embed), recent.vectorsOf('text', embed)]);
    expect(both).toEqual([vectors, vectors]);
    expect(embed).toHaveBeenCalledTimes(2);
  });

  it('is forgotten after ten minutes', () => {
    jest.useFakeTimers({ doNotFake: ['performance'] });
    const clock = jest.spyOn(performance, 'now').mockReturnValue(1);
    const atMinute = (minute: number) => {
      clock.mockReturnValue(1 + minute * 60_000);
      // The time is read once a millisecond.
      jest.advanceTimersByTime(1);
    };
    try {
      const recent = new RecentSearches();
      recent.keepRanking('key', ranking);
      atMinute(9.9);
      expect(recent.ranking('key')).not.toBeNull();
      atMinute(10.1);
      expect(recent.ranking('key')).toBeNull();
    } finally {
      clock.mockRestore();
      jest.useRealTimers();
    }
  });
});
