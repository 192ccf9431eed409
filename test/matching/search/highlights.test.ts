import { highlightsOf, wordsToMark } from '../../../src/matching/search/highlights.js';
import { achievementValues } from '../../support/items.js';

describe('highlights', () => {
  const item = achievementValues({
    title: 'ＰＬＣ控制的锂电池化成系统',
    summary: '锂电池 化成\n控制；chain 与 AI 无关，AI识别。',
    keywords: ['化成', '锂电池'],
  });
  const marked = (...terms: string[]) => highlightsOf('achievement', item, terms);

  it('give the places in the text as it is written, keywords among them', () => {
    const spans = marked('plc', '锂电池');
    expect(spans).toEqual([
      { field: 'title', start: 0, end: 3, text: 'ＰＬＣ' },
      { field: 'title', start: 6, end: 9, text: '锂电池' },
      { field: 'summary', start: 0, end: 3, text: '锂电池' },
      { field: 'keywords[1]', start: 0, end: 3, text: '锂电池' },
    ]);
  });

  it('join places that touch, and bridge the white space that folding does', () => {
    expect(marked('锂电池', '化成')[0]).toMatchObject({ text: '锂电池化成' });
    expect(marked('化成 控制')).toEqual([{ field: 'summary', start: 4, end: 9, text: '化成\n控制' }]);
  });

  it('mark a Latin word only where it stands alone', () => {
    expect(marked('ai').map(({ text, start }) => [text, start])).toEqual([
      ['AI', 18],
      ['AI', 24],
    ]);
  });

  it('are of the words that name something', () => {
    expect(wordsToMark('用于锂电池的控制系统')).toEqual(expect.arrayContaining(['锂电池']));
    expect(wordsToMark('用于锂电池的控制系统')).not.toEqual(expect.arrayContaining(['用于']));
    expect(wordsToMark('控制系统').length).toBeGreaterThan(0);
  });
});
