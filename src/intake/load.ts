/**
 * Brings a list file into the store. First the whole file is read, rows into a spool; then the rows are stored batch by
 * batch, each with its progress in one transaction. So a refused file changes nothing, and an import that was killed is
 * read again and goes on after the last stored batch.
 */
import { AppError } from '../errors.js';
import type { Database, Store } from '../store/open.js';
import type { TaskRow } from '../store/schema.js';
import { claimTask, createTask, finishTask, getTasks } from '../store/tasks.js';
import type { Taxonomy } from '../taxonomy.js';
import { importParams, recalledMapping, type ImportParams } from './load/params.js';
import { readIntoSpool } from './load/read.js';
import { localFile, type LocalFile } from './load/source.js';
import { createSpool } from './load/spool.js';
import { storeRows } from './load/store.js';
import { Superseded } from './load/superseded.js';

export type { ImportParams } from './load/params.js';
export { previewImport, type ImportPreview, type PreviewParams } from './load/preview.js';

export interface LoadDeps {
  store: Store;
  taxonomy: Taxonomy;
}

/**
 * Enqueues an import: the task and the work that is owed for it, in the transaction that saves the upload
 * (`send.ts`). What the organisation confirmed earlier of its columns is applied, except where `mapping` says otherwise.
 */
export async function createImport(
  db: Database,
  params: Omit<ImportParams, 'mapping' | 'withdrawGone'> & Partial<ImportParams>,
): Promise<TaskRow> {
  if (params.kind === 'facilities' && params.withdrawGone === true)
    throw new AppError('INVALID_ARGUMENT', '平台名录没有版次，不能撤回新版里不再出现的平台；请逐条删除。');
  const mapping = { ...(await recalledMapping(db, params)), ...params.mapping };
  return createTask(db, 'import', importParams.parse({ ...params, mapping }));
}

/**
 * Runs an import task to its end, or goes on with one. A task that has ended is left alone; one that is canceled
 * meanwhile stops after the batch in hand and keeps what it has stored. A refused file ends the task as failed.
 * @throws the signal's reason when it is aborted, a failure of the store, or Superseded when another worker has the
 *   task: it can be run again
 */
export async function runImport({ store, taxonomy }: LoadDeps, taskId: string, signal: AbortSignal): Promise<void> {
  const { db } = store;
  const task = await claimTask(db, taskId);
  if (task === null) return;
  const params = importParams.parse(task.params);
  const file = await localFile(db, params.uploadId, signal);
  if (file === null) {
    const errorMessage = '上传的文件已过保存期，不能再导入；请重新上传。';
    await finishTask(db, taskId, { state: 'failed', errorCode: 'NOT_FOUND', errorMessage });
    return;
  }
  try {
    await loadFile({ store, taxonomy }, task, file, params, signal);
  } finally {
    await file.remove();
  }
}

async function loadFile(
  { store, taxonomy }: LoadDeps,
  task: TaskRow,
  file: LocalFile,
  params: ImportParams,
  signal: AbortSignal,
): Promise<void> {
  const { db } = store;
  const spool = await createSpool();
  try {
    const { refused, accepted } = await readIntoSpool(db, task, file.path, params, taxonomy, spool, signal);
    if (refused !== null) {
      await finishTask(db, task.id, { state: 'failed', errorCode: 'INVALID_FILE', errorMessage: refused.reason });
    } else if (accepted === 0) {
      const errorMessage = '没有一行可以导入；请按“错误”中逐行的说明修改后重新上传。';
      await finishTask(db, task.id, { state: 'failed', errorCode: 'INVALID_FILE', errorMessage });
    } else {
      await storeRows(store, task, file.hash, params, spool, taxonomy, signal);
    }
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
    const [now] = await getTasks(db, [task.id]);
    if (now?.state !== 'canceled') throw error;
  } finally {
    await spool.remove();
  }
}
