import type { Deps } from '../src/deps.js';
import { runImport } from '../src/intake/load.js';
import { Superseded } from '../src/intake/load/superseded.js';
import { lockOwed, settle, type OwedWork } from '../src/store/outbox.js';

/** Brings uploaded lists into the store. The task tells how far it is and what was wrong with the file. */
export async function importLists(deps: Deps, owed: readonly OwedWork[], signal: AbortSignal): Promise<void> {
  for (const work of owed) {
    try {
      await runImport(deps, work.subjectId, signal);
    } catch (error) {
      // Another worker has it in hand, keeps its lease and settles it.
      if (error instanceof Superseded) continue;
      throw error;
    }
    await deps.db.transaction(async (tx) => {
      const mine = await lockOwed(tx, [work]);
      await settle(
        tx,
        mine.map((row) => row.id),
      );
    });
  }
}
