/**
 * Every error a caller can meet, with its stable code. `status` is the HTTP status of the REST door; GraphQL carries
 * the code in `extensions.code`; the CLI prints the message and exits with 1 (2 for a wrong command line).
 */
export const ERROR_CODES = {
  INVALID_ARGUMENT: 400,
  INVALID_FILE: 422,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  QUERY_TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
  INVALID_CONFIG: 500,
  DATA_DIR_LOCKED: 500,
  MODEL_UNAVAILABLE: 503,
  UNAVAILABLE: 503,
  INTERNAL: 500,
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** An error whose message a person can act on. Messages are Chinese; `details` is for machines. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: { details?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }

  get status(): number {
    return ERROR_CODES[this.code];
  }
}
