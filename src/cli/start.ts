import closeWithGrace from 'close-with-grace';
import { Command } from 'commander';
import { startWorkers } from '../../workers/embedded.js';
import { readConfig } from '../config.js';
import { openDeps, type Deps } from '../deps.js';
import { AppError } from '../errors.js';
import { graphiqlAvailable } from '../graphql/graphiql.js';
import type { Repeated } from '../repeat.js';
import { serve, type Server } from '../server.js';
import { modelReporter } from './model-reporter.js';

/** Running requests and jobs get this long to end; what does not end is done again after the restart. */
const GRACE_MS = 30_000;

/** `start`: the API and, unless WORKERS=none, the background work in the same process, until it is told to stop. */
export function startCommand(): Command {
  return new Command('start').description('启动服务：接口、GraphiQL，以及后台工作').action(start);
}

async function start(): Promise<void> {
  const config = readConfig();
  if (config.workers === 'none' && config.databaseUrl === null) {
    throw new AppError(
      'INVALID_CONFIG',
      'WORKERS=none 需要 DATABASE_URL：内嵌数据库只能由一个进程使用，后台工作必须和接口在同一进程。',
    );
  }
  const deps = await openDeps(config, { onModelEvent: modelReporter() });
  let workers: Repeated | null = null;
  let server: Server;
  try {
    server = await serve(deps);
    if (config.workers === 'embedded') workers = await startWorkers(deps);
  } catch (error) {
    await deps.close();
    throw error;
  }
  closeWithGrace({ delay: GRACE_MS, logger: deps.log }, async ({ err }) => {
    if (err !== undefined) deps.log.fatal({ err }, 'stopping after an error that nobody caught');
    await server.close();
    await workers?.close();
    await deps.close();
  });
  announce(deps, server.url);
}

function announce({ config, embedder, taxonomy }: Deps, url: string): void {
  console.log(`服务已启动：${url}`);
  console.log(`  GraphQL    ${url}/graphql`);
  if (config.nodeEnv !== 'production' && graphiqlAvailable()) console.log(`  GraphiQL   ${url}/graphiql`);
  console.log(`  接口文档   ${url}/docs`);
  console.log(`  数据库     ${config.databaseUrl === null ? `内嵌，目录 ${config.dataDir}` : 'PostgreSQL'}`);
  console.log(`  后台工作   ${config.workers === 'embedded' ? '在本进程' : '由 npm run worker 进程承担'}`);
  console.log(`  分类体系   ${taxonomy.version}`);
  if (embedder === null) console.log('注意：没有向量模型，只按词语匹配（lexical-only）；npm run model 可取得模型。');
  console.log('按 Ctrl+C 停止。');
}
