import type { IntakeLimits } from '../limits.js';
import { Refusal } from '../refusal.js';
import { parseCellRef } from './cell-ref.js';
import type { ListFile, MergedRange, Sheet } from './types.js';
import { readRows } from './xlsx-rows.js';
import { readWorkbookParts } from './xlsx-parts.js';
import { openArchive, type Archive } from './zip.js';

/**
 * Opens an Office Open XML workbook. Only the shared strings are held in memory; each sheet inflates twice, first for
 * its merged cells, which the format puts after the rows that need them. That first pass also finds a damaged part
 * before any of its rows is given out.
 * @throws Refusal
 */
export async function openXlsx(path: string, limits: IntakeLimits): Promise<ListFile> {
  const archive = await openArchive(path, limits);
  try {
    refuseOtherArchives(archive);
    const parts = await readWorkbookParts(archive);
    if (parts.sheets.length > limits.sheets) {
      throw new Refusal(
        'TOO_LARGE',
        `工作簿有 ${parts.sheets.length} 张工作表，超过 ${limits.sheets} 张的上限，请拆分后上传。`,
      );
    }
    const budget = { cells: limits.cells };
    return {
      format: 'xlsx',
      async *sheets(): AsyncGenerator<Sheet> {
        for (const { name, hidden, part } of parts.sheets) {
          const merges = hidden ? [] : await readMerges(archive, part);
          yield { name, hidden, merges, rows: () => readRows(archive, part, parts, limits, budget) };
        }
      },
      close: () => archive.close(),
    };
  } catch (error) {
    await archive.close();
    throw error;
  }
}

const OTHER_ARCHIVES: [prefix: string, what: string][] = [
  ['word/', 'Word 文档'],
  ['ppt/', 'PowerPoint 演示文稿'],
  ['xl/workbook.bin', 'Excel 二进制工作簿（.xlsb）'],
  ['content.xml', 'OpenDocument（WPS/LibreOffice）文档'],
  ['document.xml', '文档'],
];

function refuseOtherArchives(archive: Archive): void {
  if (archive.has('xl/workbook.xml') || archive.has('_rels/.rels')) {
    const other = archive.has('xl/workbook.xml') ? undefined : otherArchive(archive);
    if (other === undefined) return;
    throw new Refusal('UNSUPPORTED_FORMAT', `这是${other}，不是 Excel 名单。请把名单另存为 .xlsx 或 .csv 后上传。`);
  }
  const what = otherArchive(archive) ?? '压缩包（zip）';
  throw new Refusal(
    'UNSUPPORTED_FORMAT',
    `这是${what}，不是 Excel 名单。请上传其中的名单文件（.xlsx、.xls 或 .csv）。`,
  );
}

function otherArchive(archive: Archive): string | undefined {
  const names = archive.names();
  return OTHER_ARCHIVES.find(([prefix]) => names.some((name) => name.startsWith(prefix)))?.[1];
}

const MERGE_ELEMENT = /<(?:\w{1,20}:)?mergeCell\s[^<>]{0,100}?ref\s?=\s?["']([^"'<>]{1,40})["']/g;
/** Merges that are kept per sheet: far more than people make, far less than a hostile file can hold. */
const MAX_MERGES = 100_000;

/** Finds `mergeCell` elements by text: several times faster than parsing the rows before them. */
async function readMerges(archive: Archive, part: string): Promise<MergedRange[]> {
  const merges: MergedRange[] = [];
  let rest = '';
  for await (const chunk of archive.text(part)) {
    const text = rest + chunk;
    let seen = 0;
    for (const match of text.matchAll(MERGE_ELEMENT)) {
      seen = match.index + match[0].length;
      const range = parseRange(match[1]!);
      if (range && merges.length < MAX_MERGES) merges.push(range);
    }
    // An element may straddle two chunks; none is longer than this.
    rest = text.slice(Math.max(seen, text.length - 200));
  }
  return merges;
}

function parseRange(ref: string): MergedRange | null {
  const [first, last] = ref.split(':').map(parseCellRef);
  if (!first || !last || last.row < first.row || last.column < first.column) return null;
  return { firstRow: first.row, lastRow: last.row, firstColumn: first.column, lastColumn: last.column };
}
