import type { Deps } from '../src/deps.js';
import { ITEM_KINDS, type ItemKind } from '../src/domain.js';
import type { Embedder } from '../src/embedding/types.js';
import { getItems } from '../src/store/items.js';
import { abandonModel, findModel, itemsWithoutVectors, switchModel } from '../src/store/models.js';
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
    const embedder = await deps.models.open(modelId);
    let embedded = 0;
    for (const kind of ITEM_KINDS) embedded += await embedSome(deps, embedder, kind);
    signal.throwIfAborted();
    if (embedded > 0) {
      await advanceTask(deps.db, taskId, task.done, { done: task.done + embedded });
    } else {
      await ensureVectorIndex(deps.store, model);
      await refreshTokenMean(deps.store, modelId);
      if (await switchModel(deps.db, modelId)) await deps.models.refresh();
    }
  }
}

/** @returns how many items were embedded; 0: none is left */
async function embedSome(deps: Deps, embedder: Embedder, kind: ItemKind): Promise<number> {
  const ids = await itemsWithoutVectors(deps.db, kind, embedder.modelId, ITEMS_PER_TRANSACTION);
  if (ids.length === 0) return 0;
  const { vectors, tokens } = await embedItems(embedder, kind, await getItems(deps.db, kind, ids));
  await deps.db.transaction(async (tx) => {
    await writeVectors(tx, vectors);
    await writeTokenRows(tx, tokens);
  });
  return ids.length;
}
