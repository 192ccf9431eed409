import type { AchievementValues, ItemKind, ListKind, NeedValues } from '../../domain.js';
import type { ImportRow } from '../../store/import-rows.js';
import { valueColumns, type StoredValues } from '../../store/item-values.js';
import { organizationKindOf, type NamedOrganization } from '../../store/organizations.js';
import type { OrganizationKind } from '../../domain.js';
import type { Taxonomy } from '../../taxonomy.js';
import { foldKey, isConfidential } from '../normalise/index.js';
import type { AcceptedRow } from '../types.js';

/** A read row as the store takes it. @param organizations ids by `foldKey(name)` */
export function importRow(
  list: ListKind,
  { sheet, row, values }: AcceptedRow,
  organizations: ReadonlyMap<string, string>,
  taxonomy: Taxonomy,
): ImportRow {
  const organizationId = organizations.get(foldKey(values.organization)) ?? null;
  if (list === 'achievements') {
    const achievement = values as AchievementValues;
    return {
      columns: valueColumns('achievement', achievement, taxonomy),
      organizationId,
      visibility: isConfidential(achievement.confidentiality) ? 'confidential' : 'public',
      sheet,
      row,
    };
  }
  const need = { ...(values as NeedValues), isChallenge: list === 'challenges' } satisfies StoredValues<'need'>;
  return {
    columns: valueColumns('need', need, taxonomy),
    organizationId,
    visibility: need.confidential ? 'confidential' : 'public',
    sheet,
    row,
  };
}

export function organizationOf({ values }: AcceptedRow): NamedOrganization {
  return { name: values.organization, creditCode: 'creditCode' in values ? values.creditCode : null };
}

/** Who keeps lists of a kind, where the name does not tell. */
export function ownerKindOf(kind: ItemKind): (name: string) => OrganizationKind {
  return (name) => organizationKindOf(name, kind === 'achievement' ? 'institute' : 'enterprise');
}
