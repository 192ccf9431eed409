import fc from 'fast-check';
import { tokensIn } from '../../../src/matching/tokens/agreement.js';

describe('tokens in a text', () => {
  it('are its characters, and parts of words of other scripts; signs are none', () => {
    expect(tokensIn('储能电站')).toBe(4);
    expect(tokensIn('储能（电站）、电池。')).toBe(6);
    expect(tokensIn('PID 控制')).toBe(3);
    expect(tokensIn('electrolyte 2026')).toBe(6);
    expect(tokensIn('，。“”！')).toBe(0);
    expect(tokensIn('')).toBe(0);
  });

  it('grow with the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        expect(tokensIn(`${one}，${other}`)).toBe(tokensIn(one) + tokensIn(other));
      }),
    );
  });
});
