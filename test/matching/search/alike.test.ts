import fc from 'fast-check';
import { keysOf, slipOf } from '../../../src/matching/search/alike.js';

describe('words that are alike', () => {
  it.each([
    ['matalb', 'matlab', 'swap'],
    ['lithuim', 'lithium', 'swap'],
    ['grphene', 'graphene', 'missing'],
    ['batttery', 'battery', 'extra'],
    ['sensar', 'sensor', 'wrong'],
    ['锂电迟', '锂电池', 'sound'],
    ['储能点站', '储能电站', 'sound'],
    ['光服', '光伏', 'sound'],
    ['纳电池', '拉电池', 'loose-sound'],
    ['磷酸铁鲤', '磷酸铁锂', 'sound'],
    ['钙钛旷', '钙钛矿', 'sound'],
    ['石墨稀', '石墨烯', 'sound'],
    ['电池锂', '电锂池', 'swap'],
    ['燃料池', '燃料电池', 'missing'],
    ['燃料电电池', '燃料电池', 'extra'],
    ['燃料水池', '燃料电池', 'wrong'],
  ])('%s was meant as %s', (typed, meant, slip) => {
    expect(slipOf(typed, meant)).toBe(slip);
    const keys = new Set(keysOf(meant));
    expect(keysOf(typed).some((key) => keys.has(key))).toBe(true);
  });

  it.each([
    ['matlab', 'matlab'],
    ['matlab', 'mathlib'],
    ['硅基板', '陶瓷板'],
  ])('%s is not %s mistyped', (typed, meant) => {
    expect(slipOf(typed, meant)).toBeNull();
  });

  it('share a key after any single slip', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcdeilmnorst'), minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(letters, fc.nat(), fc.constantFrom('x', 'y'), fc.nat(3), (word, place, letter, slip) => {
        const at = place % (word.length - 1);
        const [head, tail] = [word.slice(0, at), word.slice(at + 1)];
        const typed = [head + tail, head + letter + word[at]! + tail, head + letter + tail, swapped(word, at)][slip]!;
        fc.pre(typed !== word);
        const keys = new Set(keysOf(word));
        expect(slipOf(typed, word)).not.toBeNull();
        expect(keysOf(typed).some((key) => keys.has(key))).toBe(true);
      }),
    );
  });
});

function swapped(word: string, at: number): string {
  return word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);
}
