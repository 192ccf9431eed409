import fc from 'fast-check';
import { foldKey, foldLiteral } from '../src/fold.js';

it('folds plain text the same way on its short path as beside a sign that takes the long one', () => {
  const plain = fc.string({ unit: fc.constantFrom(...'0189AZaz一龥鿯（）()，、“”《》 ') });
  // The exclamation mark folds to nothing.
  fc.assert(fc.property(plain, (text) => foldKey(text) === foldKey(`${text}！`)));
  expect(foldKey('A（一）、《B c》“2”')).toBe('a一bc2');
});

describe('foldLiteral', () => {
  it('makes width, case and runs of white space one, and tells where each unit came from', () => {
    const { text, places } = foldLiteral('ＰＬＣ \n 控制㎏');
    expect(text).toBe('plc 控制kg');
    expect(places).toEqual([0, 1, 2, 3, 6, 7, 8, 8, 9]);
  });

  it('gives places that ascend to the end of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        const { text, places } = foldLiteral(written);
        expect(places).toHaveLength(text.length + 1);
        expect([...places].sort((a, b) => a - b)).toEqual(places);
        expect(places.at(-1)).toBe(written.length);
      }),
    );
  });
});
