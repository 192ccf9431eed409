import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { FILE_KINDS, type ItemValues, type FileKind } from '../domain.js';
import { AppError } from '../errors.js';
import { CHALLENGE_TERMS, LIST_LABELS } from '../intake/fields.js';
import { intakeFile } from '../intake/report.js';
import type { IntakeReport } from '../intake/types.js';
import { summarise } from './intake-summary.js';

/** Exit code of a file that was read and turned away; 0 means accepted, wholly or in part. */
const REFUSED = 3;

interface Flags {
  kind: FileKind;
  organization?: string;
  json?: string;
}

export function intakeCommand(): Command {
  return new Command('intake')
    .description('读取一份清单文件并报告其内容，不写入数据库（退出码：0 可导入，3 拒收）')
    .argument('<file>', '清单文件：.xlsx、.xls、.csv、.tsv、.jsonl，按内容识别')
    .addOption(new Option('--kind <kind>', '清单类型').choices(FILE_KINDS).makeOptionMandatory())
    .option('--organization <name>', '清单里没有单位列时，全部行所属的单位')
    .option('--json <out>', '把完整报告写成 JSON 文件，- 为标准输出')
    .action(async (file: string, flags: Flags) => {
      const { kind, organization, json } = flags;
      const report = await intakeFile(file, organization === undefined ? { kind } : { kind, organization }).catch(
        notReadable,
      );
      if (json === '-') process.stdout.write(toJson(report));
      else {
        if (json !== undefined) await writeFile(json, toJson(report));
        process.stdout.write(summarise(report, file, LIST_LABELS[kind]));
      }
      if (report.outcome === 'refused') process.exitCode = REFUSED;
    });
}

function notReadable(error: unknown): never {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') throw new AppError('NOT_FOUND', `找不到文件：${path}`, { cause: error });
  if (code === 'EISDIR' || code === 'EACCES')
    throw new AppError('INVALID_ARGUMENT', `不能读取：${path ?? '所给路径是文件夹'}`, { cause: error });
  throw error;
}

/** A plain need says nothing of the terms of a challenge; in a list of needs they appear only where a row has them. */
function toJson(report: IntakeReport): string {
  const accepted = report.accepted.map((row) => ({
    ...row,
    values: report.kind === 'needs' ? withoutEmptyTerms(row.values) : row.values,
  }));
  return `${JSON.stringify({ ...report, accepted }, null, 2)}\n`;
}

function withoutEmptyTerms(values: ItemValues): Partial<ItemValues> {
  return Object.fromEntries(
    Object.entries(values).filter(([field, value]) => value !== null || !Object.hasOwn(CHALLENGE_TERMS, field)),
  );
}
