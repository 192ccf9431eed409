import type { AchievementValues, FileKind, ItemKind, ListKind, NeedValues, OrganizationKind } from '../../domain.js';
import { itemKindOf } from '../../domain.js';
import type { ImportRow } from '../../store/import-compare.js';
import { valueColumns, type StoredValues, type ValueColumns } from '../../store/item-values.js';
import { organizationKindOf, type NamedOrganization } from '../../store/organizations.js';
import type { Taxonomy } from '../../taxonomy.js';
import { foldKey, isConfidential } from '../normalise/index.js';
import type { AcceptedRow } from '../types.js';

import { facilityRow } from './facilities.js';

/** A read row, ready to store but for the id of its organisation. */
export interface ReadyRow extends Omit<ImportRow, 'organizationId'> {
  owner: NamedOrganization;
}

/** All that can be done for a row without the store. */
export function readyRow(list: FileKind, accepted: AcceptedRow, taxonomy: Taxonomy): ReadyRow {
  if (list === 'facilities') return facilityRow(accepted, taxonomy);
  const { sheet, row, values } = accepted;
  const creditCode = 'creditCode' in values ? values.creditCode : null;
  const columns = columnsOf(list, values, taxonomy);
  return {
    owner: { name: values.organization, creditCode },
    titleKey: columns.titleKey,
    code: 'code' in values ? values.code : null,
    visibility: isHidden(list, values) ? 'confidential' : 'public',
    sheet,
    row,
    record: JSON.stringify(columns),
  };
}

/** @param organizations ids by `foldKey(name)` */
export function importRow(ready: ReadyRow, organizations: ReadonlyMap<string, string>): ImportRow {
  const { owner, ...rest } = ready;
  return { ...rest, organizationId: organizations.get(foldKey(owner.name)) ?? null };
}

/** Who keeps lists of a kind, where the name does not tell. */
export function ownerKindOf(kind: ItemKind): (name: string) => OrganizationKind {
  return (name) => organizationKindOf(name, kind === 'achievement' ? 'institute' : 'enterprise');
}

function columnsOf(list: ListKind, values: AcceptedRow['values'], taxonomy: Taxonomy): ValueColumns {
  if (itemKindOf(list) === 'achievement') return valueColumns('achievement', values as AchievementValues, taxonomy);
  const need: StoredValues<'need'> = { ...(values as NeedValues), isChallenge: list === 'challenges' };
  return valueColumns('need', need, taxonomy);
}

function isHidden(list: ListKind, values: AcceptedRow['values']): boolean {
  if (itemKindOf(list) === 'need') return (values as NeedValues).confidential;
  return isConfidential((values as AchievementValues).confidentiality);
}
