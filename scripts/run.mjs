/**
 * What `npm run …` starts: brings a fresh clone to the point where the command can run (packages, compiled code), then
 * runs it. Plain JavaScript without dependencies, since it runs before any are installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [command, ...args] = process.argv.slice(2);

checkNode();
installPackages();
compile();
await run();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`需要 Node.js 20.19 或更高版本，当前是 ${process.versions.node}。`);
}

/** `npm ci` when the lockfile is not the one that node_modules was installed from. */
function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.installed-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  say('正在安装依赖包（仅首次需要，约 1 分钟）…');
  const npm = process.env.npm_execpath;
  const result =
    npm === undefined
      ? spawnSync('npm', ['ci', '--no-audit', '--loglevel=error'], {
          cwd: root,
          stdio: ['ignore', 2, 2],
          shell: process.platform === 'win32',
        })
      : spawnSync(process.execPath, [npm, 'ci', '--no-audit', '--loglevel=error'], {
          cwd: root,
          stdio: ['ignore', 2, 2],
        });
  if (result.status !== 0)
    fail('依赖包安装失败：请检查网络或 npm 源设置后重试。离线机器请连同 node_modules 一起拷贝。');
  writeFileSync(stamp, lock);
}

/** `tsc` when a source file is newer than the last build. Its own incremental information makes a repeat cheap. */
function compile() {
  const stamp = join(root, 'dist', '.built');
  const built = existsSync(stamp) ? Date.parse(readFileSync(stamp, 'utf8')) : 0;
  const sources = ['src', 'workers', 'bench', 'scripts'].flatMap((dir) => filesUnder(join(root, dir), '.ts'));
  sources.push(join(root, 'tsconfig.json'), join(root, 'tsconfig.build.json'));
  if (sources.every((file) => statSync(file).mtimeMs <= built)) return;
  const started = Date.now();
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const result = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0) fail('编译失败，见上方 TypeScript 的报错。');
  mkdirSync(join(root, 'dist'), { recursive: true });
  // Stamped with the time before the build, so that a file saved meanwhile is compiled next time.
  writeFileSync(stamp, new Date(started).toISOString());
}

function filesUnder(dir, extension) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function run() {
  if (command === 'setup') return;
  if (command === 'test') {
    // PGlite imports its files dynamically, which Jest allows only with this flag.
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    const result = spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', jest, ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    process.exit(result.status ?? 1);
  }
  const script = { generate: 'generate', 'make-sample': 'make-sample' }[command];
  const entry = script === undefined ? 'dist/src/cli/main.js' : `dist/scripts/${script}.js`;
  process.argv = [process.execPath, join(root, entry), command, ...args];
  await import(pathToFileURL(process.argv[1]).href);
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
