import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../errors.js';

export interface DataDirLock {
  /** Twice without harm. */
  release(): Promise<void>;
}

interface Holder {
  pid: number;
  /** When that process started, so that another process with a reused pid is not taken for it. */
  started: string | null;
  host: string;
  since: string;
  command: string;
  released?: boolean;
}

/**
 * Takes the exclusive lock of a data directory, for processes of one machine.
 *
 * The lock is a file `lock/N`. A taker who finds the holder of the highest N released or dead creates N+1, which only
 * one can; lower ones are removed, the highest never is. So a slow taker who still looks at an old N either finds N+1
 * there or, after its creation, a higher one, and tries again: two never hold it, whoever dies when.
 * @throws AppError DATA_DIR_LOCKED at once, naming the process that holds it
 */
export function lockDataDir(dir: string): Promise<DataDirLock> {
  return Promise.resolve().then(() => {
    const locks = join(dir, 'lock');
    mkdirSync(locks, { recursive: true });
    for (;;) {
      const highest = generations(locks)[0] ?? 0;
      const holder = highest === 0 ? null : readHolder(join(locks, String(highest)));
      if (holder === 'superseded') continue;
      if (holder !== null && isHeld(holder)) throw lockedError(dir, holder, join(locks, String(highest)));
      const path = take(locks, highest + 1);
      if (path !== null) return { release: () => Promise.resolve().then(() => release(path)) };
    }
  });
}

function take(locks: string, generation: number): string | null {
  const path = join(locks, String(generation));
  const draft = join(locks, `draft-${process.pid}`);
  writeFileSync(draft, JSON.stringify(ourselves()));
  try {
    // A link appears with its content or not at all, and fails when the name is taken.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  } finally {
    rmSync(draft);
  }
  const others = generations(locks);
  if (others[0]! > generation) {
    rmSync(path);
    return null;
  }
  for (const lower of others.slice(1)) rmSync(join(locks, String(lower)), { force: true });
  return path;
}

function release(path: string): void {
  const holder = readHolder(path);
  if (holder === 'superseded' || holder.released === true) return;
  writeFileSync(`${path}.released`, JSON.stringify({ ...holder, released: true }));
  renameSync(`${path}.released`, path);
}

/** Highest first. */
function generations(locks: string): number[] {
  return readdirSync(locks)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => b - a);
}

function readHolder(path: string): Holder | 'superseded' {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'superseded';
    throw error;
  }
}

function ourselves(): Holder {
  return {
    pid: process.pid,
    started: processStart(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
    command: process.argv.join(' ').slice(0, 200),
  };
}

/** A holder on another machine cannot be looked at, and counts as alive. */
function isHeld(holder: Holder): boolean {
  if (holder.released === true) return false;
  return holder.host !== hostname() || processStart(holder.pid) === holder.started;
}

/** What tells one process from a later one with its pid; null when there is none. */
function processStart(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      // After the command in brackets, which may hold anything: state, …, and as 22nd field the start in clock ticks.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      return fields[0] === 'Z' ? null : `${boot}/${fields[19]}`;
    } catch (error) {
      if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
      throw error;
    }
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  return process.platform === 'win32'
    ? 'running'
    : execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
}

function lockedError(dir: string, holder: Holder, path: string): AppError {
  const since = new Date(holder.since).toLocaleString('zh-CN');
  const where = holder.host === hostname() ? '' : `主机 ${holder.host} 上的`;
  const advice =
    where === ''
      ? '请先停止该进程，或用环境变量 DATA_DIR 指定另一个目录。'
      : `请先在那台主机上停止它；如果确认它已不在运行，请删除 ${path} 后重试。`;
  return new AppError(
    'DATA_DIR_LOCKED',
    `数据目录 ${dir} 正被${where}进程 ${holder.pid} 使用（自 ${since} 起，命令：${holder.command}）。${advice}`,
    { details: { pid: holder.pid, host: holder.host, since: holder.since, command: holder.command } },
  );
}
