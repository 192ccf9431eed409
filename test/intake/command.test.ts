import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { intakeCommand } from '../../src/cli/intake.js';
import { AppError } from '../../src/errors.js';

const directory = mkdtempSync(join(tmpdir(), 'intake-command-'));
const out = join(directory, 'out.json');
let printed = '';

beforeEach(() => {
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});
afterAll(() => rmSync(directory, { recursive: true }));

async function run(content: string, ...flags: string[]): Promise<void> {
  const file = join(directory, 'list.csv');
  writeFileSync(file, content);
  await intakeCommand()
    .exitOverride()
    .parseAsync([file, ...flags], { from: 'user' });
}

test('prints what was read, in words, and leaves the exit code alone', async () => {
  await run('需求名称,企业名称,预算金额（万元）\n甲需求,某公司,很多\n,某公司,5\n', '--kind', 'needs');
  expect(printed).toContain('部分可以导入');
  expect(printed).toContain('可导入 1 行，未导入 1 行');
  expect(printed).toContain('C 预算金额（万元） → 拟投入资金');
  expect(printed).toContain('第 3 行 A 列');
  expect(printed).toContain('［很多］');
  expect(process.exitCode).toBeUndefined();
});

test('writes the whole report as JSON, without the terms of challenges that a need does not have', async () => {
  await run(
    '需求名称,企业名称,交付物,来源\n甲需求,某公司,样机,走访\n乙需求,某公司,,\n甲 需求,某公司,,\n',
    '--kind',
    'needs',
    '--json',
    out,
  );
  const report = JSON.parse(readFileSync(out, 'utf8'));
  expect(report).toMatchObject({
    kind: 'needs',
    outcome: 'accepted',
    refusedBecause: null,
    headerRows: [{ sheet: null, rows: [1] }],
    accepted: [
      {
        sheet: null,
        row: 2,
        values: { title: '甲需求', deliverables: '样机', confidential: false, extra: { 来源: '走访' } },
      },
      { sheet: null, row: 3, values: { title: '乙需求', extra: {} } },
    ],
    duplicates: [{ sheet: null, row: 4, of: { sheet: null, row: 2 } }],
  });
  expect(report.accepted[0].values).not.toHaveProperty('listName');
  expect(report.accepted[1].values).not.toHaveProperty('deliverables');
});

test('JSON goes to standard output alone when asked', async () => {
  await run('成果名称\n甲材料\n', '--kind', 'achievements', '--organization', '南京大学', '--json', '-');
  expect(JSON.parse(printed).accepted[0].values).toMatchObject({ title: '甲材料', organization: '南京大学' });
});

test('a refused file is told why and ends with 3', async () => {
  await run('甲,乙\n1,2\n', '--kind', 'needs');
  expect(printed).toContain('拒收');
  expect(printed).toContain('找不到表头');
  expect(process.exitCode).toBe(3);
});

test('a file that is not there is an error that names it', async () => {
  const command = intakeCommand().exitOverride();
  const missing = join(directory, 'none.csv');
  await expect(command.parseAsync([missing, '--kind', 'needs'], { from: 'user' })).rejects.toThrow(AppError);
});
