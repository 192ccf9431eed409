/**
 * Texts embedded per second by the whole pipeline (outbox, queue, model threads, vectors and postings stored) against a
 * bare loop over the same model: transformers.js in this process, one text at a time, nothing stored.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers';
import { startWorkers } from '../workers/embedded.js';
import { readConfig } from '../src/config.js';
import { openDeps, type Deps } from '../src/deps.js';
import { createAchievement } from '../src/items/write.js';
import { itemViews } from '../src/matching/views.js';
import { owedCount } from '../src/store/outbox.js';
import type { AchievementRow } from '../src/store/schema.js';
import { sampleAchievements } from './support/sample-rows.js';

/**
 * The sample this many times, so that what happens once (the second thread's model, the dictionaries, compiling the
 * database's code: two seconds of processor time) does not count for much.
 */
const ROUNDS = 6;
/** Asking is work of the same thread: at every 20 ms it was a twentieth of what is measured. */
const POLL_MS = 100;

export async function run(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-embed-'));
  const deps = await openDeps({ ...readConfig(), dataDir, logLevel: 'warn' });
  try {
    if (deps.embedder === null) throw new Error('this benchmark needs the model: npm run model');
    const items: AchievementRow[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      for (const { title, organization, summary, innovation, indicators, prospects } of sampleAchievements()) {
        const input = { title: `${title}（${round}）`, organization, summary, innovation, indicators, prospects };
        items.push(await createAchievement(deps, input));
      }
    }
    const texts = items.flatMap((item) => itemViews('achievement', item).map((view) => view.text));
    // Before and after, and the faster counts: its session of two threads halves when anything else asks for a core.
    const bare = await bareLoop(deps.config.modelDir);
    const before = await textsPerSecond(texts, bare.embed);
    const pipeline = await pipelineRate(deps, texts.length);
    const after = await textsPerSecond(texts, bare.embed);
    await bare.release();
    const loop = Math.max(before, after);
    console.log(`${items.length} achievements, ${texts.length} texts`);
    console.log(`bare loop  ${before.toFixed(1)} texts/s before, ${after.toFixed(1)} after`);
    console.log(`pipeline   ${pipeline.toFixed(1)} texts/s`);
    const figures = { texts: texts.length, pipelinePerSecond: pipeline, barePerSecond: loop, ratio: pipeline / loop };
    console.log(JSON.stringify({ bench: 'embed', engine: deps.store.engine, ...figures, aim: 'ratio >= 0.85' }));
  } finally {
    await deps.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function pipelineRate(deps: Deps, texts: number): Promise<number> {
  const started = performance.now();
  const workers = await startWorkers(deps);
  while ((await owedCount(deps.db, ['index'])) > 0) await sleep(POLL_MS);
  const seconds = (performance.now() - started) / 1000;
  await workers.close();
  return texts / seconds;
}

async function textsPerSecond(texts: readonly string[], embed: (text: string) => Promise<void>): Promise<number> {
  await embed(texts[0]!);
  const started = performance.now();
  for (const text of texts) await embed(text);
  return texts.length / ((performance.now() - started) / 1000);
}

async function bareLoop(modelDir: string): Promise<{ embed(text: string): Promise<void>; release(): Promise<void> }> {
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
