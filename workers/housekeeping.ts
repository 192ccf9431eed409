import type { Deps } from '../src/deps.js';
import { LEXICON } from '../src/matching/lexicon.js';
import { repeat, type Repeated } from '../src/repeat.js';
import { activeModel } from '../src/store/models.js';
import { oweUnindexed } from '../src/store/unindexed.js';
import { ensureVectorIndex } from '../src/store/vector-index.js';

const PERIOD_MS = 300_000;

/** At the start and every few minutes: owes what nobody owed, builds the vector index when it has become worth it. */
export function startHousekeeping(deps: Deps): Repeated {
  return repeat(PERIOD_MS, deps.log, 'housekeeping', async () => {
    const owed = await oweUnindexed(deps.db, LEXICON, deps.embedder?.modelId ?? null);
    if (owed > 0) deps.log.info({ owed }, 'found items that are not indexed');
    const model = await activeModel(deps.db);
    if (model !== null) await ensureVectorIndex(deps.store, model);
  });
}
