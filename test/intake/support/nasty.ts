import type { ItemValues, ListKind } from '../../../src/domain.js';
import type { ConfirmedMapping } from '../../../src/intake/columns.js';
import type { IntakeLimits } from '../../../src/intake/limits.js';
import type { RefusalCode } from '../../../src/intake/refusal.js';

type Values = Partial<Record<string, unknown>> & Partial<Omit<ItemValues, 'extra'>>;

/** What a file must come to. What is not named must be empty: nothing rejected, warned of, repeated or skipped. */
export interface Expectation {
  refused?: RefusalCode;
  /** What the reason must mention. */
  mentions?: string;
  /** Values by row, for one sheet; only the named fields are compared. Rows in order, all of them. */
  rows?: Record<number, Values>;
  /** Rows of several sheets as `sheet!row`. */
  places?: string[];
  headerRows?: number[];
  /** Field by header. */
  mapping?: Record<string, string>;
  rejected?: [row: number, field: string | null][];
  warned?: [row: number, field: string | null][];
  duplicates?: [row: number, of: number][];
  ignored?: number[];
  notes?: number;
}

export interface NastyFile {
  name: string;
  kind: ListKind;
  bytes: () => Buffer;
  organization?: string;
  mapping?: ConfirmedMapping;
  limits?: Partial<IntakeLimits>;
  expect: Expectation;
}
