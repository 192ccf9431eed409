import fc from 'fast-check';
import { cleanText, foldKey, isAbsent, isPlaceholder, singleLine } from '../../../src/intake/normalise/text.js';

test.each([
  ['  石墨烯 ', '石墨烯'],
  ['\uFEFF石墨\u200B烯\u00AD', '石墨烯'],
  ['石\u0000墨\u0007烯', '石墨烯'],
  ['a\u00A0\u3000b', 'a b'],
  ['ＰＬＣ１２３', 'PLC123'],
  ['５０％', '50%'],
  ['１．５', '1.5'],
  ['Ａ－１', 'A-1'],
  ['成本，降低（约）：好！', '成本，降低（约）：好！'],
  ['e\u0301', 'é'],
  ['一\r\n二\r三', '一\n二\n三'],
  ['一_x000D_\n二', '一\n\n二'],
  ['段一  \n\n\n\n  段二', '段一\n\n段二'],
  ['a \t  b', 'a b'],
  ['10⁻⁶ m²', '10⁻⁶ m²'],
  ['坏\uD800字', '坏字'],
  ['=SUM(A1)', '=SUM(A1)'],
])('%j cleans to %j', (text, expected) => {
  expect(cleanText(text)).toBe(expected);
});

test('a title broken over lines is one line, without a gap inside Chinese', () => {
  expect(singleLine('基于深度学习的\n缺陷检测方法')).toBe('基于深度学习的缺陷检测方法');
  expect(singleLine('Deep\nlearning')).toBe('Deep learning');
});

test('titles compare without case, width, spaces and punctuation', () => {
  expect(foldKey('《AI 检测》（二期）')).toBe(foldKey('ai检测(二期)'));
  expect(foldKey('ＡＩ－检测')).toBe(foldKey('AI检测'));
  expect(foldKey('C++')).not.toBe(foldKey('C'));
  expect(foldKey('版本2.0')).not.toBe(foldKey('版本20'));
});

test('slashes and dashes stand for an empty cell, 无 only where a value is expected', () => {
  for (const text of ['/', '-', '——', '…', '']) expect([isPlaceholder(text), isAbsent(text)]).toEqual([true, true]);
  for (const text of ['无', '暂无', 'N/A', '无。'])
    expect([isPlaceholder(text), isAbsent(text)]).toEqual([false, true]);
  expect(isAbsent('无线充电')).toBe(false);
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...' \n\t\r\u3000Ａａ．－1a-.，中\u0301\u200B') }),
);

test('what needs no cleaning comes out as it would after it', () => {
  const ordinary = fc.string({ unit: fc.constantFrom(...'ab1_-x000D_ ，。中一“”（）·…') });
  fc.assert(
    fc.property(fc.oneof(ordinary, anyText), (text) => {
      // A sign without width is cleaned away, and sends the text the long way.
      expect(cleanText(text)).toBe(cleanText(`${text}\u200B`));
    }),
    { numRuns: 2000 },
  );
});

test('cleaning and folding twice is cleaning and folding once', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
      expect(foldKey(foldKey(text))).toBe(foldKey(text));
    }),
    { numRuns: 2000 },
  );
});

test('a cleaned text holds nothing that PostgreSQL refuses', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(cleanText(text)).not.toMatch(/[\0\uFEFF\u200B]|\p{Cs}/u);
    }),
  );
});
