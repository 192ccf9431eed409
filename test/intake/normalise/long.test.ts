import { LIST_KINDS } from '../../../src/domain.js';
import { createNormaliser } from '../../../src/intake/normalise/index.js';
import { readTaxonomyFile } from '../../../src/taxonomy.js';
import { effortOf } from '../../support/effort.js';

const MOST_MS = 1_000;

const FIELDS =
  'title price budget deadline maturity cooperationModes ip inventors keywords contactName contactPhone contactEmail confidential confidentiality creditCode summary'.split(
    ' ',
  );
const PIECES = [
  '1',
  '一',
  '万',
  ' ',
  '1,',
  '1-',
  '(',
  '25.1-',
  '张 ',
  'a.',
  'a@',
  '025-',
  'ZL',
  '□',
  '转让或',
  '#',
  '级',
  'TRL6-',
  '其他:',
  '请',
];

test('a cell of up to 30,000 repeated characters is read within a second of processor time, whatever its field', () => {
  const normaliser = createNormaliser(readTaxonomyFile());
  const slow: string[] = [];
  for (const field of FIELDS) {
    for (const [piece, size] of PIECES.flatMap((each) => [
      [each, 30_000] as const,
      [each, 9_900] as const,
      [each, 490] as const,
    ])) {
      const text = piece.repeat(size / piece.length);
      const took = effortOf(() => {
        for (const kind of LIST_KINDS.slice(0, 2)) normaliser.read(kind, field, { text }, { header: field });
      }, MOST_MS);
      if (took > MOST_MS) slow.push(`${field} ${piece} ${size} ${took.toFixed(0)} ms`);
    }
  }
  expect(slow).toEqual([]);
});

test('a text in a column of short values is not read, and the warning says how long it is', () => {
  const reading = createNormaliser(readTaxonomyFile()).read(
    'needs',
    'budget',
    { text: '长'.repeat(600) },
    { header: '预算' },
  );
  expect(reading).toEqual({ value: null, warning: expect.stringContaining('600 字') });
});
