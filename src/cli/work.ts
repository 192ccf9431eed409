import { Command } from 'commander';
import { AppError } from '../errors.js';
import type { Database } from '../store/open.js';
import { deadWork, owedCount, redrive, type DeadWork } from '../store/outbox.js';
import { withDatabase } from './with-database.js';

const WORK_NAMES: Record<DeadWork['work'], string> = {
  index: '建立索引',
  rematch: '重新匹配',
  compare: '查找疑似重复',
  import: '导入清单',
  reembed: '更换向量模型',
};

const SUBJECT_NAMES: Record<DeadWork['subjectKind'], string> = { achievement: '成果', need: '需求', task: '任务' };

/** `work list`, `work redrive`: background work that was given up after repeated failures. */
export function workCommand(): Command {
  const command = new Command('work').description('查看和重新派发多次失败的后台工作');
  command
    .command('list')
    .description('列出多次失败、已停止重试的工作')
    .option('--json', '在标准输出上给出一个 JSON 对象')
    .action(({ json = false }: { json?: boolean }) =>
      withDatabase(async (db) => {
        const dead = await allDead(db);
        const owed = await owedCount(db);
        if (json) {
          console.log(JSON.stringify({ owed, dead }, null, 2));
          return;
        }
        console.log(`待办 ${owed} 项，失败停办 ${dead.length} 项`);
        for (const work of dead) console.log(lineOf(work));
        if (dead.length > 0) console.log('排除原因后运行 npm run work -- redrive，或只给出其中几项的编号。');
      }),
    );
  command
    .command('redrive')
    .description('重新派发失败停办的工作')
    .argument('[ids...]', '编号（见 work list）；不给则全部')
    .option('--json', '在标准输出上给出一个 JSON 对象')
    .action((ids: string[], { json = false }: { json?: boolean }) =>
      withDatabase(async (db) => {
        const malformed = ids.filter((id) => !/^[0-9a-f-]{36}$/i.test(id));
        if (malformed.length > 0) throw new AppError('INVALID_ARGUMENT', `不是编号：${malformed.join('、')}`);
        const redriven = await redrive(db, ids.length === 0 ? undefined : ids);
        if (ids.length > redriven) {
          throw new AppError(
            'NOT_FOUND',
            `${ids.length - redriven} 个编号不在失败停办之列；其余 ${redriven} 项已重新派发`,
          );
        }
        console.log(json ? JSON.stringify({ redriven }) : `已重新派发 ${redriven} 项`);
      }),
    );
  return command;
}

function lineOf({ id, work, subjectKind, subjectId, attempts, error, deadAt }: DeadWork): string {
  const subject = `${SUBJECT_NAMES[subjectKind]} ${subjectId}`;
  return `${id}  ${WORK_NAMES[work]}  ${subject}  ${attempts} 次失败，${deadAt.toISOString()}  ${error ?? ''}`;
}

async function allDead(db: Database): Promise<DeadWork[]> {
  const dead: DeadWork[] = [];
  for (;;) {
    const page = await deadWork(db, 1000, dead.at(-1)?.id);
    dead.push(...page);
    if (page.length < 1000) return dead;
  }
}
