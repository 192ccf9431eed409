import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import type { Deps } from '../../../src/deps.js';
import type { AchievementValues } from '../../../src/domain.js';
import { foldLiteral } from '../../../src/fold.js';
import { countFacets } from '../../../src/items/facets.js';
import { checkFilter } from '../../../src/items/filter.js';
import { searchAchievements, searchNeeds } from '../../../src/matching/match.js';
import { literalText } from '../../../src/matching/search/words.js';
import { createItem, getItems, pageItems, setItemStatus, updateItem } from '../../../src/store/items.js';
import type { AchievementFilter } from '../../../src/store/filters.js';
import { vocabulary } from '../../../src/store/schema.js';
import { forgetUnheldWords } from '../../../src/store/vocabulary.js';
import { openTestDeps } from '../../support/deps.js';
import { indexAll } from '../../support/index.js';
import { achievementValues, needValues } from '../../support/items.js';

const ITEMS: (Partial<AchievementValues> & { title: string })[] = [
  {
    title: '锂电池热失控预警方法',
    summary: '监测锂电池温度，热失控发生前给出预警。',
    keywords: ['锂电池', '热失控'],
    field: ['新型储能'],
  },
  { title: '石墨烯导热膜的制备', summary: 'Graphene 薄膜，导热系数高。', cooperationModes: ['LICENSE_ORDINARY'] },
  {
    title: '钙钛矿太阳能电池',
    summary: '用 MATLAB 仿真钙钛矿层的厚度。',
    field: ['新材料'],
    maturity: { min: 3, max: 4 },
  },
  {
    title: '储能电站能量管理',
    summary: '储能电站的 PLC控制 与 SOC估计。',
    field: ['新型储能', '人工智能'],
    maturity: { min: 4, max: 6 },
  },
  { title: '铝基板散热结构', summary: '铝基板用于大功率照明。', cooperationModes: ['TRANSFER'] },
  { title: '硅材料与基板的键合', summary: 'lithium niobate 薄膜。', cooperationModes: ['LICENSE_ANY', 'TRANSFER'] },
  { title: 'CO₂捕集吸附剂', summary: '胺类吸附剂捕集烟气中的 CO₂。' },
  { title: '５Ｇ基站节能控制', summary: '基站按话务量休眠。' },
  { title: 'Li-ion 电池隔膜', summary: '陶瓷涂覆隔膜，适用 Wi-Fi 终端与 YOLO v5 检测。' },
  {
    title: '光伏组件清洗机器人',
    summary: 'chain drive 清洗，附示例。',
    keywords: ['机器学习', '水力', '嗣后', '图像边缘'],
    organization: '另一大学',
  },
];

describe('a typed search', () => {
  let deps: Deps;
  beforeAll(async () => {
    deps = await openTestDeps();
    for (const values of ITEMS) await add(values);
    await add({ title: '保密的镁空气电源 secretword', summary: '镁空气电源。' }, true);
    await indexAll(deps);
  });
  afterAll(() => deps.close());

  const add = async (values: Partial<AchievementValues> & { title: string }, confidential = false) => {
    const visibility = confidential ? 'confidential' : 'public';
    const item = { values: achievementValues(values), visibility, draft: false } as const;
    return (await createItem(deps.db, 'achievement', item, deps.taxonomy)).id;
  };
  const find = (text: string, filter: AchievementFilter = {}, correct = true) =>
    searchAchievements(deps, text, { first: 50, filter, correct });
  const titles = async (text: string, filter: AchievementFilter = {}) =>
    (await find(text, filter)).results.map(({ achievement }) => achievement!.title);
  const read = async (text: string) =>
    (await find(text)).reading!.corrections.map(({ original, replacement }) => [original, replacement]);

  describe('with a slip', () => {
    it.each([
      ['MATALB 仿真', 'MATALB', 'matlab', '钙钛矿太阳能电池'],
      ['lithuim', 'lithuim', 'lithium', '硅材料与基板的键合'],
      ['锂电迟', '锂电迟', '锂电池', '锂电池热失控预警方法'],
      ['石墨稀薄膜', '石墨稀', '石墨烯', '石墨烯导热膜的制备'],
      ['钙太矿', '钙太矿', '钙钛矿', '钙钛矿太阳能电池'],
      ['光服组件', '光服组件', '光伏组件', '光伏组件清洗机器人'],
      ['储能点站', '储能点站', '储能电站', '储能电站能量管理'],
      // Any character, told by the word beside it.
      ['铝基板散热钓构', '散热钓构', '散热结构', '铝基板散热结构'],
      ['太阳能电窗', '太阳能电窗', '太阳能电池', '钙钛矿太阳能电池'],
      ['节能控你制', '节能控你制', '节能控制', '５Ｇ基站节能控制'],
      ['能量理管', '能量理管', '能量管理', '储能电站能量管理'],
      ['机器学系', '机器学系', '机器学习', '光伏组件清洗机器人'],
      ['吸附济', '吸附济', '吸附剂', 'CO₂捕集吸附剂'],
    ])('%s: reads %s as %s and finds', async (text, original, replacement, title) => {
      const page = await find(text);
      const [correction, ...more] = page.reading!.corrections;
      expect(more).toEqual([]);
      expect(correction).toMatchObject({ original, replacement });
      expect(text.slice(correction!.start, correction!.end)).toBe(original);
      expect(page.reading!.text).toBe(text.replace(original, replacement));
      expect(page.results[0]!.achievement!.title).toBe(title);
      expect(page.results[0]!.highlights.map((span) => span.text.toLowerCase()).join()).toContain(replacement);
    });

    it.each([
      '锂电池热失控',
      '硅基板',
      'MATLAB',
      'graphene 薄膜',
      '热失控预警',
      'PLC SOC',
      'IGBT',
      'YOLO v5',
      // One character from a term of the corpus: at its beginning, another word of the language, nothing beside a word, a
      // character too few for three to tell, or beside a word that any other may stand beside.
      '机能控制',
      '散热机构',
      '散热钓',
      '铝基板散热构',
      '能里管理',
      // A word, with the sound of one that the corpus has (示例); a noun with a word of place (水力).
      '事例',
      '去除水里的镉',
      // Beside a word that nothing has beside the other (嗣后), and a word between two others (图像边缘).
      '动物死后取皮肤',
      '图像保边缘',
      '"MATALB"',
    ])('leaves what the corpus knows, what means something else, names and quotes: %s', async (text) =>
      expect(await read(text)).toEqual([]),
    );

    it('leaves everything when asked to', async () => {
      const page = await find('MATALB', {}, false);
      expect(page.reading).toMatchObject({ text: 'MATALB', corrections: [] });
    });

    it('tells the place in the text that was sent, spaces before it and all', async () => {
      const text = '  “薄膜” MATALB';
      const [{ start, end } = { start: 0, end: 0 }] = (await find(text)).reading!.corrections;
      expect(text.slice(start, end)).toBe('MATALB');
    });

    it('tells nothing that only a confidential item says', async () => {
      expect(await read('secretwrod')).toEqual([]);
      expect(await read('镁空汽电源')).toEqual([]);
    });

    it('does not propose a word whose last item was withdrawn or says it no more, and housekeeping forgets the word', async () => {
      const id = await add({ title: 'zirconium 涂层' });
      await indexAll(deps);
      expect(await read('zircoinum')).toEqual([['zircoinum', 'zirconium']]);
      await setItemStatus(deps.db, 'achievement', id, 'withdrawn');
      expect(await read('zircoinum')).toEqual([]);
      await setItemStatus(deps.db, 'achievement', id, 'published');
      await indexAll(deps);
      expect(await read('zircoinum')).toEqual([['zircoinum', 'zirconium']]);
      await updateItem(deps.db, 'achievement', id, { title: '陶瓷涂层' }, deps.taxonomy);
      await indexAll(deps);
      expect(await read('zircoinum')).toEqual([]);
      expect(await deps.db.$count(vocabulary, eq(vocabulary.word, 'zirconium'))).toBe(1);
      expect(await forgetUnheldWords(deps.db)).toBeGreaterThan(0);
      expect(await deps.db.$count(vocabulary, eq(vocabulary.word, 'zirconium'))).toBe(0);
      expect(await deps.db.$count(vocabulary, eq(vocabulary.word, 'matlab'))).toBe(1);
    });
  });

  describe('with terms in quotes', () => {
    it.each([
      ['“锂电池”', ['锂电池热失控预警方法']],
      ['预警 "热失控"', ['锂电池热失控预警方法']],
      ['「plc控制」', ['储能电站能量管理']],
      ['"co2"', ['CO₂捕集吸附剂']],
      ['"5G基站"', ['５Ｇ基站节能控制']],
      ['"ai"', []],
      ['"铝"', ['铝基板散热结构']],
      ['"基板" "键合"', ['硅材料与基板的键合']],
      ['"基板" -铝基板', ['硅材料与基板的键合']],
      ['"基板" -"键合" -散热', []],
      ['"没有这样的词"', []],
    ])('%s finds exactly the items that hold them', async (text, expected) => {
      expect(await titles(text)).toEqual(expected);
    });

    it('leaves out what was excluded from an otherwise full page', async () => {
      const all = await pageItems(deps.db, 'achievement', {}, { first: 100, after: null });
      const found = await titles('电池 -隔膜');
      expect(found).toHaveLength(all.length - 1);
      expect(found).not.toContain('Li-ion 电池隔膜');
    });

    it('joins them with the filter', async () => {
      const filter = { cooperationModes: ['TRANSFER'] };
      expect((await titles('"基板"')).sort()).toEqual(['硅材料与基板的键合', '铝基板散热结构'].sort());
      expect((await titles('"基板"', filter)).sort()).toEqual(['硅材料与基板的键合', '铝基板散热结构'].sort());
      expect(await titles('"基板"', { cooperationModes: ['LICENSE_ANY'] })).toEqual(['硅材料与基板的键合']);
    });

    it('agrees with a plain look through every item', async () => {
      const items = (await pageItems(deps.db, 'achievement', {}, { first: 100, after: null })).map((item) => ({
        title: item.title,
        text: literalText('achievement', item),
      }));
      for (const term of ['电', '电池', '控制', '的制备', '。', '与', '基板用于大功率照明', '薄膜。']) {
        const holding = items.filter(({ text }) => text.includes(foldLiteral(term).text)).map(({ title }) => title);
        expect((await titles(`“${term}”`)).sort()).toEqual(holding.sort());
      }
    });

    it('says what it took as terms, and refuses more than it can bear', async () => {
      const page = await find('预警 “热失控” -“ 隔膜 ”');
      expect(page.reading).toMatchObject({ text: '预警 热失控', quotedTerms: ['热失控'], excludedTerms: ['隔膜'] });
      const many = Array.from({ length: 11 }, (_unused, i) => `"${i}"`).join(' ');
      await expect(find(many)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    });

    it('follows the text of an item when it changes', async () => {
      const id = await add({ title: '铋系超导带材' });
      await indexAll(deps);
      expect(await titles('"铋系"')).toEqual(['铋系超导带材']);
      await updateItem(deps.db, 'achievement', id, { title: '铜系超导带材' }, deps.taxonomy);
      await indexAll(deps);
      expect(await titles('"铋系"')).toEqual([]);
      expect(await titles('"铜系"')).toEqual(['铜系超导带材']);
    });
  });

  describe('in Chinese and Latin letters', () => {
    it.each([
      ['ＰＬＣ 控制', '储能电站能量管理'],
      ['soc估计', '储能电站能量管理'],
      ['CO2捕集', 'CO₂捕集吸附剂'],
      ['二氧化碳', 'CO₂捕集吸附剂'],
      ['5g 基站', '５Ｇ基站节能控制'],
      ['li ion', 'Li-ion 电池隔膜'],
      ['锂离子', 'Li-ion 电池隔膜'],
      ['WiFi', 'Li-ion 电池隔膜'],
      ['YOLOv5', 'Li-ion 电池隔膜'],
      ['荷电状态', '储能电站能量管理'],
    ])('%s meets how the item writes it', async (text, title) => {
      const { results } = await find(text);
      const [best] = results.filter(({ contributions }) =>
        contributions.some(({ feature, value }) => feature === 'lexical' && value === 1),
      );
      expect(best!.achievement!.title).toBe(title);
    });
  });

  it('takes any text', async () => {
    const unit = fc.constantFrom(...'"“”「」-－ \0\\%\'$(){}[]*+?.锂电迟池石墨稀aI5', '\ud800', '😀', 'ﬁ', '\u3000');
    const text = fc.oneof(fc.string({ unit, maxLength: 24 }), fc.string({ unit: 'binary', maxLength: 24 }));
    await fc.assert(
      fc.asyncProperty(text, async (typed) => {
        fc.pre(typed.trim() !== '' && (typed.match(/["“「－-]/g) ?? []).length <= 10);
        await expect(find(typed)).resolves.toMatchObject({ reading: { text: expect.any(String) } });
      }),
      { numRuns: 150 },
    );
  });

  it('searches needs in the same way', async () => {
    const values = needValues({ title: '寻求石墨烯散热方案', description: '用于 LED 散热' });
    await createItem(deps.db, 'need', { values, visibility: 'public', draft: false }, deps.taxonomy);
    await indexAll(deps);
    const page = await searchNeeds(deps, '石墨稀 "散热"', { first: 5 });
    expect(page.reading!.corrections).toEqual([{ original: '石墨稀', replacement: '石墨烯', start: 0, end: 3 }]);
    expect(page.results.map(({ need }) => need!.title)).toEqual(['寻求石墨烯散热方案']);
    expect(page.results[0]!.highlights).toContainEqual({ field: 'title', start: 2, end: 7, text: '石墨烯散热' });
  });

  it('counts facets truly: each count is how many the filter by that value leaves', async () => {
    const filters: AchievementFilter[] = [
      {},
      { cooperationModes: ['LICENSE_ORDINARY'] },
      { maturity: { min: 4, max: 4 } },
    ];
    for (const text of [null, '电池 "电"']) {
      for (const sent of filters) {
        const conditions = text === null ? {} : { holding: ['电'] };
        const listed = async (change: object) => {
          const filter = { ...checkFilter('achievement', { ...sent, ...change }, deps.taxonomy), ...conditions };
          const items = await pageItems(deps.db, 'achievement', filter, { first: 100, after: null });
          if (text !== null) expect(await titles(text, filter)).toHaveLength(items.length);
          return items.length;
        };
        const filter = { ...checkFilter('achievement', sent, deps.taxonomy), ...conditions };
        const facets = await countFacets(deps, 'achievement', filter);
        expect(facets.total).toBe(await listed({}));
        for (const { value, count } of facets.organizations)
          expect(await listed({ organizationIds: [value] })).toBe(count);
        for (const { value, count } of facets.industries) expect(await listed({ industries: [value] })).toBe(count);
        for (const { value, count } of facets.cooperationModes)
          expect(await listed({ cooperationModes: [value] })).toBe(count);
        for (const { value, count } of facets.maturity)
          expect(await listed({ maturity: { min: Number(value), max: Number(value) } })).toBe(count);
      }
    }
    expect((await countFacets(deps, 'achievement', {})).industries.length).toBeGreaterThan(1);
    const modes = (await countFacets(deps, 'achievement', {})).cooperationModes;
    expect(new Map(modes.map(({ value, count }) => [value, count]))).toEqual(
      new Map([
        ['LICENSE_ANY', 2],
        ['LICENSE_ORDINARY', 2],
        ['TRANSFER', 2],
        ['LICENSE_EXCLUSIVE', 1],
        ['LICENSE_SOLE', 1],
        ['LICENSE_OPEN', 1],
        ['LICENSE_DEFERRED', 1],
      ]),
    );
  });

  it('points at the very text that it marks', async () => {
    const { results } = await find('电池 "控制"');
    const items = new Map(
      (
        await getItems(
          deps.db,
          'achievement',
          results.map(({ achievement }) => achievement!.id),
        )
      ).map((item) => [item.id, item]),
    );
    for (const { achievement, highlights } of results) {
      expect(highlights.length).toBeGreaterThan(0);
      const item = items.get(achievement!.id) as unknown as Record<string, unknown>;
      for (const { field, start, end, text } of highlights) {
        const [name, index] = /^(\w+)(?:\[(\d+)\])?$/.exec(field)!.slice(1);
        const whole = index === undefined ? item[name!] : (item[name!] as string[])[Number(index)];
        expect((whole as string).slice(start, end)).toBe(text);
      }
    }
  });
});
