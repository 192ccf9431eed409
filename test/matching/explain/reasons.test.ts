import type { Contribution } from '../../../src/matching/model.js';
import { reasonsOf, summaryOf, type Grounds } from '../../../src/matching/explain/reasons.js';
import type { IndicatorFinding } from '../../../src/matching/types.js';

const none: Grounds = {
  contributions: [],
  trust: 1,
  sharedTerms: [],
  relatedTerms: [],
  evidence: [],
  indicators: [],
  feedback: [],
  missing: [],
};

function contribution(feature: Contribution['feature'], rest: Partial<Contribution>): Contribution {
  return { feature, label: '标签', value: 1, detail: '说明', points: 1, ...rest };
}

const span = (text: string) => ({ field: 'indicators', start: 0, end: text.length, text });
const finding = (outcome: IndicatorFinding['outcome'], wanted: string, offered: string | null): IndicatorFinding => ({
  outcome,
  wanted: span(wanted),
  offered: offered === null ? null : span(offered),
});
const MET = finding('MET', '误差≤1m', '误差≤0.5m');
const MISSED = finding('MISSED', '寿命≥8年', '寿命5年');
const UNFOUND = finding('NOT_STATED', '300台以上', null);

const codes = (grounds: Grounds) => reasonsOf(grounds).map(({ code, polarity }) => `${code} ${polarity}`);

describe('reasons', () => {
  it('tell nearness by what it means in any search, not by the place among candidates', () => {
    const near = (cosine: number, agreement: number) => ({
      ...none,
      contributions: [
        contribution('title', { value: 1, measured: cosine }),
        contribution('tokens', { value: 1, measured: agreement }),
      ],
    });
    expect(codes(near(0.65, 0.07))).toEqual(expect.arrayContaining(['TITLE FOR', 'TOKENS FOR']));
    expect(codes(near(0.4, 0.01))).toEqual(expect.arrayContaining(['TITLE AGAINST', 'TOKENS AGAINST']));
    expect(codes(near(0.45, 0.03))).toEqual(['NO_SHARED_TERMS AGAINST']);
  });

  it('tell a near or far title only where the other words bear it out', () => {
    const near = (cosine: number, agreement: number) => ({
      ...none,
      contributions: [contribution('title', { measured: cosine }), contribution('tokens', { measured: agreement })],
    });
    expect(codes(near(0.65, 0.03))).toEqual(['NO_SHARED_TERMS AGAINST']);
    expect(codes(near(0.4, 0.07))).toEqual(['NO_SHARED_TERMS NEUTRAL', 'TOKENS FOR']);
  });

  it('do not tell of what agrees much less than the best that it answers most', () => {
    const share = (value: number) => ({ ...none, contributions: [contribution('tokens', { value, measured: 0.07 })] });
    expect(codes(share(0.8))).toContain('TOKENS FOR');
    expect(codes(share(0.4))).toEqual(['NO_SHARED_TERMS AGAINST']);
  });

  it('do not tell of a text of few words that most of it is answered as soon as of a full one', () => {
    const told = (agreement: number, trust: number) =>
      codes({
        ...none,
        trust,
        contributions: [contribution('title', { measured: 0.65 }), contribution('tokens', { measured: agreement })],
      });
    expect(told(0.08, 1)).toEqual(expect.arrayContaining(['TITLE FOR', 'TOKENS FOR']));
    expect(told(0.08, 0.6)).toEqual(['NO_SHARED_TERMS AGAINST']);
    expect(told(0.2, 0.6)).toEqual(expect.arrayContaining(['TITLE FOR', 'TOKENS FOR']));
    expect(told(0.01, 0.6)).toContain('TOKENS AGAINST');
  });

  it('say of figures of what hardly agrees that they may be another thing’s', () => {
    const figures = (agreement: number) => ({
      ...none,
      indicators: [MET, MISSED],
      contributions: [contribution('tokens', { measured: agreement })],
    });
    const [met, missed] = reasonsOf(figures(0.01)).filter(({ code }) => code.startsWith('INDICATOR'));
    expect(met).toEqual({
      code: 'INDICATOR_MET',
      polarity: 'NEUTRAL',
      text: '指标“误差≤1m”达到：成果为“误差≤0.5m”（整体表述相差较大，是否同一对象需核实）',
    });
    expect(missed!.polarity).toBe('NEUTRAL');
    expect(codes(figures(0.07))).toEqual(expect.arrayContaining(['INDICATOR_MET FOR', 'INDICATOR_MISSED AGAINST']));
    expect(codes({ ...none, indicators: [MET] })).toContain('INDICATOR_MET FOR');
  });

  it('do not count words in common for a match whose texts hardly agree, or much less than the best one’s', () => {
    const shared = (agreement: number, value: number, trust = 1): Grounds => ({
      ...none,
      trust,
      sharedTerms: [{ term: '储能', weight: 1 }],
      contributions: [contribution('tokens', { value, measured: agreement })],
    });
    expect(reasonsOf(shared(0.04, 1))[0]).toEqual({
      code: 'SHARED_TERMS',
      polarity: 'FOR',
      text: '双方都提到：“储能”',
    });
    const weak = { code: 'SHARED_TERMS', polarity: 'NEUTRAL', text: '双方都提到：“储能”，但整体表述相差较大' };
    expect(reasonsOf(shared(0.02, 1))[0]).toEqual(weak);
    expect(reasonsOf(shared(0.06, 0.85))[0]!.polarity).toBe('FOR');
    expect(reasonsOf(shared(0.04, 0.85))[0]).toEqual(weak);
    expect(reasonsOf(shared(0.09, 0.7))[0]).toEqual(weak);
    expect(reasonsOf(shared(0.04, 1, 0.7))[0]).toEqual(weak);
    expect(summaryOf('D', shared(0.02, 1))).toBe('支持很弱：虽都提到“储能”，整体表述相差较大。');
    expect(summaryOf('B', shared(0.04, 0.85))).toBe('较为匹配：双方都涉及“储能”。');
    expect(codes({ ...none, sharedTerms: [{ term: '储能', weight: 1 }] })).toEqual(['SHARED_TERMS FOR']);
  });

  it('do not claim of what was not found that it is not stated', () => {
    expect(reasonsOf({ ...none, indicators: [UNFOUND] }).at(-1)!.text).toBe('指标“300台以上”：成果中未找到对应表述');
  });

  it.each([
    [{ value: 0.75, points: 1 }, 'NEUTRAL'],
    [{ value: 0.5, points: 0 }, 'AGAINST'],
    [{ value: 1, points: 2, reserved: true }, 'NEUTRAL'],
    [{ value: 1, points: 2 }, 'FOR'],
  ])('weigh a price of %j as %s', (rest, polarity) => {
    expect(codes({ ...none, contributions: [contribution('budget', rest)] })).toContain(`BUDGET ${polarity}`);
  });
});

describe('the one sentence', () => {
  it('does not hold other words against a match that answers most', () => {
    const agreeing = (measured: number): Grounds => ({
      ...none,
      contributions: [contribution('tokens', { value: 1, measured })],
      evidence: [{ need: span('储能'), achievement: span('电池'), strength: 0.5 }],
      indicators: [UNFOUND],
    });
    expect(summaryOf('A', agreeing(0.1))).toBe(
      '匹配有力：用语不同，但需求所述大多有对应表述；但读出的 1 项指标未找到对应表述。',
    );
    expect(summaryOf('C', agreeing(0.04))).toBe(
      '部分相关，需要核实：未见共同的专门用语，但有语句意思相近；且读出的 1 项指标未找到对应表述。',
    );
  });

  it('counts all indicators, whatever was found of them', () => {
    expect(summaryOf('A', { ...none, indicators: [MET, MISSED, UNFOUND, UNFOUND] })).toBe(
      '匹配有力：未见共同的专门用语，读出的 4 项指标中 1 项达到；但有 1 项指标未达到，其余 2 项指标未找到对应表述。',
    );
    expect(summaryOf('A', { ...none, indicators: [MET, MET] })).toContain('读出的 2 项指标均达到。');
    expect(summaryOf('D', { ...none, indicators: [UNFOUND, UNFOUND] })).toContain(
      '；且读出的 2 项指标均未找到对应表述',
    );
  });

  it('names fields that are not filled in only where nothing else is against the match', () => {
    expect(summaryOf('A', { ...none, missing: ['价格'] })).toContain('未填写价格');
    expect(summaryOf('A', { ...none, missing: ['价格'], indicators: [UNFOUND] })).not.toContain('未填写');
  });

  it('tells a level short, and a price that may be beyond the budget', () => {
    const contributions = [
      contribution('maturity', { value: 0.75, detail: '差 1 级' }),
      contribution('budget', { reserved: true, detail: '上限超出预算' }),
    ];
    expect(summaryOf('A', { ...none, contributions })).toContain('；且差 1 级，上限超出预算');
  });
});
