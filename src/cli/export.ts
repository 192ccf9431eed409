import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { readConfig } from '../config.js';
import { openDeps } from '../deps.js';
import { itemKindOf, LIST_KINDS, type ListKind } from '../domain.js';
import { AppError } from '../errors.js';
import { CSV_ENCODINGS, type CsvEncoding } from '../intake/export/csv.js';
import { EXPORT_FORMATS, exportItems, type ExportFormat } from '../intake/export/items.js';
import { checkFilter } from '../items/filter.js';
import { modelReporter } from './model-reporter.js';

interface Flags {
  kind: ListKind;
  out: string;
  list?: string;
  encoding: CsvEncoding;
  dataDir?: string;
}

export function exportCommand(): Command {
  return new Command('export')
    .description('导出已发布、公开的条目，可原样再次导入；保密条目不导出')
    .addOption(new Option('--kind <kind>', '清单类型').choices(LIST_KINDS).makeOptionMandatory())
    .requiredOption('--out <文件>', '写到哪个文件，格式由结尾决定：.xlsx、.csv、.jsonl')
    .option('--list <编号>', '只导出这份清单的条目')
    .addOption(new Option('--encoding <编码>', 'CSV 的编码').choices(CSV_ENCODINGS).default('utf-8'))
    .option('--data-dir <目录>', '嵌入式数据库的目录，默认取 DATA_DIR')
    .action(writeExport);
}

async function writeExport({ kind, out, list, encoding, dataDir }: Flags): Promise<void> {
  const format = formatOf(out);
  const given = readConfig();
  const config = { ...given, dataDir: dataDir ?? given.dataDir, logLevel: 'warn' as const };
  const deps = await openDeps(config, { onModelEvent: modelReporter() });
  try {
    const filter = checkFilter(itemKindOf(kind), list === undefined ? {} : { listIds: [list] }, deps.taxonomy);
    await pipeline(await exportItems(deps, { kind, filter, format, encoding }), createWriteStream(out));
    console.log(`已导出：${out}`);
  } finally {
    await deps.close();
  }
}

function formatOf(path: string): ExportFormat {
  const format = EXPORT_FORMATS.find((one) => extname(path).toLowerCase() === `.${one}`);
  if (format !== undefined) return format;
  throw new AppError('INVALID_ARGUMENT', `文件名“${path}”应以 .xlsx、.csv 或 .jsonl 结尾。`);
}
