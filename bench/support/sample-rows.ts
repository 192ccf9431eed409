import { readFileSync } from 'node:fs';
import { projectPath } from '../../src/paths.js';

/** A row of sample/source/: cells as an office typed them, by field. */
export type SampleRow = Record<string, string>;

/** The 210 sample achievements. */
export function sampleAchievements(): SampleRow[] {
  return ['supply-north', 'supply-south'].flatMap(readRows);
}

/** The 64 sample needs, challenges among them. */
export function sampleNeeds(): SampleRow[] {
  return ['demand', 'challenges'].flatMap(readRows);
}

function readRows(name: string): SampleRow[] {
  return readFileSync(projectPath('sample', 'source', `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SampleRow);
}
