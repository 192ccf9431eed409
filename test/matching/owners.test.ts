import fc from 'fast-check';
import { attention, CLOSE_POINTS, shareComparison, surelyShared, takeTurns } from '../../src/matching/owners.js';

const owner = (one: { owner: string }) => one.owner;

describe('places in the close comparison', () => {
  const long = (count: number) => Array.from({ length: count }, (_, i) => ({ owner: 'long', id: i }));

  it('leave a quarter to others when one owner has most of the nearest', () => {
    const short = [100, 101, 102].map((id) => ({ owner: 'short', id }));
    const chosen = shareComparison([...long(50), ...short], 40, owner);
    expect(chosen).toHaveLength(40);
    expect(chosen.filter((one) => one.owner === 'short')).toEqual(short);
    expect(chosen.slice(0, 30)).toEqual(long(30));
  });

  it('go to the nearest when there is nobody else', () => {
    expect(shareComparison(long(60), 40, owner)).toEqual(long(40));
    expect(shareComparison(long(5), 40, owner)).toEqual(long(5));
  });

  it('go to so many of the nearest whoever owns what', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c')), fc.integer({ min: 1, max: 20 }), (owners, places) => {
        const nearest = owners.map((who, id) => ({ owner: who, id }));
        const sure = nearest.slice(0, surelyShared(places));
        expect(shareComparison(nearest, places, owner).slice(0, sure.length)).toEqual(sure);
      }),
    );
    expect(surelyShared(40)).toBe(30);
  });
});

describe('taking turns', () => {
  const match = (id: string, who: string, points: number) => ({ id, owner: who, points });

  it('gives the next place in a close call to the owner who was shown least', () => {
    const ranked = [match('a1', 'a', 90), match('a2', 'a', 89.9), match('a3', 'a', 89.8), match('b1', 'b', 89.5)];
    expect(takeTurns(ranked, owner).map(({ id }) => id)).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('never passes over a match that scores more than the bound higher, and loses none', () => {
    const ranked = Array.from({ length: 60 }, (_, i) => match(String(i), i % 7 === 0 ? 'b' : 'a', 90 - i * 0.3));
    const order = takeTurns(ranked, owner);
    expect([...order].sort((x, y) => Number(x.id) - Number(y.id))).toEqual(ranked);
    expect(order).not.toEqual(ranked);
    order.forEach(({ points }, i) => {
      for (const later of order.slice(i + 1)) expect(later.points - points).toBeLessThanOrEqual(CLOSE_POINTS);
    });
  });

  it('leaves the order alone where nothing is close or one owner has all', () => {
    const apart = [match('a1', 'a', 90), match('a2', 'a', 80), match('b1', 'b', 70)];
    expect(takeTurns(apart, owner)).toEqual(apart);
    const one = [match('a1', 'a', 90), match('a2', 'a', 90), match('a3', 'a', 89.9)];
    expect(takeTurns(one, owner)).toEqual(one);
  });

  it('values places as nDCG does', () => {
    expect(attention(1)).toBe(1);
    expect(attention(3)).toBeCloseTo(0.5);
  });
});
