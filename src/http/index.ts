import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.js';
import { removeAbandonedDirs } from '../intake/temporary.js';
import { serializerCompiler, validatorCompiler } from './compilers.js';
import { registerDocs } from './docs.js';
import { refuseOtherMethods } from './methods.js';
import { duplicateRoutes } from './routes/duplicates.js';
import { facilityRoutes } from './routes/facilities.js';
import { facetRoutes } from './routes/facets.js';
import { fileRoutes } from './routes/files.js';
import { itemRoutes } from './routes/items.js';
import { listRoutes } from './routes/lists.js';
import { matchRoutes } from './routes/matches.js';
import { storedMatchRoutes } from './routes/stored-matches.js';
import { savedSearchRoutes } from './routes/saved-searches.js';
import { serviceRoutes } from './routes/service.js';
import { taskRoutes } from './routes/tasks.js';
import { uploadRoutes } from './routes/uploads.js';

const API_VERSION = '1.0.0';
/** Mean delay of the event loop at which new requests are turned away: answers would come too late for anybody. */
const MAX_DELAY_MS = 3_000;

/** The REST door: `/api/v1`, its documentation at `/docs`, and `/health` and `/ready` for whoever runs the service. */
export async function httpPlugin(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
  });
  app.addHook('onReady', async () => {
    // Somebody else's directory of that name is no reason not to start.
    await removeAbandonedDirs().catch((error: unknown) => app.log.warn({ err: error }, 'could not clean up'));
  });
  await registerDocs(app, API_VERSION);
  await app.register(serviceRoutes, { deps });
  await app.register(apiRoutes, { deps, prefix: '/api/v1' });
}

async function apiRoutes(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  // Only JSON, and forms where files are taken.
  app.removeContentTypeParser('text/plain');
  const refuseOthers = refuseOtherMethods(app);
  // The embedded database works on this very event loop, and there is no other replica to turn to.
  const maxEventLoopDelay = deps.store.engine === 'pglite' ? 0 : MAX_DELAY_MS;
  await app.register(underPressure, { maxEventLoopDelay });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  const all = [
    uploadRoutes,
    taskRoutes,
    fileRoutes,
    itemRoutes,
    matchRoutes,
    facetRoutes,
    facilityRoutes,
    savedSearchRoutes,
    storedMatchRoutes,
    duplicateRoutes,
    listRoutes,
  ];
  for (const routes of all) {
    await app.register(routes, { deps });
  }
  refuseOthers();
}
