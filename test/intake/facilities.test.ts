import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deps } from '../../src/deps.js';
import { xlsxTemplate } from '../../src/intake/export/template.js';
import { readList } from '../../src/intake/intake.js';
import { createImport, previewImport, runImport } from '../../src/intake/load.js';
import { sendFile } from '../../src/intake/send.js';
import { projectPath } from '../../src/paths.js';
import { facilities, organizations } from '../../src/store/schema.js';
import { getTasks } from '../../src/store/tasks.js';
import { openTestDeps } from '../support/deps.js';

const HEADER = '序号,平台名称,类型,建设单位/依托单位,所属园区,服务领域,服务内容/简介,服务阶段/TRL,联系人,开放时间';
const sent = { fileName: '平台名录.csv', kind: 'facilities' as const };

describe('a list of facilities', () => {
  let deps: Deps;
  let dir: string;
  beforeAll(async () => {
    deps = await openTestDeps();
    dir = await mkdtemp(join(tmpdir(), 'ttm-facilities-'));
  });
  afterAll(async () => {
    await deps.close();
    await rm(dir, { recursive: true, force: true });
  });

  const fileOf = async (...rows: string[]) => {
    const path = join(dir, '平台名录.csv');
    await writeFile(path, [HEADER, ...rows].join('\n'));
    return path;
  };
  const load = async (path: string) => {
    const { id } = await sendFile(deps.db, path, sent);
    await runImport(deps, id, new AbortController().signal);
    return (await getTasks(deps.db, [id]))[0]!;
  };

  it('comes in under the headers that bureaus use, in the taxonomy’s terms', async () => {
    const task = await load(
      await fileOf(
        '1,江北储能中试平台,中试基地,云岭理工大学,江北新区,新型储能；智能电网,并网试验,TRL 5-8,张三,工作日',
        '2,早期验证公共平台,概念验证机构,,,,,小试,,',
      ),
    );
    expect(task).toMatchObject({ state: 'succeeded', counts: { added: 2, changed: 0, rejected: 0 } });
    const rows = await deps.db.select().from(facilities).orderBy(facilities.trlFrom);
    const [owner] = (await deps.db.select().from(organizations)).filter(({ name }) => name === '云岭理工大学');
    expect(rows).toMatchObject([
      { name: '早期验证公共平台', kind: '概念验证中心', organizationId: null, trlFrom: 4, trlTo: 5, field: [] },
      {
        name: '江北储能中试平台',
        kind: '中试平台',
        organizationId: owner!.id,
        parkCode: 'JB-NA',
        industries: ['JS-H2ES', 'NJ-GRID'],
        trlFrom: 5,
        trlTo: 8,
        summary: '并网试验',
        contactName: '张三',
        extra: { 开放时间: '工作日' },
      },
    ]);
  });

  it('adds to what is known and corrects it by name; a preview tells and writes nothing', async () => {
    const path = await fileOf(
      '1,江北储能中试平台,中试基地,云岭理工大学,江北新区,新型储能；智能电网,并网试验,TRL 5-8,张三,工作日',
      '2,早期验证公共平台,概念验证机构,,,,可行性评估,小试,,',
      '3,新来的中试平台,,,,,,,,',
    );
    const before = await deps.db.$count(facilities);
    const { difference } = await previewImport(deps, path, { ...sent, listName: '名录' });
    expect(difference).toEqual({ added: 1, changed: 1, unchanged: 1, gone: 0 });
    expect(await deps.db.$count(facilities)).toBe(before);
    expect((await load(path)).counts).toMatchObject({ added: 1, changed: 1, unchanged: 1 });
    expect((await load(path)).counts).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
  });

  it('is known row by row: a name twice is told, a row without one is rejected', async () => {
    const task = await load(
      await fileOf('1,甲平台,,单位一,,,,,,', '2,甲平台,,单位二,,,,,,', '3,,中试平台,单位三,,,,,,'),
    );
    expect(task.counts).toMatchObject({ added: 1, duplicates: 1, rejected: 1 });
  });

  it('has no editions to withdraw from, and a list of needs is none', async () => {
    const { id } = await sendFile(deps.db, await fileOf('1,乙平台,,,,,,,,'), sent);
    const [task] = await getTasks(deps.db, [id]);
    const params = { ...(task!.params as unknown as Parameters<typeof createImport>[1]), withdrawGone: true };
    await expect(createImport(deps.db, params)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    const wrong = { path: projectPath('sample', 'demand-list.xlsx'), name: 'demand-list.xlsx' };
    const events = [];
    for await (const event of readList(wrong, { kind: 'facilities' })) events.push(event);
    expect(events.at(-1)).toMatchObject({ type: 'refused' });
  });

  it('has a template that reads back without warnings', async () => {
    const path = join(dir, '模板.xlsx');
    const chunks: Buffer[] = [];
    for await (const chunk of xlsxTemplate('facilities', deps.taxonomy)) chunks.push(Buffer.from(chunk as Uint8Array));
    await writeFile(path, Buffer.concat(chunks));
    const events = [];
    for await (const event of readList({ path, name: '模板.xlsx' }, { kind: 'facilities' })) events.push(event);
    const mapping = events.flatMap((event) => (event.type === 'mapping' ? event.mapping : []));
    expect(mapping.filter(({ field }) => field === 'extra')).toEqual([]);
    expect(mapping.every(({ confidence }) => confidence === 1)).toBe(true);
  });
});
