import { jest } from '@jest/globals';

/** Freshness grows old by the millisecond; all pages are of this moment. Only the clock stands still. */
const NOW = Date.now() + 3_600_000;
const RUNNING = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/** So that two searches can be compared to the last bit. */
export async function atOneMoment<T>(action: () => Promise<T>): Promise<T> {
  jest.useFakeTimers({ now: NOW, doNotFake: [...RUNNING] });
  try {
    return await action();
  } finally {
    jest.useRealTimers();
  }
}
