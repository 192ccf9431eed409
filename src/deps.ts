/** The composition root: the only file that chooses adapters. */
import { pino, type Logger } from 'pino';
import type { Config } from './config.js';
import { ensureModel, type ModelEvent } from './embedding/model-files.js';
import { readModel } from './embedding/model-location.js';
import { createOnnxEmbedder } from './embedding/onnx.js';
import type { Embedder } from './embedding/types.js';
import type { RankingModel } from './matching/model.js';
import { RecentSearches } from './matching/recent-searches.js';
import { createMaxSim, type MaxSim } from './matching/tokens/maxsim.js';
import { openModels, type FindModel, type Models } from './models.js';
import { pgliteQueue } from './queue/pglite.js';
import { postgresQueue } from './queue/postgres.js';
import { redisQueue } from './queue/redis.js';
import { openRankings, type Rankings } from './ranking.js';
import type { JobQueue } from './queue/types.js';
import { openOnnxReranker } from './reranking/onnx.js';
import type { Reranker } from './reranking/types.js';
import { openEmbeddedStore } from './store/embedded.js';
import { createMemoryIndex, type MemoryIndex } from './store/memory-index.js';
import { migrate } from './store/migrate.js';
import { openPostgres, type Database, type Store } from './store/open.js';
import { seedTaxonomy } from './store/seed.js';
import { loadTaxonomy } from './store/taxonomy.js';
import { readTaxonomyFile, type Taxonomy } from './taxonomy.js';

/** What the doors and the workers work with. */
export interface Deps {
  readonly config: Config;
  readonly store: Store;
  /** `store.db`. */
  readonly db: Database;
  readonly memoryIndex: MemoryIndex;
  readonly taxonomy: Taxonomy;
  readonly queue: JobQueue;
  /** Of the model that is searched; null: lexical only. Changes when another model takes over: read it for each use. */
  readonly embedder: Embedder | null;
  readonly models: Models;
  /** The version that ranks. Changes when another one is adopted: read it for each use. */
  readonly ranking: RankingModel;
  readonly rankings: Rankings;
  readonly maxSim: MaxSim;
  readonly recent: RecentSearches;
  /** Null: none is set. */
  readonly reranker: Reranker | null;
  readonly log: Logger;
  /** Closes everything in the reverse order of opening. Stop workers and servers first. Twice without harm. */
  close(): Promise<void>;
}

export interface DepsOptions {
  /** Hears how the model is found or fetched. */
  onModelEvent?: (event: ModelEvent) => void;
  /** Where embedding models come from: the ONNX directories unless a test brings its own. */
  findModel?: FindModel;
}

/**
 * Opens what the configuration asks for: the embedded database behind its lock or PostgreSQL; migrated and seeded; the
 * queue in Redis or in the database; the embedding model, fetched when it is missing.
 * @throws AppError DATA_DIR_LOCKED when another process has the data directory; MODEL_UNAVAILABLE when RERANKER_DIR holds
 *   no reranker
 */
export async function openDeps(config: Config, options: DepsOptions = {}): Promise<Deps> {
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const opened: (() => Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeAll(opened));
  try {
    // First, since a wrong directory shows at once.
    const reranker = await openReranker(config, log);
    if (reranker !== null) opened.push(() => reranker.close());
    const store =
      config.databaseUrl === null ? await openEmbeddedStore(config.dataDir) : openPostgres(config.databaseUrl);
    opened.push(() => store.close());
    const { db } = store;
    // The queue first: see pgliteQueue.
    const queue = await openQueue(config, store, log);
    opened.push(() => queue.close());
    await migrate(store);
    await seedTaxonomy(db, readTaxonomyFile());
    const models = await openModels(db, config.modelDir, options.findModel ?? onnxModels(config, options, log), log);
    opened.push(() => models.close());
    const rankings = await openRankings(db, log);
    opened.push(() => rankings.close());
    const memoryIndex = createMemoryIndex(store);
    opened.push(() => memoryIndex.close());
    const maxSim = createMaxSim();
    opened.push(() => maxSim.close());
    return {
      config,
      store,
      db,
      memoryIndex,
      taxonomy: await loadTaxonomy(db),
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
      reranker,
      log,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openQueue(config: Config, store: Store, log: Logger): Promise<JobQueue> {
  if (config.redisUrl !== null) return redisQueue(config.redisUrl, log);
  return store.engine === 'pglite' ? pgliteQueue(store.pglite, log) : postgresQueue(config.databaseUrl!, log);
}

function onnxModels(config: Config, options: DepsOptions, log: Logger): FindModel {
  return async (directory, fetch) => {
    const model = fetch
      ? await ensureModel({
          modelDir: directory,
          hubEndpoint: config.hubEndpoint,
          onProgress: options.onModelEvent ?? ((event) => log.debug(event, 'model')),
        })
      : await readModel(directory);
    return model && { ...model, open: () => createOnnxEmbedder({ model, threads: config.embedThreads }) };
  };
}

async function openReranker({ rerankerDir, embedThreads }: Config, log: Logger): Promise<Reranker | null> {
  if (rerankerDir === null) return null;
  const reranker = await openOnnxReranker({ directory: rerankerDir, threads: embedThreads });
  log.info({ reranker: reranker.name }, 'reranker opened');
  return reranker;
}

async function closeAll(opened: (() => Promise<void>)[]): Promise<void> {
  for (const closeOne of opened.reverse()) await closeOne();
}
