import { Readable } from 'node:stream';
import type { FileKind } from '../../domain.js';
import type { Taxonomy } from '../../taxonomy.js';
import { LIST_LABELS } from '../fields.js';
import { columnLetters } from '../read/cell-ref.js';
import { NUMBER_HEADER, templateColumns, type FieldColumn } from './columns.js';
import { csvHead, csvLine, encodeCsv, type CsvEncoding } from './csv.js';
import { hintsOf } from './hints.js';
import type { Choice, RowOut, SheetOut } from './sheet-xml.js';
import { writeWorkbook } from './workbook.js';

/** What the importer passes over as an example. */
const EXAMPLE = '示例';
const INSTRUCTIONS = '填写说明';
/** Rows below the header that have drop-downs. */
const PREPARED_ROWS = 2_000;

/** The header as people fill it in: a star on what must not be empty. */
function starred({ header, required }: FieldColumn): string {
  return required ? `${header}*` : header;
}

/** A list to fill in: drop-downs from the taxonomy, a sample row that is not imported, a sheet that explains. */
export function xlsxTemplate(kind: FileKind, taxonomy: Taxonomy): Readable {
  const columns = templateColumns(kind);
  const choices = choicesOf(columns, taxonomy);
  return writeWorkbook([listSheet(kind, columns, choices), instructionSheet(kind, columns, choices)]);
}

/** The same without drop-downs and instructions. */
export function csvTemplate(kind: FileKind, encoding: CsvEncoding): Readable {
  const columns = templateColumns(kind);
  const lines = csvLine([NUMBER_HEADER, ...columns.map(starred)]) + csvLine(exampleOf(kind, columns));
  return Readable.from([csvHead(encoding), encodeCsv(lines, encoding)], { objectMode: false });
}

function exampleOf(kind: FileKind, columns: readonly FieldColumn[]): string[] {
  const hints = hintsOf(kind);
  return [EXAMPLE, ...columns.map(({ field }) => hints[field]!.example)];
}

interface ColumnChoices {
  entries: readonly string[];
  strict?: true;
}

/** One word for each stage and range of levels, and the levels themselves. */
function maturityEntries({ maturity }: Taxonomy): string[] {
  const stages = new Map<string, string>();
  for (const { stage, trl, term } of maturity) {
    const key = `${stage} ${trl.join('-')}`;
    if (stage !== 'TRL' && !stages.has(key)) stages.set(key, term);
  }
  return [...stages.values(), ...Array.from({ length: 9 }, (_, at) => `TRL ${at + 1}`)];
}

/** By field, what its column offers. */
function choicesOf(columns: readonly FieldColumn[], taxonomy: Taxonomy): Map<string, ColumnChoices> {
  const names = (entries: readonly { name: string }[]) => entries.map(({ name }) => name);
  const offered: Record<string, ColumnChoices> = {
    field: { entries: names(taxonomy.industries) },
    cooperationModes: { entries: names(taxonomy.cooperationModes) },
    maturity: { entries: maturityEntries(taxonomy) },
    park: { entries: names(taxonomy.parks) },
    confidentiality: { entries: ['公开', '不公开'] },
    challengeType: { entries: ['政府榜', '企业榜'] },
    confidential: { entries: ['是', '否'], strict: true },
  };
  return new Map(columns.flatMap(({ field }) => (field in offered ? [[field, offered[field]!] as const] : [])));
}

function listSheet(
  kind: FileKind,
  columns: readonly FieldColumn[],
  choices: ReadonlyMap<string, ColumnChoices>,
): SheetOut {
  const hints = hintsOf(kind);
  const header = [NUMBER_HEADER, ...columns.map(starred)].map((value) => ({
    value,
    style: value.endsWith('*') ? ('requiredHeader' as const) : ('header' as const),
  }));
  const example = exampleOf(kind, columns).map((value) => ({ value, style: 'example' as const }));
  const offered = [...choices.keys()];
  return {
    name: LIST_LABELS[kind],
    widths: [8, ...columns.map(({ shape }) => (shape === 'prose' ? 40 : 18))],
    frozenRows: 1,
    choices: columns.flatMap(({ field }, at): Choice[] => {
      const choice = choices.get(field);
      if (choice === undefined) return [];
      const letters = columnLetters(FIRST_CHOICES + offered.indexOf(field));
      const last = CHOICES_ROW + choice.entries.length;
      return [
        {
          column: at + 1,
          firstRow: 2,
          lastRow: 1 + PREPARED_ROWS,
          source: `'${INSTRUCTIONS}'!$${letters}$${CHOICES_ROW + 1}:$${letters}$${last}`,
          hint: hints[field]!.how,
          ...(choice.strict === undefined ? {} : { strict: choice.strict }),
        },
      ];
    }),
    rows: [
      [
        { number: 1, cells: header },
        { number: 2, cells: example },
      ],
    ],
  };
}

/** On the sheet of instructions: where the offered entries begin, to the right of the text. */
const FIRST_CHOICES = 4;
const CHOICES_ROW = 3;

/** The entries of the drop-downs stand here in sight, so that those who fill in a CSV or paste have them too. */
function instructionSheet(
  kind: FileKind,
  columns: readonly FieldColumn[],
  choices: ReadonlyMap<string, ColumnChoices>,
): SheetOut {
  const hints = hintsOf(kind);
  const offered = [...choices].map(([field, { entries }]) => ({
    title: `可选：${columns.find((column) => column.field === field)!.header}`,
    entries,
  }));
  const length = Math.max(columns.length, ...offered.map(({ entries }) => entries.length));
  const rows = Array.from({ length }, (_, at): RowOut => {
    const column = columns[at];
    const text = column ? [`“${column.header}”列`, column.required ? '必填' : '选填', hints[column.field]!.how] : [];
    return {
      number: CHOICES_ROW + 1 + at,
      cells: [
        ...Array.from({ length: FIRST_CHOICES }, (_, c) => (text[c] === undefined ? null : wrapped(text[c]))),
        ...offered.map(({ entries }) => entries[at] ?? null),
      ],
    };
  });
  const about = `请在“${LIST_LABELS[kind]}”工作表中填写，一行一项，不要改动列名。带*的列不能为空；标有“示例”的一行不会导入，可以删去。没有的列可以留空，也可以在右侧增加自己的列，内容会一并保留。`;
  return {
    name: INSTRUCTIONS,
    widths: [20, 8, 60, 4, ...offered.map(() => 22)],
    rows: [
      [
        { number: 1, cells: [{ value: `${LIST_LABELS[kind]}填写说明`, style: 'title' }] },
        { number: 2, cells: [{ value: about, style: 'plain' }] },
        {
          number: CHOICES_ROW,
          cells: [null, null, null, null, ...offered.map(({ title }) => ({ value: title, style: 'header' as const }))],
        },
        ...rows,
      ],
    ],
  };
}

function wrapped(value: string): { value: string; style: 'text' } {
  return { value, style: 'text' };
}
