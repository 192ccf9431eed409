import type { Deps } from '../src/deps.js';
import { LEXICON } from '../src/matching/lexicon.js';
import { removeAbandonedDirs } from '../src/intake/temporary.js';
import { repeat, type Repeated } from '../src/repeat.js';
import { forgetKeys } from '../src/store/idempotency.js';
import { oweLagging } from '../src/store/kept-rankings.js';
import { activeModel } from '../src/store/models.js';
import { forgetRetiredModels } from '../src/store/retired-models.js';
import { refreshTokenMean } from '../src/store/token-rows.js';
import { oweUnindexed } from '../src/store/unindexed.js';
import { keepUp } from '../src/store/upkeep.js';
import { forgetUploads } from '../src/store/uploads.js';
import { forgetUnheldWords } from '../src/store/vocabulary.js';
import { ensureVectorIndex } from '../src/store/vector-index.js';

const PERIOD_MS = 300_000;
/** An import of minutes must not run all the time on the plans for an empty table. */
const UPKEEP_MS = 10_000;
/** Files stay long enough to re-drive a failed import after the holidays, keys for any repeated request. */
const UPLOADS_KEPT_MS = 30 * 24 * 3_600_000;
const KEYS_KEPT_MS = 7 * 24 * 3_600_000;
/** The vectors of a model that was replaced: until then the way back embeds only what has changed. */
const RETIRED_KEPT_MS = 30 * 24 * 3_600_000;

/**
 * At the start and every few minutes: owes what nobody owed, new matches where many achievements have come since, builds
 * the vector index when it has become worth it, forgets what is kept for a time, and words that nobody uses any more.
 * More often, what autovacuum does on a server.
 */
export function startHousekeeping(deps: Deps): Repeated {
  const upkeep = repeat(UPKEEP_MS, deps.log, 'upkeep', async () => {
    await keepUp(deps.store);
  });
  const housekeeping = repeat(PERIOD_MS, deps.log, 'housekeeping', async () => {
    const owed = await oweUnindexed(deps.db, LEXICON, deps.embedder?.modelId ?? null);
    if (owed > 0) deps.log.info({ owed }, 'found items that are not indexed');
    const model = await activeModel(deps.db);
    if (model !== null) {
      await ensureVectorIndex(deps.store, model);
      await refreshTokenMean(deps.store, model.id);
    }
    await oweLagging(deps.db);
    await forgetUnheldWords(deps.db);
    await forgetUploads(deps.db, new Date(Date.now() - UPLOADS_KEPT_MS));
    await forgetKeys(deps.db, new Date(Date.now() - KEYS_KEPT_MS));
    await removeAbandonedDirs();
    const forgotten = await forgetRetiredModels(deps.store, new Date(Date.now() - RETIRED_KEPT_MS));
    if (forgotten.length > 0) deps.log.info({ models: forgotten }, 'deleted the vectors of replaced models');
  });
  return {
    async close() {
      await Promise.all([upkeep.close(), housekeeping.close()]);
    },
  };
}
