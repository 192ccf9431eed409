import type { Deps } from '../src/deps.js';
import { noteNearDuplicates } from '../src/matching/near-duplicates.js';
import { lockOwed, settle, type OwedWork } from '../src/store/outbox.js';

/** Notes which achievements look like new or changed ones. By then all of an import are indexed, so each pair is seen. */
export async function compare(deps: Deps, owed: readonly OwedWork[]): Promise<void> {
  await noteNearDuplicates(
    deps.db,
    owed.map((work) => work.subjectId),
  );
  await deps.db.transaction(async (tx) => {
    const mine = await lockOwed(tx, owed);
    await settle(
      tx,
      mine.map((work) => work.id),
    );
  });
}
