import { setImmediate } from 'node:timers/promises';

/** Work between two turns of the event loop, so that queries go on while a list is read or stored. */
const SLICE_MS = 10;

/** @returns to be awaited often: lets the event loop turn when the slice is used up, else costs next to nothing */
export function createBreather(sliceMs = SLICE_MS): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < sliceMs) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
