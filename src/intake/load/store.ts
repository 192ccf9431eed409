import { itemKindOf, type ListKind } from '../../domain.js';
import type { EditionPlace } from '../../store/import-compare.js';
import { applyRows, settleGone, takeImportTurn } from '../../store/import-rows.js';
import { countInEdition, findOrCreateList, startEdition } from '../../store/lists.js';
import { rememberMapping } from '../../store/mappings.js';
import type { Database, Store } from '../../store/open.js';
import { findOrCreateOrganizations } from '../../store/organizations.js';
import type { EditionRow, TaskRow } from '../../store/schema.js';
import { advanceTask, finishTask, setTaskCounts } from '../../store/tasks.js';
import type { Taxonomy } from '../../taxonomy.js';
import { foldKey } from '../normalise/index.js';
import { storeFacilities } from './facilities.js';
import type { ImportParams } from './params.js';
import { readyBatches } from './ready.js';
import type { AcceptedRow } from '../types.js';
import { importRow, ownerKindOf, readyRow } from './rows.js';
import type { Spool } from './spool.js';
import { Superseded } from './superseded.js';

/**
 * What a transaction should last: queries of the embedded database wait for it, and a canceled import stores it yet.
 * Beside its rows each costs eight round trips, which a server's longer ones share among more rows.
 */
const BATCH_MS = { pglite: 100, postgres: 250 } as const;
/** So that what is held at once stays small: the batch in hand and the next one. */
const MOST_ROWS = 500;
const FEWEST_ROWS = 50;
const FIRST_ROWS = 150;

/**
 * Stores the spooled rows that are not stored yet as an edition of the list, then settles what is gone and ends the
 * task. The task's `done` counts the rows stored.
 * @throws Superseded; the signal's reason
 */
export async function storeRows(
  { db, engine }: Store,
  task: TaskRow,
  fileHash: string,
  params: ImportParams,
  spool: Spool,
  taxonomy: Taxonomy,
  signal: AbortSignal,
): Promise<void> {
  if (params.kind === 'facilities') return storeFacilities(db, task, params, spool, taxonomy, signal);
  const list = { ...params, kind: params.kind };
  const kind = itemKindOf(list.kind);
  let begun: Begun | null = null;
  let { done } = task;
  let size = FIRST_ROWS;

  /** Holds the task, so that nobody cancels or repeats the step before its transaction ends. */
  const step = async (rows: number, apply: (tx: Database, begun: Begun) => Promise<void>) => {
    signal.throwIfAborted();
    const place = await db.transaction(async (tx) => {
      if (!(await advanceTask(tx, task.id, done, { done: done + rows }))) throw new Superseded();
      await takeImportTurn(tx);
      const place = begun ?? (await beginEdition(tx, task, list, fileHash));
      await apply(tx, place);
      return place;
    });
    begun = place;
    done += rows;
  };

  const make = (row: AcceptedRow) => readyRow(params.kind, row, taxonomy);
  for await (const ready of ahead(readyBatches(spool, done, () => size, make))) {
    const started = performance.now();
    await step(ready.length, async (tx, { place }) => {
      const owners = ready.map(({ owner }) => owner);
      const organizations = await findOrCreateOrganizations(tx, owners, ownerKindOf(kind));
      const rows = ready.map((row) => importRow(row, organizations));
      const counts = await applyRows(tx, kind, rows, place);
      await noteCounts(tx, task, await countInEdition(tx, place.editionId, counts));
    });
    const lasted = performance.now() - started;
    size = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.round((ready.length * BATCH_MS[engine]) / lasted)));
  }
  await step(0, async (tx, { place, organizationId }) => {
    const gone = await settleGone(tx, kind, place, params.withdrawGone);
    await noteCounts(tx, task, await countInEdition(tx, place.editionId, { gone }, true));
    if (organizationId !== null) await rememberMapping(tx, organizationId, params.kind, params.mapping);
    await finishTask(tx, task.id, { state: 'succeeded' });
  });
}

/** Begins the next batch before the one in hand is stored. */
async function* ahead<T>(batches: AsyncIterator<T, void>): AsyncGenerator<T> {
  let next = batches.next();
  for (;;) {
    const { done, value } = await next;
    if (done === true) return;
    next = batches.next();
    // Heard of when it is awaited, if ever.
    next.catch(() => {});
    yield value;
  }
}

interface Begun {
  place: EditionPlace;
  /** Who keeps the list. */
  organizationId: string | null;
}

/** Of items: facilities have no editions. */
type ListParams = ImportParams & { kind: ListKind };

async function beginEdition(tx: Database, task: TaskRow, params: ListParams, fileHash: string): Promise<Begun> {
  const { kind, listName, fileName, organization } = params;
  const organizationId = organization === undefined ? null : await ownerOf(tx, organization, params);
  const list = await findOrCreateList(tx, { kind, name: listName, organizationId });
  const edition = await startEdition(tx, { listId: list.id, fileName, fileHash, taskId: task.id });
  return { place: { listId: list.id, editionId: edition.id }, organizationId };
}

async function ownerOf(tx: Database, name: string, { kind }: ListParams): Promise<string> {
  const ids = await findOrCreateOrganizations(tx, [{ name }], ownerKindOf(itemKindOf(kind)));
  return ids.get(foldKey(name))!;
}

async function noteCounts(tx: Database, task: TaskRow, edition: EditionRow): Promise<void> {
  const { added, changed, unchanged, gone } = edition;
  await setTaskCounts(tx, task.id, { added, changed, unchanged, gone });
}
