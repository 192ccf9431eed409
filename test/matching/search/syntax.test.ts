import fc from 'fast-check';
import { LONGEST_TYPED, piecesOf } from '../../../src/matching/search/syntax.js';

const terms = (text: string) => piecesOf(text).map(({ kind, text: piece }) => [kind, piece] as const);
const of = (text: string, wanted: string) => terms(text).flatMap(([kind, piece]) => (kind === wanted ? [piece] : []));

describe('the syntax of a typed search', () => {
  it.each([
    ['"热失控" 预警', ['热失控']],
    ['“热失控”预警', ['热失控']],
    ['储能「热失控」与『荷电状态』', ['热失控', '荷电状态']],
    ['＂PLC＂控制', ['PLC']],
    ['"a "b', ['a ']],
  ])('takes what stands in quotes: %s', (text, quoted) => {
    expect(of(text, 'quoted')).toEqual(quoted);
  });

  it.each(['"热失控', '热失控”', '“热失控"', '「热失控', '""', '“ ”', '5" 与 7" 显示屏', '』『'])(
    'takes as plain text: %s',
    (text) => {
      expect(terms(text)).toEqual([['free', text]]);
    },
  );

  it('takes a term after a space and a minus as one that must not stand', () => {
    expect(terms('锂电池 -正极 -“固态 电解质” 回收')).toEqual([
      ['free', '锂电池 '],
      ['excluded', '正极'],
      ['free', ' '],
      ['excluded', '固态 电解质'],
      ['free', ' 回收'],
    ]);
    expect(of('锂电池　－正极', 'excluded')).toEqual(['正极']);
  });

  it.each(['Li-ion 电池', '低温 -40℃ 电池', '-正极', ' -正极', '电池 - 正极', 'a -'])(
    'does not take a hyphen, a negative number or a lone minus for one: %s',
    (text) => {
      expect(of(text, 'excluded')).toEqual([]);
    },
  );

  it('reads a pasted description, long or of several lines, as plain text', () => {
    expect(of(`${'长'.repeat(LONGEST_TYPED)}“双碳”`, 'quoted')).toEqual([]);
    expect(of('需求：\n“双碳”', 'quoted')).toEqual([]);
    expect(of('产品\n -高安全', 'excluded')).toEqual([]);
  });

  const sign = fc.constantFrom('"', '“', '”', '「', '」', '『', '』', '＂', '-', '－', ' ', '5', '电', 'a', '\u3000');
  const typed = fc.oneof(fc.string({ unit: sign, maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 60 }));

  it('takes any text: the pieces cover it in order, and only what has both its quotes is a condition', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const pieces = piecesOf(text);
        let at = 0;
        for (const { kind, text: piece, start, end } of pieces) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          at = end;
          const raw = text.slice(start, end);
          if (kind === 'free') expect(raw).toBe(piece);
          else expect(piece.trim()).not.toBe('');
          if (kind === 'quoted') expect(raw).toMatch(/^(".*"|＂.*＂|“.*”|「.*」|『.*』)$/su);
          if (kind === 'excluded') expect(raw).toMatch(/^[-－]/);
        }
        expect(at).toBe(text.length);
      }),
    );
  });

  it('gives back each term that was put in quotes', () => {
    const term = fc.string({ unit: fc.constantFrom('电', '池', 'a', 'B', '3', ' ', '-'), minLength: 1, maxLength: 8 });
    const pair = fc.constantFrom(['“', '”'], ['「', '」'], ['『', '』']);
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            term.filter((text) => text.trim() !== ''),
            pair,
          ),
          { maxLength: 6 },
        ),
        (quoted) => {
          const text = quoted.map(([inner, [open, close]]) => `${open}${inner}${close}`).join('与');
          expect(of(text, 'quoted')).toEqual(quoted.map(([inner]) => inner));
        },
      ),
    );
  });
});
