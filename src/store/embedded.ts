import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockDataDir } from './lock.js';
import { openPglite, type Store } from './open.js';

/**
 * The embedded database in `dataDir`, made when missing, held exclusively until it is closed.
 * @throws AppError DATA_DIR_LOCKED
 */
export async function openEmbeddedStore(dataDir: string): Promise<Store> {
  const lock = await lockDataDir(dataDir);
  try {
    const path = join(dataDir, 'db');
    if (!existsSync(path)) await initialise(path);
    const store = await openPglite(path);
    const close = async () => {
      try {
        await store.close();
      } finally {
        await lock.release();
      }
    };
    let closing: Promise<void> | undefined;
    return { ...store, close: () => (closing ??= close()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Made elsewhere and renamed when whole: a process killed in the middle leaves nothing that looks like a database. */
async function initialise(path: string): Promise<void> {
  const draft = `${path}.new`;
  await rm(draft, { recursive: true, force: true });
  const store = await openPglite(draft);
  await store.close();
  await rename(draft, path);
}
