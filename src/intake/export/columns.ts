import type { FileKind } from '../../domain.js';
import { CHALLENGE_TERMS, fieldsOf, type FieldSpec } from '../fields.js';

/** A column of a template or export. */
export interface FieldColumn extends FieldSpec {
  field: string;
  header: string;
}

/** First column of every file of ours: no cell of an item stands where readers look for totals and remarks. */
export const NUMBER_HEADER = '序号';

/** Fields of a kind of list under the headers by which the importer knows them for certain. */
export function fieldColumns(kind: FileKind): FieldColumn[] {
  return Object.entries(fieldsOf(kind)).map(([field, spec]) => ({
    ...spec,
    field,
    header: spec.shape === 'money' ? `${spec.label}（万元）` : spec.label,
  }));
}

/** The terms of challenges stand in a list of needs only where a row has them. */
export function templateColumns(kind: FileKind): FieldColumn[] {
  return fieldColumns(kind).filter(({ field }) => kind !== 'needs' || !Object.hasOwn(CHALLENGE_TERMS, field));
}
