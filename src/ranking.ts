/** Follows which version of the ranking is in use. */
import type { Logger } from 'pino';
import type { RankingModel } from './matching/model.js';
import { activeRankingModel } from './matching/rankings.js';
import { repeat } from './repeat.js';
import type { Database } from './store/open.js';

export interface Rankings {
  /** The version that ranks. Ask anew for each piece of work. */
  readonly active: RankingModel;
  /** Looks which version is in use now, instead of at the next beat. */
  refresh(): Promise<void>;
  /** Twice without harm. */
  close(): Promise<void>;
}

/** How soon a process notices that another one has adopted a version. */
const REFRESH_MS = 2_000;

export async function openRankings(db: Database, log: Logger, refreshMs = REFRESH_MS): Promise<Rankings> {
  let active = await activeRankingModel(db);
  const refresh = async () => {
    const found = await activeRankingModel(db);
    if (found.id === active.id) return;
    active = found;
    log.info({ ranking: active.id }, 'ranking with this version');
  };
  const follow = repeat(refreshMs, log, 'follow the ranking', refresh);
  return {
    get active() {
      return active;
    },
    refresh,
    close: () => follow.close(),
  };
}
