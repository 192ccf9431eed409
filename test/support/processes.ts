import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { PROJECT_ROOT } from '../../src/paths.js';

/** A child process that says how far it is in lines on standard output. */
export interface Child {
  readonly pid: number;
  /**
   * Resolves with the first line that starts with `start` and satisfies `test`, also one that was said before; rejects
   * when the child ends without.
   */
  line(start: string, test?: (line: string) => boolean): Promise<string>;
  /** kill -9, and waits until the process is gone. */
  kill(): Promise<void>;
  /** Asks it to stop. @returns its exit code */
  stop(): Promise<number | null>;
}

/**
 * Runs a script of `test/support` in a process of its own. It imports compiled modules from `dist/`, which the global
 * setup has built.
 */
export function startChild(script: string, args: readonly string[], env: Record<string, string> = {}): Child {
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(
    process.execPath,
    [join(PROJECT_ROOT, 'test', 'support', script), ...args],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said: string[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4000)));
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((check) => check());
  createInterface(child.stdout).on('line', (line) => {
    said.push(line);
    wake();
  });
  const ended = once(child, 'close').then(wake);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  return {
    pid: child.pid!,
    line: (start, test = () => true) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = said.find((line) => line.startsWith(start) && test(line));
          if (found === undefined && !hasEnded()) return;
          waiting.delete(check);
          if (found === undefined) reject(new Error(`the child ended without saying "${start}": ${errors}`));
          else resolve(found);
        };
        waiting.add(check);
        check();
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}

/** Waits until `condition` gives something else than false; fails with `what` after `timeoutMs`. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 45_000,
  everyMs = 20,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
