/**
 * Normalisation: what one cell says, as the value its field stores. Pure; knows no store and no other cell.
 * Which field reads how is the table in fields.ts; each way of reading has its own file here.
 */
import type { FileKind } from '../../domain.js';
import type { Taxonomy } from '../../taxonomy.js';
import type { Cell, CellContext, Reading } from '../types.js';
import { emptyValue, fieldReaders, lengthLimit, readProse } from './fields.js';
import { cleanText } from './text.js';
import { quote } from './warn.js';

export { isConfidential } from './confidentiality.js';
export { readContact } from './contact.js';
export { moneyUnitOf } from './money.js';
export { cleanText, foldKey, isPlaceholder } from './text.js';

/** Excel's errors, which a CSV file carries as text. */
const ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/u;

export interface Normaliser {
  /**
   * Reads one cell for a field of domain.ts (or `extra`). Never throws. A blank cell gives the field's empty value
   * without a warning: null, [] for lists, false for `confidential`. What cannot be read gives the empty value and a
   * warning; the caller keeps the text. A cell of 联系方式 gives each contact field its part; ask for all three.
   */
  read(kind: FileKind, field: string, cell: Cell, context: CellContext): Reading<unknown>;
}

/** @param options.today resolves 今年 and 明年 in dates; defaults to now */
export function createNormaliser(taxonomy: Taxonomy, options: { today?: Date } = {}): Normaliser {
  const readersOf = fieldReaders(taxonomy, options.today ?? new Date());
  return {
    read(kind, field, cell, context) {
      const text = cleanText(cell.text);
      const error = cell.error ?? ERROR.exec(text)?.[0];
      // Nobody knows what such a cell meant to say, so a need is not shown to others because of it.
      const unknown = field === 'confidential' ? true : emptyValue(field);
      if (error !== undefined) return { value: unknown, warning: `单元格是错误值 ${error}，请改正公式或直接填写内容` };
      if (text.length > lengthLimit(field)) {
        return { value: unknown, warning: `${quote(text)}共 ${text.length} 字，过长而未读取；请核对是否填错了列` };
      }
      if (text === '') return { value: emptyValue(field) };
      const read = readersOf(kind).get(field) ?? readProse;
      return read(text, cell, context);
    },
  };
}
