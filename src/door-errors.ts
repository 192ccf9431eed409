import { STATUS_CODES } from 'node:http';
import { AppError, type ErrorCode } from './errors.js';

/** Fastify's own refusals, by code. The messages say what the sender has to change. */
const REFUSALS: Readonly<Record<string, () => AppError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new AppError('PAYLOAD_TOO_LARGE', '请求体过大。'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new AppError('UNSUPPORTED_MEDIA_TYPE', '不支持的 Content-Type：JSON 请求请使用 application/json。'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new AppError('INVALID_ARGUMENT', '请求体不是合法的 JSON。'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new AppError('INVALID_ARGUMENT', '请求体为空，应为 JSON。'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new AppError('INVALID_ARGUMENT', '请求体长度与 Content-Length 不符。'),
  FST_UNDER_PRESSURE: () => new AppError('UNAVAILABLE', '服务繁忙，请稍后重试。'),
};

/** By HTTP status, for what libraries refuse without a code that says more. */
const REFUSED_STATUS: Readonly<Record<number, () => AppError>> = {
  404: () => new AppError('NOT_FOUND', '没有这个地址。'),
  413: () => new AppError('PAYLOAD_TOO_LARGE', '请求体过大。'),
  415: () => new AppError('UNSUPPORTED_MEDIA_TYPE', '不支持的 Content-Type。'),
  429: () => new AppError('RATE_LIMITED', '请求过于频繁，请稍后重试。'),
  503: () => new AppError('UNAVAILABLE', '服务暂时不可用，请稍后重试。'),
};

/** SQLSTATE classes of a database that cannot answer now: connection lost, out of resources, shutting down. */
const DATABASE_AWAY = /^(08|53|57P)/;
const NETWORK_AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE']);

/**
 * What a sender may know of an error that reached a door. Everything unforeseen is INTERNAL with the id under which the
 * log holds the whole story, and nothing else: no message, no stack trace.
 */
export function appErrorOf(error: unknown, requestId: string): AppError {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause instanceof AppError) return cause;
    const { code } = cause as { code?: unknown };
    if (typeof code !== 'string') continue;
    if (REFUSALS[code] !== undefined) return REFUSALS[code]();
    if (DATABASE_AWAY.test(code) || NETWORK_AWAY.has(code)) {
      return new AppError('UNAVAILABLE', '数据库或队列暂时连不上，请稍后重试。', { cause: error });
    }
  }
  const status = error instanceof Error ? (error as { statusCode?: unknown }).statusCode : undefined;
  if (typeof status === 'number') {
    const refusal = REFUSED_STATUS[status];
    if (refusal !== undefined) return refusal();
    if (status >= 400 && status < 500) return new AppError('INVALID_ARGUMENT', '请求不合法。');
  }
  return new AppError('INTERNAL', `服务内部出错，请把编号 ${requestId} 告诉管理员。`, {
    details: { requestId },
    cause: error,
  });
}

/** RFC 9457: what every door but GraphQL answers with when it refuses. */
export interface Problem {
  title: string;
  status: number;
  code: ErrorCode;
  /** Chinese; says what to do. */
  detail: string;
  [detail: string]: unknown;
}

export function problemOf(error: AppError): Problem {
  const title = STATUS_CODES[error.status] ?? error.code;
  // The standard's own members win over a detail of the same name.
  return { ...error.details, title, status: error.status, code: error.code, detail: error.message };
}
