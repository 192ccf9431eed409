import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT, projectPath } from '../../src/paths.js';

interface Run {
  code: number | null;
  out: string;
  err: string;
}

describe('npm run import', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'import-command-'));
    // Somebody else's directory is left alone, so that no model is fetched for this test.
    mkdirSync(join(dir, 'no-model'));
    writeFileSync(join(dir, 'no-model', 'README'), 'none');
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  /** In embedded mode, on a data directory of its own, and lexical: the model is not what is tested. */
  const run = (command: string, ...args: string[]): Promise<Run> =>
    new Promise((resolve, reject) => {
      const own = { DATA_DIR: join(dir, 'data'), MODEL_DIR: join(dir, 'no-model') };
      const child = spawn(process.execPath, [projectPath('dist', 'src', 'cli', 'main.js'), command, ...args], {
        cwd: PROJECT_ROOT,
        env: { ...process.env, DATABASE_URL: '', REDIS_URL: '', ...own },
      });
      const result: Run = { code: null, out: '', err: '' };
      child.stdout.on('data', (chunk: Buffer) => (result.out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (result.err += chunk.toString()));
      child.on('error', reject);
      child.on('close', (code) => resolve({ ...result, code }));
    });
  const file = (name: string, content: string): string => {
    const path = join(dir, name);
    writeFileSync(path, content);
    return path;
  };

  it('previews, imports, imports the next edition, and refuses what is no list', async () => {
    const list = file('list.csv', '成果名称,完成单位,技术成熟度\n甲项,云岭理工大学,小试\n,云岭理工大学,\n');

    const migrated = await run('migrate', '--json');
    expect(migrated.code).toBe(0);
    expect(JSON.parse(migrated.out).applied).toBeGreaterThan(3);

    const preview = await run('import', list, '--kind', 'achievements', '--dry-run');
    expect(preview.code).toBe(0);
    expect(preview.out).toContain('没有写入');
    expect(preview.out).toContain('A 成果名称 → 成果名称');

    const first = await run('import', list, '--kind', 'achievements', '--list', '清单');
    expect(first.code).toBe(0);
    expect(first.out).toContain('新增 1 条');
    expect(first.out).toMatch(/未导入 第 3 行 A 列.*：/);

    const next = file('next.csv', '成果名称,完成单位,技术成熟度\n乙项,云岭理工大学,中试\n');
    const second = await run('import', next, '--kind', 'achievements', '--list', '清单', '--withdraw-gone', '--json');
    expect(second.code).toBe(0);
    expect(JSON.parse(second.out)).toMatchObject({ state: 'succeeded', counts: { added: 1, gone: 1 } });

    const refused = await run('import', file('form.csv', '注册资本,成立日期\n1,2\n'), '--kind', 'needs', '--json');
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.out)).toMatchObject({ state: 'failed', errorCode: 'INVALID_FILE' });
  }, 120_000);

  it.each([
    ['a file that is not there', ['nowhere.csv', '--kind', 'needs'], 1, '找不到文件'],
    ['a directory', ['.', '--kind', 'needs'], 1, '不是文件'],
    ['no kind', ['nowhere.csv'], 2, '--kind'],
    ['an unknown kind', ['nowhere.csv', '--kind', 'patents'], 2, 'patents'],
  ])('says at once what is wrong with %s', async (_name, args, code, message) => {
    const result = await run('import', ...args);
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
    expect(result.err).not.toMatch(/\n\s+at /);
  });
});
