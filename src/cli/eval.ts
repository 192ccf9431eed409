import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { and, eq, ne, sql } from 'drizzle-orm';
import { startWorkers } from '../../workers/embedded.js';
import { readConfig } from '../config.js';
import { openDeps, type Deps } from '../deps.js';
import type { ListKind } from '../domain.js';
import { AppError } from '../errors.js';
import { sendFile } from '../intake/send.js';
import { matchAchievement, matchNeed, searchAchievements } from '../matching/match.js';
import { probabilityOf, type RankingModel } from '../matching/model.js';
import type { MatchPage } from '../matching/types.js';
import type { AchievementFilter } from '../store/filters.js';
import { achievements, lists, needs } from '../store/schema.js';
import { createBm25, denseRanking, fuseRanks } from './eval/baselines.js';
import { fairnessLines, measureFairness } from './eval/fairness.js';
import { readDocuments, readJudgements, readNeeds, type EvalDocument, type EvalNeed } from './eval/files.js';
import { calibrationError, measure, type Forecast, type JudgedNeed, type Metrics } from './eval/metrics.js';
import { followBacklog, followTask } from './follow.js';
import { modelReporter } from './model-reporter.js';
import { startProgress } from './progress.js';

const DEPTH = 100;
/** Places whose probabilities are checked, and the lowest grade of a useful achievement. */
const SHOWN = 10;
const USEFUL_FROM = 2;

interface EvalOptions {
  corpus: string;
  needs: string;
  qrels?: string;
  out?: string;
  dataDir?: string;
}

/** `eval`: imports, indexes and matches through the same path as the service, and measures against judgements. */
export function evalCommand(): Command {
  return new Command('eval')
    .description('评测：按正式流程导入语料和需求、建立索引、匹配，并与常用方法比较')
    .requiredOption('--corpus <文件>', '成果，JSONL：id、title、abstract、keywords、discipline')
    .requiredOption('--needs <文件>', '需求，JSONL：id、title、description、industry')
    .option('--qrels <文件>', '评判：每行“需求 成果 等级（0–3）”；不给则只输出排序')
    .option('--out <文件>', '把每项需求的前 100 条写成 JSONL')
    .option('--data-dir <目录>', '嵌入式数据库的目录，保留索引供下次使用；默认用完即删的临时目录')
    .action(evaluate);
}

async function evaluate(options: EvalOptions): Promise<void> {
  const started = Date.now();
  const documents = await readDocuments(options.corpus);
  const asked = await readNeeds(options.needs);
  const judged = options.qrels === undefined ? null : await readJudgements(options.qrels, asked);
  const temporary = options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'ttm-eval-')) : null;
  try {
    const config = { ...readConfig(), dataDir: options.dataDir ?? temporary!, logLevel: 'warn' as const };
    const deps = await openDeps(config, { onModelEvent: modelReporter() });
    try {
      const corpus = await importAll(deps, options);
      const rankings = await rankAll(asked, corpus, '匹配', (_need, id, filter) =>
        matchNeed(deps, id, { first: DEPTH, filter }),
      );
      if (options.out !== undefined) await writeFile(options.out, rankings.lines.join(''));
      const needsFor = judged === null ? new Map<string, string[]>() : await rankNeeds(deps, judged, corpus);
      const seconds = (Date.now() - started) / 1000;
      // What people type is shorter than a need, and its scores must mean the same.
      const typed =
        judged === null
          ? null
          : await rankAll(asked, corpus, '按题目查找', ({ title }, _id, filter) =>
              searchAchievements(deps, title, { first: SHOWN, filter }),
            );
      await report(deps, { documents, asked, judged, corpus, rankings, typed, needsFor, seconds });
    } finally {
      await deps.close();
    }
  } finally {
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  }
}

/** The stored lists, and how the files' ids and the store's find each other. */
export interface Imported {
  corpusListId: string;
  needsListId: string;
  achievementOf: Map<string, string>;
  needOf: Map<string, string>;
  /** Other achievements are in the database: the ranking leaves them out. */
  shared: boolean;
}

/** As editions of lists of their own, indexed. Does nothing anew for files that were imported before. */
export async function importAll(deps: Deps, options: Pick<EvalOptions, 'corpus' | 'needs'>): Promise<Imported> {
  const workers = await startWorkers(deps);
  try {
    const corpusListId = await importList(deps, options.corpus, 'achievements');
    const needsListId = await importList(deps, options.needs, 'needs');
    if ((await followBacklog(deps.db)) > 0)
      throw new AppError('INTERNAL', '有后台工作失败，评测不完整；原因见 npm run work -- list。');
    const own = await deps.db
      .select({ id: achievements.id, code: achievements.code })
      .from(achievements)
      .where(eq(achievements.listId, corpusListId));
    const wanted = await deps.db
      .select({ id: needs.id, code: sql<string>`${needs.extra} ->> 'id'` })
      .from(needs)
      .where(eq(needs.listId, needsListId));
    const others = await deps.db.$count(
      achievements,
      and(ne(achievements.listId, corpusListId), eq(achievements.status, 'published')),
    );
    return {
      corpusListId,
      needsListId,
      achievementOf: new Map(own.map(({ id, code }) => [id, code ?? id])),
      needOf: new Map(wanted.map(({ id, code }) => [code, id])),
      shared: others > 0,
    };
  } finally {
    await workers.close();
  }
}

/** Imports a file as the newest edition of its list. @returns the list's id */
async function importList(deps: Deps, file: string, kind: ListKind): Promise<string> {
  const listName = `评测：${basename(file)}`;
  const { id } = await sendFile(deps.db, resolve(file), {
    fileName: basename(file),
    kind,
    listName,
    organization: kind === 'achievements' ? '评测语料大学' : '评测需求有限公司',
  });
  const task = await followTask(deps.db, id, `导入 ${basename(file)}`);
  if (task.state !== 'succeeded') throw new AppError('INVALID_FILE', `${file}：${task.errorMessage ?? task.state}`);
  const [list] = await deps.db.select({ id: lists.id }).from(lists).where(eq(lists.name, listName));
  return list!.id;
}

interface Rankings {
  byNeed: Map<string, string[]>;
  /** The scores at the same places. */
  scores: Map<string, number[]>;
  lines: string[];
  milliseconds: number[];
}

/** @param search for one need, by its id in the store */
async function rankAll(
  asked: readonly EvalNeed[],
  corpus: Imported,
  task: string,
  search: (need: EvalNeed, needId: string, filter: AchievementFilter) => Promise<MatchPage>,
): Promise<Rankings> {
  const rankings: Rankings = { byNeed: new Map(), scores: new Map(), lines: [], milliseconds: [] };
  const filter = corpus.shared ? { listIds: [corpus.corpusListId] } : {};
  const progress = startProgress(task);
  for (const [i, need] of asked.entries()) {
    const { id } = need;
    const needId = corpus.needOf.get(id);
    // A need that the import refused, e.g. one without a title, has no ranking.
    if (needId === undefined) continue;
    const from = performance.now();
    const page = await search(need, needId, filter);
    rankings.milliseconds.push(performance.now() - from);
    const found = page.results.map(({ achievement, rank, score }) => ({
      need: id,
      achievement: corpus.achievementOf.get(achievement!.id)!,
      rank,
      score: Math.round(score * 100) / 100,
    }));
    rankings.byNeed.set(
      id,
      found.map((one) => one.achievement),
    );
    rankings.scores.set(
      id,
      found.map((one) => one.score),
    );
    rankings.lines.push(...found.map((one) => `${JSON.stringify(one)}\n`));
    progress.update(i + 1, asked.length);
  }
  progress.end();
  return rankings;
}

/** The other direction: the needs found for each achievement of grade 3, best first, by the files' ids. */
async function rankNeeds(deps: Deps, judged: readonly JudgedNeed[], corpus: Imported): Promise<Map<string, string[]>> {
  const sought = new Set(
    judged.flatMap(({ grades }) => [...grades].flatMap(([id, grade]) => (grade === 3 ? [id] : []))),
  );
  const codes = new Map([...corpus.needOf].map(([code, id]) => [id, code]));
  const wanted = [...corpus.achievementOf].filter(([, code]) => sought.has(code));
  const found = new Map<string, string[]>();
  const progress = startProgress('反向匹配');
  for (const [i, [id, code]] of wanted.entries()) {
    const page = await matchAchievement(deps, id, { first: DEPTH, filter: { listIds: [corpus.needsListId] } });
    found.set(
      code,
      page.results.map(({ need }) => codes.get(need!.id)!),
    );
    progress.update(i + 1, wanted.length);
  }
  progress.end();
  return found;
}

interface Report {
  documents: readonly EvalDocument[];
  asked: readonly EvalNeed[];
  judged: readonly JudgedNeed[] | null;
  corpus: Imported;
  rankings: Rankings;
  /** With the needs' titles as free texts; null without judgements. */
  typed: Rankings | null;
  needsFor: Map<string, string[]>;
  seconds: number;
}

async function report(deps: Deps, given: Report): Promise<void> {
  const { documents, asked, judged, corpus, rankings, typed, needsFor, seconds } = given;
  const times = [...rankings.milliseconds].sort((a, b) => a - b);
  const latency = { p50: times[Math.floor(times.length / 2)] ?? 0, p95: times[Math.floor(times.length * 0.95)] ?? 0 };
  const summary = { documents: documents.length, needs: asked.length, seconds, latencyMs: latency };
  if (judged === null) {
    console.log(JSON.stringify(summary));
    return;
  }
  const methods = { 'ranking (as the service)': rankings.byNeed, ...(await baselines(deps, documents, asked, corpus)) };
  const groups = ['all', ...new Set(judged.flatMap(({ difficulty }) => (difficulty === null ? [] : [difficulty])))];
  const results = Object.fromEntries(
    Object.entries(methods).map(([method, byNeed]) => [
      method,
      Object.fromEntries(
        groups.map((group) => [
          group,
          measure(
            judged.filter(({ difficulty }) => group === 'all' || difficulty === group),
            byNeed,
          ),
        ]),
      ),
    ]),
  ) as Record<string, Record<string, Metrics>>;
  console.log(['method'.padEnd(26), 'needs'.padEnd(8), '    n', 'nDCG@10', '    MRR', '   R@10', '  R@100'].join(' '));
  for (const [method, byGroup] of Object.entries(results)) {
    for (const [group, { needs: n, ndcg10, mrr, r10, r100 }] of Object.entries(byGroup)) {
      const figures = [ndcg10, mrr, r10, r100].map((figure) => figure.toFixed(3).padStart(7));
      console.log([method.padEnd(26), group.padEnd(8), String(n).padStart(5), ...figures].join(' '));
    }
  }
  const calibration = calibrationError(forecastsOf(judged, rankings, deps.ranking));
  const calibrationOfTitles = calibrationError(forecastsOf(judged, typed!, deps.ranking));
  console.log(`calibration error of the first ${SHOWN}: ${calibration.toFixed(3)}`);
  console.log(`calibration error of the first ${SHOWN}, titles typed: ${calibrationOfTitles.toFixed(3)}`);
  const scored = new Map([...rankings.byNeed].map(([id, ids]) => [id, { ids, scores: rankings.scores.get(id)! }]));
  const fairness = measureFairness(documents, judged, scored, needsFor, deps.ranking);
  console.log(fairnessLines(fairness).join('\n'));
  console.log(JSON.stringify({ ...summary, calibration, calibrationOfTitles, ...fairness, results }));
}

/** Of the first page: what was not judged counts as not useful, as in the other measures. */
function forecastsOf(judged: readonly JudgedNeed[], { byNeed, scores }: Rankings, ranking: RankingModel): Forecast[] {
  return judged.flatMap(({ id, grades }) =>
    (byNeed.get(id) ?? []).slice(0, SHOWN).map((achievement, place) => ({
      probability: probabilityOf(scores.get(id)![place]!, ranking),
      useful: (grades.get(achievement) ?? 0) >= USEFUL_FROM,
    })),
  );
}

async function baselines(
  deps: Deps,
  documents: readonly EvalDocument[],
  asked: readonly EvalNeed[],
  corpus: Imported,
): Promise<Record<string, Map<string, string[]>>> {
  const bm25 = createBm25(
    documents.map(({ id, title, abstract, keywords }) => ({
      id,
      text: [title, abstract ?? '', (keywords ?? []).join('，')].join('\n'),
    })),
  );
  const words = new Map(asked.map(({ id, title, description }) => [id, bm25(`${title}\n${description ?? ''}`)]));
  const modelId = deps.embedder?.modelId;
  if (modelId === undefined) return { 'BM25, words': words };
  const near = new Map<string, string[]>();
  for (const [id, needId] of corpus.needOf) {
    const found = await denseRanking(deps.db, needId, corpus.corpusListId, modelId);
    near.set(
      id,
      found.map((item) => corpus.achievementOf.get(item)!),
    );
  }
  const fused = new Map(asked.map(({ id }) => [id, fuseRanks([words.get(id) ?? [], near.get(id) ?? []])]));
  return { 'BM25, words': words, 'dense alone': near, 'rank fusion, k = 60': fused };
}
