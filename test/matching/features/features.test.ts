import { budget } from '../../../src/matching/features/budget.js';
import { cooperation } from '../../../src/matching/features/cooperation.js';
import { freshness } from '../../../src/matching/features/freshness.js';
import { indicators } from '../../../src/matching/features/indicators.js';
import { industry } from '../../../src/matching/features/industry.js';
import { maturity, wantedMaturity } from '../../../src/matching/features/maturity.js';
import { pairing } from '../../../src/matching/features/pairing.js';
import { lexical, scaleOf, title, tokens } from '../../../src/matching/features/text.js';
import type { Money } from '../../../src/domain.js';
import { readTaxonomyFile } from '../../../src/taxonomy.js';

const taxonomy = readTaxonomyFile();
const fixed = (amount: number): Money => ({ kind: 'fixed', min: amount, max: amount });
const negotiable: Money = { kind: 'negotiable', min: null, max: null };

describe('readings of the text', () => {
  const scale = scaleOf(Array.from({ length: 300 }, (_, i) => 1 - i / 1000));

  it('give 1 at the top, a half at the 200th and 0 as far below as the top is above', () => {
    expect(title(1, scale).value).toBe(1);
    expect(title(1 - 199 / 1000, scale).value).toBeCloseTo(0.5);
    expect(title(0.1, scale).value).toBe(0);
    expect(lexical(1, scale).value).toBe(1);
  });

  it('are missing without a vector', () => {
    expect(title(null, scale).value).toBeNull();
    expect(tokens(null, 0.3).value).toBeNull();
  });

  it('do not part candidates that are all the same', () => {
    expect(title(0.7, scaleOf([0.7, 0.7])).value).toBe(0.5);
  });

  it('measure the tokens against the best candidate', () => {
    expect(tokens(0.3, 0.3).value).toBe(1);
    expect(tokens(0.15, 0.3).value).toBe(0.5);
    expect(tokens(0, 0).value).toBe(0);
  });
});

describe('industry', () => {
  const [some] = taxonomy.industries.filter(({ related }) => (related ?? []).length > 0);
  const code = some!.code;

  it('ranks the same above a related above another', () => {
    const related = some!.related![0]!;
    const other = taxonomy.industries.find(
      (entry) => entry.code !== code && !some!.related!.includes(entry.code) && !(entry.related ?? []).includes(code),
    )!.code;
    const values = [code, related, other].map((offered) => industry([code], [offered], taxonomy).value!);
    expect(values).toEqual([1, 0.6, 0]);
  });

  it('is missing when one side names none', () => {
    expect(industry([], [code], taxonomy).value).toBeNull();
  });
});

describe('maturity', () => {
  it('falls by a quarter for each level that is lacking', () => {
    expect(maturity({ min: 6, max: 9 }, { min: 6, max: 7 }).value).toBe(1);
    expect(maturity({ min: 6, max: 9 }, { min: 3, max: 4 }).value).toBe(0.5);
    expect(maturity({ min: 9, max: 9 }, { min: 1, max: 2 }).value).toBe(0);
    expect(maturity(null, { min: 3, max: 4 }).value).toBeNull();
  });

  it('tells the levels that either end lacks, and has a reservation where the lower one does', () => {
    expect(maturity({ min: 8, max: 9 }, { min: 5, max: 6 }).detail).toContain('差 2–3 级');
    expect(maturity({ min: 8, max: 9 }, { min: 7, max: 8 })).toMatchObject({ value: 1, reserved: true });
    expect(maturity({ min: 8, max: 9 }, { min: 8, max: 8 }).reserved).not.toBe(true);
  });

  it.each([
    ['要求技术成熟度达到TRL 7以上', 7],
    ['希望引进已完成中试的成果', taxonomy.maturity.find(({ term }) => term === '中试')!.trl[0]],
    ['希望引进成熟技术，明年能投产', taxonomy.maturity.find(({ term }) => term === '成熟')!.trl[0]],
    ['最好是成熟成果', null],
    ['我们的中试线经常堵塞', null],
    ['抗体已定型不能再改', null],
    ['公司已完成中试，卡在成本', null],
    ['需要降低能耗', null],
  ])('is read from what the need says: %s', (text, min) => {
    expect(wantedMaturity(text, taxonomy)?.min ?? null).toBe(min);
  });
});

describe('cooperation mode', () => {
  it('lets a general licence stand for its kinds, on either side', () => {
    expect(cooperation(['LICENSE_ANY'], ['LICENSE_SOLE'], taxonomy).value).toBe(1);
    expect(cooperation(['LICENSE_SOLE'], ['LICENSE_ANY'], taxonomy).value).toBe(1);
    expect(cooperation(['LICENSE_SOLE'], ['LICENSE_ORDINARY'], taxonomy).value).toBe(0);
    expect(cooperation(['TRANSFER'], [], taxonomy).value).toBeNull();
  });

  it('names what both can do, which is the particular one', () => {
    expect(cooperation(['LICENSE_SOLE'], ['LICENSE_ANY'], taxonomy).detail).toBe(
      cooperation(['LICENSE_SOLE'], ['LICENSE_SOLE'], taxonomy).detail,
    );
  });

  it('is missing where a side leaves it open and nothing else is common', () => {
    expect(cooperation(['NEGOTIABLE'], ['LICENSE_SOLE'], taxonomy).value).toBeNull();
    expect(cooperation(['NEGOTIABLE', 'TRANSFER'], ['LICENSE_SOLE'], taxonomy).value).toBeNull();
    expect(cooperation(['NEGOTIABLE', 'TRANSFER'], ['TRANSFER'], taxonomy).value).toBe(1);
    expect(cooperation(['CHALLENGE'], ['TECH_SERVICE'], taxonomy).value).toBeNull();
    expect(cooperation(['CHALLENGE'], ['CHALLENGE'], taxonomy).value).toBe(1);
  });
});

describe('budget', () => {
  it('is full when the price is within it, else their ratio, and missing for 面议', () => {
    expect(budget(fixed(100), fixed(80)).value).toBe(1);
    expect(budget(fixed(100), { kind: 'range', min: 90, max: 300 }).value).toBe(1);
    expect(budget(fixed(100), fixed(400)).value).toBe(0.25);
    expect(budget(fixed(100), negotiable).value).toBeNull();
    expect(budget(null, fixed(100)).value).toBeNull();
  });

  it('tells the price as it is stated, and that its upper end is beyond the budget', () => {
    expect(budget(fixed(100), fixed(80)).detail).toBe('意向价格 80 万元，预算 100 万元');
    expect(budget(fixed(100), { kind: 'range', min: 80, max: 160 })).toEqual({
      value: 1,
      detail: '意向价格 80–160 万元，上限超出预算 100 万元',
      reserved: true,
    });
    expect(budget(fixed(100), { kind: 'range', min: 200, max: null }).detail).toBe(
      '意向价格 200 万元以上，超出预算 100 万元',
    );
  });
});

it('pairing counts for a match and its absence against none', () => {
  expect(pairing({ paired: true, preferred: false }).value).toBe(1);
  expect(pairing({ paired: false, preferred: true }).value).toBe(1);
  expect(pairing({ paired: false, preferred: false }).value).toBeNull();
});

it('freshness halves every two years', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  expect(freshness(new Date('2024-01-02T00:00:00Z'), now).value).toBeCloseTo(0.5, 2);
  expect(freshness(new Date('2026-06-01T00:00:00Z'), now).value).toBe(1);
});

it('indicator satisfaction counts only what the achievement speaks of', () => {
  expect(indicators(['MET', 'MISSED', 'NOT_STATED', 'MET']).value).toBeCloseTo(2 / 3);
  expect(indicators(['NOT_STATED']).value).toBeNull();
});
