import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import type * as WorkerMain from '../../workers/main.js';
import { readConfig } from '../config.js';
import { AppError } from '../errors.js';
import { compiledPath } from '../paths.js';

/** `worker`: does the background work until it is told to stop. */
export function workerCommand(): Command {
  return new Command('worker')
    .description('运行后台工作进程（导入、向量、匹配），需要 DATABASE_URL')
    .action(async () => {
      if (readConfig().databaseUrl === null) {
        throw new AppError(
          'INVALID_CONFIG',
          '内嵌数据库只能由一个进程使用：npm start 已包含后台工作；单独的工作进程需要设置 DATABASE_URL',
        );
      }
      const { runWorker } = (await import(pathToFileURL(compiledPath('workers/main')).href)) as typeof WorkerMain;
      await runWorker();
    });
}
