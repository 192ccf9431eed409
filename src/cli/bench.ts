import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { AppError } from '../errors.js';
import { compiledPath, projectPath } from '../paths.js';

/** What a module under bench/ exports: prints what it measures; its last line is one JSON object with ratios. */
interface Benchmark {
  run(args: readonly string[]): Promise<void>;
}

export function benchCommand(): Command {
  return new Command('bench')
    .description('性能测试：每项最后输出一行 JSON，其中的比值以同一次运行中的基线为分母')
    .argument('[name]', `测试名称：${benchmarkNames().join('、')}；不写则依次运行全部`)
    .argument('[args...]', '交给该测试的参数')
    .allowUnknownOption()
    .action(async (name: string | undefined, args: string[]) => {
      const names = benchmarkNames();
      if (name !== undefined && !names.includes(name)) {
        throw new AppError('INVALID_ARGUMENT', `没有名为“${name}”的性能测试，可选：${names.join('、')}`);
      }
      for (const each of name === undefined ? names : [name]) {
        const module = (await import(pathToFileURL(compiledPath(`bench/${each}`)).href)) as Benchmark;
        await module.run(args);
      }
    });
}

function benchmarkNames(): string[] {
  const directory = projectPath('dist', 'bench');
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith('.js'))
    .map((file) => basename(file, '.js'))
    .sort();
}
