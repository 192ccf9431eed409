import { readConfig } from '../config.js';
import { openEmbeddedStore } from '../store/embedded.js';
import { migrate } from '../store/migrate.js';
import { openPostgres, type Database } from '../store/open.js';

/** For commands that need neither queue nor model. @param dataDir in place of DATA_DIR */
export async function withDatabase(action: (db: Database) => Promise<void>, dataDir?: string): Promise<void> {
  const config = readConfig();
  const store =
    config.databaseUrl === null ? await openEmbeddedStore(dataDir ?? config.dataDir) : openPostgres(config.databaseUrl);
  try {
    await migrate(store);
    await action(store.db);
  } finally {
    await store.close();
  }
}
