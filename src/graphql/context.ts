import type { Database } from '../store/open.js';

/** What a resolver gets besides its arguments. */
export interface GraphqlContext {
  db: Database;
}
