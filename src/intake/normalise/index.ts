/**
 * Normalisation: what one cell says, as the value its field stores. Pure; knows no store and no other cell.
 * Which field reads how is the table in fields.ts; each way of reading has its own file here.
 */
import type { ListKind } from '../../domain.js';
import type { Taxonomy } from '../../taxonomy.js';
import type { Cell, CellContext, Reading } from '../types.js';
import { cleanText } from './text.js';

export { cleanText, foldKey } from './text.js';
export { moneyUnitOf } from './money.js';

export interface Normaliser {
  /**
   * Reads one cell for a field of domain.ts (or `extra`). Never throws. A blank cell gives the field's empty value
   * without a warning: null, [] for lists, false for `confidential`. What cannot be read gives the empty value and a
   * warning; the caller keeps the text.
   */
  read(kind: ListKind, field: string, cell: Cell, context: CellContext): Reading<unknown>;
}

/** @param options.today resolves 今年, 明年 in dates; defaults to now */
export function createNormaliser(_taxonomy: Taxonomy, _options: { today?: Date } = {}): Normaliser {
  return {
    read(_kind, _field, cell) {
      return { value: cleanText(cell.text) || null };
    },
  };
}
