/** Which field reads how. A field that is not named here (and `extra`) is prose. */
import type { FileKind } from '../../domain.js';
import type { Taxonomy } from '../../taxonomy.js';
import type { Cell, CellContext, Reading } from '../types.js';
import { readConfidential, readConfidentiality } from './confidentiality.js';
import { readContact, readEmail, readPhone } from './contact.js';
import { cooperationReader } from './cooperation.js';
import { readCreditCode } from './credit-code.js';
import { readDeadline } from './date.js';
import { readList, readPeople } from './lists.js';
import { maturityReader } from './maturity.js';
import { moneyUnitOf, readMoney } from './money.js';
import { readPatents } from './patents.js';
import { isAbsent, isPlaceholder, singleLine } from './text.js';

/** `text` is the cell's, cleaned. */
export type FieldReader = (text: string, cell: Cell, context: CellContext) => Reading<unknown>;

/** Excel cannot hold more in a cell; a longer one is a sign of a broken file. */
const EXCEL_CELL_LIMIT = 32_767;
/** Titles are at most some sixty characters; past this a summary stands in the wrong column. */
const TITLE_LIMIT = 200;

export const readProse: FieldReader = (text) => {
  if (isPlaceholder(text)) return { value: null };
  if (text.length <= EXCEL_CELL_LIMIT) return { value: text };
  return {
    value: text,
    warning: `内容有 ${text.length} 字，超过 Excel 单元格上限，已全部保留；请核对是否有换行或引号错位`,
  };
};

const readName: FieldReader = (text) => ({ value: isAbsent(text) ? null : singleLine(text) });

/** A long code that Excel took for a number and shows as 2.02E+11. */
const readCode: FieldReader = (text, cell, context) =>
  readName(/e\+/iu.test(text) && Number.isSafeInteger(cell.number) ? String(cell.number) : text, cell, context);

const readTitle: FieldReader = (text) => {
  const title = singleLine(text);
  if (isAbsent(title)) return { value: null };
  if (title.length <= TITLE_LIMIT) return { value: title };
  return { value: title, warning: `名称有 ${title.length} 字，请核对是否把简介填到了名称列` };
};

const readConfidentialNeed: FieldReader = (text, _cell, { header }) => readConfidential(text, header);
const readMoneyCell: FieldReader = (text, cell, context) =>
  readMoney(text, context.moneyUnit ?? moneyUnitOf(context.header), cell.number);

/** Values of the fields that a list of this kind can have, by field name of domain.ts. */
export function fieldReaders(taxonomy: Taxonomy, today: Date): (kind: FileKind) => ReadonlyMap<string, FieldReader> {
  const common: [string, FieldReader][] = [
    ['title', readTitle],
    ['organization', readName],
    ['field', (text) => ({ value: readList(text) })],
    ['keywords', (text) => ({ value: readList(text) })],
    ['cooperationModes', cooperationReader(taxonomy)],
    ['contactName', (text) => ({ value: readContact(text).contactName })],
    ['contactPhone', (text, cell) => readPhone(text, cell.number)],
    ['contactEmail', (text) => readEmail(text)],
  ];
  const achievement = new Map<string, FieldReader>([
    ...common,
    ['code', readCode],
    ['department', readName],
    ['inventors', (text) => ({ value: readPeople(text) })],
    ['maturity', maturityReader(taxonomy.maturity)],
    ['ip', readPatents],
    ['price', readMoneyCell],
    ['confidentiality', (text, _cell, { header }) => readConfidentiality(text, header)],
  ]);
  const need = new Map<string, FieldReader>([
    ...common,
    ['creditCode', readCreditCode],
    ['park', readName],
    ['kind', readName],
    ['budget', readMoneyCell],
    ['preferredUniversities', (text) => ({ value: readList(text).filter((name) => !/^(?:不限|均可)$/u.test(name)) })],
    ['deadline', (text, cell) => readDeadline(text, today, cell)],
    ['confidential', readConfidentialNeed],
    ['listName', readName],
    ['publisher', readName],
    ['challengeType', readName],
  ]);
  const facility = new Map<string, FieldReader>([
    ...common,
    ['kind', readName],
    ['park', readName],
    ['maturity', maturityReader(taxonomy.maturity)],
  ]);
  return (kind) => (kind === 'achievements' ? achievement : kind === 'facilities' ? facility : need);
}

/** Characters that a value of these fields can have at most; a longer cell is a text in the wrong column. */
const SHORT_FIELD_LIMIT = 500;
const LIST_LIMIT = 10_000;
const SHORT_FIELDS = new Set(
  'price budget deadline maturity cooperationModes confidential confidentiality creditCode contactName contactPhone contactEmail'.split(
    ' ',
  ),
);

const LIST_FIELDS = new Set(['field', 'keywords', 'cooperationModes', 'inventors', 'ip', 'preferredUniversities']);

/** What a field holds when its cell says nothing. */
export function emptyValue(field: string): unknown {
  if (LIST_FIELDS.has(field)) return [];
  return field === 'confidential' ? false : null;
}

/** The most characters that a field's cell may have to be read as a value at all; prose has no such limit. */
export function lengthLimit(field: string): number {
  if (SHORT_FIELDS.has(field)) return SHORT_FIELD_LIMIT;
  return LIST_FIELDS.has(field) ? LIST_LIMIT : Number.POSITIVE_INFINITY;
}
