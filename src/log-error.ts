/** What a failed query was called with follows its text in the message: names, telephone numbers. */
const PARAMETERS = /\nparams: [^\n]*(\n(?! {4}at )[^\n]*)*/g;

/** An error as the log keeps it: what kind, where, and why; no value that a client sent. */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: error.message.replace(PARAMETERS, ''),
    stack: error.stack?.replace(PARAMETERS, '') ?? '',
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  };
}
