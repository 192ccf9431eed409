/**
 * onnxruntime's builds collect usage data unless told not to. It reads the process's own environment, of which a thread
 * has only a copy: so here, before the first thread starts.
 */
export function silenceRuntime(): void {
  // oxlint-disable-next-line no-restricted-properties -- written for a library, not read as a setting
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
}
