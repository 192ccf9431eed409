import type { FastifyInstance } from 'fastify';
import { Location, type DocumentNode } from 'graphql';
import mercurius from 'mercurius';
import type { Deps } from '../deps.js';
import { AppError } from '../errors.js';
import { createContext } from './context.js';
import { checkCost } from './cost.js';
import { formatErrors } from './errors.js';
import { graphiqlPlugin } from './graphiql.js';
import { depthRule, MAX_TOKENS, singleOperationRule } from './limits.js';
import { createSchema } from './schema.js';

/** Errors of one document's validation that are reported; past this somebody is probing. */
const MAX_ERRORS = 20;

/** `POST /graphql` and, for queries, `GET /graphql`; outside of production also the page `/graphiql`. */
export async function graphqlPlugin(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  await app.register(mercurius, {
    schema: createSchema(),
    context: () => createContext(deps),
    errorFormatter: (execution, context) => formatErrors(execution, context.reply.request),
    // Compiled from its second use on.
    jit: 1,
    allowBatchedQueries: false,
    // Forms of other sites can post text/plain and multipart without asking; they cannot post these types.
    csrfPrevention: { allowedContentTypes: ['application/json', 'application/graphql'] },
    graphql: { parseOptions: { maxTokens: MAX_TOKENS }, validateOptions: { maxErrors: MAX_ERRORS } },
    validationRules: [singleOperationRule, depthRule],
  });
  app.graphql.addHook('preValidation', async (_schema, document) => checkParsed(document));
  app.graphql.addHook('preExecution', async (schema, document, _context, variables) => {
    checkCost(schema, document, variables ?? {});
  });
  if (deps.config.nodeEnv !== 'production') await app.register(graphiqlPlugin);
}

/** mercurius also takes a syntax tree as JSON, which no limit on tokens has seen: only what was parsed here passes. */
function checkParsed(document: DocumentNode): void {
  if (document?.loc instanceof Location) return;
  throw new AppError('INVALID_ARGUMENT', 'query 应为 GraphQL 文本。');
}
