/**
 * Writing one item, for every door. The input is what a client sent: it is checked here. Each write is one transaction
 * with the work that it makes owed; a refusal leaves nothing behind.
 *
 * All of these throw AppError: INVALID_ARGUMENT with `details.errors` per field, NOT_FOUND for an unknown id, CONFLICT
 * for a change that the item's state or its owner's data do not allow.
 */
import { AppError } from '../errors.js';
import { createItem, setItemStatus, updateItem } from '../store/items.js';
import type { Database } from '../store/open.js';
import { findOrCreateOrganizations, getOrganizations } from '../store/organizations.js';
import type { AchievementRow, NeedRow } from '../store/schema.js';
import type { Taxonomy } from '../taxonomy.js';
import { checkCooperationModes, checkId, checkInput } from './check.js';
import { achievementInput, achievementPatch, needInput, needPatch } from './input.js';
import { achievementChanges, achievementValues, needChanges, needValues } from './values.js';

export interface WriteDeps {
  db: Database;
  taxonomy: Taxonomy;
}

export async function createAchievement({ db, taxonomy }: WriteDeps, sent: unknown): Promise<AchievementRow> {
  const input = checkInput(achievementInput, sent);
  checkCooperationModes(input.cooperationModes, taxonomy);
  const { visibility, draft } = input;
  return createItem(db, 'achievement', { values: achievementValues(input), visibility, draft }, taxonomy);
}

export async function updateAchievement(
  { db, taxonomy }: WriteDeps,
  id: string,
  sent: unknown,
): Promise<AchievementRow> {
  const patch = checkInput(achievementPatch, sent);
  checkCooperationModes(patch.cooperationModes, taxonomy);
  const changes = { ...achievementChanges(patch), ...visibilityOf(patch) };
  return updateItem(db, 'achievement', checkId(id), changes, taxonomy);
}

export async function createNeed({ db, taxonomy }: WriteDeps, sent: unknown): Promise<NeedRow> {
  const input = checkInput(needInput, sent);
  checkCooperationModes(input.cooperationModes, taxonomy);
  const { visibility, draft, creditCode } = input;
  return db.transaction(async (tx) => {
    const need = await createItem(tx, 'need', { values: needValues(input), visibility, draft }, taxonomy);
    if (creditCode != null) await checkOwnerHasCode(tx, need.organizationId, creditCode);
    return need;
  });
}

export async function updateNeed({ db, taxonomy }: WriteDeps, id: string, sent: unknown): Promise<NeedRow> {
  const patch = checkInput(needPatch, sent);
  checkCooperationModes(patch.cooperationModes, taxonomy);
  const changes = { ...needChanges(patch), ...visibilityOf(patch) };
  return db.transaction(async (tx) => {
    const need = await updateItem(tx, 'need', checkId(id), changes, taxonomy);
    if (patch.creditCode != null) await noteOwnersCode(tx, need.organizationId, patch.creditCode);
    return need;
  });
}

export async function publishItem<K extends 'achievement' | 'need'>({ db }: WriteDeps, kind: K, id: string) {
  return setItemStatus(db, kind, checkId(id), 'published');
}

export async function withdrawItem<K extends 'achievement' | 'need'>({ db }: WriteDeps, kind: K, id: string) {
  return setItemStatus(db, kind, checkId(id), 'withdrawn');
}

/** The need is met, or no longer sought. */
export async function closeNeed({ db }: WriteDeps, id: string): Promise<NeedRow> {
  return setItemStatus(db, 'need', checkId(id), 'closed');
}

function visibilityOf<T>({ visibility }: { visibility?: T | undefined }): { visibility?: T } {
  return visibility === undefined ? {} : { visibility };
}

/** A credit code belongs to the organisation: noted when it has none yet. */
async function noteOwnersCode(tx: Database, organizationId: string, creditCode: string): Promise<void> {
  const [owner] = await getOrganizations(tx, [organizationId]);
  if (owner === undefined) throw new Error(`organization ${organizationId} of an item is missing`);
  await findOrCreateOrganizations(tx, [{ name: owner.name, creditCode }], () => owner.kind);
  await checkOwnerHasCode(tx, organizationId, creditCode);
}

/** One item must not change, in passing, who its owner is to all others; nor may the code be dropped in silence. */
async function checkOwnerHasCode(tx: Database, organizationId: string, creditCode: string): Promise<void> {
  const [owner] = await getOrganizations(tx, [organizationId]);
  if (owner === undefined || owner.creditCode === creditCode) return;
  throw new AppError(
    'CONFLICT',
    `“${owner.name}”已登记的统一社会信用代码是 ${owner.creditCode}，与 ${creditCode} 不同：请核对单位名称和代码。`,
    { details: { field: 'creditCode' } },
  );
}
