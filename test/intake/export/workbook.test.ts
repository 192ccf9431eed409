import { buffer } from 'node:stream/consumers';
import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { guardFormula, unguardFormula } from '../../../src/intake/formula-guard.js';
import type { RowOut } from '../../../src/intake/export/sheet-xml.js';
import { writeWorkbook } from '../../../src/intake/export/workbook.js';
import { until } from '../../support/processes.js';

describe('writing workbooks', () => {
  it('keeps what XML cannot hold, spaces at the ends and texts that look like escapes', async () => {
    const texts = [' 前后 ', 'a\u0001b', '_x0041_', '<&>"', '一\n二', '\u{20BB7}'];
    const rows = [[{ number: 3, cells: [...texts, 1.5, null] }]];
    const bytes = await buffer(writeWorkbook([{ name: '表 & 一', widths: [], rows }]));
    const sheet = XLSX.read(bytes).Sheets['表 & 一']!;
    expect(Object.keys(sheet).filter((ref) => !ref.startsWith('!'))).toEqual([
      'A3',
      'B3',
      'C3',
      'D3',
      'E3',
      'F3',
      'G3',
    ]);
    const shown = (['A3', 'B3', 'C3', 'D3', 'E3', 'F3'] as const).map((ref) => (sheet[ref] as XLSX.CellObject).v);
    expect(shown).toEqual(texts);
    expect(sheet['G3']).toMatchObject({ t: 'n', v: 1.5 });
  });

  it('ends the reading of rows when the receiver goes away', async () => {
    let begun = false;
    let ended = false;
    async function* endless(): AsyncGenerator<RowOut[]> {
      try {
        begun = true;
        for (let number = 1; ; number++) yield [{ number, cells: [`${number}`.repeat(1000)] }];
      } finally {
        ended = true;
      }
    }
    const stream = writeWorkbook([{ name: '表', widths: [], rows: endless() }]);
    stream.resume();
    await until('rows are read', () => begun);
    stream.destroy();
    await until('the rows are no longer read', () => ended);
  });

  it('fails when its rows fail, and does not pass for whole', async () => {
    async function* failing(): AsyncGenerator<RowOut[]> {
      yield [{ number: 1, cells: ['一'] }];
      throw new Error('the store is gone');
    }
    await expect(buffer(writeWorkbook([{ name: '表', widths: [], rows: failing() }]))).rejects.toThrow('store is gone');
  });
});

describe('guarding against formulas', () => {
  it('comes back as it was, whatever the text', () => {
    const texts = fc
      .array(fc.constantFrom("'", '=', '+', '-', '@', '＝', '\t', '\r', 'a', '一'))
      .map((signs) => signs.join(''));
    fc.assert(fc.property(texts, (text) => expect(unguardFormula(guardFormula(text))).toBe(text)));
  });

  it('leaves no text that a spreadsheet would run, and others alone', () => {
    for (const text of ['=1', '+1', '-1', '@a', '\t=1', '＝1']) expect(guardFormula(text)).toBe(`'${text}`);
    for (const text of ['1=1', "it's", "'引", '']) expect(guardFormula(text)).toBe(text);
  });
});
