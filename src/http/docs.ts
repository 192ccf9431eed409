import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { named, problem } from './schemas/common.js';

const DESCRIPTION = `科技成果转化匹配引擎的 REST 接口，与 /graphql 同一套概念和名称。

出错时回答 application/problem+json（RFC 9457），\`code\` 不变，\`detail\` 是给人看的中文说明。
写操作可带 \`Idempotency-Key\`：同一个键的重复请求只执行一次。金额单位为万元。`;

/** OpenAPI 3.1 of the routes that follow, at `/api/v1/openapi.json`, and its page at `/docs` with bundled assets. */
export async function registerDocs(app: FastifyInstance, version: string): Promise<void> {
  const transformObject = createJsonSchemaTransformObject({ schemaRegistry: named });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: '科技成果转化匹配引擎', version, description: DESCRIPTION } },
    transform: createJsonSchemaTransform({ schemaRegistry: named }),
    transformObject: (document) => withoutInputTwins(transformObject(document)),
  });
  app.addHook('onRoute', ({ schema }) => {
    const responses = schema?.response as Record<string, unknown> | undefined;
    if (responses !== undefined) {
      responses['default'] = { description: '出错', content: { 'application/problem+json': { schema: problem } } };
    }
  });
  await app.register(swaggerUi, { routePrefix: '/docs' });
}

type Documented = ReturnType<ReturnType<typeof createJsonSchemaTransformObject>>;

/** The library documents each named schema a second time, as something to be sent; none of ours is. */
function withoutInputTwins(document: Documented): Documented {
  const schemas: Record<string, unknown> = ('components' in document && document.components?.schemas) || {};
  for (const name of Object.keys(schemas)) {
    if (name.endsWith('Input') && Object.hasOwn(schemas, name.slice(0, -'Input'.length))) delete schemas[name];
  }
  return document;
}
