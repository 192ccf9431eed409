import { gradeOf, levelOf, MODEL, scoreOf, type FeatureName, type Features } from '../../src/matching/model.js';

const features = (values: Partial<Record<FeatureName, number | null>>): Features =>
  Object.fromEntries(
    MODEL.map(({ feature }) => [feature, { value: values[feature] ?? null, detail: null }]),
  ) as Features;

describe('the ranking model', () => {
  const readings = { tokens: 0.9, lexical: 0.8, title: 0.7 };

  it('counts what is missing neither for nor against', () => {
    const plain = scoreOf(features(readings), 1).points;
    expect(scoreOf(features({ ...readings, maturity: 0.5, industry: 0.5 }), 1).points).toBeCloseTo(plain);
    expect(scoreOf(features({ ...readings, maturity: 1 }), 1).points).toBeGreaterThan(plain);
    expect(scoreOf(features({ ...readings, maturity: 0 }), 1).points).toBeLessThan(plain);
  });

  it('lets the words carry the weight of all readings where nothing was embedded', () => {
    expect(scoreOf(features({ lexical: 1 }), 1, true).points).toBeCloseTo(
      scoreOf(features({ tokens: 1, lexical: 1, title: 1 }), 1).points,
    );
  });

  it('keeps the order whatever the level, and lowers all scores with it', () => {
    const [better, worse] = [features(readings), features({ ...readings, lexical: 0.6 })];
    for (const level of [0.4, 0.7, 1])
      expect(scoreOf(better, level).points).toBeGreaterThan(scoreOf(worse, level).points);
    expect(scoreOf(better, 0.4).points).toBeLessThan(scoreOf(better, 1).points);
  });

  it('cannot be lifted above the readings of the text by everything else together', () => {
    const beside = MODEL.filter(({ feature }) => !['tokens', 'lexical', 'title'].includes(feature));
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
