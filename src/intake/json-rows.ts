import { z } from 'zod';
import { fieldsOf, LIST_LABELS, type FieldSpec } from './fields.js';
import { isNamed, matchHeader } from './headers.js';
import { cleanText } from './normalise/index.js';
import type { JsonLine } from './read/types.js';
import { Refusal } from './refusal.js';
import type { SheetEvent, SheetOptions } from './sheet.js';
import type { ColumnMapping, Reading, RowIssue } from './types.js';
import { combine, emptyValues, isEmpty, missingFields, toItem, type RowResult } from './validate.js';

/** Names that evaluation corpora use, where they differ from ours. */
const ALIASES: Record<string, string> = { id: 'code', abstract: 'summary', discipline: 'field', industry: 'field' };

const money = z.strictObject({
  kind: z.enum(['negotiable', 'fixed', 'range']),
  min: z.number().nonnegative().nullable(),
  max: z.number().nonnegative().nullable(),
});
const level = z.number().int().min(1).max(9);
const maturity = z.strictObject({ min: level, max: level }).refine(({ min, max }) => min <= max);

/** Shapes that exports write for what is no text: they come back as they went out. Everything else is read like a cell. */
const NORMALISED: Partial<Record<FieldSpec['shape'], z.ZodType>> = {
  list: z.array(z.string()),
  money,
  maturity,
  flag: z.boolean(),
};

/** Rows of a JSONL file, whose keys name their fields, in our words or in those of lists; unknown keys are kept in `extra`. @throws Refusal EMPTY */
export async function* readJsonLines(
  lines: AsyncIterable<JsonLine[]>,
  options: SheetOptions,
): AsyncGenerator<SheetEvent[]> {
  let rows = 0;
  let mapped = false;
  for await (const batch of lines) {
    const objects = batch.flatMap((line) => ('object' in line ? [line.object] : []));
    if (!mapped && objects.length > 0) {
      mapped = true;
      const mapping = describeKeys(objects, options);
      refuseUnusable(mapping, options);
      yield [{ type: 'mapping', sheet: null, headerRows: [], mapping }];
    }
    rows += batch.length;
    yield batch.map((line): SheetEvent => ({ type: 'result', ...readLine(line, options) }));
  }
  if (rows === 0) throw new Refusal('EMPTY', '文件里没有任何一行内容。');
}

/** Judged by the first lines; later ones are judged one by one. @throws Refusal WRONG_KIND, MISSING_COLUMN */
function refuseUnusable(mapping: ColumnMapping[], { kind, organization }: SheetOptions): void {
  const foreign = kind === 'achievements' ? fieldsOf('needs') : fieldsOf('achievements');
  const others = mapping
    .filter(({ field, header }) => field === 'extra' && Object.hasOwn(foreign, header))
    .map(({ header }) => header);
  const own = mapping.filter(({ field }) => Object.hasOwn(fieldsOf(kind), field) && !Object.hasOwn(foreign, field));
  if (others.length > Math.max(1, own.length)) {
    const seems = LIST_LABELS[kind === 'achievements' ? 'needs' : 'achievements'];
    throw new Refusal(
      'WRONG_KIND',
      `这看起来是${seems}（有 ${others.slice(0, 4).join('、')} 等字段），不是${LIST_LABELS[kind]}。请按正确的清单类型上传。`,
    );
  }
  const fields = new Set(mapping.map(({ field }) => field));
  const missing = Object.entries(fieldsOf(kind)).find(
    ([field, { required }]) =>
      required && !fields.has(field) && !(field === 'organization' && organization !== undefined),
  );
  if (missing)
    throw new Refusal('MISSING_COLUMN', `缺少必需的字段 ${missing[0]}（${missing[1].label}）。请补上后重新上传。`);
}

/** Keys come again in every line; those beyond are read anew each time. */
const REMEMBERED = 1_000;
const KNOWN = new WeakMap<SheetOptions, Map<string, string>>();

function fieldOf(key: string, options: SheetOptions): string {
  const known = KNOWN.get(options) ?? new Map<string, string>();
  KNOWN.set(options, known);
  const field = known.get(key) ?? readKey(key, options);
  if (known.size < REMEMBERED) known.set(key, field);
  return field;
}

function readKey(key: string, { kind, confirmed }: SheetOptions): string {
  const field = confirmed[key] ?? (Object.hasOwn(ALIASES, key) ? ALIASES[key]! : key);
  if (Object.hasOwn(fieldsOf(kind), field) || field === 'ignore') return field;
  return isNamed([key], kind) ? (matchHeader([key], kind)?.field ?? 'extra') : 'extra';
}

function describeKeys(objects: Record<string, unknown>[], options: SheetOptions): ColumnMapping[] {
  const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  return keys.map((key) => ({
    sheet: null,
    column: key,
    header: key,
    field: fieldOf(key, options),
    confidence: 1,
    samples: objects.slice(0, 3).map((object) => asText(object[key]).slice(0, 60)),
  }));
}

function readLine(line: JsonLine, options: SheetOptions): RowResult {
  const place = { sheet: null, row: line.number };
  if ('error' in line) {
    return {
      rejected: { ...place, field: null, column: null, reason: line.error, text: line.text.slice(0, 200) },
      warnings: [],
    };
  }
  const { kind, normaliser, organization } = options;
  const values = emptyValues(kind, normaliser);
  const extra: [string, string][] = [];
  const warnings: RowIssue[] = [];
  for (const [key, value] of Object.entries(line.object)) {
    const field = fieldOf(key, options);
    if (value === null || field === 'ignore') continue;
    if (field === 'extra') {
      extra.push(...extraEntries(key, value));
      continue;
    }
    const reading = readValue(field, key, value, options);
    values[field] = combine(values[field], reading.value, fieldsOf(kind)[field]?.shape);
    if (reading.warning !== undefined) {
      warnings.push({ ...place, field, column: key, reason: reading.warning, text: asText(value) });
    }
  }
  if (organization !== undefined && isEmpty(values['organization'])) values['organization'] = organization;
  const missing = missingFields(kind, values);
  if (missing.length > 0) {
    const names = missing.map(([field, { label }]) => `“${field}”（${label}）`).join('、');
    const reason = `第 ${line.number} 行没有${names}，这一行没有导入；请补填后重新上传`;
    return { rejected: { ...place, field: missing[0]![0], column: missing[0]![0], reason, text: null }, warnings };
  }
  return { accepted: { ...place, values: toItem(values, extra) }, warnings };
}

function readValue(field: string, key: string, value: unknown, { kind, normaliser }: SheetOptions): Reading<unknown> {
  const shape = fieldsOf(kind)[field]!.shape;
  // Modes are codes only in our own exports; the normaliser reads codes as well as words.
  if (field !== 'cooperationModes' && NORMALISED[shape]?.safeParse(value).success === true) {
    return {
      value: Array.isArray(value) ? value.map((item) => cleanText(String(item))).filter((item) => item !== '') : value,
    };
  }
  if (typeof value === 'object' && !(Array.isArray(value) && value.every((item) => typeof item !== 'object'))) {
    return {
      value: normaliser.read(kind, field, { text: '' }, { header: '' }).value,
      warning: '内容的格式与这个字段不符，未采用；请改为文字或数字',
    };
  }
  const cell = typeof value === 'number' ? { text: String(value), number: value } : { text: asText(value) };
  return normaliser.read(kind, field, cell, { header: key });
}

/** `extra` of an export comes back as the columns it was made of. */
function extraEntries(key: string, value: unknown): [string, string][] {
  if (key !== 'extra' || typeof value !== 'object' || Array.isArray(value)) return [[key, cleanText(asText(value))]];
  return Object.entries(value as Record<string, unknown>).map(([name, text]) => [name, cleanText(asText(text))]);
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.map(String).join('；');
  return JSON.stringify(value);
}
