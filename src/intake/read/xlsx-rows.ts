import type { IntakeLimits } from '../limits.js';
import { Refusal } from '../refusal.js';
import type { Cell } from '../types.js';
import { numberCell } from './cell-format.js';
import { parseCellRef } from './cell-ref.js';
import { checkCell, checkRow } from './check.js';
import { SaxParser } from './sax.js';
import type { SheetRow } from './types.js';
import { createTextCollector, decodeEscapes, type WorkbookParts } from './xlsx-parts.js';
import type { Archive } from './zip.js';

/** Written by programs that do not calculate; Excel would on opening. It is told rather than read as blank. */
const NOT_CALCULATED = '（公式没有计算结果）';

/** Rows of one sheet, batch by batch as its XML inflates. A formula's cell has its cached value. @throws Refusal */
export async function* readRows(
  archive: Archive,
  part: string,
  workbook: WorkbookParts,
  limits: IntakeLimits,
  budget: { cells: number },
): AsyncGenerator<SheetRow[]> {
  const builder = createRowBuilder(workbook, limits, budget);
  const parser = new SaxParser(builder);
  for await (const chunk of archive.text(part)) {
    parser.write(chunk);
    const rows = builder.take();
    if (rows.length > 0) yield rows;
  }
  parser.end();
}

function createRowBuilder(workbook: WorkbookParts, limits: IntakeLimits, budget: { cells: number }) {
  let rows: SheetRow[] = [];
  let row: SheetRow = { number: 0, cells: [] };
  let column = -1;
  let count = 0;
  let attributes: Record<string, string> = {};
  let value = '';
  let formula: string | null = null;
  let inFormula = false;
  let reading = false;
  let inInline = false;
  const inline = createTextCollector();

  return {
    take(): SheetRow[] {
      const taken = rows;
      rows = [];
      return taken;
    },
    open(name: string, read: () => Record<string, string>): void {
      if (name === 'row') {
        row = { number: rowNumber(read()['r'], row.number), cells: [] };
        column = -1;
      } else if (name === 'c') {
        attributes = read();
        column = parseCellRef(attributes['r'] ?? '')?.column ?? column + 1;
        value = '';
        formula = null;
        inInline = false;
      } else if (name === 'v') {
        reading = true;
      } else if (name === 'f') {
        inFormula = true;
        formula = '';
      } else if (name === 'is') {
        inline.start();
        inInline = true;
      } else if (inInline) {
        inline.open(name);
      }
    },
    text(text: string): void {
      if (reading) value += text;
      else if (inFormula) formula += text;
      else if (inInline) inline.text(text);
    },
    close(name: string): void {
      if (name === 'v') {
        reading = false;
      } else if (name === 'f') {
        inFormula = false;
      } else if (name === 'is') {
        value = inline.finish();
        inInline = false;
      } else if (name === 'c') {
        const cell = readCell(value, attributes, workbook);
        // A formula may come to an empty text; without any type or value it was never calculated.
        if (formula !== null && value === '' && attributes['t'] === undefined) {
          Object.assign(cell, { text: `=${formula}`, error: NOT_CALCULATED });
        }
        if (cell.text.trim() === '') return;
        checkCell(cell, row.number, column, limits);
        if (--budget.cells < 0) throw new Refusal('TOO_LARGE', `单元格总数超过 ${limits.cells} 的上限，请拆分后上传。`);
        row.cells[column] = cell;
      } else if (name === 'row') {
        if (row.cells.length === 0) return;
        checkRow(++count, limits);
        rows.push(row);
      } else if (inInline) {
        inline.close(name);
      }
    },
  };
}

/** Rows go upwards in every workbook that Excel opens; one that says otherwise would break the order of reports. */
function rowNumber(attribute: string | undefined, previous: number): number {
  const number = attribute === undefined ? previous + 1 : Number(attribute);
  if (Number.isSafeInteger(number) && number > previous) return number;
  throw new Refusal(
    'DAMAGED',
    `文件已损坏：第 ${previous} 行之后的行号“${attribute}”无效。请用 Excel 打开修复，另存为 .xlsx 后重新上传。`,
  );
}

function readCell(value: string, attributes: Record<string, string>, workbook: WorkbookParts): Cell {
  switch (attributes['t']) {
    case 's':
      return { text: workbook.strings[Number(value)]?.normalize('NFC') ?? '' };
    case 'inlineStr':
      return { text: value.normalize('NFC') };
    case 'str':
      return { text: decodeEscapes(value).normalize('NFC') };
    case 'b':
      return { text: value === '1' || value === 'true' ? 'TRUE' : value === '' ? '' : 'FALSE' };
    case 'e':
      return value === '' ? { text: '' } : { text: value, error: value };
    case 'd':
      return value === '' ? { text: '' } : { text: isoOf(value), date: isoOf(value) };
    default: {
      const number = Number(value);
      if (value.trim() === '' || !Number.isFinite(number)) return { text: value };
      return numberCell(number, workbook.formats[Number(attributes['s'] ?? 0)], workbook.is1904);
    }
  }
}

function isoOf(value: string): string {
  return value.replace(/T00:00:00(\.0+)?Z?$/, '').replace(/(\.\d+)?Z$/, '');
}
