import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { intakeFile } from '../../src/intake/report.js';
import type { IntakeReport } from '../../src/intake/types.js';
import { CORPUS } from './corpus/index.js';
import type { Expectation, NastyFile } from './support/nasty.js';

const directory = mkdtempSync(join(tmpdir(), 'intake-'));
afterAll(() => rmSync(directory, { recursive: true }));

async function read({ bytes, kind, organization, mapping, limits }: NastyFile): Promise<IntakeReport> {
  // The name lies on purpose: nothing may go by it.
  const path = join(directory, 'list.pdf');
  writeFileSync(path, bytes());
  return intakeFile(path, {
    kind,
    today: new Date('2026-11-23'),
    ...(organization === undefined ? {} : { organization }),
    ...(mapping === undefined ? {} : { mapping }),
    ...(limits === undefined ? {} : { limits }),
  });
}

function compare(report: IntakeReport, expected: Expectation): void {
  if (expected.refused !== undefined) {
    expect(report).toMatchObject({ outcome: 'refused', refusedCode: expected.refused, accepted: [] });
    expect(report.refusedBecause).toMatch(/[\u4e00-\u9fff]/);
    expect(report.refusedBecause).toContain(expected.mentions ?? '');
    return;
  }
  expect(report.refusedBecause).toBeNull();
  expect(report.rejected.map(({ row, field }) => [row, field])).toEqual(expected.rejected ?? []);
  expect(report.warnings.map(({ row, field }) => [row, field])).toEqual(expected.warned ?? []);
  expect(report.duplicates.map(({ row, of }) => [row, of.row])).toEqual(expected.duplicates ?? []);
  expect(report.ignoredRows.map(({ row }) => row)).toEqual(expected.ignored ?? []);
  expect(report.notes).toHaveLength(expected.notes ?? 0);
  expect(report.outcome).toBe(report.rejected.length > 0 ? 'partial' : 'accepted');
  if (expected.places) expect(report.accepted.map(({ sheet, row }) => `${sheet}!${row}`)).toEqual(expected.places);
  if (expected.headerRows) expect(report.headerRows.map(({ rows }) => rows)).toEqual([expected.headerRows]);
  if (expected.mapping) {
    const mapping = Object.fromEntries(report.mapping.map(({ header, field }) => [header, field]));
    expect(mapping).toMatchObject(expected.mapping);
  }
  if (!expected.rows) return;
  expect(report.accepted.map(({ row }) => row)).toEqual(Object.keys(expected.rows).map(Number));
  for (const { row, values } of report.accepted) {
    const { extra, ...fields } = expected.rows[row]!;
    expect(values).toMatchObject(fields);
    if (extra !== undefined) expect(values.extra).toEqual(extra);
  }
}

for (const [group, files] of Object.entries(CORPUS)) {
  describe(group, () => {
    test.each(files.map((file) => [file.name, file] as const))('%s', async (_name, file) =>
      compare(await read(file), file.expect),
    );
  });
}
