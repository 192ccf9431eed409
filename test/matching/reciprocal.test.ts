import { probabilityOf, scoreWithProbability } from '../../src/matching/model.js';
import { reciprocityOf, termsOf } from '../../src/matching/reciprocal.js';

const match = { score: 70, rank: 1, place: 1, best: 70, terms: null, open: true };

describe('reciprocity', () => {
  it('is near the lesser half, and shows both', () => {
    const { reciprocal, needSide, achievementSide } = reciprocityOf({ ...match, score: 40, best: 40 });
    expect(needSide).toBeCloseTo(probabilityOf(40));
    expect(achievementSide).toBe(1);
    expect(reciprocal).toBeCloseTo((2 * needSide) / (needSide + 1));
    expect(reciprocal).toBeLessThan((needSide + achievementSide) / 2);
  });

  it.each([
    ['stands lower in the list of the need', { rank: 4 }],
    ['is one of several needs that the achievement serves better', { place: 3, best: 95 }],
    ['has terms that do not suit', { terms: 0 }],
  ])('falls when the match %s', (_, worse) => {
    expect(reciprocityOf({ ...match, ...worse }).reciprocal).toBeLessThan(reciprocityOf(match).reciprocal);
  });

  it('counts terms that nobody stated neither for nor against, and lets stated ones be negotiated', () => {
    expect(reciprocityOf({ ...match, terms: 1 })).toEqual(reciprocityOf(match));
    expect(reciprocityOf({ ...match, terms: 0 }).achievementSide).toBeCloseTo(0.5);
  });

  it('is 0 on both sides once an item is closed', () => {
    expect(reciprocityOf({ ...match, open: false })).toEqual({ reciprocal: 0, needSide: 0, achievementSide: 0 });
  });

  it('reads terms from cooperation, price and pairing alone', () => {
    const value = (feature: string, given: number | null) => ({ feature: feature as 'budget', value: given });
    expect(termsOf([value('tokens', 0.1), value('cooperation', 1), value('budget', 0.5), value('pairing', null)])).toBe(
      0.75,
    );
    expect(termsOf([value('tokens', 1), value('cooperation', null)])).toBeNull();
  });

  it('knows which score a probability stands for', () => {
    for (const score of [10, 50.7, 83]) expect(scoreWithProbability(probabilityOf(score))).toBeCloseTo(score);
  });
});
