import fc from 'fast-check';
import { parseNumeral } from '../src/numerals.js';

const CASES: [string, number | null][] = [
  ['12', 12],
  ['１２．５', 12.5],
  ['1,500,000', 1_500_000],
  ['1,500万', 15_000_000],
  ['1,50', null],
  ['十', 10],
  ['十五', 15],
  ['二十', 20],
  ['三百二十', 320],
  ['一百零五', 105],
  ['一百五', 150],
  ['两千三', 2300],
  ['两千零三', 2003],
  ['五十万', 500_000],
  ['伍拾万', 500_000],
  ['壹佰贰拾万', 1_200_000],
  ['三万五', 35_000],
  ['一万零五百', 10_500],
  ['三点五', 3.5],
  ['三点五万', 35_000],
  ['1.2万', 12_000],
  ['0.57万', 5700],
  ['3千万', 30_000_000],
  ['千万', 10_000_000],
  ['百万', 1_000_000],
  ['5百', 500],
  ['1.5亿', 150_000_000],
  ['1亿2000万', 120_000_000],
  ['一亿二', 120_000_000],
  ['两万亿', 2_000_000_000_000],
  ['二〇二五', 2025],
  ['零', 0],
  ['', null],
  ['万', null],
  ['点', null],
  ['好', null],
  ['三个', null],
  ['十十', null],
];

const DIGITS = '零一二三四五六七八九';

/** The textbook way to write a number below 10,000. */
function inChinese(value: number): string {
  const parts = [1000, 100, 10, 1].map((unit) => [Math.floor(value / unit) % 10, unit] as const);
  let text = '';
  let gap = false;
  for (const [digit, unit] of parts) {
    if (digit === 0) gap = text !== '';
    else {
      text += `${gap ? '零' : ''}${DIGITS[digit]}${{ 1000: '千', 100: '百', 10: '十', 1: '' }[unit]}`;
      gap = false;
    }
  }
  return text;
}

test.each(CASES)('%s reads as %s', (text, expected) => {
  expect(parseNumeral(text)).toBe(expected);
});

test('every number up to 99,999,999 survives being written in Chinese', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (high, low) => {
      const text = `${high > 0 ? `${inChinese(high)}万` : ''}${high > 0 && low < 1000 ? '零' : ''}${inChinese(low)}`;
      expect(parseNumeral(text)).toBe(high * 10_000 + low);
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'零一两十百千万亿点1.,拾x') }), (text) => {
      const value = parseNumeral(text);
      expect(value === null || Number.isFinite(value)).toBe(true);
    }),
  );
});
