import { commonRuns, sharedTerms } from '../../../src/matching/explain/terms.js';
import { segments, wordCounts } from '../../../src/matching/lexicon.js';

/** All words weigh the same: which terms are found does not depend on a corpus. */
const terms = (asked: string, found: string) => {
  const weights = new Map([...wordCounts(asked).keys()].map((word) => [word, 1]));
  return sharedTerms(commonRuns(segments(asked), segments(found)), weights).map(({ term }) => term);
};

describe('shared terms', () => {
  it('are whole terms, not the words that they are made of', () => {
    expect(terms('电池荷电状态估计不准', '一种荷电状态的联合估计方法')).toContain('荷电状态');
  });

  it('leave out what every text has', () => {
    expect(terms('希望通过该技术提高系统的性能', '采用该技术，系统的性能显著提高')).toEqual([]);
  });

  it('leave out bare numbers and single characters', () => {
    expect(terms('误差 5 以内的铝', '厚度 5 的铝')).toEqual([]);
  });

  it('know Latin words in either case and width', () => {
    expect(terms('基于FPGA的图像采集', '用ｆｐｇａ完成图像采集')).toEqual(expect.arrayContaining(['fpga', '图像采集']));
  });

  it('do not repeat a term inside a longer one', () => {
    const found = terms('锂电池热管理，锂电池', '锂电池热管理');
    for (const term of found) expect(found.filter((other) => other !== term && other.includes(term))).toEqual([]);
  });

  it('are none between texts that share none', () => {
    expect(terms('猪瘟病毒检测', '聚氨酯胶粘剂')).toEqual([]);
  });
});
