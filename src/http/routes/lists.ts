import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { LIST_KINDS, ORGANIZATION_KINDS } from '../../domain.js';
import { pageOf } from '../../graphql/connection.js';
import { pageLists } from '../../store/lists.js';
import { organizationsPairedWith, pageOrganizations } from '../../store/organizations.js';
import { pageView } from '../pages.js';
import { paging } from '../query.js';
import { industries, listPage, organizationPage, parks } from '../schemas/items.js';
import { listViews, organizationView, termsWithCodes } from '../views.js';

const listQuery = z.strictObject({
  ...paging,
  kind: z.enum(LIST_KINDS, { error: `应为 ${LIST_KINDS.join('、')} 之一` }).optional(),
});
const organizationQuery = z.strictObject({
  ...paging,
  kind: z.enum(ORGANIZATION_KINDS, { error: `应为 ${ORGANIZATION_KINDS.join('、')} 之一` }).optional(),
  name: z.string().optional().describe('名称的开头几个字。'),
});

export async function listRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  const { taxonomy } = deps;

  app.get(
    '/lists',
    { schema: { tags: ['清单'], summary: '列出清单及其各版', querystring: listQuery, response: { 200: listPage } } },
    async (request) => {
      const { first, after, kind } = request.query as z.output<typeof listQuery>;
      const page = await pageOf({ first: first ?? null, after: after ?? null }, (limit, afterId) =>
        pageLists(deps.db, kind ?? null, { first: limit, after: afterId }),
      );
      return pageView(page, (rows) => listViews(deps, rows));
    },
  );

  app.get(
    '/organizations',
    {
      schema: {
        tags: ['清单'],
        summary: '列出单位',
        querystring: organizationQuery,
        response: { 200: organizationPage },
      },
    },
    async (request) => {
      const { first, after, kind, name } = request.query as z.output<typeof organizationQuery>;
      const page = await pageOf({ first: first ?? null, after: after ?? null }, (limit, afterId) =>
        pageOrganizations(deps.db, { kind: kind ?? null, namePrefix: name ?? null }, { first: limit, after: afterId }),
      );
      return pageView(page, (rows) => rows.map((row) => organizationView(row, taxonomy)));
    },
  );

  app.get(
    '/industries',
    { schema: { tags: ['分类'], summary: '列出产业及其代码', response: { 200: industries } } },
    async (): Promise<z.output<typeof industries>> => ({
      items: taxonomy.industries.map(({ code, name, levels, aliases, inferred, source }) => ({
        code,
        name,
        levels,
        aliases,
        inferred: inferred ?? false,
        source,
      })),
    }),
  );

  app.get(
    '/parks',
    { schema: { tags: ['分类'], summary: '列出园区、主导产业与结对单位', response: { 200: parks } } },
    async (): Promise<z.output<typeof parks>> => {
      const paired = await organizationsPairedWith(
        deps.db,
        taxonomy.parks.map((park) => park.code),
      );
      return {
        items: taxonomy.parks.map(({ code, name, aliases, city, district, kind, leadingIndustries }) => ({
          code,
          name,
          aliases,
          city,
          district,
          kind,
          leadingIndustries: termsWithCodes(taxonomy.industries, leadingIndustries),
          pairedOrganizations: paired
            .filter((pair) => pair.parkCode === code)
            .map(({ organization }) => organizationView(organization, taxonomy)),
        })),
      };
    },
  );
}
