import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../store/open.js';
import { getUpload, readUpload } from '../../store/uploads.js';
import { makeTemporaryDir } from '../temporary.js';

/** An upload on this machine's disk: readers need a file that can be sought in. */
export interface LocalFile {
  path: string;
  /** SHA-256, hex. */
  hash: string;
  remove(): Promise<void>;
}

/** Null when the upload has been forgotten. */
export async function localFile(db: Database, uploadId: string, signal: AbortSignal): Promise<LocalFile | null> {
  const upload = await getUpload(db, uploadId);
  if (upload === null) return null;
  const dir = await makeTemporaryDir();
  const path = dir.path('list');
  try {
    await pipeline(readUpload(db, uploadId), createWriteStream(path), { signal });
    return { path, hash: upload.hash, remove: dir.remove };
  } catch (error) {
    await dir.remove();
    throw error;
  }
}
