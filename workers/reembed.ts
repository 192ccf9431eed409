import type { Deps } from '../src/deps.js';
import { ITEM_KINDS, type ItemKind } from '../src/domain.js';
import type { Embedder } from '../src/embedding/types.js';
import { getItems } from '../src/store/items.js';
import { abandonModel, BEFORE_ALL, findModel, switchModel, withoutVectorsAfter } from '../src/store/models.js';
import type { Database } from '../src/store/open.js';
import { lockOwed, settle, type OwedWork } from '../src/store/outbox.js';
import { advanceTask, claimTask, finishTask, getTasks } from '../src/store/tasks.js';
import { ensureVectorIndex } from '../src/store/vector-index.js';
import { refreshTokenMean, writeTokenRows } from '../src/store/token-rows.js';
import { writeVectors } from '../src/store/vectors.js';
import { embedItems } from './index-items.js';

const ITEMS_PER_TRANSACTION = 32;

/**
 * Embeds every item under a model that is being prepared, then makes that model the one that is searched. Starts where
 * a killed one stopped: what has a vector of the present text is passed over.
 */
export async function reembed(deps: Deps, owed: readonly OwedWork[], signal: AbortSignal): Promise<void> {
  for (const work of owed) {
    await prepareModel(deps, work.subjectId, signal);
    await deps.db.transaction(async (tx) => {
      const mine = await lockOwed(tx, [work]);
      await settle(
        tx,
        mine.map((row) => row.id),
      );
    });
  }
}

async function prepareModel(deps: Deps, taskId: string, signal: AbortSignal): Promise<void> {
  let walk: AsyncGenerator<Batch, void> | null = null;
  /** Whether this walk has found anything: then something may have changed behind it. */
  let found = false;
  for (;;) {
    const [task] = await getTasks(deps.db, [taskId]);
    if (task === undefined) return;
    const modelId = task.params['modelId'] as string;
    if ((await claimTask(deps.db, taskId)) === null) {
      if (task.state === 'canceled') await abandonModel(deps.db, modelId);
      return;
    }
    const model = await findModel(deps.db, modelId);
    if (model?.state !== 'preparing') {
      // Switched by a worker that was killed before it said so, or another model was asked for meanwhile.
      await finishTask(deps.db, taskId, { state: model?.state === 'active' ? 'succeeded' : 'canceled' });
      return;
    }
    signal.throwIfAborted();
    walk ??= itemsLacking(deps.db, modelId);
    const { value: batch } = await walk.next();
    if (batch !== undefined) {
      found = true;
      await embedBatch(deps, await deps.models.open(modelId), batch);
      await advanceTask(deps.db, taskId, task.done, { done: task.done + batch.ids.length });
    } else if (found) {
      [walk, found] = [null, false];
    } else {
      walk = null;
      await ensureVectorIndex(deps.store, model);
      await refreshTokenMean(deps.store, modelId);
      if (await switchModel(deps.db, modelId)) await deps.models.refresh();
    }
  }
}

/** Items of one kind that lack the model's vectors. */
interface Batch {
  kind: ItemKind;
  ids: string[];
}

async function* itemsLacking(db: Database, modelId: string): AsyncGenerator<Batch, void> {
  for (const kind of ITEM_KINDS) {
    let after: string | null = BEFORE_ALL;
    while (after !== null) {
      const { ids, next } = await withoutVectorsAfter(db, kind, modelId, after);
      for (let from = 0; from < ids.length; from += ITEMS_PER_TRANSACTION) {
        yield { kind, ids: ids.slice(from, from + ITEMS_PER_TRANSACTION) };
      }
      after = next;
    }
  }
}

async function embedBatch(deps: Deps, embedder: Embedder, { kind, ids }: Batch): Promise<void> {
  const { vectors, tokens } = await embedItems(embedder, kind, await getItems(deps.db, kind, ids));
  await deps.db.transaction(async (tx) => {
    await writeVectors(tx, vectors);
    await writeTokenRows(tx, tokens);
  });
}
