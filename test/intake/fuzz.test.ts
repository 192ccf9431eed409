/**
 * Mutated files and cells. Whatever comes: an answer within seconds, refusals with a code, issues with their place.
 * FUZZ_RUNS sets the number of runs; a failure prints the seed and file that reproduce it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readList } from '../../src/intake/intake.js';
import { REFUSAL_CODES } from '../../src/intake/refusal.js';
import type { IntakeEvent } from '../../src/intake/events.js';
import type { ListKind } from '../../src/domain.js';
import { readTaxonomyFile } from '../../src/taxonomy.js';
import { CORPUS } from './corpus/index.js';
import { mutateBytes, mutateCells, randomFrom } from './support/mutate.js';
import { sheetOf } from './support/workbook.js';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 500);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_123);
const HANG_MS = 5_000;
const LIMITS = { inflatedBytes: 20_000_000, rows: 5_000, xlsMilliseconds: HANG_MS };

const directory = mkdtempSync(join(tmpdir(), 'intake-fuzz-'));
afterAll(() => rmSync(directory, { recursive: true }));
const taxonomy = readTaxonomyFile();

async function read(bytes: Buffer, kind: ListKind): Promise<IntakeEvent[]> {
  const path = join(directory, 'file');
  writeFileSync(path, bytes);
  const events: IntakeEvent[] = [];
  for await (const event of readList({ path, name: 'file' }, { kind, taxonomy, limits: LIMITS })) events.push(event);
  return events;
}

function check(events: readonly IntakeEvent[]): void {
  const last = events.at(-1);
  expect(['end', 'refused']).toContain(last?.type);
  for (const event of events) {
    if (event.type === 'refused') {
      expect(REFUSAL_CODES).toContain(event.code);
      expect(event.reason).toMatch(/[\u4e00-\u9fff]/);
    }
    if (event.type === 'rejected' || event.type === 'warning') {
      expect(event.issue.row).toBeGreaterThan(0);
      expect(event.issue.reason).not.toBe('');
      if (event.type === 'warning') expect(event.issue.column).not.toBeNull();
    }
    if (event.type === 'row') {
      expect(event.row.row).toBeGreaterThan(0);
      expect(event.row.values.title).not.toBe('');
    }
  }
}

async function fuzz(
  runs: number,
  make: (random: () => number) => { bytes: Buffer; kind: ListKind; what: string },
): Promise<void> {
  for (let run = 0; run < runs; run++) {
    const { bytes, kind, what } = make(randomFrom(SEED + run));
    const before = process.cpuUsage();
    try {
      check(await read(bytes, kind));
      // Processor time: what else the machine does is no fault of the reader.
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000).toBeLessThan(HANG_MS);
    } catch (error) {
      throw new Error(`FUZZ_SEED=${SEED + run}: ${what}, ${bytes.length} bytes`, { cause: error });
    }
  }
}

const files = Object.entries(CORPUS).flatMap(([group, list]) =>
  group === 'old workbooks' ? [] : list.map((file) => ({ ...file, original: file.bytes() })),
);
const small = files.filter(({ original }) => original.length > 0 && original.length < 20_000);
// Each takes a thread of its own, so there are fewer runs of them.
const old = CORPUS['old workbooks']!.map((file) => ({ ...file, original: file.bytes() }));

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

test(
  'mutated files never crash, hang or report without a place',
  () =>
    fuzz(Math.ceil(RUNS * 0.5), (random) => {
      const { name, kind, original } = pick(random, small);
      return { bytes: mutateBytes(original, random), kind, what: name };
    }),
  RUNS * 200 + 60_000,
);

test(
  'mutated old workbooks never crash, hang or report without a place',
  () =>
    fuzz(Math.ceil(RUNS * 0.02), (random) => {
      const { name, kind, original } = pick(random, old);
      return { bytes: mutateBytes(original, random), kind, what: name };
    }),
  RUNS * 200 + 60_000,
);

test(
  'mutated cells never crash, hang or report without a place',
  () =>
    fuzz(Math.ceil(RUNS * 0.48), (random) => {
      const kind = pick(random, ['achievements', 'needs', 'challenges'] as const);
      return { bytes: sheetOf(mutateCells(kind, random)), kind, what: 'cells' };
    }),
  RUNS * 200 + 60_000,
);
