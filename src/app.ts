import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { Deps } from './deps.js';
import { appErrorOf, problemOf } from './door-errors.js';
import { AppError } from './errors.js';
import { graphqlPlugin } from './graphql/index.js';
import { httpPlugin } from './http/index.js';
import { metricsPlugin } from './http/metrics.js';
import { errorForLog } from './log-error.js';
import { refuseUnreadable } from './unreadable.js';

/** Of a JSON body; files have a limit of their own. */
const BODY_BYTES = 1024 ** 2;

/** Assembles the doors over `deps`, without listening. Closing the app leaves `deps` open: they are the caller's. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const log: FastifyBaseLogger = deps.log.child({}, { serializers: { err: errorForLog } });
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    bodyLimit: BODY_BYTES,
    // Unique over all replicas: it is what a person quotes to the administrator.
    genReqId: () => uuidv7(),
    // The default logs whole addresses, and a query's text may name people; `logAnswer` logs the route instead.
    logController: new LogController({ disableRequestLogging: true }),
    // Addresses that cannot be decoded never reach the error handler.
    frameworkErrors: answerError,
    clientErrorHandler: refuseUnreadable,
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', logAnswer);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    sendProblem(reply, new AppError('NOT_FOUND', `没有这个地址：${request.method} ${pathOf(request)}。`));
  });
  // First: it times the routes that come after it.
  await app.register(metricsPlugin, { deps });
  await app.register(graphqlPlugin, { deps });
  await app.register(httpPlugin, { deps });
  return app;
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = appErrorOf(error, request.id);
  if (known.status >= 500) request.log.error({ err: error }, 'request failed');
  sendProblem(reply, known);
}

function sendProblem(reply: FastifyReply, error: AppError): void {
  void reply.code(error.status).type('application/problem+json; charset=utf-8').send(problemOf(error));
}

async function logAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { method, routeOptions } = request;
  const ms = Math.round(reply.elapsedTime);
  request.log.info({ method, route: routeOptions.url ?? null, status: reply.statusCode, ms }, 'answered');
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0]!;
}
