import { asWritten, commonRuns, sharedTerms, termSegments } from '../../../src/matching/explain/terms.js';
import { wordCounts } from '../../../src/matching/lexicon.js';

/** All words weigh the same: which terms are found does not depend on a corpus. */
const terms = (asked: string, found: string) => {
  const weights = new Map([...wordCounts(asked).keys()].map((word) => [word, 1]));
  return sharedTerms(commonRuns(termSegments(asked), termSegments(found)), weights).map(({ term }) => term);
};

describe('shared terms', () => {
  it('are whole terms, not the words that they are made of', () => {
    expect(terms('电池荷电状态估计不准', '一种荷电状态的联合估计方法')).toContain('荷电状态');
  });

  it('leave out what every text has', () => {
    expect(terms('希望通过该技术提高系统的性能', '采用该技术，系统的性能显著提高')).toEqual([]);
  });

  it('leave out a single word of everyday language, and keep what it is a part of', () => {
    expect(terms('测量很慢，希望延长，其它不变', '本方法的测量延长了，其它相同')).toEqual([]);
    expect(terms('推出试验做不准', '推出试验的结果')).toEqual(['推出试验']);
    expect(terms('混凝土开裂', '混凝土的养护')).toEqual(['混凝土']);
  });

  it('are parts of longer words where there are no others', () => {
    expect(terms('引气砂浆内部孔隙', '水泥砂浆的孔隙率')).toEqual(['孔隙', '砂浆']);
    expect(terms('苜蓿打捆机', '紫花苜蓿的捡拾')).toEqual(['苜蓿']);
    expect(terms('紫花苜蓿的捡拾', '苜蓿打捆机')).toEqual(['苜蓿']);
    expect(terms('引气砂浆的混凝土', '水泥砂浆和混凝土')).toEqual(['混凝土']);
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

  it('leave out units, numbers with units and what follows a number', () => {
    expect(terms('板厚6mm以上，COD 50mg/L，20吨发酵罐', '间隙6mm，氨氮10mg/L，2吨发酵罐')).toEqual(['发酵罐']);
    expect(terms('4℃冷藏40天', '0~4 ℃冷藏由4天延长')).toEqual(['冷藏']);
    expect(terms('幅宽300', '幅宽300mm')).toEqual(['幅宽']);
  });

  it('leave out words that tell nothing by themselves, and keep them in terms', () => {
    expect(terms('设备正常，表面平整', '运行正常，表面光滑')).toEqual([]);
    expect(terms('降低表面粗糙度', '表面粗糙度0.2')).toEqual(['表面粗糙度']);
  });

  it('leave out what a text says it is not about', () => {
    expect(terms('要稀释制冷机，不需要量子密钥、随机数那一类', '量子密钥分发，随机数发生器')).toEqual([]);
    expect(terms('银和硅都要单独拿出来', '银随硅粉出售，不单独提取')).toEqual([]);
    expect(terms('需要量子密钥，不需要终端', '量子密钥分发')).toEqual(['量子密钥']);
  });

  it('keep a name with a hyphen whole', () => {
    expect(terms('CAR-T细胞制备', '一种CAR-T细胞')).toContain('car-t细胞');
  });

  it('are told as the text writes them', () => {
    expect(asWritten('car-t细胞', '一种CAR-T细胞')).toBe('CAR-T细胞');
    expect(asWritten('fpga', '用ｆｐｇａ完成')).toBe('fpga');
  });

  it('are none between texts that share none', () => {
    expect(terms('猪瘟病毒检测', '聚氨酯胶粘剂')).toEqual([]);
  });
});
