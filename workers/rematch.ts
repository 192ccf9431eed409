import type { Deps } from '../src/deps.js';
import { needsAffectedBy, rematchNeeds } from '../src/matching/rematch.js';
import { lockOwed, owe, settle, type OwedWork } from '../src/store/outbox.js';
import { rematchEveryNeed } from '../src/store/rematch-backlog.js';

/**
 * Finds the matches that new or changed items give rise to: those of a need at once; an achievement first says which
 * needs it may matter to, and each of those is owed its turn, once however many achievements ask for it.
 */
export async function rematch(deps: Deps, owed: readonly OwedWork[]): Promise<void> {
  const ids = owed.map((work) => work.subjectId);
  if (owed[0]!.subjectKind === 'need') {
    await rematchNeeds(deps, ids);
    await settleOwing(deps, owed, []);
  } else if (!(await rematchEveryNeed(deps.db))) {
    await settleOwing(deps, owed, await needsAffectedBy(deps, ids));
  }
}

/** An item that changed meanwhile is owed anew in another version, and stays owed. */
async function settleOwing(deps: Deps, owed: readonly OwedWork[], needIds: readonly string[]): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const mine = await lockOwed(tx, owed);
    await owe(tx, 'rematch', 'need', needIds);
    await settle(
      tx,
      mine.map((work) => work.id),
    );
  });
}
