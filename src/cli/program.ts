import { Command } from 'commander';
import { benchCommand } from './bench.js';
import { demoCommand } from './demo.js';
import { evalCommand } from './eval.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { intakeCommand } from './intake.js';
import { matchCommand } from './match.js';
import { migrateCommand } from './migrate.js';
import { modelCommand } from './model.js';
import { refitCommand } from './refit.js';
import { startCommand } from './start.js';
import { templateCommand } from './template.js';
import { workCommand } from './work.js';
import { workerCommand } from './worker.js';

/** Every command, in the order of the README's table. */
export function createProgram(): Command {
  const program = new Command('npm run').description('科技成果转化匹配引擎').helpCommand(false);
  const commands: Command[] = [
    demoCommand(),
    startCommand(),
    workerCommand(),
    importCommand(),
    intakeCommand(),
    templateCommand(),
    exportCommand(),
    matchCommand(),
    modelCommand(),
    migrateCommand(),
    workCommand(),
    refitCommand(),
    evalCommand(),
    benchCommand(),
  ];
  for (const command of commands) {
    program.addCommand(speakChinese(command));
  }
  return speakChinese(program);
}

/** Also throws instead of exiting, so that what is open gets closed. */
function speakChinese(command: Command): Command {
  for (const sub of command.commands) speakChinese(sub);
  return command
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(inChinese(text)) })
    .helpOption('-h, --help', '显示用法')
    .configureHelp({ styleTitle: (title) => HELP_TITLES[title] ?? title });
}

const HELP_TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** commander speaks English only; these are the errors that a person at the keyboard meets. */
function inChinese(text: string): string {
  const rules: [RegExp, string][] = [
    [/^error: unknown option '(.+?)'/, '错误：没有选项 $1'],
    [/^error: missing required argument '(.+?)'/, '错误：缺少参数 $1'],
    [/^error: required option '(.+?)' not specified/, '错误：必须给出选项 $1'],
    [/^error: option '(.+?)' argument missing/, '错误：选项 $1 后面缺少值'],
    [/^error: option '(.+?)' argument '(.*?)' is invalid\. (.*)/s, '错误：选项 $1 的值 $2 无效。$3'],
    [/^error: too many arguments.*/s, '错误：参数过多\n'],
    [/^error: option '(.+?)' cannot be used with option '(.+?)'/, '错误：选项 $1 不能与 $2 同时使用'],
    [/^error: unknown command '(.+?)'/, '错误：没有命令 $1'],
  ];
  for (const [pattern, translation] of rules) if (pattern.test(text)) return text.replace(pattern, translation);
  return text;
}
