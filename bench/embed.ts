/**
 * Texts embedded per second by the whole pipeline (outbox, queue, model threads, vectors and postings stored) against a
 * bare loop over the same model: transformers.js in this process, one text at a time, nothing stored.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers';
import { inArray, sql, type SQL } from 'drizzle-orm';
import { startWorkers } from '../workers/embedded.js';
import { readConfig } from '../src/config.js';
import { openDeps, type Deps } from '../src/deps.js';
import { createAchievement } from '../src/items/write.js';
import { itemViews } from '../src/matching/views.js';
import { owedCount } from '../src/store/outbox.js';
import { outbox, type AchievementRow } from '../src/store/schema.js';
import { sampleAchievements } from './support/sample-rows.js';

/** Times the sample is taken in one round. The first round is not measured: it loads models and dictionaries. */
const SAMPLES_PER_ROUND = 2;
const ROUNDS = 4;
/** Asking is work of the same thread: at every 20 ms it was a twentieth of what is measured. */
const POLL_MS = 100;

export async function run(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-embed-'));
  const deps = await openDeps({ ...readConfig(), dataDir, logLevel: 'warn' });
  try {
    if (deps.embedder === null) throw new Error('this benchmark needs the model: npm run model');
    const bare = await bareLoop(deps.config.modelDir);
    try {
      await measure(deps, bare);
    } finally {
      await bare.release();
    }
  } finally {
    await deps.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(deps: Deps, bare: BareLoop): Promise<void> {
  const rounds = await createRounds(deps);
  const workers = await startWorkers(deps);
  // By turns, so that both meet the same machine.
  const measured = { texts: 0, bareSeconds: 0, pipelineSeconds: 0 };
  const ratios: number[] = [];
  for (const [i, items] of rounds.entries()) {
    const texts = items.flatMap((item) => itemViews('achievement', item).map((view) => view.text));
    const bareSeconds = await secondsOf(async () => {
      for (const text of texts) await bare.embed(text);
    });
    const pipelineSeconds = await secondsOf(() => index(deps, items));
    // What follows from indexing would go on beside the next loop.
    while ((await owedCount(deps.db, ['compare', 'rematch'])) > 0) await sleep(POLL_MS);
    if (i === 0) continue;
    measured.texts += texts.length;
    measured.bareSeconds += bareSeconds;
    measured.pipelineSeconds += pipelineSeconds;
    ratios.push(bareSeconds / pipelineSeconds);
    const rate = (seconds: number) => (texts.length / seconds).toFixed(1);
    console.log(`round ${i}   bare loop ${rate(bareSeconds)} texts/s, pipeline ${rate(pipelineSeconds)} texts/s`);
  }
  await workers.close();
  const { texts, bareSeconds, pipelineSeconds } = measured;
  const rates = { pipelinePerSecond: texts / pipelineSeconds, barePerSecond: texts / bareSeconds };
  const figures = { texts, ...rates, ratio: bareSeconds / pipelineSeconds, ratios };
  console.log(JSON.stringify({ bench: 'embed', engine: deps.store.engine, ...figures, aim: 'ratio >= 0.85' }));
}

/** Stores the items of all rounds; none is due to be indexed yet. */
async function createRounds(deps: Deps): Promise<AchievementRow[][]> {
  const rounds: AchievementRow[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const items: AchievementRow[] = [];
    for (let copy = 1; copy <= SAMPLES_PER_ROUND; copy++) {
      for (const { title, organization, summary, innovation, indicators, prospects } of sampleAchievements()) {
        const input = {
          title: `${title}（${round}.${copy}）`,
          organization,
          summary,
          innovation,
          indicators,
          prospects,
        };
        items.push(await createAchievement(deps, input));
      }
    }
    rounds.push(items);
  }
  await setDue(deps, rounds.flat(), sql`'infinity'`);
  return rounds;
}

/** Has the workers index the items. */
async function index(deps: Deps, items: readonly AchievementRow[]): Promise<void> {
  const left = (await owedCount(deps.db, ['index'])) - items.length;
  await setDue(deps, items, sql`now()`);
  while ((await owedCount(deps.db, ['index'])) > left) await sleep(POLL_MS);
}

async function setDue({ db }: Deps, items: readonly AchievementRow[], dueAt: SQL): Promise<void> {
  const ids = items.map((item) => item.id);
  await db.update(outbox).set({ dueAt }).where(inArray(outbox.subjectId, ids));
}

async function secondsOf(action: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await action();
  return (performance.now() - started) / 1000;
}

interface BareLoop {
  embed(text: string): Promise<void>;
  release(): Promise<void>;
}

async function bareLoop(modelDir: string): Promise<BareLoop> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(modelDir) + sep;
  const name = basename(modelDir);
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModel.from_pretrained(name, { device: 'cpu', dtype: 'q8' });
  return {
    async embed(text) {
      await model(tokenizer(text, { truncation: true, max_length: 512 }));
    },
    async release() {
      await model.dispose();
    },
  };
}
