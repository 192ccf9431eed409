import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as XLSX from '@e965/xlsx';
import { errorWorkbook } from '../../../src/intake/export/error-workbook.js';
import { runImport } from '../../../src/intake/load.js';
import { sendFile } from '../../../src/intake/send.js';
import type { Store } from '../../../src/store/open.js';
import { getTasks } from '../../../src/store/tasks.js';
import { forgetUploads } from '../../../src/store/uploads.js';
import { readTaxonomyFile } from '../../../src/taxonomy.js';
import { openTestStore } from '../../support/database.js';

const taxonomy = readTaxonomyFile();
const { signal } = new AbortController();

/** Title, note, a header of two rows, a merged owner; rows 6, 7 and 9 are to be mended. */
const ROWS = [
  ['2026年成果清单'],
  ['说明：带*必填'],
  ['序号', '成果名称*', '完成单位', '成熟度', '联系人', null, '意向价格（万元）'],
  [null, null, null, null, '姓名', '电话'],
  [1, '甲材料', '测试大学', '小试', '张三', 13812345678, 12.5],
  [2, '乙装置', null, '说不清', '李四', '不是电话', '面议'],
  [3, null, null, '中试', '王五', null, '=1+1'],
  [],
  [4, '甲材料', '测试大学', '中试', '赵六', null, 20],
  ['合计', '3项'],
];
const MERGES = ['A1:G1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:F3', 'G3:G4', 'C5:C7'];

describe('the error workbook', () => {
  let store: Store;
  let dir: string;
  beforeAll(async () => {
    store = await openTestStore();
    dir = mkdtempSync(join(tmpdir(), 'errors-'));
  });
  afterAll(async () => {
    await store.close();
    rmSync(dir, { recursive: true });
  });

  const sourceOf = (bookType: 'xlsx' | 'biff8' | 'csv'): string => {
    const sheet = XLSX.utils.aoa_to_sheet(ROWS);
    sheet['!merges'] = MERGES.map((ref) => XLSX.utils.decode_range(ref));
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, '成果');
    const path = join(dir, `source.${bookType}`);
    writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType }) as Buffer);
    return path;
  };
  const load = async (path: string, listName: string) => {
    const { id } = await sendFile(store.db, path, { fileName: 'list', kind: 'achievements', listName });
    await runImport({ store, taxonomy }, id, signal);
    return (await getTasks(store.db, [id]))[0]!;
  };
  const workbookOf = async (taskId: string, onlyToMend = false): Promise<string> => {
    const path = join(dir, `errors-${taskId}-${String(onlyToMend)}.xlsx`);
    await pipeline(await errorWorkbook(store.db, taskId, { onlyToMend, signal }), createWriteStream(path));
    return path;
  };
  const columnA = (path: string) => {
    const { Sheets, SheetNames } = XLSX.readFile(path);
    const sheet = Sheets[SheetNames[0]!]!;
    const refs = Object.keys(sheet).filter((ref) => /^A\d+$/.test(ref));
    return Object.fromEntries(refs.map((ref) => [ref, String((sheet[ref] as XLSX.CellObject).v)]));
  };
  const change = (path: string, cells: Record<string, string>): string => {
    const book = XLSX.readFile(path);
    for (const [ref, v] of Object.entries(cells)) book.Sheets[book.SheetNames[0]!]![ref] = { t: 's', v };
    const changed = `${path}.mended.xlsx`;
    XLSX.writeFile(book, changed, { bookType: 'xlsx' });
    return changed;
  };

  it.each(['xlsx', 'biff8'] as const)(
    'says in front of each row what to mend, in the rows of the sender: %s',
    async (type) => {
      const task = await load(sourceOf(type), `say ${type}`);
      expect(task.counts).toMatchObject({ accepted: 2, rejected: 1, duplicates: 1, warnings: 3 });
      const said = columnA(await workbookOf(task.id));
      expect(Object.keys(said)).toEqual(['A3', 'A6', 'A7', 'A9']);
      expect(said['A3']).toBe('错误原因');
      expect(said['A6']).toMatch(
        /【需核对】“成熟度”列：“说不清”不能识别为技术成熟度.*\n【需核对】“联系人\/电话”列：“不是电话”/,
      );
      expect(said['A7']).toMatch(/^【未导入】第 7 行“成果名称\*”没有填写/);
      expect(said['A9']).toBe('【重复】与第 5 行名称和单位相同，只保留前一行');
    },
  );

  it.each(['xlsx', 'biff8', 'csv'] as const)(
    'reads like the file it was made of when sent again as it is: %s',
    async (type) => {
      const task = await load(sourceOf(type), `again ${type}`);
      const again = await load(await workbookOf(task.id), `again ${type}`);
      const { accepted, rejected, warnings, duplicates, ignored } = task.counts;
      expect(again.counts).toMatchObject({ accepted, rejected, warnings, duplicates, ignored, unchanged: accepted });
      const mapping = (of: typeof task) =>
        (of.report as { mapping: { header: string; field: string }[] }).mapping.map(({ header, field }) => [
          header,
          field,
        ]);
      expect(mapping(again)).toEqual([['错误原因', 'ignore'], ...mapping(task)]);
    },
  );

  it('is accepted without a complaint once it is mended', async () => {
    const task = await load(sourceOf('xlsx'), 'mended');
    const mended = change(await workbookOf(task.id), {
      E6: '中试',
      G6: '025-83000000',
      C7: '丙方法',
      H7: '30',
      C9: '丁系统',
    });
    expect((await load(mended, 'mended')).counts).toMatchObject({
      accepted: 4,
      rejected: 0,
      warnings: 0,
      duplicates: 0,
      added: 2,
      changed: 1,
      unchanged: 1,
    });
  });

  it('can hold only the rows to mend, each with the merged cells it had a part in', async () => {
    const task = await load(sourceOf('xlsx'), 'only');
    const path = await workbookOf(task.id, true);
    const rows = XLSX.utils.sheet_to_json<unknown[]>(XLSX.readFile(path).Sheets['成果']!, {
      header: 1,
      blankrows: false,
    });
    expect(rows.map((row) => [row[1], row[2] ?? undefined, row[3] ?? undefined])).toEqual([
      ['2026年成果清单', undefined, undefined],
      ['说明：带*必填', undefined, undefined],
      ['序号', '成果名称*', '完成单位'],
      expect.anything(),
      [2, '乙装置', '测试大学'],
      [3, undefined, '测试大学'],
      [4, '甲材料', '测试大学'],
    ]);
    const again = await load(change(path, { C6: '戊方法' }), 'only');
    expect(again.counts).toMatchObject({ rejected: 0, added: 1 });
  });

  it('puts its column in front of each table of a sheet', async () => {
    const path = join(dir, 'two.csv');
    const first = ['成果名称,完成单位,成果简介', '戊工艺,测试大学,好', ',测试大学,差'];
    const second = ['第二批清单', '完成单位,成熟度,成果名称', '测试大学,说不清,己算法', '测试大学,中试,庚材料'];
    writeFileSync(path, [...first, '', ...second].join('\n'));
    const task = await load(path, 'two');
    const said = columnA(await workbookOf(task.id));
    expect(
      Object.entries(said)
        .filter(([, text]) => text === '错误原因')
        .map(([ref]) => ref),
    ).toEqual(['A1', 'A6']);
    for (const onlyToMend of [false, true]) {
      const again = await load(await workbookOf(task.id, onlyToMend), 'two');
      expect(again.counts).toMatchObject({ rejected: 1, warnings: 1, added: 0, changed: 0 });
    }
  });

  it('holds what looks like a formula as text', async () => {
    const task = await load(sourceOf('xlsx'), 'formula');
    const book = XLSX.readFile(await workbookOf(task.id), { cellFormula: true });
    expect(book.Sheets['成果']!['H7']).toMatchObject({ t: 's', v: '=1+1' });
    expect((book.Sheets['成果']!['H7'] as XLSX.CellObject).f).toBeUndefined();
  });

  it('is refused with the reason where there is none to give', async () => {
    const clean = join(dir, 'clean.csv');
    writeFileSync(clean, '成果名称,完成单位\n好成果,好大学\n');
    const inOrder = await load(clean, 'clean');
    await expect(workbookOf(inOrder.id)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('没有需要修改') as string,
    });

    const lines = join(dir, 'lines.jsonl');
    writeFileSync(lines, '{"title":"一项","organization":"好大学"}\n{"title":"无单位"}\n');
    await expect(workbookOf((await load(lines, 'lines')).id)).rejects.toMatchObject({ code: 'CONFLICT' });

    const foreign = join(dir, 'foreign.csv');
    writeFileSync(foreign, '注册资本,成立日期\n1,2\n');
    await expect(workbookOf((await load(foreign, 'foreign')).id)).rejects.toMatchObject({ code: 'CONFLICT' });

    const waiting = await sendFile(store.db, clean, { fileName: 'list', kind: 'achievements', listName: 'waiting' });
    await expect(workbookOf(waiting.id)).rejects.toMatchObject({ code: 'CONFLICT' });

    const forgotten = await load(sourceOf('csv'), 'forgotten');
    await forgetUploads(store.db, new Date(Date.now() + 1_000));
    await expect(workbookOf(forgotten.id)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('保存期') as string,
    });
  });
});
