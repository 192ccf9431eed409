import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { LIST_KINDS } from '../../src/domain.js';
import { sendFile } from '../../src/intake/send.js';
import { lists } from '../../src/store/schema.js';
import { openTestApi, type TestApi } from '../support/graphql.js';

describe('files through the REST door', () => {
  let api: TestApi;
  let dir: string;
  let taskId: string;
  let listId: string;
  beforeAll(async () => {
    api = await openTestApi();
    dir = mkdtempSync(join(tmpdir(), 'files-'));
    const path = join(dir, 'list.csv');
    writeFileSync(
      path,
      '成果名称,完成单位,密级\n第一项,测试大学,公开\n=第二项,测试大学,公开\n,测试大学,公开\n第四项,测试大学,机密\n',
    );
    taskId = (await sendFile(api.deps.db, path, { fileName: 'list.csv', kind: 'achievements' })).id;
    await api.settle();
    listId = (await api.deps.db.select().from(lists))[0]!.id;
  });
  afterAll(async () => {
    await api.close();
    rmSync(dir, { recursive: true });
  });
  const get = (url: string) => api.app.inject({ method: 'GET', url: `/api/v1${url}` });

  it.each(LIST_KINDS)('offers templates of %s as workbook and as CSV that Excel opens', async (kind) => {
    const xlsx = await get(`/templates/${kind}.xlsx`);
    expect(xlsx.statusCode).toBe(200);
    expect(xlsx.headers['content-disposition']).toMatch(/^attachment; filename=".+\.xlsx"; filename\*=UTF-8''%/);
    expect(XLSX.read(xlsx.rawPayload).SheetNames).toHaveLength(2);
    const csv = await get(`/templates/${kind}.csv`);
    expect(csv.headers['content-type']).toBe('text/csv; charset=gbk');
    expect(new TextDecoder('gbk', { fatal: true }).decode(csv.rawPayload)).toMatch(/^序号,.+名称\*,/);
  });

  it('gives the error workbook of a task, whole or only with the rows to mend', async () => {
    const whole = await get(`/tasks/${taskId}/errors.xlsx`);
    const rowsOf = (payload: Buffer) =>
      XLSX.utils.sheet_to_json<string[]>(XLSX.read(payload).Sheets['清单']!, { header: 1 });
    expect(rowsOf(whole.rawPayload).map(([reason]) => reason?.slice(0, 5))).toEqual([
      '错误原因',
      undefined,
      undefined,
      '【未导入】',
      undefined,
    ]);
    const some = await get(`/tasks/${taskId}/errors.xlsx?onlyToMend=true`);
    expect(rowsOf(some.rawPayload)).toHaveLength(2);
    expect((await get(`/tasks/${listId}/errors.xlsx`)).json()).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('exports a list in every format, without what is confidential and without formulas', async () => {
    const xlsx = XLSX.read((await get(`/exports/achievements.xlsx?listId=${listId}`)).rawPayload);
    const titles = XLSX.utils
      .sheet_to_json<Record<string, string>>(xlsx.Sheets['科技成果清单']!)
      .map((row) => row['成果名称']);
    expect(titles).toEqual(['第一项', '=第二项']);
    expect((await get(`/exports/achievements.csv?listId=${listId}`)).body).toContain("\r\n2,'=第二项,测试大学,");
    const gbk = await get(`/exports/achievements.csv?listId=${listId}&encoding=gbk`);
    expect(new TextDecoder('gbk').decode(gbk.rawPayload)).toContain('第一项');
    const lines = (await get(`/exports/achievements.jsonl?listIds=${listId}`)).body.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { title: string }).title)).toEqual(['第一项', '=第二项']);
  });

  it('refuses a list of another kind, an unknown one and an unknown filter in words', async () => {
    const other = await get(`/exports/needs.xlsx?listId=${listId}`);
    expect(other.json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('/exports/achievements') as string,
    });
    expect((await get(`/exports/needs.csv?listId=${taskId}`)).statusCode).toBe(404);
    expect((await get('/exports/needs.jsonl?industries=NOPE')).statusCode).toBe(400);
    expect((await get('/exports/needs.csv?encoding=big5')).statusCode).toBe(400);
  });
});
