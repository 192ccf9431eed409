import type { FileKind } from '../domain.js';
import { readTaxonomyFile, type Taxonomy } from '../taxonomy.js';
import { createBreather } from '../breathe.js';
import type { ConfirmedMapping } from './columns.js';
import { createDuplicateFinder } from './duplicates.js';
import type { IntakeEvent } from './events.js';
import { readJsonLines } from './json-rows.js';
import { DEFAULT_LIMITS, type IntakeLimits } from './limits.js';
import { cleanText, createNormaliser } from './normalise/index.js';
import { openList } from './read/open.js';
import type { ListFile, Sheet } from './read/types.js';
import { Refusal } from './refusal.js';
import { readSheet, type SheetEvent, type SheetOptions } from './sheet.js';

export interface IntakeOptions {
  kind: FileKind;
  /** Owner of the rows that name none themselves, for a list without a column for it or with blanks in it. */
  organization?: string;
  /** What a person confirmed of the columns, or remembered from the organisation's last list. */
  mapping?: ConfirmedMapping;
  limits?: Partial<IntakeLimits>;
  /** Defaults to the taxonomy that ships with the project. */
  taxonomy?: Taxonomy;
  /** Resolves 今年 and the like; defaults to now. */
  today?: Date;
}

/**
 * Reads a list file and tells what is in it, event by event, holding a bounded part of it in memory. Never throws for
 * what a file holds: that comes as `refused` or as issues with their place.
 * @param source.path a file on disk; `name` is what its sender calls it
 * @throws AppError INVALID_ARGUMENT for a mapping to a field that does not exist; the system's error when the file
 *   cannot be opened
 */
export async function* readList(
  source: { path: string; name: string },
  options: IntakeOptions,
): AsyncGenerator<IntakeEvent> {
  const counts = { accepted: 0, rejected: 0, warnings: 0, duplicates: 0, ignored: 0 };
  const tell = createTeller(counts, options.kind);
  const breathe = createBreather();
  try {
    for await (const batch of readFile(source.path, options)) {
      for (const event of batch) {
        yield* tell(event);
        const pause = breathe();
        if (pause) await pause;
      }
    }
    yield { type: 'end', kind: options.kind, ...counts };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    yield { type: 'refused', code: error.code, reason: error.message };
  }
}

type FileEvent = SheetEvent | Extract<IntakeEvent, { type: 'note' }>;

async function* readFile(path: string, options: IntakeOptions): AsyncGenerator<FileEvent[]> {
  const file = await openList(path, { ...DEFAULT_LIMITS, ...options.limits });
  try {
    const organization = cleanText(options.organization ?? '') || undefined;
    const taxonomy = options.taxonomy ?? readTaxonomyFile();
    const normaliser = createNormaliser(taxonomy, options.today === undefined ? {} : { today: options.today });
    const sheetOptions = { kind: options.kind, normaliser, organization, confirmed: options.mapping ?? {} };
    if (file.format === 'jsonl') yield* readJsonLines(file.lines(), sheetOptions);
    else yield* readSheets(file, sheetOptions);
  } finally {
    await file.close();
  }
}

/** A workbook is refused only when none of its sheets holds a table; the reason that comes nearest to one is told. */
async function* readSheets(
  file: Exclude<ListFile, { format: 'jsonl' }>,
  options: SheetOptions,
): AsyncGenerator<FileEvent[]> {
  const failures: { sheet: Sheet; refusal: Refusal }[] = [];
  const hidden: string[] = [];
  let tables = 0;
  for await (const sheet of file.sheets()) {
    if (sheet.hidden) {
      hidden.push(sheet.name ?? '');
      continue;
    }
    try {
      yield* readSheet(sheet, options);
      tables++;
    } catch (error) {
      if (!(error instanceof Refusal) || !SHEET_REFUSALS.includes(error.code)) throw error;
      failures.push({ sheet, refusal: error });
    }
  }
  for (const name of hidden)
    yield [{ type: 'note', text: `工作表“${name}”是隐藏的，没有读取。如需导入请取消隐藏后重新上传。` }];
  const nearest = failures.sort(
    (a, b) => SHEET_REFUSALS.indexOf(a.refusal.code) - SHEET_REFUSALS.indexOf(b.refusal.code),
  )[0];
  if (tables === 0 && nearest?.refusal.seen) yield [nearest.refusal.seen];
  if (tables === 0) throw nearest?.refusal ?? new Refusal('EMPTY', '工作簿里没有可见的工作表。请取消隐藏后重新上传。');
  for (const { sheet, refusal } of failures) {
    if (refusal.code === 'EMPTY') continue;
    const why = refusal.code === 'NO_HEADER' ? '其中没有清单的表头' : refusal.message.split('。')[0];
    yield [{ type: 'note', text: `工作表“${sheet.name}”没有读取：${why}。` }];
  }
}

/** Refusals that concern one sheet, the nearest to a usable table first; all others concern the file. */
const SHEET_REFUSALS: readonly string[] = [
  'WRONG_KIND',
  'MISSING_COLUMN',
  'HEADER_ONLY',
  'ONE_ITEM_FORM',
  'NO_HEADER',
  'EMPTY',
];

type Counts = Record<'accepted' | 'rejected' | 'warnings' | 'duplicates' | 'ignored', number>;

/** Turns what sheets say into events, and tells of rows that repeat an earlier one. */
function createTeller(counts: Counts, kind: FileKind) {
  const duplicateOf = createDuplicateFinder();
  return function* tell(event: FileEvent): Generator<IntakeEvent> {
    if (event.type === 'ignored') counts.ignored++;
    if (event.type !== 'result') {
      yield event;
      return;
    }
    if ('accepted' in event) {
      const { sheet, row, values } = event.accepted;
      // A facility is known by its name alone.
      const of = duplicateOf(kind === 'facilities' ? { ...values, organization: '' } : values, { sheet, row });
      if (of) {
        counts.duplicates++;
        yield { type: 'duplicate', sheet, row, of };
        return;
      }
      counts.accepted++;
      yield { type: 'row', row: event.accepted };
    } else {
      counts.rejected++;
      yield { type: 'rejected', issue: event.rejected };
    }
    for (const issue of event.warnings) {
      counts.warnings++;
      yield { type: 'warning', issue };
    }
  };
}
