import { gradeOf, levelOf, MODEL, scoreOf, type FeatureName, type Features } from '../../src/matching/model.js';

const features = (values: Partial<Record<FeatureName, number | null>>): Features =>
  Object.fromEntries(
    MODEL.map(({ feature }) => [feature, { value: values[feature] ?? null, detail: null }]),
  ) as Features;

describe('the ranking model', () => {
  const readings = { dense: 0.9, lexical: 0.8, agreement: 0.7 };

  it('counts what is missing neither for nor against', () => {
    const plain = scoreOf(features(readings), 1).points;
    expect(scoreOf(features({ ...readings, maturity: 0.5, industry: 0.5 }), 1).points).toBeCloseTo(plain);
    expect(scoreOf(features({ ...readings, maturity: 1 }), 1).points).toBeGreaterThan(plain);
    expect(scoreOf(features({ ...readings, maturity: 0 }), 1).points).toBeLessThan(plain);
  });

  it('lets the readings that are there carry the weight of those that are not', () => {
    expect(scoreOf(features({ lexical: 1 }), 1).points).toBeCloseTo(
      scoreOf(features({ dense: 1, lexical: 1, agreement: 1 }), 1).points,
    );
  });

  it('keeps the order whatever the level, and lowers all scores with it', () => {
    const [better, worse] = [features(readings), features({ ...readings, lexical: 0.6 })];
    for (const level of [0.4, 0.7, 1])
      expect(scoreOf(better, level).points).toBeGreaterThan(scoreOf(worse, level).points);
    expect(scoreOf(better, 0.4).points).toBeLessThan(scoreOf(better, 1).points);
  });

  it('cannot be lifted above the readings of the text by everything else together', () => {
    const beside = MODEL.filter(({ feature }) => !['dense', 'lexical', 'agreement'].includes(feature));
    const most = beside.reduce((sum, { weight, neutral }) => sum + weight * (1 - neutral), 0);
    expect(most).toBeLessThan(30);
  });

  it('trusts a near candidate more than a far one', () => {
    expect(levelOf(0.8)).toBe(1);
    expect(levelOf(0.6)).toBeLessThan(levelOf(0.7));
    expect(levelOf(0.1)).toBeGreaterThan(0);
  });

  it('grades every score', () => {
    expect([100, 80, 70, 55, 20, 0].map(gradeOf)).toEqual(['A', 'A', 'B', 'C', 'D', 'D']);
  });
});
