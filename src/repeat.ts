import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Something that goes on in the background. */
export interface Repeated {
  /** Stops, and waits for a step that runs. Twice without harm. */
  close(): Promise<void>;
}

/** Runs `step` again and again with a pause between; an error is logged and does not end it. */
export function repeat(pauseMs: number, log: Logger, name: string, step: () => Promise<void>): Repeated {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = (async () => {
    while (!signal.aborted) {
      try {
        await step();
      } catch (error) {
        log.error({ err: error, step: name }, 'background step failed; trying again');
      }
      // Rejects only when it is cut short by closing.
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
    }
  })();
  return {
    close() {
      stopping.abort();
      return loop;
    },
  };
}
