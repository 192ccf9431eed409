import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import type { Deps } from '../../src/deps.js';
import type { ItemKind } from '../../src/domain.js';
import { createHashingEmbedder } from '../../src/embedding/hashing.js';
import type { Embedder } from '../../src/embedding/types.js';
import { RecentSearches } from '../../src/matching/recent-searches.js';
import { createMaxSim } from '../../src/matching/tokens/maxsim.js';
import { openModels, type ModelSource } from '../../src/models.js';
import { DEFAULT_TIMING } from '../../src/queue/bullmq.js';
import { pgliteQueue } from '../../src/queue/pglite.js';
import { postgresQueue } from '../../src/queue/postgres.js';
import { redisQueue } from '../../src/queue/redis.js';
import { openRankings } from '../../src/ranking.js';
import type { Reranker } from '../../src/reranking/types.js';
import type { JobQueue } from '../../src/queue/types.js';
import { createItem } from '../../src/store/items.js';
import { loadTaxonomy } from '../../src/store/taxonomy.js';
import { createMemoryIndex } from '../../src/store/memory-index.js';
import { openTestStore } from './database.js';
import { achievementValues, needValues } from './items.js';

const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' });

/** The hashing embedder, as if a model directory held it. */
export const HASHING_MODEL = modelOf(createHashingEmbedder);

export function modelOf(create: () => Embedder): ModelSource {
  const { modelId, dimensions } = create();
  return { id: modelId, dimensions, open: async () => create() };
}

export interface TestDepsOptions {
  /** By directory; the configured one is called `models`. Left out: the hashing embedder; {}: lexical only. */
  models?: Record<string, ModelSource>;
  leaseSeconds?: number;
  reranker?: Reranker;
}

/**
 * Deps over a test store of their own, with the queue of the mode that the tests run in, kept apart from every other.
 * Close them in `afterAll`.
 */
export async function openTestDeps(options: TestDepsOptions = {}): Promise<Deps> {
  const found = options.models ?? { models: HASHING_MODEL };
  const config = {
    ...readConfig({ DATABASE_URL: process.env['DATABASE_URL'], REDIS_URL: process.env['REDIS_URL'] }),
    modelDir: 'models',
    outboxLeaseSeconds: options.leaseSeconds ?? 60,
  };
  const store = await openTestStore();
  const queue = await openTestQueue(store, config.redisUrl);
  const models = await openModels(store.db, config.modelDir, async (dir) => found[dir] ?? null, log);
  const rankings = await openRankings(store.db, log);
  const memoryIndex = createMemoryIndex(store);
  const maxSim = createMaxSim();
  let closing: Promise<void> | undefined;
  return {
    config,
    store,
    db: store.db,
    memoryIndex,
    taxonomy: await loadTaxonomy(store.db),
    queue,
    get embedder() {
      return models.searched;
    },
    models,
    get ranking() {
      return rankings.active;
    },
    rankings,
    maxSim,
    recent: new RecentSearches(),
    reranker: options.reranker ?? null,
    log,
    close: () =>
      (closing ??= maxSim
        .close()
        .then(memoryIndex.close)
        .then(rankings.close)
        .then(models.close)
        .then(queue.close)
        .then(store.close)),
  };
}

/** Published items with these titles; their indexing is owed. @returns their ids */
export async function createItems(deps: Deps, kind: ItemKind, titles: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const title of titles) {
    const values = kind === 'achievement' ? achievementValues({ title }) : needValues({ title });
    const item = await createItem(deps.db, kind, { values, visibility: 'public', draft: false }, deps.taxonomy);
    ids.push(item.id);
  }
  return ids;
}

let queues = 0;

function openTestQueue(store: Deps['store'], redisUrl: string | null): Promise<JobQueue> | JobQueue {
  const timing = { ...DEFAULT_TIMING, lockMs: 1_000, stalledMs: 300, backoffMs: 50 };
  if (redisUrl !== null) return redisQueue(redisUrl, log, `test-${process.pid}-${Date.now()}-${(queues += 1)}`, timing);
  if (store.engine === 'pglite') return pgliteQueue(store.pglite, log, timing);
  return postgresQueue(store.pool.options.connectionString!, log, timing);
}
