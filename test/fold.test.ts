import fc from 'fast-check';
import { foldKey } from '../src/fold.js';

it('folds plain text the same way on its short path as beside a sign that takes the long one', () => {
  const plain = fc.string({ unit: fc.constantFrom(...'0189AZaz一龥鿯（）()，、“”《》 ') });
  // The exclamation mark folds to nothing.
  fc.assert(fc.property(plain, (text) => foldKey(text) === foldKey(`${text}！`)));
  expect(foldKey('A（一）、《B c》“2”')).toBe('a一bc2');
});
