/** What a person decides of two achievements that look like one, whichever door it comes through. */
import { AppError } from '../errors.js';
import { decideDuplicate, lockDuplicate } from '../store/duplicates.js';
import { getItems, setItemStatus, updateItem } from '../store/items.js';
import { getOrganizations } from '../store/organizations.js';
import type { Database } from '../store/open.js';
import type { DuplicateRow } from '../store/schema.js';
import type { Taxonomy } from '../taxonomy.js';
import { checkId, invalidInput } from './check.js';
import type { WriteDeps } from './write.js';

/** They are two: the pair is not shown again. @throws AppError NOT_FOUND; CONFLICT when they were merged */
export async function dismissDuplicate({ db }: WriteDeps, id: string): Promise<DuplicateRow> {
  return db.transaction(async (tx) => {
    const pair = await lockDuplicate(tx, checkId(id));
    if (pair.status === 'distinct') return pair;
    if (pair.status === 'merged') throw new AppError('CONFLICT', '这两项成果已经合并，不能再标为不同成果。');
    return decideDuplicate(tx, pair.id, 'distinct', null);
  });
}

/**
 * They are one: the other is withdrawn under its id, and its remarks say why.
 * @param keep id of the one that stays
 * @throws AppError NOT_FOUND; INVALID_ARGUMENT when `keep` is neither; CONFLICT when they were decided otherwise
 */
export async function mergeDuplicate({ db, taxonomy }: WriteDeps, id: string, keep: string): Promise<DuplicateRow> {
  return db.transaction(async (tx) => {
    const pair = await lockDuplicate(tx, checkId(id));
    if (keep !== pair.achievementId && keep !== pair.otherId) {
      throw invalidInput([{ field: 'keep', message: 'keep 应为这两项成果之一的编号' }]);
    }
    if (pair.status === 'merged' && pair.keptId === keep) return pair;
    if (pair.status !== 'open') throw new AppError('CONFLICT', '这两项成果已经有了结论，不能再合并。');
    const withdrawn = keep === pair.achievementId ? pair.otherId : pair.achievementId;
    await noteMerged(tx, withdrawn, keep, taxonomy);
    await setItemStatus(tx, 'achievement', withdrawn, 'withdrawn');
    return decideDuplicate(tx, pair.id, 'merged', keep);
  });
}

async function noteMerged(tx: Database, withdrawn: string, kept: string, taxonomy: Taxonomy): Promise<void> {
  const items = new Map((await getItems(tx, 'achievement', [withdrawn, kept])).map((item) => [item.id, item]));
  const { title, organizationId } = items.get(kept)!;
  const [owner] = await getOrganizations(tx, [organizationId]);
  const note = `与${owner!.name}《${title}》（编号 ${kept}）为同一成果，已合并。`;
  const remarks = [items.get(withdrawn)!.remarks, note].filter((text) => text !== null).join('\n');
  await updateItem(tx, 'achievement', withdrawn, { remarks }, taxonomy);
}
