import { completenessOf, NEED_PARTS, type NeedFacts, type NeedPart } from '../../../src/matching/completeness/index.js';
import { readTaxonomyFile } from '../../../src/taxonomy.js';
import { ADJUSTED_ON, HELD_OUT, type LabelledNeed } from './needs.js';

const taxonomy = readTaxonomyFile();

function facts(given: Partial<NeedFacts> & { title: string }): NeedFacts {
  const empty = { description: null, indicators: null, foundation: null, field: [], keywords: [] };
  return { ...empty, budget: null, deadline: null, period: null, cooperationModes: [], ...given };
}

const partsOf = (given: Partial<NeedFacts> & { title: string }) =>
  new Map(completenessOf(facts(given), taxonomy).parts.map((finding) => [finding.part, finding]));

/** Over labelled needs: how many of the parts found are there, and how many that are there are found. */
function measure(needs: readonly LabelledNeed[], part: NeedPart): { precision: number; recall: number } {
  const found = needs.map((need) => ({
    said: partsOf({ title: need.title, description: need.description, indicators: need.indicators }).get(part)!.present,
    true: need.parts.includes(part[0]!),
  }));
  const right = found.filter((one) => one.said && one.true).length;
  return {
    precision: right / found.filter((one) => one.said).length,
    recall: right / found.filter((one) => one.true).length,
  };
}

describe('completeness of a need', () => {
  // Measured: O 0.96/1.00, P 1.00/1.00, I 1.00/0.91, C 1.00/1.00 where adjusted; held out in `src/README.md`.
  it.each(NEED_PARTS)('finds the part %s in needs that the rules were adjusted on', (part) => {
    const { precision, recall } = measure(ADJUSTED_ON, part);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it.each(NEED_PARTS)('finds the part %s in needs that it was never adjusted on', (part) => {
    const { precision, recall } = measure(HELD_OUT, part);
    expect(precision).toBeGreaterThanOrEqual(0.8);
    expect(recall).toBeGreaterThanOrEqual(0.8);
  });

  it('shows the places in the need’s own text', () => {
    for (const { title, description, indicators } of [...ADJUSTED_ON, ...HELD_OUT]) {
      const texts: Record<string, string | null> = { title, description, indicators };
      for (const { present, spans, question } of completenessOf(facts({ title, description, indicators }), taxonomy)
        .parts) {
        expect(spans.length > 0).toBe(present);
        expect(question === null).toBe(present);
        for (const { field, start, end, text } of spans) expect(texts[field]!.slice(start, end)).toBe(text);
      }
    }
  });

  it('asks with the need’s own object for the quantity that its trouble is about', () => {
    const parts = partsOf({ title: '锂电池热管理', description: '锂电池包快充时温差大，触发降功率。' });
    expect(parts.get('OBJECT')!.present).toBe(true);
    expect(parts.get('INDICATORS')!.question).toBe('贵司希望“锂电池热管理”的温差（或最高温度）控制到多少℃以内？');
    expect(parts.get('CONDITIONS')!.question).toContain('“锂电池热管理”');
  });

  it('asks what a vague wish is about, in the wish’s own words', () => {
    const parts = partsOf({ title: '想做智能化改造', description: '具体做哪块还没想好，可以先到厂里看一看。' });
    expect([...parts.values()].map(({ present }) => present)).toEqual([false, false, false, false]);
    expect(parts.get('OBJECT')!.question).toBe('贵司提到“智能化改造”，具体针对哪种产品、哪台设备或哪道工序？');
  });

  it('asks in whole words, for figures of any kind', () => {
    const title = '台风洪水后泥土带来的罕见重症感染在基层卫生院怎么早一点认出来并且及时转诊';
    const [object] = [...partsOf({ title }).values()].flatMap(({ question }) => question ?? []);
    expect(object).toContain('“台风洪水后泥土带来的罕见重症感染在基层卫生院怎么早一点…”');
    const question = (named: string) => partsOf({ title: named }).get('INDICATORS')!.question;
    expect(question('杂交制种难题')).toBe('贵司希望“杂交制种难题”的哪几项指标要达到多少（数值和单位），现在是多少？');
    expect(question('燃料电池大电流电压损失仿真')).toContain('结果与实测相差多少以内');
    expect(question('老小区适老化规划')).not.toContain('使用寿命');
  });

  it.each(['本地树种推广难怎么办', '边坡种草两年就死光', '只统计峰值，难以反映非平稳特性'])(
    'reads the trouble in %s',
    (title) => expect(partsOf({ title }).get('PAIN')!.present).toBe(true),
  );

  it('takes the conditions that the list states in fields of their own, 面议 being none', () => {
    const negotiable = { kind: 'negotiable', min: null, max: null } as const;
    expect(partsOf({ title: '球形银粉', budget: negotiable }).get('CONDITIONS')!.present).toBe(false);
    const { spans } = partsOf({
      title: '球形银粉',
      budget: { kind: 'range', min: 50, max: null },
      deadline: '2030-01-31',
      cooperationModes: ['技术转让'],
    }).get('CONDITIONS')!;
    expect(spans.map(({ field, text }) => [field, text])).toEqual([
      ['budget', '不低于 50 万元'],
      ['deadline', '2030-01-31'],
      ['cooperationModes', '技术转让'],
    ]);
  });

  it('does not take what is wrong now for what is wanted', () => {
    const now = partsOf({ title: '流量计不准', description: '现在误差超过 5%，客户投诉。' });
    expect(now.get('INDICATORS')!.present).toBe(false);
    const wanted = partsOf({ title: '流量计不准', description: '现在误差超过 5%，希望降到 1% 以内。' });
    expect(wanted.get('INDICATORS')!.spans.map(({ text }) => text)).toEqual(['降到 1% 以内']);
  });

  it('takes a quantity that is called a loss for one that is wanted, and a time in words as well', () => {
    const wanted = (description: string) =>
      partsOf({ title: '主机加固', description })
        .get('INDICATORS')!
        .spans.map(({ text }) => text);
    expect(wanted('不合法就拦掉并告警，性能损失5%以内。')).toEqual(['5%以内']);
    expect(wanted('一年损失5%以上。')).toEqual([]);
    expect(wanted('希望几分钟内算出最优组合。')).toEqual(['几分钟内']);
    expect(wanted('求自动寻找的程序，单断面几十秒算完，可批量读入。')).toEqual(['几十秒算完']);
    expect(wanted('现在等几分钟就断线。')).toEqual([]);
  });

  it.each([
    ['靠人听音挑次品，已装加速度传感器。', '已装加速度传感器'],
    ['内脏碎肉不外加酶做鱼露。', '不外加酶做鱼露'],
    ['二级三级供货商几百家，还要限制合作家数。', '限制合作家数'],
    ['烧结温度不超过玻纤承受范围。', '不超过玻纤承受范围'],
    ['产品为蓄电池50～100V变12V的隔离模块。', '100V变'],
    ['计划建千吨级中试。', '千吨级中试'],
    ['想装监测但没有故障数据。', '没有故障数据'],
  ])('takes the constraint in %s for a condition', (description, place) => {
    const { spans } = partsOf({ title: '主机加固', description }).get('CONDITIONS')!;
    expect(spans.map(({ text }) => text)).toContain(place);
  });

  it('does not take what a business wants to earn for an indicator', () => {
    expect(partsOf({ title: '储能新产品', indicators: '年产值1亿元以上' }).get('INDICATORS')!.present).toBe(false);
  });

  it('reads a free text whose every part stands in what it calls its title', () => {
    const text = '注塑件缩水纹靠人眼挑，夜班漏得多，客户退货。要求相机在线识别，漏检率低于0.5%，预算60万元。';
    const { complete, parts } = completenessOf(facts({ title: text }), taxonomy);
    expect(parts.filter(({ present }) => !present)).toEqual([]);
    expect(complete).toBe(true);
  });
});
