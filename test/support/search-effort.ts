import { jest } from '@jest/globals';
import type { Deps } from '../../src/deps.js';

/** How many texts an action embeds, how often it looks for words in all items, and how many items it compares closely. */
export async function searchEffort(deps: Deps, action: () => Promise<unknown>) {
  const embed = jest.spyOn(deps.embedder!, 'embed');
  const words = jest.spyOn(deps.memoryIndex, 'search');
  const best = jest.spyOn(deps.maxSim, 'best');
  try {
    await action();
    const compared = best.mock.calls.reduce((sum, [{ items }]) => sum + items.length, 0);
    return { embedded: embed.mock.calls.length, searched: words.mock.calls.length, compared };
  } finally {
    for (const spy of [embed, words, best]) spy.mockRestore();
  }
}
