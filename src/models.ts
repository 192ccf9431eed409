/** Keeps open the embedding model whose vectors are searched, and follows when another one takes its place. */
import type { Logger } from 'pino';
import type { Embedder } from './embedding/types.js';
import { AppError } from './errors.js';
import { repeat } from './repeat.js';
import { activeModel, findModel, requestModel } from './store/models.js';
import type { Database } from './store/open.js';

/** A model that is there to be opened. */
export interface ModelSource {
  id: string;
  dimensions: number;
  open(): Promise<Embedder>;
}

/** Reads a model's directory; null: there is none. `fetch`: an empty directory may be filled first. */
export type FindModel = (directory: string, fetch: boolean) => Promise<ModelSource | null>;

export interface Models {
  /** Of the model that is searched; null: lexical only. Ask anew for each piece of work. */
  readonly searched: Embedder | null;
  /** Looks which model is searched now, instead of at the next beat. */
  refresh(): Promise<void>;
  /** Any registered model, e.g. one that is being prepared. @throws AppError MODEL_UNAVAILABLE */
  open(modelId: string): Promise<Embedder>;
  /** Closes every model. Twice without harm. */
  close(): Promise<void>;
}

/** How soon a process notices that another one has switched models. Until then it searches the old vectors, which stay. */
const REFRESH_MS = 2_000;

/**
 * Registers the model of the configured directory and opens the one that is searched: the same, unless the configured
 * one is still being prepared.
 */
export async function openModels(db: Database, directory: string, find: FindModel, log: Logger): Promise<Models> {
  /** Never closed before the end: somebody may still hold one. Switches are rare. */
  const opened = new Map<string, Promise<Embedder>>();
  let searched: Embedder | null = null;

  const configured = await find(directory, true);
  if (configured !== null) {
    const state = await requestModel(db, {
      id: configured.id,
      dimensions: configured.dimensions,
      location: directory,
    });
    log.info({ model: configured.id, state }, 'embedding model found');
  }

  const open = (id: string, location: string): Promise<Embedder> => {
    let embedder = opened.get(id);
    if (embedder === undefined) {
      embedder = (async () => {
        const source = configured?.id === id ? configured : await find(location, false);
        if (source?.id !== id) throw new AppError('MODEL_UNAVAILABLE', `目录 ${location} 里没有模型 ${id}`);
        return source.open();
      })();
      opened.set(id, embedder);
      embedder.catch(() => opened.delete(id));
    }
    return embedder;
  };

  /** The model that did not open, so that a log does not say so at each beat. */
  let missing: string | null = null;
  const refresh = async () => {
    const active = await activeModel(db);
    if (active === null || active.id === searched?.modelId) return;
    try {
      searched = await open(active.id, active.location);
      missing = null;
      log.info({ model: active.id }, 'searching the vectors of this model');
    } catch (error) {
      searched = null;
      if (missing !== active.id) log.warn({ err: error }, 'the model that is searched does not open: lexical only');
      missing = active.id;
    }
  };
  await refresh();
  const follow = repeat(REFRESH_MS, log, 'follow the model', refresh);

  return {
    get searched() {
      return searched;
    },
    refresh,
    async open(modelId) {
      const model = await findModel(db, modelId);
      if (model === null) throw new AppError('MODEL_UNAVAILABLE', `没有登记过模型 ${modelId}`);
      return open(model.id, model.location);
    },
    async close() {
      await follow.close();
      for (const embedder of await Promise.allSettled(opened.values())) {
        if (embedder.status === 'fulfilled') await embedder.value.close();
      }
    },
  };
}
