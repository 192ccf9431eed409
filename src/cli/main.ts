import { CommanderError } from 'commander';
import { AppError } from '../errors.js';
import { createProgram } from './program.js';

/** Exit codes: 0 done, 1 failed, 2 wrong command line; a command may add its own, named in its help. */
const WRONG_COMMAND_LINE = 2;

/** Runs one command line; the process's exit code says how it went. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_COMMAND_LINE;
  if (error instanceof AppError) {
    process.stderr.write(`错误（${error.code}）：${error.message}\n`);
    return 1;
  }
  process.stderr.write(
    `程序内部错误，请把以下内容报告给维护者：\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return 1;
}

await main(process.argv);
