import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'tech-transfer-match-';
/** Longer than any file is in use; a younger directory may be another process's. */
const ABANDONED_MS = 24 * 3_600_000;

/** A directory of this machine for what a file needs while it is received or read. Nothing in it outlives its use. */
export interface TemporaryDir {
  /** Absolute path of a file in it. */
  path(name: string): string;
  /** Twice without harm. */
  remove(): Promise<void>;
}

export async function makeTemporaryDir(): Promise<TemporaryDir> {
  const dir = await mkdtemp(join(tmpdir(), PREFIX));
  return {
    path: (name) => join(dir, name),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}

/** Removes what killed processes left behind. */
export async function removeAbandonedDirs(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const dir = join(tmpdir(), name);
    // Gone already when another process cleans up at the same time.
    const info = await stat(dir).catch(() => null);
    if (info !== null && Date.now() - info.mtimeMs > ABANDONED_MS) await rm(dir, { recursive: true, force: true });
  }
}
