import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { Command } from 'commander';
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import { startWorkers } from '../../workers/embedded.js';
import { CONFIG_VARIABLES, readConfig } from '../config.js';
import { openDeps, type Deps } from '../deps.js';
import type { FileKind } from '../domain.js';
import { AppError } from '../errors.js';
import { sendFile } from '../intake/send.js';
import { matchNeed } from '../matching/match.js';
import type { MatchPage } from '../matching/types.js';
import { projectPath } from '../paths.js';
import { listEditions, lists, needs } from '../store/schema.js';
import { formatAnswer, formatMatches } from './format-matches.js';
import { followBacklog, followTask } from './follow.js';
import { modelReporter } from './model-reporter.js';

/** The sample lists, as the offices of a city might send them. */
const SAMPLES: { file: string; kind: FileKind; listName: string }[] = [
  { file: 'supply-list-with-title.xlsx', kind: 'achievements', listName: '示例：高校科技成果供给清单' },
  { file: 'supply-list-gbk.csv', kind: 'achievements', listName: '示例：科技成果目录' },
  { file: 'facility-list.xlsx', kind: 'facilities', listName: '示例：概念验证中心和中试平台名录' },
  { file: 'demand-list.xlsx', kind: 'needs', listName: '示例：企业技术需求清单' },
  { file: 'challenge-list.xlsx', kind: 'challenges', listName: '示例：揭榜挂帅榜单' },
];

/** Shown in full; of the other needs, the best match only. */
const NEEDS_IN_FULL = 5;

interface DemoOptions {
  dataDir?: string;
  json?: boolean;
}

export function demoCommand(): Command {
  return new Command('demo')
    .description('演示：导入示例清单，建立索引，匹配，并列出带理由的匹配结果')
    .option('--data-dir <目录>', '嵌入式数据库的目录，默认 .data/demo')
    .option('--json', '在标准输出上给出一个 JSON 对象')
    .action(demo);
}

async function demo({ dataDir, json = false }: DemoOptions): Promise<void> {
  const started = Date.now();
  const given = readConfig();
  const ownDirectory = given.dataDir === projectPath(CONFIG_VARIABLES.DATA_DIR.default);
  const config = {
    ...given,
    dataDir: dataDir ?? (ownDirectory ? projectPath(CONFIG_VARIABLES.DATA_DIR.default, 'demo') : given.dataDir),
    logLevel: 'warn' as const,
  };
  process.stderr.write('打开数据库…\n');
  const deps = await openDeps(config, { onModelEvent: modelReporter() });
  try {
    const workers = await startWorkers(deps);
    try {
      for (const sample of SAMPLES) await importSample(deps, sample);
      const dead = await followBacklog(deps.db);
      if (dead > 0) process.stderr.write(`有 ${dead} 项后台工作失败，原因见 npm run work -- list\n`);
    } finally {
      await workers.close();
    }
    await showMatches(deps, json, started);
  } finally {
    await deps.close();
  }
}

/** Imports a list unless its newest edition is this very file. */
async function importSample(deps: Deps, { file, kind, listName }: (typeof SAMPLES)[number]): Promise<void> {
  const path = projectPath('sample', file);
  const hash = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  const [present] = await deps.db
    .select({ id: listEditions.id })
    .from(listEditions)
    .innerJoin(lists, eq(lists.id, listEditions.listId))
    .where(and(eq(lists.name, listName), eq(listEditions.fileHash, hash), isNotNull(listEditions.appliedAt)));
  if (present !== undefined) {
    process.stderr.write(`${basename(path)}：已导入过，内容未变\n`);
    return;
  }
  const { id } = await sendFile(deps.db, path, { fileName: file, kind, listName });
  const task = await followTask(deps.db, id, `导入 ${file}`);
  if (task.state !== 'succeeded') throw new AppError('INVALID_FILE', `${file}：${task.errorMessage ?? task.state}`);
  const { added = 0, rejected = 0, warnings = 0 } = task.counts;
  process.stderr.write(`  新增 ${added} 条，未导入 ${rejected} 行，需核对 ${warnings} 处\n`);
}

async function showMatches(deps: Deps, json: boolean, started: number): Promise<void> {
  const all = await deps.db
    .select({ id: needs.id, title: needs.title })
    .from(needs)
    .innerJoin(lists, eq(lists.id, needs.listId))
    .where(
      and(
        inArray(
          lists.name,
          SAMPLES.map((sample) => sample.listName),
        ),
        eq(needs.status, 'published'),
        eq(needs.visibility, 'public'),
      ),
    )
    .orderBy(asc(needs.id));
  const pages: { need: { id: string; title: string }; page: MatchPage }[] = [];
  for (const need of all) pages.push({ need, page: await matchNeed(deps, need.id, { first: 3 }) });
  if (json) {
    console.log(JSON.stringify(pages.map(({ need, page }) => ({ need, ...page }))));
    return;
  }
  for (const { need, page } of pages.slice(0, NEEDS_IN_FULL)) {
    console.log(`\n━━ 需求：${need.title}`);
    console.log(formatMatches(page));
  }
  console.log(`\n━━ 其余 ${Math.max(0, pages.length - NEEDS_IN_FULL)} 项需求各自的首位匹配`);
  for (const { need, page } of pages.slice(NEEDS_IN_FULL)) console.log(briefly(need.title, page));
  const mode = pages[0]?.page.matching === 'LEXICAL_ONLY' ? '仅按词语匹配（没有向量模型）' : '向量与词语混合匹配';
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`\n${pages.length} 项需求，${mode}，用时 ${seconds} 秒。`);
  const directory = relative(projectPath(), deps.config.dataDir);
  console.log(`查看一项需求的全部匹配：npm run match -- "储能电站" --data-dir ${directory}`);
  console.log(`用同一份数据启动服务：DATA_DIR=${directory} npm start`);
}

function briefly(title: string, { results, answer }: MatchPage): string {
  const [best] = results;
  if (best?.achievement === undefined || best.achievement === null) return `· ${title}\n    没有匹配的成果`;
  if (answer?.verdict === 'NOTHING_FITS') return `· ${title}\n    ${formatAnswer(answer).replaceAll('\n', '\n    ')}`;
  const { grade, score, achievement, summary } = best;
  return `· ${title}\n    ${grade} ${score.toFixed(0)} 分  ${achievement.title}（${achievement.organization.name}）\n    ${summary}`;
}
