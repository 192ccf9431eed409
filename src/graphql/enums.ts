import type { Money } from '../domain.js';
import {
  DUPLICATE_STATUSES,
  ITEM_KINDS,
  ITEM_STATUSES,
  LIST_KINDS,
  ORGANIZATION_KINDS,
  TASK_STATES,
  VERDICTS,
  VISIBILITIES,
} from '../domain.js';

export type MoneyKind = Money['kind'];
export type IssueSeverity = 'rejected' | 'warning' | 'duplicate' | 'ignored';

/** The domain writes `published`, the contract PUBLISHED. Enums that are not here are written alike in both. */
export const ENUM_RESOLVERS = {
  ItemKind: upperCase(ITEM_KINDS),
  ListKind: upperCase(LIST_KINDS),
  ItemStatus: upperCase(ITEM_STATUSES),
  Visibility: upperCase(VISIBILITIES),
  OrganizationKind: upperCase(ORGANIZATION_KINDS),
  Verdict: upperCase(VERDICTS),
  TaskState: upperCase(TASK_STATES),
  DuplicateStatus: upperCase(DUPLICATE_STATUSES),
  MoneyKind: upperCase(['negotiable', 'fixed', 'range'] satisfies MoneyKind[]),
  IssueSeverity: upperCase(['rejected', 'warning', 'duplicate', 'ignored'] satisfies IssueSeverity[]),
};

function upperCase(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value) => [value.toUpperCase(), value]));
}
