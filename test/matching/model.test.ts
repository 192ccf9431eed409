import {
  gradeOf,
  levelOf,
  MODEL,
  probabilityOf,
  scoreOf,
  type FeatureName,
  type Features,
  type Texts,
} from '../../src/matching/model.js';

const features = (values: Partial<Record<FeatureName, number | null>>): Features =>
  Object.fromEntries(
    MODEL.map(({ feature }) => [feature, { value: values[feature] ?? null, detail: null }]),
  ) as Features;

const FULL: Texts = { asked: 100, bare: false };

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

  it('trusts a search more whose best answers more of what is asked', () => {
    const level = (agreement: number | null, coverage: number) => levelOf({ agreement, coverage, texts: FULL });
    expect(level(0.02, 0.1)).toBeLessThan(level(0.06, 0.1));
    expect(level(0.02, 0.1)).toBeLessThan(level(0.02, 0.2));
    expect(level(null, 0.1)).toBeLessThan(level(null, 0.2));
    expect(level(0, 0)).toBeGreaterThan(0);
    expect(level(1, 1)).toBe(1);
  });

  it('trusts a search less that is made with a short text, down to a single word, and one that a bare title answers', () => {
    const level = (texts: Texts) => levelOf({ agreement: 0.08, coverage: 0.2, texts });
    const levels = [0, 2, 5, 20, 60, 100].map((asked) => level({ asked, bare: false }));
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(levels.at(-1)).toBe(level(FULL));
    expect(level({ asked: 2000, bare: false })).toBe(level(FULL));
    expect(level({ asked: 20, bare: true })).toBeLessThan(level({ asked: 20, bare: false }));
    expect(level({ asked: 0, bare: true })).toBeGreaterThan(0);
    // Of words alone the share of what is asked knows how many they are.
    const words = (asked: number) => levelOf({ agreement: null, coverage: 0.2, texts: { asked, bare: false } });
    expect(words(5)).toBe(words(100));
  });

  it('grades the best C or D where nothing answers, and A or B where much does', () => {
    const best = features({ tokens: 1, lexical: 1, title: 1 });
    const gradeAt = (agreement: number, coverage: number) =>
      gradeOf(scoreOf(best, levelOf({ agreement, coverage, texts: FULL })).score);
    expect(gradeAt(0.02, 0.1)).toBe('D');
    expect(gradeAt(0.1, 0.2)).toBe('A');
  });

  it('gives a higher score a higher probability, and grades by it', () => {
    const scores = [0, 20, 48, 53, 70, 100];
    const probabilities = scores.map((score) => probabilityOf(score));
    expect(probabilities).toEqual([...probabilities].sort((a, b) => a - b));
    expect(scores.map((score) => gradeOf(score))).toEqual(['D', 'D', 'C', 'B', 'A', 'A']);
  });
});
