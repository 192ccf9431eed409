import type { FileKind } from '../domain.js';
import { AppError } from '../errors.js';
import { fieldsOf } from './fields.js';
import { matchHeader, type HeaderMatch } from './headers.js';
import { cleanText, foldKey } from './normalise/index.js';
import { columnLetters } from './read/cell-ref.js';
import type { SheetRow } from './read/types.js';
import type { ColumnMapping } from './types.js';
import { guessByValues } from './values.js';

/** A column under the header. */
export interface HeaderColumn {
  /** 0 = A. */
  index: number;
  /** As shown: `联系人/姓名` for a header of two rows, '' for none. */
  header: string;
  /** Parent and child, or the header alone. */
  parts: readonly string[];
}

/** Header or column letters → field name, `extra` or `ignore`: what a person confirmed. Wins over every guess. */
export type ConfirmedMapping = Readonly<Record<string, string>>;

export interface MappedColumn extends HeaderColumn {
  field: string;
  confidence: number;
  /** A field that the values suggest, too uncertain to be taken without a person's word. */
  proposal?: string;
  /** A second field that the same column holds. */
  also?: string;
}

const SAMPLES = 20;
/** Below this a guess is shown, not applied. */
const APPLIED_FROM = 0.5;

/**
 * Maps the columns of one table to fields.
 * @param rows some data rows, to look at values where the header says nothing
 * @throws AppError INVALID_ARGUMENT when a confirmed field does not exist for this kind
 */
export function mapColumns(
  columns: readonly HeaderColumn[],
  rows: readonly SheetRow[],
  kind: FileKind,
  confirmed: ConfirmedMapping = {},
): MappedColumn[] {
  const unnamed = new Set(columns.filter(({ header }) => header === '').map(({ index }) => index));
  const choices = columns.map((column) => ({
    column,
    match: confirmedField(column, kind, confirmed) ?? guess(column, unnamed.has(column.index + 1), rows, kind),
  }));
  const taken = new Map<string, (typeof choices)[number]>();
  for (const choice of [...choices].sort(
    (a, b) => b.match.confidence - a.match.confidence || a.match.rank - b.match.rank,
  )) {
    const { field } = choice.match;
    if (!taken.has(field)) taken.set(field, choice);
  }
  const mapped = choices.map(({ column, match }) => {
    const { field, confidence, proposal } = match;
    const shared = ['extra', 'ignore'].includes(field) || sharesColumns(field, kind);
    const won = shared || taken.get(field)?.column === column;
    // The column that lost is kept as it is; which one holds the field is for a person to see.
    const second = SECOND_CHOICE[foldKey(column.header)];
    if (!won && second !== undefined && Object.hasOwn(fieldsOf(kind), second)) {
      return { ...column, field: second, confidence: 0.8 };
    }
    const result = won ? { field, confidence } : { field: 'extra', confidence: 0.7, proposal: field };
    return { ...column, ...(won && proposal !== undefined ? { ...result, proposal } : result) };
  });
  return promote(mapped);
}

/** A column that is no title where there is a better one, and then prose. */
const SECOND_CHOICE: Record<string, string> = { 技术需求: 'description', 企业技术需求: 'description' };

/** In a challenge list that has neither, the 榜单 is the title and who publishes it (发榜单位) the enterprise. */
const STAND_INS = { listName: 'title', publisher: 'organization' } as const;

function promote(columns: MappedColumn[]): MappedColumn[] {
  return columns.map((column) => {
    const field = STAND_INS[column.field as keyof typeof STAND_INS];
    if (field === undefined || columns.some((other) => other.field === field)) return column;
    return { ...column, field, also: column.field };
  });
}

/** Prose is joined and lists are united; of all other fields there is one column. */
function sharesColumns(field: string, kind: FileKind): boolean {
  const shape = fieldsOf(kind)[field]?.shape;
  return shape === 'prose' || shape === 'list';
}

type Guess = HeaderMatch & { proposal?: string };

function confirmedField(column: HeaderColumn, kind: FileKind, confirmed: ConfirmedMapping): Guess | null {
  const key = foldKey(column.header);
  const entry = Object.entries(confirmed).find(
    ([name]) => name === columnLetters(column.index) || (key !== '' && foldKey(name) === key),
  );
  if (!entry) return null;
  checkMapping({ [entry[0]]: entry[1] }, kind);
  return { field: entry[1], confidence: 1, rank: -1 };
}

/** @throws AppError INVALID_ARGUMENT when a confirmed field does not exist for this kind */
export function checkMapping(confirmed: ConfirmedMapping, kind: FileKind): void {
  for (const [header, field] of Object.entries(confirmed)) {
    if (['extra', 'ignore'].includes(field) || Object.hasOwn(fieldsOf(kind), field)) continue;
    throw new AppError('INVALID_ARGUMENT', `“${header}”列不能对应到“${field}”：这类清单没有这个字段。`, {
      details: { header, field },
    });
  }
}

/** @param spansNext whether the column after this one has no header of its own */
function guess(column: HeaderColumn, spansNext: boolean, rows: readonly SheetRow[], kind: FileKind): Guess {
  const samples = samplesOf(column.index, rows);
  const match = matchHeader(column.parts, kind);
  if (match?.field === 'code' && isCounting(samples)) return { field: 'ignore', confidence: 0.9, rank: 0 };
  if (match?.field === 'contactPhone') {
    if (guessByValues(samples)?.field === 'contactEmail') return { field: 'contactEmail', confidence: 0.8, rank: 50 };
    // 联系方式 merged over several columns: the first holds the name, the next ones are known by their values.
    if (spansNext && samples.length > 0 && samples.every((sample) => /^[\p{L}· ]{2,20}$/u.test(sample)))
      return { field: 'contactName', confidence: 0.8, rank: 50 };
  }
  if (match) return match;
  if (column.header === '' && isCounting(samples)) return { field: 'ignore', confidence: 0.9, rank: 0 };
  const byValues = guessByValues(samples);
  const exists = byValues && Object.hasOwn(fieldsOf(kind), byValues.field);
  if (!exists) return { field: 'extra', confidence: 0.8, rank: 99 };
  return byValues.confidence >= APPLIED_FROM
    ? { ...byValues, rank: 99 }
    : { field: 'extra', confidence: byValues.confidence, rank: 99, proposal: byValues.field };
}

/** 1, 2, 3 …: numbers of rows, whatever the header says. */
function isCounting(samples: readonly string[]): boolean {
  const numbers = samples.map(Number);
  return (
    numbers.length >= 2 &&
    numbers.every((number, at) => Number.isInteger(number) && (at === 0 || number === numbers[at - 1]! + 1))
  );
}

function samplesOf(index: number, rows: readonly SheetRow[]): string[] {
  const samples: string[] = [];
  for (const row of rows) {
    const text = cleanText(row.cells[index]?.text ?? '');
    if (text !== '') samples.push(text);
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

/** The mapping as reports show it. */
export function describeMapping(
  sheet: string | null,
  columns: readonly MappedColumn[],
  rows: readonly SheetRow[],
): ColumnMapping[] {
  return columns.map(({ index, header, field, confidence, proposal }) => ({
    sheet,
    column: columnLetters(index),
    header,
    field,
    confidence,
    ...(proposal === undefined ? {} : { proposal }),
    samples: samplesOf(index, rows)
      .slice(0, 3)
      .map((text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)),
  }));
}
