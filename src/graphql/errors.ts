import { GraphQLError, type ExecutionResult, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { FastifyBaseLogger } from 'fastify';
import { appErrorOf } from '../door-errors.js';
import { AppError } from '../errors.js';

/** The request that failed. */
interface Failing {
  log: FastifyBaseLogger;
  id: string;
}

/**
 * Turns what went wrong into `{message, locations, path, extensions: {code, …}}`. A request that was never executed
 * gets the HTTP status of its first error; one that was executed gets 200, as GraphQL over HTTP asks.
 */
export function formatErrors(
  execution: ExecutionResult,
  { log, id }: Failing,
): { statusCode: number; response: FormattedExecutionResult } {
  const executed = execution.data !== undefined;
  const errors = (execution.errors ?? []).flatMap(bundled).map((error) => {
    const known = asAppError(error, executed, id);
    if (known.code === 'INTERNAL' || known.code === 'UNAVAILABLE') {
      log.error({ err: error.originalError ?? error, path: error.path }, 'GraphQL request failed');
    }
    return { known, formatted: format(error, known) };
  });
  return {
    statusCode: executed ? 200 : (errors[0]?.known.status ?? 500),
    response: { data: execution.data ?? null, errors: errors.map(({ formatted }) => formatted) },
  };
}

/** mercurius reports what is wrong with a document as one error that holds the verdicts of graphql. */
function bundled(error: GraphQLError): GraphQLError[] {
  const inner = (error.originalError as { errors?: unknown } | undefined)?.errors;
  const verdicts = Array.isArray(inner) ? inner.filter((one) => one instanceof GraphQLError) : [];
  return verdicts.length > 0 ? verdicts : [error];
}

function asAppError(error: GraphQLError, executed: boolean, requestId: string): AppError {
  const cause = error.originalError;
  if (cause instanceof AppError) return cause;
  const code = (cause as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string' && code.startsWith('MER_ERR_')) return refusedByMercurius(code, error.message);
  // Before execution, an error without a cause of its own is graphql's verdict on the document or its variables.
  if (!executed && (cause === undefined || cause instanceof GraphQLError)) return refusedByGraphql(error.message);
  return appErrorOf(cause ?? error, requestId);
}

function refusedByGraphql(message: string): AppError {
  if (/more that \d+ tokens/.test(message)) return new AppError('QUERY_TOO_COMPLEX', '查询过长，请拆成几次。');
  if (message.startsWith('Syntax Error')) return new AppError('INVALID_ARGUMENT', `GraphQL 语法有误：${message}`);
  return new AppError('INVALID_ARGUMENT', `GraphQL 请求不合法：${message}`);
}

function refusedByMercurius(code: string, message: string): AppError {
  if (code === 'MER_ERR_METHOD_NOT_ALLOWED') {
    return new AppError('INVALID_ARGUMENT', 'GET 只能查询；写操作请用 POST。');
  }
  if (code === 'MER_ERR_GQL_CSRF_PREVENTION') {
    return new AppError('FORBIDDEN', '请求缺少 Content-Type: application/json，为防跨站伪造而拒绝。');
  }
  if (code === 'MER_ERR_GQL_VALIDATION') {
    return new AppError('INVALID_ARGUMENT', 'GraphQL 请求体应为 {"query": "…", "variables": {…}}，一次一个。');
  }
  return new AppError('INVALID_ARGUMENT', `GraphQL 请求不合法：${message}`);
}

function format(error: GraphQLError, known: AppError): GraphQLFormattedError {
  return {
    message: known.message,
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: { code: known.code, ...known.details },
  };
}
