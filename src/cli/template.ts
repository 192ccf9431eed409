import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { FILE_KINDS, type FileKind } from '../domain.js';
import { AppError } from '../errors.js';
import { csvTemplate, xlsxTemplate } from '../intake/export/template.js';
import { LIST_LABELS } from '../intake/fields.js';
import { readTaxonomyFile } from '../taxonomy.js';

export function templateCommand(): Command {
  return new Command('template')
    .description('生成一份清单的填写模板：.xlsx 带下拉选项和填写说明，.csv 为 GBK 编码')
    .addOption(new Option('--kind <kind>', '清单类型').choices(FILE_KINDS).makeOptionMandatory())
    .option('--out <文件>', '写到哪个文件，以 .xlsx 或 .csv 结尾；默认写在当前目录')
    .action(async ({ kind, out }: { kind: FileKind; out?: string }) => {
      const path = out ?? `${LIST_LABELS[kind]}模板.xlsx`;
      await pipeline(templateFor(kind, extname(path)), createWriteStream(path));
      console.log(`已生成：${path}`);
    });
}

function templateFor(kind: FileKind, extension: string) {
  if (extension === '.xlsx') return xlsxTemplate(kind, readTaxonomyFile());
  if (extension === '.csv') return csvTemplate(kind, 'gbk');
  throw new AppError('INVALID_ARGUMENT', `模板文件名应以 .xlsx 或 .csv 结尾，不能是“${extension}”。`);
}
