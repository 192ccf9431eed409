import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Repeated } from '../../src/repeat.js';
import { projectPath } from '../../src/paths.js';
import { preview, task } from '../../src/http/schemas/tasks.js';
import { achievementPage } from '../../src/http/schemas/items.js';
import { matchPage } from '../../src/http/schemas/matches.js';
import { owedCount } from '../../src/store/outbox.js';
import { achievements, idempotencyKeys, lists, tasks, uploadChunks, uploads } from '../../src/store/schema.js';
import { startWorkers } from '../../workers/embedded.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { form, send, type FormPart } from '../support/http.js';
import { until } from '../support/processes.js';

const GBK_LIST: FormPart = {
  name: 'file',
  fileName: '科技成果目录（2026年）.csv',
  content: readFileSync(projectPath('sample', 'supply-list-gbk.csv')),
};
const csv = (...rows: string[]): FormPart => ({
  name: 'file',
  fileName: 'list.csv',
  content: ['成果名称,完成单位,成果简介', ...rows].join('\n'),
});
const ONE_ROW = csv('石墨烯散热膜,云岭理工大学,用于电池散热');

let api: TestApi;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(os.tmpdir(), 'uploads-test-'));
  jest.spyOn(os, 'tmpdir').mockReturnValue(dir);
  api = await openTestApi();
});
afterAll(async () => {
  await api.close();
  jest.restoreAllMocks();
  rmSync(dir, { recursive: true });
});

const upload = (query: string, parts: readonly FormPart[] = [ONE_ROW], headers: Record<string, string> = {}) => {
  const sent = form(parts);
  return send(api, 'POST', `/uploads?${query}`, { ...sent, headers: { ...sent.headers, ...headers } });
};
const stored = async () => ({
  uploads: await api.deps.db.$count(uploads),
  chunks: await api.deps.db.$count(uploadChunks),
  tasks: await api.deps.db.$count(tasks),
  keys: await api.deps.db.$count(idempotencyKeys),
  temporary: readdirSync(dir).length,
});

describe('an upload', () => {
  let workers: Repeated;
  beforeAll(async () => {
    workers = await startWorkers(api.deps);
  });
  afterAll(() => workers.close());

  const finished = async (id: string) => {
    let answer = await send(api, 'GET', `/tasks/${id}`);
    await until('the task has ended', async () => {
      answer = await send(api, 'GET', `/tasks/${id}`);
      return answer.body.finishedAt !== null;
    });
    await until('the worker has cleaned up', () => readdirSync(dir).length === 0);
    return answer.body;
  };

  it('of a GBK file is imported by the workers, then listed, found by text and matched', async () => {
    const { status, headers, body } = await upload('kind=achievements&list=示例目录', [GBK_LIST]);
    expect(status).toBe(202);
    expect(task.parse(body)).toEqual(body);
    expect(body).toMatchObject({ kind: 'import', state: 'enqueued', fileName: '科技成果目录（2026年）.csv' });
    expect(headers['location']).toBe(`/api/v1/tasks/${body.id}`);

    const ended = await finished(body.id);
    expect(ended).toMatchObject({ state: 'succeeded', errorCode: null });
    expect(ended.counts.added).toBeGreaterThan(90);
    await until('everything is indexed', async () => (await owedCount(api.deps.db)) === 0);

    const page = await send(api, 'GET', '/achievements?first=3');
    expect(achievementPage.parse(page.body)).toEqual(page.body);
    expect(page.body.items).toHaveLength(3);
    const [first] = page.body.items;
    const found = await send(api, 'GET', `/search?kind=achievement&first=5&text=${encodeURIComponent(first.title)}`);
    expect(matchPage.parse(found.body)).toEqual(found.body);
    expect(found.body.matching).toBe('hybrid');
    expect(found.body.items[0].achievement.id).toBe(first.id);
  });

  it('without a name belongs to the one list of its organisation, and withdraws what is gone when asked', async () => {
    const query = 'kind=achievements&organization=云岭理工大学';
    await finished((await upload(query, [csv('甲项,云岭理工大学,一', '乙项,云岭理工大学,二')])).body.id);
    const second = await upload(`${query}&withdrawGone=true`, [csv('甲项,云岭理工大学,一')]);
    expect((await finished(second.body.id)).counts).toMatchObject({ unchanged: 1, gone: 1 });
    const { body } = await send(api, 'GET', '/lists');
    const list = body.items.find((one: { name: string }) => one.name === '科技成果清单');
    expect(list).toMatchObject({ kind: 'achievements', organization: { name: '云岭理工大学' } });
    expect(list.editions.map((edition: { number: number }) => edition.number)).toEqual([2, 1]);
    const withdrawn = await send(api, 'GET', `/achievements?statuses=withdrawn&listIds=${list.id}`);
    expect(withdrawn.body.items.map((item: { title: string }) => item.title)).toEqual(['乙项']);
  });

  it('takes the mapping that a person confirmed', async () => {
    const file: FormPart = { name: 'file', fileName: 'odd.csv', content: '名目,归属\n自研隔膜,云岭理工大学\n' };
    const mapping: FormPart = {
      name: 'mapping',
      content: JSON.stringify({ 名目: 'title', 归属: 'organization' }),
    };
    const { body } = await upload('kind=achievements', [mapping, file]);
    expect(await finished(body.id)).toMatchObject({ state: 'succeeded', counts: { added: 1 } });
  });

  it('of a file that cannot be a list ends as a failed task that says why', async () => {
    const { status, body } = await upload('kind=achievements', [{ name: 'file', fileName: 'a.xlsx', content: 'PK' }]);
    expect(status).toBe(202);
    const ended = await finished(body.id);
    expect(ended).toMatchObject({ state: 'failed', errorCode: 'INVALID_FILE' });
    expect(ended.errorMessage.length).toBeGreaterThan(5);
  });
});

describe('a preview', () => {
  it('shows mapping, counts and difference, and writes nothing', async () => {
    const before = { ...(await stored()), lists: await api.deps.db.$count(lists) };
    const items = await api.deps.db.$count(achievements);
    const { status, body } = await send(api, 'POST', '/uploads/preview?kind=achievements', {
      ...form([csv('全新的一项,云岭理工大学,简介', ',云岭理工大学,没有名称')]),
    });
    expect(status).toBe(200);
    expect(preview.parse(body)).toEqual(body);
    expect(body).toMatchObject({ refused: null, accepted: 1, rejected: 1, difference: { added: 1, unchanged: 0 } });
    expect(body.mapping.map((column: { field: string }) => column.field)).toEqual(['title', 'organization', 'summary']);
    expect({ ...(await stored()), lists: await api.deps.db.$count(lists) }).toEqual(before);
    expect(await api.deps.db.$count(achievements)).toBe(items);
  });

  it('says why a file cannot be imported', async () => {
    const { status, body } = await send(api, 'POST', '/uploads/preview?kind=needs', form([ONE_ROW]));
    expect(status).toBe(200);
    expect(body).toMatchObject({ refused: { code: 'WRONG_KIND' }, difference: null });
  });
});

describe('a refused upload leaves nothing', () => {
  let before: Awaited<ReturnType<typeof stored>>;
  beforeEach(async () => {
    before = await stored();
  });
  afterEach(async () => {
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['no kind', '', [ONE_ROW], 'kind'],
    ['an unknown kind', 'kind=patents', [ONE_ROW], 'kind'],
    ['an unknown parameter', 'kind=needs&colour=red', [ONE_ROW], 'colour'],
    ['a flag that is none', 'kind=needs&withdrawGone=maybe', [ONE_ROW], 'withdrawGone'],
    ['no file', 'kind=achievements', [], 'file'],
    ['two files', 'kind=achievements', [ONE_ROW, ONE_ROW], 'file'],
    ['an unknown field', 'kind=achievements', [ONE_ROW, { name: 'colour', content: 'red' }], 'colour'],
    ['a mapping that is no JSON', 'kind=achievements', [ONE_ROW, { name: 'mapping', content: '{' }], 'mapping'],
  ] satisfies [string, string, FormPart[], string][])('for %s', async (_name, query, parts, field) => {
    const { status, body } = await upload(query, parts);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'INVALID_ARGUMENT', errors: [{ field }] });
    expect(body.detail).toMatch(/\p{Script=Han}/u);
  });

  it('for a kind that stands in the form, and says where it goes', async () => {
    const { status, body } = await upload('', [{ name: 'kind', content: 'achievements' }, ONE_ROW]);
    expect(status).toBe(400);
    expect(body.detail).toMatch(/^类型（kind）应为.*写在网址里（如 \?kind=achievements）/u);
  });

  it('for a mapping to a field that such lists do not have', async () => {
    const mapping = { name: 'mapping', content: JSON.stringify({ 名目: 'deadline' }) };
    const { status, body } = await upload('kind=achievements', [ONE_ROW, mapping]);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'INVALID_ARGUMENT', header: '名目', field: 'deadline' });
  });

  it('for JSON instead of a form', async () => {
    const { status, body } = await send(api, 'POST', '/uploads?kind=achievements', { payload: { file: 'x' } });
    expect(status).toBe(415);
    expect(body.code).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  it('for a form that breaks off', async () => {
    const { headers, payload } = form([ONE_ROW]);
    const { status, body } = await send(api, 'POST', '/uploads?kind=achievements', {
      headers,
      payload: payload.subarray(0, payload.length - 20),
    });
    expect(status).toBe(400);
    expect(body.code).toBe('INVALID_ARGUMENT');
    expect(body.detail).toContain('不完整');
  });

  it('for a file that says it is too large, before it is read', async () => {
    const { headers } = form([]);
    const { status, body } = await send(api, 'POST', '/uploads?kind=achievements', {
      headers: { ...headers, 'content-length': String(200 * 1024 ** 2) },
      payload: Readable.from(['unread']),
    });
    expect(status).toBe(413);
    expect(body).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    expect(body.detail).toContain('100 MB');
  });

  it('for a file that turns out too large while it is received', async () => {
    const [head, tail] = form([{ name: 'file', fileName: 'big.csv', content: '\0' }])
      .payload.toString()
      .split('\0');
    const block = Buffer.alloc(1024 ** 2, 'x');
    const body = Readable.from(
      (function* () {
        yield Buffer.from(head!);
        for (let i = 0; i < 101; i += 1) yield block;
        yield Buffer.from(tail!);
      })(),
    );
    const answer = await send(api, 'POST', '/uploads?kind=achievements', {
      headers: form([]).headers,
      payload: body,
    });
    expect(answer.status).toBe(413);
    expect(answer.body.code).toBe('PAYLOAD_TOO_LARGE');
    expect(answer.body.detail).toContain('100 MB');
  });
});

describe('a sender that is cut off', () => {
  it('leaves neither rows nor files', async () => {
    await api.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = api.app.server.address() as AddressInfo;
    const before = await stored();
    const { headers, payload } = form([GBK_LIST]);
    const sending = httpRequest({
      host: '127.0.0.1',
      port,
      method: 'POST',
      path: '/api/v1/uploads?kind=achievements',
      headers: { ...headers, 'content-length': payload.length },
    });
    sending.on('error', () => {});
    sending.write(payload.subarray(0, payload.length / 2));
    await until('the first half has arrived', () => readdirSync(dir).length > 0);
    sending.destroy();
    await until('it is cleaned up', () => readdirSync(dir).length === 0);
    expect(await stored()).toEqual(before);
  });
});

describe('the same upload sent again with its Idempotency-Key', () => {
  const key = { 'idempotency-key': 'upload-1' };

  it('gets the same task, and is kept once; also when both come at the same time', async () => {
    const before = await stored();
    const [first, twin] = await Promise.all([
      upload('kind=achievements', [ONE_ROW], key),
      upload('kind=achievements', [ONE_ROW], key),
    ]);
    const again = await upload('kind=achievements', [ONE_ROW], key);
    for (const answer of [first, twin, again]) {
      expect(answer.status).toBe(202);
      expect(answer.body.id).toBe(first.body.id);
      expect(answer.headers['location']).toBe(`/api/v1/tasks/${first.body.id}`);
    }
    expect(again.headers['idempotency-replayed']).toBe('true');
    const { tasks, uploads, keys } = await stored();
    expect({ tasks, uploads, keys }).toEqual({
      tasks: before.tasks + 1,
      uploads: before.uploads + 1,
      keys: before.keys + 1,
    });
  });

  it('is a conflict when the file or the address is another', async () => {
    for (const [query, file] of [
      ['kind=achievements', csv('另一项,云岭理工大学,简介')],
      ['kind=achievements&list=另一份', ONE_ROW],
    ] as const) {
      const { status, body } = await upload(query, [file], key);
      expect(status).toBe(409);
      expect(body.code).toBe('CONFLICT');
    }
  });

  it('refuses a key that cannot be one', async () => {
    const { status, body } = await upload('kind=achievements', [ONE_ROW], { 'idempotency-key': 'a b' });
    expect(status).toBe(400);
    expect(body.detail).toContain('Idempotency-Key');
  });
});
