import { createBm25, denseRanking, fuseRanks } from '../../src/cli/eval/baselines.js';
import type { Database } from '../../src/store/open.js';
import type { EngineDocument, OpenEngine, Search } from './types.js';

/** Where the stored needs and achievements of the run are found. */
export interface StoredItems {
  db: Database;
  listId: string;
  modelId: string;
  needOf: ReadonlyMap<string, string>;
  achievementOf: ReadonlyMap<string, string>;
}

/** The single methods and their usual fusion, as `npm run eval` prints them: BM25 in JS, nearness exactly in the database. */
export function openBaselines(documents: readonly EngineDocument[], stored: StoredItems): OpenEngine {
  const bm25 = createBm25(
    documents.map(({ id, title, abstract, keywords }) => ({ id, text: [title, abstract, keywords].join('\n') })),
  );
  const dense = async (id: string) => {
    const found = await denseRanking(stored.db, stored.needOf.get(id)!, stored.listId, stored.modelId);
    return found.map((item) => stored.achievementOf.get(item)!);
  };
  const settings: Record<string, Search> = {
    'BM25, words': ({ text }, limit) => bm25(text).slice(0, limit),
    'dense alone': async ({ id }, limit) => (await dense(id)).slice(0, limit),
    'rank fusion, k = 60': async ({ id, text }, limit) => fuseRanks([bm25(text), await dense(id)]).slice(0, limit),
  };
  return { settings, close: () => {} };
}
