import { Command, InvalidArgumentError, Option } from 'commander';
import { MODEL } from '../matching/model.js';
import { adoptRankingModel, rankingVersions, revertRankingModel, type RankingVersion } from '../matching/rankings.js';
import type { Figures } from '../matching/refit/compare.js';
import { refit, type RefitReport } from '../matching/refit/refit.js';
import type { Database } from '../store/open.js';
import { withDatabase } from './with-database.js';

const FEWEST = 30;

interface RefitOptions {
  minVerdicts: number;
  dryRun?: boolean;
  list?: boolean;
  adopt?: string;
  /** True: the version before. */
  revert?: string | true;
  dataDir?: string;
  json?: boolean;
}

/** `refit`: fits the weights of the ranking on verdicts; lists, adopts and reverts versions. */
export function refitCommand(): Command {
  return new Command('refit')
    .description('用技术经理人的结论重新拟合排序权重，在留出的需求上更好才采用；可列出、采用、退回各版本')
    .option('--min-verdicts <条数>', '可用的结论少于此数则不拟合', count, FEWEST)
    .option('--dry-run', '只拟合和比较，不保存、不采用')
    .addOption(new Option('--list', '列出各版本').conflicts(['adopt', 'revert', 'dryRun']))
    .addOption(new Option('--adopt <编号>', '改用这一版本').conflicts(['revert', 'dryRun']))
    .addOption(new Option('--revert [编号]', '退回前一版本，或退回指定的版本').conflicts('dryRun'))
    .option('--data-dir <目录>', '嵌入式数据库的目录，默认取 DATA_DIR')
    .option('--json', '在标准输出上给出一个 JSON 对象')
    .action((options: RefitOptions) => withDatabase((db) => run(db, options), options.dataDir));
}

async function run(db: Database, options: RefitOptions): Promise<void> {
  const { minVerdicts, dryRun = false, list = false, adopt, revert, json = false } = options;
  const print = (value: unknown, text: string) => console.log(json ? JSON.stringify(value) : text);
  if (list) {
    const versions = await rankingVersions(db);
    print({ versions }, versions.map(lineOf).join('\n'));
  } else if (adopt !== undefined || revert !== undefined) {
    const id = adopt ?? (revert === true ? await revertRankingModel(db) : revert!);
    if (revert !== true) await adoptRankingModel(db, id);
    print({ active: id }, `现在使用 ${id}；运行中的服务几秒内自动换用，各项需求将重新匹配。`);
  } else {
    const report = await refit(db, { minVerdicts, dryRun });
    print(report, textOf(report, dryRun));
  }
}

function lineOf({ id, active, base, createdAt, adoptedAt }: RankingVersion): string {
  const origin = base === null ? '内置' : `由 ${base} 于 ${createdAt!.toISOString()} 拟合`;
  const adopted = adoptedAt === null ? '' : `，${adoptedAt.toISOString()} 采用`;
  return `${active ? '*' : ' '} ${id}  ${origin}${adopted}`;
}

const MEASURES: readonly [keyof Figures, string][] = [
  ['pairAccuracy', '次序正确的配对'],
  ['ndcg', '已判匹配的 nDCG'],
  ['pairLogLoss', '配对的对数损失'],
  ['logLoss', '概率的对数损失'],
];

function textOf(report: RefitReport, dryRun: boolean): string {
  const { verdicts, usable, accepted, rejected, needs, old, new: fitted } = report;
  const lines = [
    `结论 ${verdicts} 条，可用 ${usable} 条（认可 ${accepted}，拒绝 ${rejected}）；既有认可又有拒绝的需求 ${needs} 项`,
  ];
  if (old === null || fitted === null) return [...lines, `没有拟合：${report.reason}。`].join('\n');
  lines.push(`留出检验（每项需求轮流留出，共 ${old.figures.needs} 项需求、${old.figures.pairs} 对）：`);
  for (const [name, label] of MEASURES)
    lines.push(`  ${label}：${old.id} ${old.figures[name].toFixed(3)} → 新 ${fitted.figures[name].toFixed(3)}`);
  lines.push('权重（内置 → 新）：');
  for (const { feature, label, weight } of MODEL)
    lines.push(`  ${label}：${weight.toFixed(1)} → ${fitted.weights[feature].toFixed(1)}`);
  if (dryRun) return [...lines, `试运行，没有保存：${report.reason}。`].join('\n');
  return [
    ...lines,
    report.adopted
      ? `已采用 ${fitted.id}：${report.reason}。退回：npm run refit -- --revert`
      : `没有采用 ${fitted.id}：${report.reason}。仍要采用：npm run refit -- --adopt ${fitted.id}`,
  ].join('\n');
}

function count(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError('应为正整数。');
}
