import type { Deps } from '../deps.js';
import { createLoaders, type Loaders } from './loaders.js';

/** What a resolver gets besides its arguments. One per request, so that nothing is cached beyond it. */
export interface GraphqlContext {
  deps: Deps;
  loaders: Loaders;
}

export function createContext(deps: Deps): GraphqlContext {
  return { deps, loaders: createLoaders(deps.db) };
}
