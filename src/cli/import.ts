import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { startWorkers } from '../../workers/embedded.js';
import { readConfig } from '../config.js';
import { openDeps, type Deps } from '../deps.js';
import { FILE_KINDS, type FileKind } from '../domain.js';
import { AppError } from '../errors.js';
import { DEFAULT_LIMITS } from '../intake/limits.js';
import { previewImport, type ImportPreview } from '../intake/load.js';
import { listNameOf, sendFile, type SentFile } from '../intake/send.js';
import type { TaskIssueRow, TaskRow } from '../store/schema.js';
import { pageIssues } from '../store/task-issues.js';
import { followBacklog, followTask } from './follow.js';
import { formatImport, formatPreview } from './import-summary.js';
import { modelReporter } from './model-reporter.js';

/** Exit code of a file that was read and turned away, as `intake` has it. */
const REFUSED = 3;
const ISSUES_SHOWN = 10;

interface Flags {
  kind: FileKind;
  organization?: string;
  list?: string;
  withdrawGone?: boolean;
  dryRun?: boolean;
  json?: boolean;
  dataDir?: string;
}

/** `import FILE`: the way of an upload from the command line, to its end. */
export function importCommand(): Command {
  return new Command('import')
    .description('导入一份清单文件（退出码：0 已导入，3 拒收）')
    .argument('<file>', '清单文件：.xlsx、.xls、.csv、.tsv、.jsonl，按内容识别')
    .addOption(new Option('--kind <kind>', '清单类型').choices(FILE_KINDS).makeOptionMandatory())
    .option('--organization <name>', '清单所属单位；清单里没有单位列时，也是各行的单位')
    .option('--list <name>', '清单名称；同一单位同名的清单再次导入是它的新一版')
    .option('--withdraw-gone', '撤回新版里不再出现的项目')
    .option('--dry-run', '只预览列的对应和与现有数据的差异，不写入')
    .option('--data-dir <目录>', '嵌入式数据库的目录，默认取 DATA_DIR')
    .option('--json', '在标准输出上给出一个 JSON 对象')
    .action(run);
}

async function run(path: string, flags: Flags): Promise<void> {
  await checkFile(path);
  const given = readConfig();
  const config = { ...given, dataDir: flags.dataDir ?? given.dataDir, logLevel: 'warn' as const };
  const { kind, organization, list, withdrawGone, json = false } = flags;
  const sent: SentFile = {
    fileName: basename(path),
    kind,
    ...(organization === undefined ? {} : { organization }),
    ...(list === undefined ? {} : { listName: list }),
    ...(withdrawGone === undefined ? {} : { withdrawGone }),
  };
  const deps = await openDeps(config, { onModelEvent: modelReporter() });
  try {
    if (flags.dryRun) {
      showPreview(await previewImport(deps, path, { ...sent, listName: listNameOf(sent) }), sent, json);
      return;
    }
    const { id } = await sendFile(deps.db, path, sent);
    const task = await (config.databaseUrl === null ? importHere(deps, id) : importElsewhere(deps, id));
    showImport(task, await pageIssues(deps.db, id, null, { first: ISSUES_SHOWN }), sent, json);
  } finally {
    await deps.close();
  }
}

/** The embedded database has no other process that would do the work. */
async function importHere(deps: Deps, taskId: string): Promise<TaskRow> {
  const workers = await startWorkers(deps);
  try {
    const task = await followTask(deps.db, taskId, '导入');
    const dead = await followBacklog(deps.db);
    if (dead > 0) process.stderr.write(`有 ${dead} 项后台工作失败，原因见 npm run work -- list\n`);
    return task;
  } finally {
    await workers.close();
  }
}

async function importElsewhere(deps: Deps, taskId: string): Promise<TaskRow> {
  process.stderr.write(`已提交任务 ${taskId}，由后台进程（npm start 或 npm run worker）导入…\n`);
  return followTask(deps.db, taskId, '导入');
}

function showPreview(preview: ImportPreview, sent: SentFile, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(preview)}\n` : formatPreview(preview, sent));
  if (preview.refused !== null) process.exitCode = REFUSED;
}

function showImport(task: TaskRow, issues: readonly TaskIssueRow[], sent: SentFile, json: boolean): void {
  const { id, state, counts, errorCode, errorMessage, report } = task;
  const result = { taskId: id, state, counts, errorCode, errorMessage, report, issues };
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : formatImport(task, issues, sent));
  if (state !== 'succeeded') process.exitCode = errorCode === 'INVALID_FILE' ? REFUSED : 1;
}

/** Before anything is opened, so that a slip of the pen is told at once. */
async function checkFile(path: string): Promise<void> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new AppError('NOT_FOUND', `找不到文件：${path}`, { cause });
  });
  if (!info.isFile()) throw new AppError('INVALID_ARGUMENT', `不是文件：${path}`);
  if (info.size > DEFAULT_LIMITS.fileBytes) {
    throw new AppError('PAYLOAD_TOO_LARGE', `文件超过 ${DEFAULT_LIMITS.fileBytes / 1024 ** 2} MB，请拆成几份导入。`);
  }
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new AppError('INVALID_ARGUMENT', `没有权限读取：${path}`, { cause });
  });
}
