import fc from 'fast-check';
import {
  forModel,
  itemViews,
  modelText,
  passagesOf,
  sentencesOf,
  textHashOf,
  type AchievementTexts,
} from '../../src/matching/views.js';

const achievement = (texts: Partial<AchievementTexts> = {}): AchievementTexts => ({
  title: '电池热管理',
  field: [],
  keywords: [],
  summary: null,
  innovation: null,
  indicators: null,
  prospects: null,
  ...texts,
});

describe('sentences of a text', () => {
  it.each([
    ['采用液冷板与相变材料复合。温差小于5.5℃且长期稳定！', ['采用液冷板与相变材料复合。', '温差小于5.5℃且长期稳定！']],
    ['第一行说明技术的来历\n第二行说明技术的用途', ['第一行说明技术的来历', '第二行说明技术的用途']],
    ['已完成中试。成本低。效果经三家企业验证。', ['已完成中试。成本低。', '效果经三家企业验证。']],
    ['', []],
    ['。。。', []],
  ])('%s', (text, expected) => {
    expect(sentencesOf(text).map(([start, end]) => text.slice(start, end))).toEqual(expected);
  });

  it('cover everything but blanks and stray signs, in order, without overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('电', '池', '。', '；', '.', '5', ' ', '\n', '温差过大的问题')), (parts) => {
        const text = parts.join('');
        let before = 0;
        for (const [start, end] of sentencesOf(text)) {
          expect(start >= before && end > start).toBe(true);
          expect(text.slice(before, start)).toMatch(/^[。；.\s]*$/);
          before = end;
        }
        expect(text.slice(before)).toMatch(/^[。；.\s]*$/);
      }),
    );
  });
});

describe('views of an item', () => {
  it('are the whole of an achievement, with the rows of its tokens', () => {
    const views = itemViews('achievement', achievement({ summary: '采用液冷板。', indicators: '温差≤5℃' }));
    expect(views).toEqual([
      { view: 'full', role: 'passage', text: '电池热管理。采用液冷板。。温差≤5°c', tokens: true },
    ]);
  });

  it('are the whole of a need and its title, unless that is the whole', () => {
    const need = {
      title: '电池热管理',
      field: [],
      keywords: [],
      description: null,
      indicators: null,
      foundation: null,
    };
    expect(itemViews('need', need).map(({ view }) => view)).toEqual(['full']);
    expect(itemViews('need', { ...need, description: '温差过大。' }).map(({ view, text }) => [view, text])).toEqual([
      ['full', '电池热管理。温差过大。'],
      ['title', '电池热管理'],
    ]);
  });

  it('name places that hold the text they quote', () => {
    const item = achievement({
      summary: '  采用液冷板与相变材料复合。\n电池组温差小于5℃，寿命延长。',
      prospects: '可用于电动汽车与储能电站。',
    });
    for (const { field, start, end, text } of passagesOf('achievement', item))
      expect((item as unknown as Record<string, string>)[field]!.slice(start, end)).toBe(text);
  });
});

describe('the whole text as the model reads it', () => {
  it('leads back from any place in it to the field and the place there', () => {
    const item = achievement({ title: 'ＰＩＤ控制', summary: '误差㎡级,共½页.', indicators: '温差≤5℃' });
    const { text, titleEnd, locate } = modelText('achievement', item);
    expect(text.slice(0, titleEnd)).toBe('pid控制');
    const back = (found: string) => {
      const { field, offset } = locate(text.indexOf(found));
      return [field, (item as unknown as Record<string, string>)[field]!.slice(offset)];
    };
    expect(back('控制')).toEqual(['title', '控制']);
    expect(back('级')).toEqual(['summary', '级,共½页.']);
    expect(back('页')).toEqual(['summary', '页.']);
    expect(back('5℃'.normalize('NFKC').toLowerCase())).toEqual(['indicators', '5℃']);
  });
});

describe('text for the model', () => {
  it('has no capitals, which its vocabulary lacks, and Chinese punctuation', () => {
    expect(forModel('基于FPGA的PID控制(实时),误差<0.5%.')).toBe('基于fpga的pid控制（实时），误差<0.5%。');
  });
});

describe('text hash', () => {
  it('changes with each text that is embedded or indexed, and with nothing else', () => {
    const base = textHashOf('achievement', achievement());
    expect(textHashOf('achievement', achievement({ field: ['新型储能'] }))).toBe(base);
    for (const texts of [
      { title: '别的' },
      { summary: '一' },
      { innovation: '一' },
      { indicators: '一' },
      { prospects: '一' },
      { keywords: ['一'] },
    ])
      expect(textHashOf('achievement', achievement(texts))).not.toBe(base);
    expect(textHashOf('achievement', achievement({ summary: '一' }))).not.toBe(
      textHashOf('achievement', achievement({ innovation: '一' })),
    );
  });
});
