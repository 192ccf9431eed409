import type { AddressInfo } from 'node:net';
import { v7 as uuid } from 'uuid';
import { issuePage, task, taskPage } from '../../src/http/schemas/tasks.js';
import { createTask } from '../../src/store/tasks.js';
import { startWorkers } from '../../workers/embedded.js';
import type { Repeated } from '../../src/repeat.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { form, send } from '../support/http.js';
import { until } from '../support/processes.js';

const LIST = [
  '成果名称,完成单位,技术成熟度',
  '甲项,云岭理工大学,小试',
  ',云岭理工大学,小试',
  '乙项,云岭理工大学,说不清',
  '甲项,云岭理工大学,小试',
  ',=2+5,',
].join('\n');

describe('tasks', () => {
  let api: TestApi;
  let workers: Repeated;
  beforeAll(async () => {
    api = await openTestApi();
    workers = await startWorkers(api.deps);
    await api.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await workers.close();
    await api.close();
  });

  const upload = async (content: string): Promise<string> => {
    const sent = form([{ name: 'file', fileName: 'list.csv', content }]);
    return (await send(api, 'POST', '/uploads?kind=achievements&list=一份清单', sent)).body.id;
  };
  const address = (path: string) => `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}/api/v1${path}`;
  const events = async (id: string) => {
    const response = await fetch(address(`/tasks/${id}/events`));
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    return (await response.text())
      .split('\n\n')
      .filter((event) => event.startsWith('event: '))
      .map((event) => {
        const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event)!;
        return { name: name!, data: JSON.parse(data!) as { state: string; done: number } };
      });
  };

  it('tell their progress as it happens, until they end', async () => {
    const rows = Array.from({ length: 1500 }, (_, n) => `成果第${n}号,云岭理工大学,小试`);
    const told = await events(await upload(['成果名称,完成单位,技术成熟度', ...rows].join('\n')));
    expect(told.at(-1)).toMatchObject({ name: 'end', data: { state: 'succeeded', done: 1500 } });
    const progress = told.filter(({ name }) => name === 'progress').map(({ data }) => data.done);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    for (const { data } of told) expect(task.parse(data)).toEqual(data);
  });

  it('that have ended say so at once', async () => {
    const id = await upload(LIST);
    await events(id);
    expect((await events(id)).map(({ name }) => name)).toEqual(['progress', 'end']);
  });

  it('list their issues where the sender sees them, page by page', async () => {
    const id = await upload(LIST);
    await events(id);
    const first = await send(api, 'GET', `/tasks/${id}/issues?first=2`);
    expect(issuePage.parse(first.body)).toEqual(first.body);
    const second = await send(api, 'GET', `/tasks/${id}/issues?afterSeq=${first.body.nextAfterSeq}`);
    expect(second.body.nextAfterSeq).toBeNull();
    const all = [...first.body.items, ...second.body.items] as { severity: string; row: number; seq: number }[];
    expect(all.map(({ severity, row }) => [severity, row])).toEqual(
      expect.arrayContaining([
        ['rejected', 3],
        ['warning', 4],
        ['duplicate', 5],
      ]),
    );
    expect(new Set(all.map(({ seq }) => seq)).size).toBe(all.length);
    const rejected = await send(api, 'GET', `/tasks/${id}/issues?severity=duplicate`);
    expect(rejected.body.items.map((issue: { row: number }) => issue.row)).toEqual([5]);
  });

  it('give their issues as a CSV that Excel opens, without a live formula', async () => {
    const id = await upload(['成果名称,完成单位,意向价格（万元）', '甲项,云岭理工大学,=2+5乱写'].join('\n'));
    await events(id);
    const { status, headers, body } = await send(api, 'GET', `/tasks/${id}/issues?format=csv`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toContain('attachment');
    const [header, line] = body.split('\r\n');
    expect(header).toBe('\ufeff"类别","工作表","行","列","字段","问题","单元格原文"');
    expect(line).toContain('"需核对","","2","C","price"');
    expect(line).toContain(`"'=2+5乱写"`);
  });

  it('are listed newest first, by state', async () => {
    const id = await upload(LIST);
    await events(id);
    const { body } = await send(api, 'GET', '/tasks?state=succeeded&first=1');
    expect(taskPage.parse(body)).toEqual(body);
    expect(body.items.map((one: { id: string }) => one.id)).toEqual([id]);
    expect(body.pageInfo.hasNextPage).toBe(true);
  });

  it('cannot be canceled once they have ended', async () => {
    const ended = await upload(LIST);
    await events(ended);
    const refused = await send(api, 'POST', `/tasks/${ended}/cancel`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  });

  it.each(['', '/events', '/issues'])('that do not exist are not found: %s', async (rest) => {
    for (const id of [uuid(), 'nonsense']) {
      const { status, body } = await send(api, 'GET', `/tasks/${id}${rest}`);
      expect(status).toBe(404);
      expect(body.code).toBe('NOT_FOUND');
    }
  });
});

describe('a task that nobody works on', () => {
  it('can be canceled, once or twice', async () => {
    const api = await openTestApi();
    const { id } = await createTask(api.deps.db, 'reembed', { modelId: 'none' });
    for (let turn = 0; turn < 2; turn += 1) {
      const canceled = await send(api, 'POST', `/tasks/${id}/cancel`);
      expect(canceled).toMatchObject({ status: 200, body: { id, state: 'canceled' } });
    }
    await api.close();
  });

  it('does not keep the server from stopping while somebody listens to its events', async () => {
    const api = await openTestApi();
    const { id } = await createTask(api.deps.db, 'reembed', { modelId: 'none' });
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = api.app.server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/tasks/${id}/events`);
    let text = '';
    let ended = false;
    const reading = (async () => {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk;
      ended = true;
    })();
    await until('the first event is there', () => text.includes('event: progress'));
    expect(ended).toBe(false);
    await api.close();
    await reading;
    expect(text).not.toContain('event: end');
  });
});
