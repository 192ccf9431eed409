import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as XLSX from '@e965/xlsx';
import { readXlsx } from 'hucre/xlsx';
import type { ListKind } from '../../../src/domain.js';
import { exportItems, type ExportRequest } from '../../../src/intake/export/items.js';
import { runImport } from '../../../src/intake/load.js';
import { sendFile } from '../../../src/intake/send.js';
import { createAchievement } from '../../../src/items/write.js';
import { projectPath } from '../../../src/paths.js';
import { lists, type TaskRow } from '../../../src/store/schema.js';
import type { Store } from '../../../src/store/open.js';
import { getTasks } from '../../../src/store/tasks.js';
import { readTaxonomyFile } from '../../../src/taxonomy.js';
import { openTestStore } from '../../support/database.js';

const taxonomy = readTaxonomyFile();
const FILES = ['xlsx', 'csv', 'gbk.csv', 'jsonl'] as const;

/** What spreadsheets, separators and encodings trip over, in the cells of a list. */
const ODD_ACHIEVEMENTS = `成果名称	成果编号	完成单位	完成人	所属领域	成果简介	技术指标	技术成熟度	专利号	合作方式	意向价格	密级	联系人	联系电话	邮箱	关键词	公式列	手机	=危险
=1+1	=A1	测试大学	张三；李 四、欧阳修 教授	人工智能	=HYPERLINK("http://example.org","点我")	+5V；-20~55℃	TRL 6-7	ZL202219900440.4；软件著作权3项	转让；许可（独占、普通）	50-80万	公开	王五	025-83000000转12	A.b@Example.ORG	B/S；1,2-丙二醇；（未闭合、括号	@SUM(A1)	13800000000	'=加撇
-负号开头	001	测试大学	李四	新材料；第2.B类	''两个撇	'普通撇	小试	202219900440.4	许可使用	面议	非密	赵六	400-123-4567	x@y.cn	C++；C#	+86	13900000001	-3
@提及	1E5	测试大学		集成电路	"逗号,引号""与""引号
第二行"	多行	中试	PCT/CN2020/123456	面议	≥30				无	工艺/装备		3	'
㐂𠮷罕见字	A-1	测试大学	王 五		ﬁ 连字 ① ½ ㎡ ℃ _x0041_ &amp; <b>	≥99.9%		CN109876543A	作价入股	≤200万元	不保密	孙七	8300000-12		（一）	'	0	=
`;

describe('exports', () => {
  let store: Store;
  let dir: string;
  beforeAll(async () => {
    store = await openTestStore();
    dir = mkdtempSync(join(tmpdir(), 'export-'));
  });
  afterAll(async () => {
    await store.close();
    rmSync(dir, { recursive: true });
  });

  const load = async (path: string, kind: ListKind, listName: string): Promise<TaskRow> => {
    const { id } = await sendFile(store.db, path, { fileName: 'list', kind, listName });
    await runImport({ store, taxonomy }, id, new AbortController().signal);
    return (await getTasks(store.db, [id]))[0]!;
  };
  const listIdOf = async (name: string) => (await store.db.select().from(lists)).find((list) => list.name === name)!.id;
  const write = async (request: ExportRequest, name = `export.${request.format}`): Promise<string> => {
    const path = join(dir, name);
    await pipeline(await exportItems({ db: store.db, taxonomy }, request), createWriteStream(path));
    return path;
  };
  const exported = async (file: (typeof FILES)[number], kind: ListKind, listName: string): Promise<string> => {
    const format = file === 'gbk.csv' ? 'csv' : file;
    const filter = { listIds: [await listIdOf(listName)] };
    return write({ kind, filter, format, encoding: file === 'gbk.csv' ? 'gbk' : 'utf-8' });
  };
  /** @param hidden confidential items of the list, which are not on the export */
  const expectUnchanged = (task: TaskRow, items: number, hidden = 0) => {
    const unchanged = items - hidden;
    const none = { rejected: 0, duplicates: 0, added: 0, changed: 0 };
    const counts = { accepted: unchanged, unchanged, gone: hidden, ...none };
    expect(task).toMatchObject({ state: 'succeeded', counts });
  };

  it.each([
    ['supply-list-with-title.xlsx', 'achievements', 0],
    ['supply-list-gbk.csv', 'achievements', 2],
    ['demand-list.xlsx', 'needs', 5],
    ['challenge-list.xlsx', 'challenges', 0],
  ] as const)('import again without a difference, in every format: %s', async (sample, kind, hidden) => {
    const { counts } = await load(projectPath('sample', sample), kind, sample);
    const items = counts['accepted']!;
    expect(items).toBeGreaterThan(10);
    for (const file of FILES) {
      expectUnchanged(await load(await exported(file, kind, sample), kind, sample), items, hidden);
    }
  });

  it.each(FILES)('import again without a difference when cells are as odd as can be: %s', async (file) => {
    const path = join(dir, 'odd.tsv');
    writeFileSync(path, ODD_ACHIEVEMENTS);
    const { counts } = await load(path, 'achievements', `odd ${file}`);
    expect(counts).toMatchObject({ accepted: 4, rejected: 0 });
    expectUnchanged(await load(await exported(file, 'achievements', `odd ${file}`), 'achievements', `odd ${file}`), 4);
  });

  it('hold no live formula, as others read them', async () => {
    const path = join(dir, 'odd.tsv');
    writeFileSync(path, ODD_ACHIEVEMENTS);
    await load(path, 'achievements', 'formulas');

    const xlsx = await exported('xlsx', 'achievements', 'formulas');
    const sheet = XLSX.readFile(xlsx, { cellFormula: true }).Sheets['科技成果清单']!;
    const cells = Object.entries(sheet).filter(([ref]) => !ref.startsWith('!')) as [string, XLSX.CellObject][];
    expect(cells.filter(([, cell]) => cell.f !== undefined)).toEqual([]);
    expect(cells.map(([, cell]) => cell.v)).toEqual(expect.arrayContaining(['=1+1', '-负号开头', '@提及', '=危险']));

    const csv = readFileSync(await exported('csv', 'achievements', 'formulas'), 'utf8');
    for (const field of csv.slice(1).split(/[,\r\n]+/)) expect(field).not.toMatch(/^"?[=+\-@\t]/);
  });

  it('freeze the header, which two other readers find', async () => {
    await load(projectPath('sample', 'demand-list.xlsx'), 'needs', 'frozen');
    const path = await exported('xlsx', 'needs', 'frozen');
    const book = await readXlsx(readFileSync(path));
    expect(book.sheets[0]).toMatchObject({ name: '企业技术需求清单', freezePane: { rows: 1 } });
    expect(book.sheets[0]!.rows[0]!.slice(0, 3)).toEqual(['序号', '需求名称', '企业名称']);
  });

  it('leave out confidential items and needs of the other kind', async () => {
    await load(projectPath('sample', 'challenge-list.xlsx'), 'challenges', 'published');
    const text = '需求名称,企业名称,是否保密\n不可外传的需求,测试公司,是\n可以公开的需求,测试公司,否\n';
    writeFileSync(join(dir, 'secret.csv'), text);
    await load(join(dir, 'secret.csv'), 'needs', 'secret');
    const rows = readFileSync(await write({ kind: 'needs', filter: {}, format: 'jsonl', encoding: 'utf-8' }), 'utf8');
    expect(rows).toContain('可以公开的需求');
    expect(rows).not.toContain('不可外传的需求');
    expect(rows).not.toContain('榜单');
  });

  it('refuse a workbook for a text that no Excel cell can hold, and give it as CSV', async () => {
    const values = { title: '说明很长的成果', organization: '长文大学', summary: '长'.repeat(33_000) };
    const { organizationId } = await createAchievement({ db: store.db, taxonomy }, { ...values, summary: null });
    const path = join(dir, 'long.jsonl');
    writeFileSync(path, JSON.stringify(values));
    await load(path, 'achievements', 'long');
    const request = { kind: 'achievements', filter: { organizationIds: [organizationId] }, encoding: 'gbk' } as const;
    await expect(write({ ...request, format: 'xlsx' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('《说明很长的成果》的“成果简介”') as string,
    });
    expect(readFileSync(await write({ ...request, format: 'csv' })).length).toBeGreaterThan(66_000);
  });
});
