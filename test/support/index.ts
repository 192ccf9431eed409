import type { Deps } from '../../src/deps.js';
import type { ItemKind } from '../../src/domain.js';
import { takeDue } from '../../src/store/outbox.js';
import { indexItems } from '../../workers/index-items.js';

/** Indexes everything that is owed to be, as a worker would. */
export async function indexAll(deps: Deps): Promise<void> {
  for (;;) {
    const owed = await takeDue(deps.db, 'index', 500, 60);
    if (owed.length === 0) return;
    for (const kind of ['achievement', 'need'] satisfies ItemKind[]) {
      const ofKind = owed.filter((work) => work.subjectKind === kind);
      if (ofKind.length > 0) await indexItems(deps, ofKind);
    }
  }
}
