import fc from 'fast-check';
import { jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '../../src/deps.js';
import type { AchievementValues } from '../../src/domain.js';
import { giveFeedback } from '../../src/items/feedback.js';
import { withdrawItem } from '../../src/items/write.js';
import { arrange } from '../../src/matching/diversity.js';
import { matchNeed } from '../../src/matching/match.js';
import { DEPTH } from '../../src/matching/rank.js';
import { rematchNeeds, thoroughDepth } from '../../src/matching/rematch.js';
import { rank } from '../../src/matching/rerank.js';
import { readSubject } from '../../src/matching/subject.js';
import type { MatchPage } from '../../src/matching/types.js';
import { createItem, updateItem } from '../../src/store/items.js';
import {
  MOST_SINCE,
  oweLagging,
  storedRankingOf,
  readKeptRow,
  writeKeptRanking,
  type PairReading,
} from '../../src/store/kept-rankings.js';
import { lastSeq } from '../../src/store/postings.js';
import { owedCount } from '../../src/store/outbox.js';
import { refreshTokenMean } from '../../src/store/token-rows.js';
import { atOneMoment } from '../support/clock.js';
import { createItems, openTestDeps } from '../support/deps.js';
import { indexAll } from '../support/index.js';
import { achievementValues, needValues } from '../support/items.js';
import { searchEffort } from '../support/search-effort.js';

const ACHIEVEMENTS: (Partial<AchievementValues> & { title: string })[] = [
  {
    title: '储能电站电池荷电状态联合估计方法',
    summary: '针对一致性差的问题。估计误差小于 2%，可提前 30 分钟预警热失控。',
  },
  { title: '锂电池组热管理结构', summary: '采用液冷板与相变材料复合的结构，电池组温差小于 5℃，荷电状态误差 4%。' },
  { title: '电池管理系统的均衡电路', summary: '主动均衡电流 5 A，电池荷电状态一致性提高 20%。' },
  { title: '储能变流器并网控制', summary: '谐波畸变率低于 3%，响应时间 20 ms。' },
  { title: '退役动力电池分选装置', summary: '每小时分选 600 只，容量误差不超过 1%。' },
  { title: '电化学阻抗谱在线测量仪', summary: '测量频率 0.1 Hz 至 10 kHz，用于电池状态估计。' },
  { title: '光伏组件缺陷的红外图像识别', summary: '用轻量卷积网络识别热斑与隐裂，识别率 96%。' },
  { title: '猪瘟病毒核酸检测试剂盒', summary: '荧光 PCR 法，最低检测限为 10 拷贝。' },
  { title: '水性聚氨酯胶粘剂制备方法', summary: '以植物油多元醇为原料，剥离强度 6 N/mm。' },
  { title: '风电机组叶片结冰预警', summary: '提前 2 小时预警，误报率 5%。' },
  { title: '电缆接头局部放电监测', summary: '灵敏度 5 pC。' },
  { title: '变压器油色谱在线分析' },
];

const NEED = {
  title: '储能电站电池荷电状态估计不准',
  description: '电池荷电状态估计误差大，常误报警。希望提前预警热失控。',
  indicators: '估计误差不超过 3%；提前 20 分钟以上预警',
};

const matchNow = (...args: Parameters<typeof matchNeed>): Promise<MatchPage> => atOneMoment(() => matchNeed(...args));

/** The first 200 places of the ranking that background matching makes of a need, with nothing kept. */
function asBackgroundMatching(deps: Deps, needId: string, items: number): Promise<{ id: string; score: number }[]> {
  return atOneMoment(async () => {
    const subject = await readSubject(deps, 'need', needId, 'achievement');
    const { ranked } = await rank(deps, { ...subject, kept: null }, 'achievement', {}, thoroughDepth(items));
    const places = await arrange(deps, 'achievement', ranked.slice(0, 200), 'VARIANTS', subject.vectors!.modelId);
    return places.map(({ candidate, score }) => ({ id: candidate.itemId, score }));
  });
}

describe('the ranking that is kept of a need', () => {
  let deps: Deps;
  let needId: string;
  const ids = new Map<string, string>();
  const idOf = (title: string) => ids.get(title)!;

  beforeAll(async () => {
    deps = await openTestDeps();
    for (const values of ACHIEVEMENTS) await create(values);
    const need = { values: needValues(NEED), visibility: 'public', draft: false } as const;
    needId = (await createItem(deps.db, 'need', need, deps.taxonomy)).id;
    await indexAll(deps);
  });
  afterAll(() => deps.close());
  beforeEach(() => forget());
  afterEach(() => jest.restoreAllMocks());

  async function create(values: Partial<AchievementValues> & { title: string }): Promise<void> {
    const item = { values: achievementValues(values), visibility: 'public', draft: false } as const;
    ids.set(values.title, (await createItem(deps.db, 'achievement', item, deps.taxonomy)).id);
  }

  /** What was kept, and the searches that were made. */
  async function forget(): Promise<void> {
    await deps.db.execute(sql`DELETE FROM kept_rankings`);
    deps.recent.clear();
  }

  const page = (first = 20) => matchNow(deps, needId, { first });

  const shown = ({ results }: MatchPage) => JSON.parse(JSON.stringify(results)) as unknown;

  /** How many achievements an action compares closely. */
  const comparedBy = async (action: () => Promise<unknown>) => (await searchEffort(deps, action)).compared;

  it('changes nothing that is shown', async () => {
    const before = shown(await page());
    await rematchNeeds(deps, [needId]);
    expect(shown(await page())).toEqual(before);
    expect(JSON.stringify(before)).toContain('MET');
  });

  it('spares a search what was compared once', async () => {
    expect(await comparedBy(() => page(3))).toBe(ACHIEVEMENTS.length);
    expect(await comparedBy(() => rematchNeeds(deps, [needId]))).toBe(ACHIEVEMENTS.length);
    expect(await comparedBy(() => page(3))).toBe(0);
    expect(await comparedBy(() => rematchNeeds(deps, [needId]))).toBe(0);
  });

  it('has what is shown compared anew where its grounds were not kept', async () => {
    await rematchNeeds(deps, [needId]);
    const all = shown(await page());
    const { basis, kept } = await readSubject(deps, 'need', needId, 'achievement');
    const grounds = new Map([...kept!.grounds].slice(0, 5));
    await writeKeptRanking(deps.db, needId, basis!, { ...kept!, grounds });
    expect(await comparedBy(async () => expect(shown(await page())).toEqual(all))).toBe(ACHIEVEMENTS.length - 5);
    expect(await comparedBy(() => rematchNeeds(deps, [needId]))).toBe(ACHIEVEMENTS.length - 5);
    expect((await readSubject(deps, 'need', needId, 'achievement')).kept!.grounds).toEqual(kept!.grounds);
  });

  it('does not stand for a text that has changed since', async () => {
    await rematchNeeds(deps, [needId]);
    const title = '变压器油色谱在线分析';
    const changed = { summary: '储能电站电池荷电状态估计，误差小于 1%，提前 40 分钟预警热失控。' };
    await updateItem(deps.db, 'achievement', idOf(title), changed, deps.taxonomy);
    // In between, while its indexing is owed, and after it.
    for (const indexed of [false, true]) {
      if (indexed) await indexAll(deps);
      expect(await comparedBy(() => page(1))).toBeLessThanOrEqual(2);
      const kept = shown(await page());
      await forget();
      expect(shown(await page())).toEqual(kept);
      await rematchNeeds(deps, [needId]);
    }
    const [first] = (await page(1)).results;
    const [, second] = (await page(2)).results;
    expect([first!.achievement!.title, second!.achievement!.title]).toContain(title);
    await updateItem(deps.db, 'achievement', idOf(title), { summary: null }, deps.taxonomy);
    await indexAll(deps);
  });

  it('hides nothing new and shows nothing withdrawn', async () => {
    await rematchNeeds(deps, [needId]);
    const added = '储能电站电池荷电状态估计误差修正与热失控预警';
    await create({ title: added });
    await indexAll(deps);
    const titles = async () => (await page()).results.map(({ achievement }) => achievement!.title);
    expect((await titles()).slice(0, 3)).toContain(added);
    await rematchNeeds(deps, [needId]);
    await withdrawItem(deps, 'achievement', idOf(added));
    expect(await titles()).not.toContain(added);
  });

  it('follows verdicts at once, also one that takes a rejection back', async () => {
    const judge = (achievementId: string, verdict: 'accept' | 'reject') =>
      giveFeedback(deps.db, { needId, achievementId, verdict, reasons: verdict === 'reject' ? ['PRICE'] : [] });
    await rematchNeeds(deps, [needId]);
    const best = (await page(1)).results[0]!.achievement!.id;
    for (const verdict of ['reject', 'accept'] as const) {
      await judge(best, verdict);
      const kept = shown(await page());
      const ids = (await page()).results.map(({ achievement }) => achievement!.id);
      expect(ids.includes(best)).toBe(verdict === 'accept');
      await forget();
      expect(shown(await page())).toEqual(kept);
      await rematchNeeds(deps, [needId]);
    }
    await deps.db.execute(sql`DELETE FROM feedback`);
  });

  it('is void for another text of the need and another mean row', async () => {
    const known = async () => (await readSubject(deps, 'need', needId, 'achievement')).kept?.readings.size ?? 0;
    await rematchNeeds(deps, [needId]);
    expect(await known()).toBeGreaterThanOrEqual(ACHIEVEMENTS.length);
    await updateItem(deps.db, 'need', needId, { description: '电池荷电状态估计误差大。' }, deps.taxonomy);
    await indexAll(deps);
    expect(await known()).toBe(0);
    await rematchNeeds(deps, [needId]);
    expect(await known()).toBeGreaterThanOrEqual(ACHIEVEMENTS.length);
    await deps.db.execute(sql`UPDATE embedding_models SET token_mean = (SELECT vector FROM embeddings LIMIT 1)`);
    expect(await known()).toBe(0);
  });

  it('is owed anew with every new mean row', async () => {
    await deps.db.execute(sql`DELETE FROM outbox`);
    const { modelId } = deps.embedder!;
    await refreshTokenMean(deps.store, modelId);
    expect(await owedCount(deps.db, ['rematch'])).toBe(0);
    await deps.db.execute(sql`UPDATE embedding_models SET token_mean_items = 1`);
    await refreshTokenMean(deps.store, modelId);
    expect(await owedCount(deps.db, ['rematch'])).toBe(1);
  });

  it('has no part in other searches', async () => {
    await rematchNeeds(deps, [needId]);
    expect((await readSubject(deps, 'need', needId, 'need')).kept).toBeNull();
    expect((await readSubject(deps, 'achievement', [...ids.values()][0]!, 'need')).kept).toBeNull();
  });

  /** Cuts what is kept to its first, as if no other had been found. */
  async function keepFirst(count: number, seq?: number): Promise<void> {
    const { basis, kept } = await readSubject(deps, 'need', needId, 'achievement');
    const readings = new Map([...kept!.readings].slice(0, count));
    await writeKeptRanking(deps.db, needId, basis!, { ...kept!, readings, seq: seq ?? kept!.seq });
  }

  it('takes the place of a search, for whoever was not indexed since', async () => {
    await rematchNeeds(deps, [needId]);
    const all = (await page()).results.length;
    await keepFirst(3);
    expect((await page()).results).toHaveLength(3);
    await keepFirst(3, 0);
    expect((await page()).results).toHaveLength(all);
  });

  it('does not stand for a search with a filter, nor when too much has gone or come since', async () => {
    await rematchNeeds(deps, [needId]);
    await keepFirst(3);
    const { organizationId } = (await page()).results[0]!.achievement!;
    const filtered = await matchNeed(deps, needId, { first: 20, filter: { organizationIds: [organizationId] } });
    expect(filtered.results.length).toBeGreaterThan(3);
    const drafts = await matchNeed(deps, needId, { first: 20, filter: { statuses: ['published', 'draft'] } });
    expect(drafts.results.length).toBeGreaterThan(3);

    await deps.db.execute(sql`
      INSERT INTO lexical_entries (item_kind, item_id, lexicon, text_hash, terms, weights)
      SELECT 'achievement', gen_random_uuid(), 'x', 'x', '{1}', '{1:1}/1000000000' FROM generate_series(1, ${MOST_SINCE})`);
    expect((await page()).results).toHaveLength(3);
    expect(await oweLagging(deps.db)).toBe(0);
    await deps.db.execute(sql`
      INSERT INTO lexical_entries (item_kind, item_id, lexicon, text_hash, terms, weights)
      VALUES ('achievement', gen_random_uuid(), 'x', 'x', '{1}', '{1:1}/1000000000')`);
    expect((await page()).results.length).toBeGreaterThan(3);
    expect(await oweLagging(deps.db)).toBe(1);
    await rematchNeeds(deps, [needId]);
    expect(await oweLagging(deps.db)).toBe(0);

    await keepFirst(3);
    const gone = (await page()).results[2]!.achievement!.id;
    await withdrawItem(deps, 'achievement', gone);
    expect((await page()).results.length).toBeGreaterThan(3);
    await deps.db.execute(sql`UPDATE achievements SET status = 'published' WHERE id = ${gone}`);
    await deps.db.execute(sql`DELETE FROM lexical_entries WHERE lexicon = 'x'`);
  });

  it('comes back as it was stored, and is not stored for a need that is gone', async () => {
    // PostgreSQL's text has no character 0, nor halves of pairs.
    const text = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((one) => !one.includes('\0'));
    const reading: fc.Arbitrary<[string, PairReading]> = fc.tuple(
      fc.uuid(),
      fc.record({
        agreement: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        indicators: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        textMark: fc.stringMatching(/^[0-9a-f]{16}$/),
      }),
    );
    const place = fc.record({ field: fc.constantFrom('title', 'summary'), start: fc.nat(), end: fc.nat() });
    const grounds = fc.record({
      evidence: fc.array(
        fc.record({ need: place, achievement: place, strength: fc.double({ min: 0, max: 1, noNaN: true }) }),
      ),
      indicators: fc.array(
        fc.record({
          outcome: fc.constantFrom('MET' as const, 'NOT_STATED' as const),
          wanted: place,
          offered: fc.option(place),
        }),
      ),
      relatedTerms: fc.array(
        fc.record({ asked: text, offered: text, relation: fc.constantFrom('SYNONYM' as const, 'BROADER' as const) }),
      ),
      commonRuns: fc.array(text),
    });
    const stored = fc.array(fc.tuple(reading, fc.option(grounds)), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(stored, text, async (pairs, basis) => {
        const scale = { low: 0.1, top: 12.5 };
        const ranking = {
          readings: new Map(pairs.map(([one]) => one)),
          grounds: new Map(pairs.flatMap(([[id], known]) => (known === null ? [] : [[id, known] as const]))),
          seq: pairs.length,
          scales: { dense: scale, title: scale, lexical: scale },
          hidden: pairs.slice(3).map(([[id]]) => id),
        };
        await writeKeptRanking(deps.db, needId, basis, ranking);
        const row = await readKeptRow(deps.db, needId);
        const back = storedRankingOf(row, basis);
        expect(back).toMatchObject(ranking);
        expect([...back!.readings.keys()]).toEqual([...ranking.readings.keys()]);
        expect(storedRankingOf(row, `${basis}+`)).toBeNull();
      }),
      { numRuns: 30 },
    );
    const gone = uuidv7();
    const scale = { low: 0, top: 1 };
    const empty = {
      readings: new Map(),
      grounds: new Map(),
      seq: await lastSeq(deps.db, 'achievement'),
      scales: { dense: scale, title: scale, lexical: scale },
      hidden: [],
    };
    await writeKeptRanking(deps.db, gone, 'basis', empty);
    expect((await deps.db.execute(sql`SELECT FROM kept_rankings WHERE need_id = ${gone}`)) as object).toMatchObject({
      rows: [],
    });
  });
});

describe('the pages of a need', () => {
  let deps: Deps;
  afterAll(() => deps.close());

  it('are the same ranking, cut, with and without what is kept', async () => {
    deps = await openTestDeps();
    const words = ['电池', '荷电', '状态', '估计', '储能', '电站', '误差', '预警', '热失控', '均衡', '液冷'];
    const titles = Array.from({ length: 230 }, (_, i) =>
      [0, 3, 5, 7].map((step, k) => words[(i * step + (i >> k)) % words.length]).join(`与${i}`),
    );
    await createItems(deps, 'achievement', titles);
    const [needId] = await createItems(deps, 'need', ['储能电站电池荷电状态估计误差大']);
    await indexAll(deps);
    const pages = async () => {
      const seen: { id: string; score: number }[] = [];
      let after: string | null = null;
      do {
        const { results, hasNextPage }: MatchPage = await matchNow(deps, needId!, { first: 25, after });
        seen.push(...results.map(({ achievement, score }) => ({ id: achievement!.id, score })));
        after = hasNextPage ? results.at(-1)!.cursor : null;
      } while (after !== null);
      return seen;
    };
    const anew = await pages();
    expect(new Set(anew.map(({ id }) => id)).size).toBe(200);
    await rematchNeeds(deps, [needId!]);
    const kept = await pages();
    // Background matching compares more: further down it may find what a page does not.
    expect(kept.slice(0, 20)).toEqual(anew.slice(0, 20));
    expect(kept).toEqual(await asBackgroundMatching(deps, needId!, titles.length));

    // Whoever agrees most is what all are measured by, also from further down than the first pages look.
    const { basis, kept: ranking } = await readSubject(deps, 'need', needId!, 'achievement');
    const readings = new Map(
      [...ranking!.readings].map(([id, one], i) => [id, i === 150 ? { ...one, agreement: 1 } : one]),
    );
    await writeKeptRanking(deps.db, needId!, basis!, { ...ranking!, readings });
    const [, second] = (await matchNow(deps, needId!, { first: 2 })).results;
    const tokens = second!.contributions.find(({ feature }) => feature === 'tokens')!;
    expect(tokens.value).toBe(readings.get(second!.achievement!.id)!.agreement);
  });
});

describe('how deep background matching looks', () => {
  it('takes lists as long as a page among few, and longer ones among many', () => {
    const listsAmong = (items: number) => {
      const { vectors, words } = thoroughDepth(items).candidates!;
      return { vectors, words };
    };
    const { vectors, words } = DEPTH.candidates!;
    expect(listsAmong(0)).toEqual({ vectors, words });
    expect(listsAmong(7271)).toEqual({ vectors, words });
    expect(listsAmong(50_000)).toEqual({ vectors: 781, words: 1250 });
    expect(listsAmong(10_000_000)).toEqual({ vectors: 1563, words: 2500 });
  });
});
