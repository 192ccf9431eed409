import { openTestApi, type TestApi } from '../support/graphql.js';
import { send } from '../support/http.js';

interface Operation {
  responses: Record<string, { content?: Record<string, unknown> }>;
  requestBody?: { content: Record<string, unknown> };
}

describe('the documentation', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi();
  });
  afterAll(() => api.close());

  const document = async () => (await send(api, 'GET', '/openapi.json')).body;

  it('is OpenAPI 3.1 and names every address with what it answers, refusals included', async () => {
    const { openapi, paths } = await document();
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths).sort()).toEqual(
      [
        '/achievements',
        '/achievements/{id}',
        '/achievements/{id}/matches',
        '/achievements/{id}/publish',
        '/achievements/{id}/withdraw',
        '/duplicates',
        '/duplicates/{id}/dismiss',
        '/duplicates/{id}/merge',
        '/exports/achievements.csv',
        '/exports/achievements.jsonl',
        '/exports/achievements.xlsx',
        '/exports/challenges.csv',
        '/exports/challenges.jsonl',
        '/exports/challenges.xlsx',
        '/exports/needs.csv',
        '/exports/needs.jsonl',
        '/exports/needs.xlsx',
        '/feedback',
        '/industries',
        '/lists',
        '/needs',
        '/needs/{id}',
        '/needs/{id}/close',
        '/needs/{id}/matches',
        '/needs/{id}/publish',
        '/needs/{id}/withdraw',
        '/organizations',
        '/parks',
        '/ranking-models',
        '/search',
        '/tasks',
        '/tasks/{id}',
        '/tasks/{id}/cancel',
        '/tasks/{id}/errors.xlsx',
        '/tasks/{id}/events',
        '/tasks/{id}/issues',
        '/templates/achievements.csv',
        '/templates/achievements.xlsx',
        '/templates/challenges.csv',
        '/templates/challenges.xlsx',
        '/templates/needs.csv',
        '/templates/needs.xlsx',
        '/uploads',
        '/uploads/preview',
      ]
        .map((path) => `/api/v1${path}`)
        .concat('/health', '/ready'),
    );
    for (const operations of Object.values<Record<string, Operation>>(paths)) {
      for (const { responses } of Object.values(operations)) {
        expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
        expect(Object.keys(responses['default']!.content!)).toEqual(['application/problem+json']);
      }
    }
  });

  it('says what may be sent: fields of bodies, parameters, the form of an upload', async () => {
    const { paths } = await document();
    const body = paths['/api/v1/achievements'].post.requestBody.content['application/json'].schema;
    expect(body.required).toEqual(expect.arrayContaining(['title', 'organization']));
    expect(body.additionalProperties).toBe(false);
    const names = paths['/api/v1/search'].get.parameters.map((parameter: { name: string }) => parameter.name);
    expect(names).toEqual(expect.arrayContaining(['text', 'kind', 'first', 'industries', 'parks']));
    expect(Object.keys(paths['/api/v1/uploads'].post.requestBody.content)).toEqual(['multipart/form-data']);
  });

  it('refers only to schemas that it holds', async () => {
    const whole = await document();
    const used = [...JSON.stringify(whole).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);
    expect(used.length).toBeGreaterThan(20);
    expect(Object.keys(whole.components.schemas)).toEqual(expect.arrayContaining([...new Set(used)]));
    expect(Object.keys(whole.components.schemas).filter((name) => name.endsWith('Input'))).toEqual([]);
  });

  it('has a page that loads nothing from elsewhere', async () => {
    const page = await send(api, 'GET', '/docs/');
    expect(page.status).toBe(200);
    expect(page.body).not.toMatch(/(src|href)="https?:/);
    expect((await send(api, 'GET', '/docs/static/swagger-ui-bundle.js')).status).toBe(200);
  });
});
