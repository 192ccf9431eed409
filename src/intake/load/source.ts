import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../store/open.js';
import { readUpload } from '../../store/uploads.js';
import type { ImportParams } from './params.js';

/** The list file on this machine's disk. */
export interface LocalFile {
  path: string;
  /** Removes it when it is a copy. */
  remove(): Promise<void>;
}

/** Readers need a file that can be sought in; one kept in the database is copied out of it. */
export async function localFile(db: Database, source: Pick<ImportParams, 'path' | 'uploadId'>): Promise<LocalFile> {
  if (source.path !== undefined) return { path: source.path, remove: async () => {} };
  const dir = await mkdtemp(join(tmpdir(), 'upload-'));
  const remove = () => rm(dir, { recursive: true, force: true });
  try {
    const path = join(dir, 'list');
    await pipeline(Readable.from(readUpload(db, source.uploadId!)), createWriteStream(path));
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
