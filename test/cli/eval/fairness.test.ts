import { measureDiversity } from '../../../src/cli/eval/diversity.js';
import { measureExposure } from '../../../src/cli/eval/exposure.js';
import { measureReciprocal } from '../../../src/cli/eval/reciprocal.js';
import { BUILT_IN } from '../../../src/matching/model.js';

const judged = (id: string, grades: Record<string, number>) => ({
  id,
  grades: new Map(Object.entries(grades)),
  difficulty: null,
});

describe('diversity of a page', () => {
  it('is lower for five variants than for five subjects', () => {
    const variants = ['一', '二', '三', '四', '五'].map((n) => `储能电站电池状态估计方法（${n}）`);
    const subjects = [
      '储能电站电池状态估计',
      '猪瘟病毒检测试剂盒',
      '水性聚氨酯胶粘剂',
      '光伏组件红外识别',
      '桥梁损伤识别',
    ];
    expect(measureDiversity([variants]).nearDuplicates).toBeCloseTo(0.8);
    expect(measureDiversity([subjects]).nearDuplicates).toBe(0);
    expect(measureDiversity([variants]).likeness).toBeGreaterThan(measureDiversity([subjects]).likeness + 0.5);
  });
});

describe('exposure', () => {
  // A long list of eight and a short one of two, equally good for each of two needs.
  const long = Array.from({ length: 8 }, (_, i) => `l${i}`);
  const groupOf = new Map([...long.map((id) => [id, 'long'] as const), ['s0', 'short'], ['s1', 'short']]);
  const needs = [judged('n0', { l0: 3, s0: 3 }), judged('n1', { l1: 3, s1: 3 })];
  const exposureOf = (rankings: Record<string, string[]>) =>
    measureExposure(needs, new Map(Object.entries(rankings)), groupOf);

  it('is fair when both lists take the first place once', () => {
    const fair = exposureOf({ n0: ['l0', 's0'], n1: ['s1', 'l1'] });
    expect(fair.misplaced).toBeCloseTo(0);
    expect(fair.gini).toBeCloseTo(0);
    expect(fair.spread).toBeCloseTo(1);
  });

  it('shows how far a long list crowds out a short one', () => {
    const starved = exposureOf({ n0: [...long, 's0'], n1: [...long, 's1'] });
    const [short] = starved.groups.filter(({ group }) => group === 'short');
    expect(short).toMatchObject({ items: 2, merit: 0.5 });
    expect(short!.ratio).toBeLessThan(0.2);
    expect(starved.misplaced).toBeGreaterThan(0.3);
    expect(starved.gini).toBeGreaterThan(0.3);
    expect(starved.spread).toBeGreaterThan(5);
    expect(starved.lengthBias).toBeCloseTo(1);
  });

  it('tells of what is useful whether it got the attention due, whatever fills the other places', () => {
    const filled = exposureOf({ n0: ['l0', 's0', 's1'], n1: ['s1', 'l1', 's0'] });
    const reached = new Map(filled.groups.map((one) => [one.group, one.reached]));
    expect(reached.get('short')).toBeCloseTo(1);
    expect(reached.get('long')).toBeCloseTo(1);
    const starved = exposureOf({ n0: [...long, 's0'], n1: [...long, 's1'] }).groups;
    expect(starved.find(({ group }) => group === 'short')!.reached).toBeLessThan(0.5);
  });

  it('turns round when the short list crowds out the long one', () => {
    expect(exposureOf({ n0: ['s0', 'l0'], n1: ['s1', 'l1'] }).lengthBias).toBeCloseTo(-1);
  });
});

describe('reciprocal figures', () => {
  const needs = [judged('n0', { a: 3 }), judged('n1', { b: 3 })];
  const rankings = new Map([
    ['n0', { ids: ['a', 'c'], scores: [80, 20] }],
    // The achievement of the other need comes first here as well, and nearly as high.
    ['n1', { ids: ['a', 'b'], scores: [75, 74] }],
  ]);
  const needsFor = new Map([
    ['a', ['n0', 'n1']],
    ['b', ['n0', 'n1']],
  ]);

  it('tell both directions apart', () => {
    const { mrrOfAchievement, mrrOfNeed } = measureReciprocal(needs, rankings, needsFor, BUILT_IN);
    expect(mrrOfAchievement).toBeCloseTo((1 + 1 / 2) / 2);
    expect(mrrOfNeed).toBeCloseTo((1 + 1 / 2) / 2);
  });

  it('count what would be pushed and how much of it is useful', () => {
    const { pushed } = measureReciprocal(needs, rankings, needsFor, BUILT_IN);
    expect(pushed).toEqual({ stored: 4, pairs: 3, useful: 2 / 3 });
  });

  it('reach 1 when all useful pairs come first, and less when some were not found', () => {
    const found = new Map([
      ['n0', { ids: ['a'], scores: [80] }],
      ['n1', { ids: ['b'], scores: [80] }],
    ]);
    expect(measureReciprocal(needs, found, needsFor, BUILT_IN).averagePrecision).toEqual({
      probability: 1,
      reciprocal: 1,
    });
    const missing = measureReciprocal([...needs, judged('n2', { d: 3 })], found, needsFor, BUILT_IN);
    expect(missing.averagePrecision.reciprocal).toBeCloseTo(2 / 3);
  });

  it('rest on the calibration of the version that gave the scores', () => {
    const doubtful = { ...BUILT_IN, calibration: { slope: BUILT_IN.calibration.slope, middle: 120 } };
    expect(measureReciprocal(needs, rankings, needsFor, doubtful).pushed).toMatchObject({ stored: 4, pairs: 0 });
  });
});
