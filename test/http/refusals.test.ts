import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { InjectOptions } from 'fastify';
import { v7 as uuid } from 'uuid';
import { problem } from '../../src/http/schemas/common.js';
import { openTestApi, type TestApi } from '../support/graphql.js';
import { send } from '../support/http.js';

const json = { 'content-type': 'application/json' };
const REFUSED: [name: string, method: string, url: string, options: InjectOptions, status: number, code: string][] = [
  ['an address that nobody serves', 'GET', '/patents', {}, 404, 'NOT_FOUND'],
  ['an address that cannot be decoded', 'GET', '/tasks/%zz', {}, 400, 'INVALID_ARGUMENT'],
  ['an id that is none', 'GET', '/needs/nonsense', {}, 404, 'NOT_FOUND'],
  ['an id that nothing has', 'GET', `/achievements/${uuid()}`, {}, 404, 'NOT_FOUND'],
  ['matches of what is not there', 'GET', `/needs/${uuid()}/matches`, {}, 404, 'NOT_FOUND'],
  ['publishing what is not there', 'POST', `/needs/${uuid()}/publish`, {}, 404, 'NOT_FOUND'],
  ['a page of no size', 'GET', '/needs?first=0', {}, 400, 'INVALID_ARGUMENT'],
  ['a page that is too large', 'GET', '/needs?first=101', {}, 400, 'INVALID_ARGUMENT'],
  ['a size that is no number', 'GET', '/needs?first=many', {}, 400, 'INVALID_ARGUMENT'],
  ['a fraction of an item', 'GET', '/needs?first=1.5', {}, 400, 'INVALID_ARGUMENT'],
  ['a cursor that is not ours', 'GET', '/needs?after=nonsense', {}, 400, 'INVALID_ARGUMENT'],
  ['a parameter that does not exist', 'GET', '/needs?maxPrice=5', {}, 400, 'INVALID_ARGUMENT'],
  ['a parameter given twice', 'GET', '/needs?openOn=2026-01-01&openOn=2026-01-02', {}, 400, 'INVALID_ARGUMENT'],
  ['a day that is none', 'GET', '/needs?openOn=2026-02-31', {}, 400, 'INVALID_ARGUMENT'],
  ['a price that is no number', 'GET', '/achievements?maxPrice=cheap', {}, 400, 'INVALID_ARGUMENT'],
  ['an industry that does not exist', 'GET', '/achievements?industries=NJ-NONE', {}, 400, 'INVALID_ARGUMENT'],
  ['a list of drafts', 'GET', '/needs?statuses=draft', {}, 400, 'INVALID_ARGUMENT'],
  ['a search for nothing', 'GET', '/search?kind=need&text=%20', {}, 400, 'INVALID_ARGUMENT'],
  ['a search without a text', 'GET', '/search?kind=need', {}, 400, 'INVALID_ARGUMENT'],
  ['a search of a kind that does not exist', 'GET', '/search?kind=patent&text=x', {}, 400, 'INVALID_ARGUMENT'],
  ['a filter of the other kind', 'GET', '/search?kind=need&text=x&maxPrice=5', {}, 400, 'INVALID_ARGUMENT'],
  ['a state that does not exist', 'GET', '/tasks?state=lost', {}, 400, 'INVALID_ARGUMENT'],
  ['feedback on an id that is none', 'GET', '/feedback?needId=x', {}, 404, 'NOT_FOUND'],
  ['JSON that breaks off', 'POST', '/needs', { headers: json, payload: '{"title":' }, 400, 'INVALID_ARGUMENT'],
  [
    'JSON that reaches for the prototype',
    'POST',
    '/needs',
    { headers: json, payload: '{"__proto__":{}}' },
    400,
    'INVALID_ARGUMENT',
  ],
  ['JSON that is no object', 'POST', '/needs', { headers: json, payload: '[]' }, 400, 'INVALID_ARGUMENT'],
  ['no body', 'POST', '/needs', {}, 400, 'INVALID_ARGUMENT'],
  ['an empty body', 'PATCH', `/needs/${uuid()}`, { headers: json, payload: '' }, 400, 'INVALID_ARGUMENT'],
  [
    'text for JSON',
    'POST',
    '/needs',
    { headers: { 'content-type': 'text/plain' }, payload: 'x' },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'XML for JSON',
    'POST',
    '/needs',
    { headers: { 'content-type': 'text/xml' }, payload: '<x/>' },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['a body of 2 MB', 'POST', '/needs', { payload: { title: 'x'.repeat(2 * 1024 ** 2) } }, 413, 'PAYLOAD_TOO_LARGE'],
];

describe('the REST door refuses', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi();
  });
  afterAll(() => api.close());

  it.each(REFUSED)('%s', async (_name, method, url, options, status, code) => {
    const answer = await send(api, method, url, options);
    expect(answer.body).toMatchObject({ status, code });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problem.parse(answer.body)).toEqual(answer.body);
    expect(answer.body.detail).toMatch(/\p{Script=Han}/u);
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.(ts|js)|node_modules|SELECT/);
  });

  it.each([
    ['DELETE', '/needs', 'GET, HEAD, POST'],
    ['PUT', `/needs/${uuid()}`, 'GET, HEAD, PATCH'],
    ['GET', '/uploads', 'POST'],
    ['POST', '/search', 'GET, HEAD'],
  ])('%s %s, saying what is allowed there', async (method, url, allowed) => {
    const { status, headers, body } = await send(api, method, url, { headers: json, payload: '{' });
    expect(status).toBe(405);
    expect(body.code).toBe('METHOD_NOT_ALLOWED');
    expect(headers['allow']).toBe(allowed);
  });

  it.each([
    ['Chinese in an address that is not encoded', 'GET /api/v1/search?kind=need&text=储能 HTTP/1.1', '百分号编码'],
    ['headers without end', `GET / HTTP/1.1\r\nx-long: ${'x'.repeat(100_000)}`, '过长'],
    ['what is no request', 'hello', '合法的 HTTP 请求'],
  ])('%s, although no route sees it', async (_name, sent, said) => {
    if (!api.app.server.listening) await api.app.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect((api.app.server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(`${sent}\r\nhost: localhost\r\n\r\n`);
    const answer = await text(socket);
    const [head, body] = answer.split('\r\n\r\n') as [string, string];
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    expect(problem.parse(JSON.parse(body))).toMatchObject({ status: 400, code: 'INVALID_ARGUMENT' });
    expect(body).toContain(said);
  });

  it('uploads of one address that come without end', async () => {
    const answers = [];
    for (let i = 0; i < 125; i += 1) answers.push(await send(api, 'POST', '/uploads?kind=needs', { payload: {} }));
    expect(answers[0]!.status).toBe(415);
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(Number(answers.at(-1)!.headers['retry-after'])).toBeGreaterThan(0);
    expect((await send(api, 'GET', '/tasks')).status).toBe(200);
  });

  it('without letting a browser of another site read along', async () => {
    const { headers } = await send(api, 'GET', '/needs', { headers: { origin: 'https://elsewhere.example' } });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  });
});
