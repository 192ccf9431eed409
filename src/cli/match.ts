import { Command, InvalidArgumentError } from 'commander';
import { validate as isUuid } from 'uuid';
import { readConfig } from '../config.js';
import { openDeps, type Deps } from '../deps.js';
import { completenessOf, factsOfNeed, factsOfText, type Completeness } from '../matching/completeness/index.js';
import { matchNeed, searchAchievements } from '../matching/match.js';
import { hasConditions } from '../matching/search/syntax.js';
import type { MatchPage } from '../matching/types.js';
import { findByTitle, getItems } from '../store/items.js';
import type { NeedRow } from '../store/schema.js';
import { formatCompleteness, formatMatches } from './format-matches.js';
import { modelReporter } from './model-reporter.js';

/** Needs with the same words in their titles that are worth naming. */
const NAMED = 10;

interface MatchOptions {
  first: number;
  json?: boolean;
  dataDir?: string;
}

interface Found {
  /** Null when the words were searched as free text. */
  need: { id: string; title: string } | null;
  completeness: Completeness;
  page: MatchPage;
}

/** `match NEED`: ranked, explained achievements for a stored need or, when no title has these words, for the words. */
export function matchCommand(): Command {
  return new Command('match')
    .description('为一项需求匹配科技成果并说明理由')
    .argument('<需求>', '需求的编号，或名称中的几个字；都不符合时按文字内容匹配，引号内的词必须原样出现')
    .option('--first <条数>', '列出前几条，1 到 100', pageSize, 10)
    .option('--data-dir <目录>', '嵌入式数据库的目录，默认取 DATA_DIR')
    .option('--json', '在标准输出上给出一个 JSON 对象')
    .action(match);
}

async function match(wanted: string, { first, json = false, dataDir }: MatchOptions): Promise<void> {
  const given = readConfig();
  const config = { ...given, dataDir: dataDir ?? given.dataDir, logLevel: 'warn' as const };
  const deps = await openDeps(config, { onModelEvent: modelReporter() });
  try {
    const { need, completeness, page } = await find(deps, wanted.trim(), first);
    if (json) {
      console.log(JSON.stringify({ need, text: need === null ? wanted : null, completeness, ...page }));
      return;
    }
    console.log(need === null ? headingOf(wanted) : `需求：${need.title}（${need.id}）`);
    console.log(formatCompleteness(completeness));
    console.log(formatMatches(page));
  } finally {
    await deps.close();
  }
}

function headingOf(text: string): string {
  return hasConditions(text) ? '按文字内容匹配：' : `没有名称含“${text}”的需求，按文字内容匹配：`;
}

async function find(deps: Deps, wanted: string, first: number): Promise<Found> {
  const completenessOfNeed = (need: NeedRow) => completenessOf(factsOfNeed(need, deps.taxonomy), deps.taxonomy);
  if (isUuid(wanted)) {
    const page = await matchNeed(deps, wanted, { first });
    const [need] = await getItems(deps.db, 'need', [wanted]);
    return { need: { id: wanted, title: need!.title }, completeness: completenessOfNeed(need!), page };
  }
  const [need, ...others] = hasConditions(wanted) ? [] : await findByTitle(deps.db, 'need', wanted, NAMED);
  if (need === undefined) {
    const completeness = completenessOf(factsOfText(wanted), deps.taxonomy);
    return { need: null, completeness, page: await searchAchievements(deps, wanted, { first }) };
  }
  if (others.length > 0) {
    process.stderr.write(`名称含“${wanted}”的需求不止一项，取第一项；其余的请用编号指定：\n`);
    for (const { id, title } of others) process.stderr.write(`  ${id}  ${title}\n`);
  }
  const page = await matchNeed(deps, need.id, { first });
  return { need: { id: need.id, title: need.title }, completeness: completenessOfNeed(need), page };
}

function pageSize(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size >= 1 && size <= 100) return size;
  throw new InvalidArgumentError('应为 1 到 100 的整数。');
}
