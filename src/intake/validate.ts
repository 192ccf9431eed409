import { LRUCache } from 'lru-cache';
import type { Contact, ItemValues, FileKind } from '../domain.js';
import type { MappedColumn } from './columns.js';
import { fieldsOf, type FieldSpec } from './fields.js';
import { cleanText, moneyUnitOf, readContact, type Normaliser } from './normalise/index.js';
import { columnLetters } from './read/cell-ref.js';
import type { SheetRow } from './read/types.js';
import type { AcceptedRow, Cell, CellContext, Reading, RowIssue } from './types.js';

/** A row with what is wrong with it: accepted with its values, or rejected for what it lacks. */
export type RowResult = { warnings: RowIssue[] } & ({ accepted: AcceptedRow } | { rejected: RowIssue });

export interface RowReaderOptions {
  kind: FileKind;
  sheet: string | null;
  columns: readonly MappedColumn[];
  normaliser: Normaliser;
  /** Owner of the rows that name none themselves. */
  organization: string | undefined;
  /** Unit of amounts that a note over the table states. */
  moneyUnit: CellContext['moneyUnit'];
}

const CONTACT_FIELDS: readonly string[] = ['contactName', 'contactPhone', 'contactEmail'] satisfies (keyof Contact)[];

/** Reads the data rows of one table. */
export function createRowReader(options: RowReaderOptions): (row: SheetRow) => RowResult {
  const { kind, sheet, columns, normaliser, organization } = options;
  const specs = fieldsOf(kind);
  const byIndex = new Map(
    columns.map((column) => [column.index, { column, read: cellReader(column, specs[column.field]?.shape, options) }]),
  );
  const mapped = new Set(columns.map(({ field }) => field));
  const extraNames = nameExtras(columns);
  const empty = emptyValues(kind, normaliser);
  const required = Object.keys(specs).filter((field) => specs[field]!.required);

  return (row) => {
    const values = { ...empty };
    const extra: [string, string][] = [];
    const warnings: RowIssue[] = [];
    const contacts: Partial<Contact>[] = [];

    row.cells.forEach((cell, index) => {
      if (cell === undefined || cell.text.trim() === '') return;
      const entry = byIndex.get(index);
      const field = entry?.column.field ?? 'extra';
      const issue = (reason: string) =>
        warnings.push({ sheet, row: row.number, field, column: columnLetters(index), reason, text: cell.text });
      if (cell.text.includes('\ufffd'))
        issue('含有无法识别的字符（乱码）；请核对原文，将文件另存为 UTF-8 编码后重新上传');
      if (field === 'ignore') return;
      if (entry === undefined || field === 'extra') {
        extra.push([extraNames.get(index) ?? `${columnLetters(index)}列`, cleanText(cell.text)]);
        return;
      }
      const reading = entry.read(cell);
      const parts = CONTACT_FIELDS.includes(field) ? otherContacts(field, cell, mapped) : null;
      if (parts) contacts.push(parts);
      if (reading.warning !== undefined && !(parts && isEmpty(reading.value))) issue(reading.warning);
      values[field] = combine(values[field], reading.value, specs[field]?.shape);
      if (entry.column.also !== undefined) values[entry.column.also] = reading.value;
    });
    for (const parts of contacts) {
      for (const [field, value] of Object.entries(parts)) values[field] ??= value;
    }

    if (organization !== undefined && isEmpty(values['organization'])) values['organization'] = organization;

    if (required.some((field) => isEmpty(values[field]))) {
      const missing = missingFields(kind, values);
      const lacks = new Set(missing.map(([field]) => field));
      return {
        rejected: rejection(row, missing),
        warnings: warnings.filter(({ field }) => field === null || !lacks.has(field)),
      };
    }
    return { accepted: { sheet, row: row.number, values: toItem(values, extra) }, warnings };
  };

  function rejection(row: SheetRow, missing: [string, { label: string }][]): RowIssue {
    const [field] = missing[0]!;
    const column = columns.find((candidate) => candidate.field === field);
    const cell = column && row.cells[column.index];
    const names = missing.map(
      ([name, { label }]) => columns.find((candidate) => candidate.field === name)?.header || label,
    );
    const what = cell?.text.trim() ? `的内容“${cell.text.trim().slice(0, 40)}”不能作为名称` : '没有填写';
    return {
      sheet,
      row: row.number,
      field,
      column: column ? columnLetters(column.index) : null,
      reason: `第 ${row.number} 行${names.map((name) => `“${name}”`).join('、')}${what}，这一行没有导入；请补填后重新上传`,
      text: cell?.text ?? null,
    };
  }
}

/** Different short texts of one column that are remembered: stages, modes, owners and fields come again and again. */
const REMEMBERED = 1_000;
const REMEMBERED_LENGTH = 60;

/** Reads cells of one column. Readings are shared between rows of the same text, which the normaliser's purity allows. */
function cellReader(column: MappedColumn, shape: string | undefined, options: RowReaderOptions) {
  const { kind, normaliser } = options;
  const moneyUnit = moneyUnitOf(column.header) ?? (shape === 'money' ? options.moneyUnit : undefined);
  const context: CellContext =
    moneyUnit === undefined ? { header: column.header } : { header: column.header, moneyUnit };
  const readings = new LRUCache<string, Reading<unknown>>({ max: REMEMBERED });
  return (cell: Cell): Reading<unknown> => {
    const isText = cell.number === undefined && cell.date === undefined && cell.error === undefined;
    if (!isText || shape === 'prose' || column.field === 'title' || cell.text.length > REMEMBERED_LENGTH) {
      return normaliser.read(kind, column.field, cell, context);
    }
    let reading = readings.get(cell.text);
    if (!reading) {
      reading = normaliser.read(kind, column.field, cell, context);
      readings.set(cell.text, reading);
    }
    return reading;
  };
}

/** Values of a row that says nothing. Rows may share its empty lists: values are replaced, never changed. */
export function emptyValues(kind: FileKind, normaliser: Normaliser): Record<string, unknown> {
  const read = (field: string) => normaliser.read(kind, field, { text: '' }, { header: '' }).value;
  return Object.fromEntries(Object.keys(fieldsOf(kind)).map((field) => [field, read(field)]));
}

/** Unknown columns keep their header as name; of two with one header the later is told apart by its letters. */
function nameExtras(columns: readonly MappedColumn[]): Map<number, string> {
  const names = new Map<number, string>();
  const used = new Set<string>();
  for (const { index, header, field } of columns) {
    if (field !== 'extra') continue;
    const letters = `${columnLetters(index)}列`;
    const name = header === '' ? letters : used.has(header) ? `${header}（${letters}）` : header;
    used.add(name);
    names.set(index, name);
  }
  return names;
}

/** What a contact cell says of the contact fields that have no column of their own; null when nothing. */
function otherContacts(field: string, cell: Cell, mapped: ReadonlySet<string>): Partial<Contact> | null {
  // Most cells hold what their column says: a name without digits, a number without letters.
  const mixed = field === 'contactName' ? /[\d@＠]/ : /[\p{L}@＠]/u;
  if (!mixed.test(cell.text)) return null;
  const found = Object.entries(readContact(cleanText(cell.text))).filter(
    ([name, value]) => name !== field && value !== null && !mapped.has(name),
  );
  return found.length > 0 ? (Object.fromEntries(found) as Partial<Contact>) : null;
}

/** The required fields that have no value, with what they are called. */
export function missingFields(kind: FileKind, values: Record<string, unknown>): [string, FieldSpec][] {
  return Object.entries(fieldsOf(kind)).filter(([field, { required }]) => required === true && isEmpty(values[field]));
}

/** @param values every field of the list's kind, by name */
export function toItem(values: Record<string, unknown>, extra: readonly (readonly [string, string])[]): ItemValues {
  // Object.fromEntries defines own properties, also for a header called `__proto__`.
  return { ...values, extra: Object.fromEntries(extra) } as unknown as ItemValues;
}

export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

const YES_OR_NO = /^(是|否|有|无)$/;

/** Several columns of one field: prose one below the other, lists united, else the first that says something. */
export function combine(before: unknown, next: unknown, shape: string | undefined): unknown {
  if (isEmpty(next)) return before;
  if (isEmpty(before) || before === false) return next;
  if (Array.isArray(before) && Array.isArray(next)) {
    const united = [...new Set([...(before as unknown[]), ...(next as unknown[])])];
    // 是否专利 says less than the number beside it.
    const telling = united.filter((value) => !YES_OR_NO.test(String(value)));
    return telling.length > 0 ? telling : united;
  }
  if (shape === 'prose' && typeof before === 'string' && typeof next === 'string') {
    return before.includes(next) ? before : `${before}\n${next}`;
  }
  return before;
}
