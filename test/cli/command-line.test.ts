import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledPath } from '../../src/paths.js';

const dir = mkdtempSync(join(tmpdir(), 'ttm-cli-'));
afterAll(() => rmSync(dir, { recursive: true }));

function run(args: string[], env: Record<string, string> = {}) {
  const result = spawnSync(process.execPath, [compiledPath('src/cli/main'), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DATA_DIR: join(dir, 'data'), ...env },
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** What a person must never be shown. */
const STACK_TRACE = /\n\s+at .+:\d+:\d+/;

describe('command line', () => {
  it.each([
    [['nothing'], '没有命令 nothing'],
    [['intake', '--kind', 'needs'], '缺少参数'],
    [['intake', 'list.csv'], '必须给出选项'],
    [['demo', '--fast'], '没有选项 --fast'],
  ])('exits with 2 and says what is wrong with %j', (args, message) => {
    const { status, stderr } = run(args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(STACK_TRACE);
    expect(status).toBe(2);
  });

  it('exits with 1 and names the variable that is wrong', () => {
    const { status, stderr } = run(['migrate'], { DATABASE_URL: 'mysql://x' });
    expect(stderr).toContain('INVALID_CONFIG');
    expect(stderr).toContain('DATABASE_URL');
    expect(stderr).not.toMatch(STACK_TRACE);
    expect(status).toBe(1);
  });

  it('fits nothing on too few verdicts, lists the versions of the ranking, and has none to go back to', () => {
    const refit = (...args: string[]) => run(['refit', '--data-dir', join(dir, 'refit'), ...args]);
    const fitted = refit();
    expect(fitted.stdout).toContain('没有拟合：可用的结论有 0 条，少于所需的 30 条');
    expect(fitted.status).toBe(0);
    expect(JSON.parse(refit('--list', '--json').stdout)).toMatchObject({
      versions: [{ id: 'tokens-2', active: true }],
    });
    const reverted = refit('--revert');
    expect(reverted.stderr).toContain('没有可以退回的版本');
    expect(reverted.status).toBe(1);
    const both = refit('--list', '--adopt', 'tokens-2');
    expect(both.stderr).toContain('不能与');
    expect(both.status).toBe(2);
    expect(refit('--min-verdicts', '0').stderr).toContain('应为正整数');
  }, 120_000);

  it('names a file that is not there', () => {
    const { status, stderr } = run(['intake', join(dir, 'absent.xlsx'), '--kind', 'needs']);
    expect(stderr).toContain('absent.xlsx');
    expect(stderr).not.toMatch(STACK_TRACE);
    expect(status).toBe(1);
  });

  it('writes the report of a list as JSON and exits with 0; a refused file exits with 3', () => {
    const good = join(dir, 'good.csv');
    writeFileSync(good, '需求名称,企业名称,拟投入资金\n焊缝检测,某焊接厂,面议\n');
    const read = run(['intake', good, '--kind', 'needs', '--json', '-']);
    expect(JSON.parse(read.stdout)).toMatchObject({
      kind: 'needs',
      outcome: 'accepted',
      accepted: [{ sheet: null, row: 2, values: { title: '焊缝检测', budget: { kind: 'negotiable' } } }],
    });
    expect(read.status).toBe(0);
    const bad = join(dir, 'bad.csv');
    writeFileSync(bad, '企业名称,拟投入资金\n某焊接厂,面议\n');
    const refused = run(['intake', bad, '--kind', 'needs', '--json', '-']);
    expect(JSON.parse(refused.stdout)).toMatchObject({ outcome: 'refused', accepted: [] });
    expect(refused.status).toBe(3);
  });

  it('shows help in Chinese', () => {
    const { status, stdout } = run(['import', '--help']);
    expect(stdout).toContain('导入');
    expect(status).toBe(0);
  });
});
