import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvSplitter } from '../../src/intake/read/csv-splitter.js';

function split(text: string, cuts: readonly number[], delimiter = ','): string[][] | null {
  const splitter = new CsvSplitter(delimiter);
  const records: string[][] = [];
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    records.push(...splitter.push(text.slice(from, cut)));
    from = Math.max(from, cut);
  }
  records.push(...splitter.push(text.slice(from)));
  const last = splitter.end();
  return last && [...records, ...last];
}

const cell = fc.string({ unit: fc.constantFrom('a', '中', '"', ',', '\n', '\r', ' ', '🙂'), maxLength: 6 });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('what is written is read again, wherever the text is cut', () => {
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.nat(60)), (rows, lineEnd, cuts) => {
      const text = rows.map((row) => row.map(quoted).join(',')).join(lineEnd) + lineEnd;
      expect(split(text, cuts)).toEqual(rows);
    }),
  );
});

test('reads plain cells as csv-parse does', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', '中', ' ', '1'), minLength: 1, maxLength: 6 });
  const table = fc.array(fc.array(plain, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(table, fc.array(fc.nat(60)), (rows, cuts) => {
      const text = rows.map((row) => row.join(',')).join('\n');
      expect(split(text, cuts)).toEqual(parse(text, { relax_column_count: true }));
    }),
  );
});

test('any text cut anywhere gives what it gives in one piece', () => {
  fc.assert(
    fc.property(
      cell.chain((a) => fc.tuple(fc.constant(a), cell, cell)),
      fc.array(fc.nat(20)),
      ([a, b, c], cuts) => {
        const text = `${a}${b},${c}`;
        expect(split(text, cuts)).toEqual(split(text, []));
      },
    ),
  );
});

test('a quote that never closes is told', () => expect(split('a,b\n"c,d\ne,f\n', [])).toBeNull());

test('text after a closing quote stays with its cell', () => expect(split('"a"b,c\n', [])).toEqual([['ab', 'c']]));

test('blank lines are records', () => expect(split('a\n\n\r\nb', [])).toEqual([['a'], [''], [''], ['b']]));
