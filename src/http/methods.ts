import type { FastifyInstance, HTTPMethods, RouteOptions } from 'fastify';
import { AppError } from '../errors.js';

const METHODS: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Answers 405 with what is allowed, instead of 404, where an address is served under other methods. Watches the routes
 * of `app` from now on; call what it returns once they are all there.
 */
export function refuseOtherMethods(app: FastifyInstance): () => void {
  const served = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }: RouteOptions) => {
    const methods = served.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    served.set(url, methods);
  });
  return () => {
    // A copy: the routes that are added here come by the hook, too.
    const all = [...served];
    for (const [url, methods] of all) {
      const allowed = [...methods].sort().join(', ');
      app.route({
        url: url.slice(app.prefix.length),
        method: METHODS.filter((method) => !methods.has(method)),
        schema: { hide: true },
        // Whatever the body is, it is not read.
        onRequest: async (_request, reply) => {
          void reply.header('allow', allowed);
          throw new AppError('METHOD_NOT_ALLOWED', `这个地址只支持 ${allowed}。`);
        },
        handler: async () => {},
      });
    }
  };
}
