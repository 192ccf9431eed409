import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../deps.js';
import { ITEM_KINDS, type ItemKind } from '../../domain.js';
import { countFacets } from '../../items/facets.js';
import { readConditions } from '../../matching/search/reading.js';
import type { ItemFilter } from '../../store/filters.js';
import { achievementFilter, filterOf, needFilter } from '../query.js';
import { named } from '../schemas/common.js';

const query = z.strictObject({
  kind: z.enum(ITEM_KINDS, { error: '应为 achievement 或 need' }),
  text: z.string().optional().describe('查找的文字：引号内和减号后的词是条件；其余的词只排序，不计入。'),
  ...achievementFilter,
  ...needFilter,
});
const facet = z
  .object({ value: z.string().describe('筛选条件中的写法。'), label: z.string(), count: z.int() })
  .register(named, { id: 'Facet' });
const facets = z
  .object({
    total: z.int().describe('符合全部条件的条数。'),
    industries: z.array(facet),
    organizations: z.array(facet).describe('条数最多的单位，最多 100 个。'),
    cooperationModes: z.array(facet),
    maturity: z.array(facet).describe('TRL 1–9；成熟度为一段范围的，每一级都计入。需求为空。'),
    parks: z.array(facet).describe('成果为空。'),
    challenges: z.int().describe('揭榜挂帅的需求数；成果为 0。'),
  })
  .register(named, { id: 'Facets' });

export async function facetRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  app.get(
    '/facets',
    {
      schema: {
        tags: ['匹配'],
        summary: '列表或查找可再按什么缩小，各有多少条',
        description: '每个数都是准确的：以该值取代同一项条件、其他条件不变时，正好有这么多条。',
        querystring: query,
        response: { 200: facets },
      },
    },
    async (request) => {
      const { kind, text, ...filter } = request.query as z.output<typeof query>;
      const conditions = text === undefined ? {} : readConditions(text);
      const narrowed = { ...filterOf<ItemKind>(kind, filter, deps.taxonomy), ...conditions } as ItemFilter;
      return countFacets(deps, kind, narrowed);
    },
  );
}
