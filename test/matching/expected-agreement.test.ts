import fc from 'fast-check';
import { expectedAgreement, type Nearness, type Observed } from '../../src/matching/expected-agreement.js';

const reading = fc.double({ min: -1, max: 1, noNaN: true });
const nearness = fc.record({ dense: reading, title: reading, lexical: reading });

describe('agreement that is expected', () => {
  it('is the higher the nearer a candidate is while nothing is compared', () => {
    const expected = expectedAgreement([]);
    const along = [-1, 0, 0.5, 1].map((at) => expected({ dense: at, title: at, lexical: at }));
    expect(along).toEqual([...along].sort((a, b) => a - b));
    expect(along[0]).toBeLessThan(0);
    expect(along.at(-1)).toBeGreaterThan(0.9);
  });

  it('follows what the search has compared, however that differs from what is usual', () => {
    /** All over the range, each reading in its own order. */
    const compared = Array.from({ length: 240 }, (_, i) => ({
      dense: ((7 * i) % 240) / 120 - 1,
      title: ((11 * i) % 240) / 120 - 1,
      lexical: ((23 * i) % 240) / 120 - 1,
    }));
    fc.assert(
      fc.property(reading, reading, reading, (level, byDense, byWords) => {
        const share = ({ dense, lexical }: Nearness) =>
          level + byDense * dense + byWords * lexical ** 2 * +(lexical > 0);
        const expected = expectedAgreement(compared.map((one) => ({ nearness: one, share: share(one) })));
        for (const one of compared) expect(Math.abs(expected(one) - share(one))).toBeLessThan(0.05);
      }),
    );
  });

  it('does not depend on the order in which they were compared', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ nearness, share: fc.double({ min: 0, max: 1, noNaN: true }) }), { maxLength: 60 }),
        nearness,
        (observed: Observed[], next) => {
          const [there, back] = [expectedAgreement(observed), expectedAgreement([...observed].reverse())];
          expect(there(next)).toBeCloseTo(back(next), 6);
        },
      ),
    );
  });

  it('moves little for one that is out of line', () => {
    const next = { dense: 0.5, title: 0.5, lexical: 0.5 };
    const usual = expectedAgreement([]);
    const inLine = Array.from({ length: 80 }, (_, i) => {
      const one = { dense: i / 80, title: i / 90, lexical: 1 - i / 80 };
      return { nearness: one, share: usual(one) };
    });
    const moved = expectedAgreement([...inLine, { nearness: next, share: 1 }]);
    expect(Math.abs(moved(next) - usual(next))).toBeLessThan(0.1);
  });
});
