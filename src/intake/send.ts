import { createReadStream } from 'node:fs';
import type { FileKind } from '../domain.js';
import type { Database } from '../store/open.js';
import type { TaskRow } from '../store/schema.js';
import { saveUpload } from '../store/uploads.js';
import { LIST_LABELS } from './fields.js';
import { createImport, type ImportParams } from './load.js';

/** What a sender says of a file. Without a list name it is an edition of the list that `listNameOf` names. */
export type SentFile = Pick<ImportParams, 'fileName' | 'kind'> &
  Partial<Pick<ImportParams, 'organization' | 'listName' | 'mapping' | 'withdrawGone'>>;

/**
 * Keeps a file and enqueues its import, in one transaction: the way of every file, whichever door it comes through.
 * @param path the whole file on this machine's disk; it may go once this returns
 */
export async function sendFile(db: Database, path: string, sent: SentFile): Promise<TaskRow> {
  return db.transaction(async (tx) => {
    const upload = await saveUpload(tx, sent.fileName, createReadStream(path));
    return createImport(tx, { ...sent, listName: listNameOf(sent), uploadId: upload.id });
  });
}

/** An organisation's unnamed lists of a kind are one list; a collection over many is known by its file's name. */
export function listNameOf({ listName, organization, kind, fileName }: SentFile & { kind: FileKind }): string {
  if (listName !== undefined) return listName;
  return organization === undefined ? fileName.replace(/\.[^.]+$/u, '') : LIST_LABELS[kind];
}
