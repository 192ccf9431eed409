/**
 * Our ranking beside engines that people would pick instead, in one run on one corpus: the same vectors (those of our
 * own store) and the same words for all. Each engine is measured with the best of its settings for the judged needs,
 * which flatters it. `npm run bench -- engines --corpus FILE --needs FILE --qrels FILE [--data-dir DIR] [--rounds N]`:
 * DIR holds the vectors, as `npm run eval -- --data-dir DIR` leaves them, or gets them; our ranking then runs in a
 * database of its own, in DATABASE_URL where that is set.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { importAll, type Imported } from '../src/cli/eval.js';
import { readDocuments, readJudgements, readNeeds, type EvalDocument, type EvalNeed } from '../src/cli/eval/files.js';
import type { JudgedNeed } from '../src/cli/eval/metrics.js';
import { readConfig, type Config } from '../src/config.js';
import { openDeps, type Deps } from '../src/deps.js';
import { wordsOf } from '../src/matching/lexicon.js';
import { matchNeed } from '../src/matching/match.js';
import { SEARCH_VIEW } from '../src/matching/views.js';
import type { ModelSource } from '../src/models.js';
import { owedCount } from '../src/store/outbox.js';
import { embeddings, keptRankings } from '../src/store/schema.js';
import { openBaselines } from './engines/baselines.js';
import { lancedb } from './engines/lancedb.js';
import { bestSetting, describe, measureTimes, type Contender } from './engines/measure.js';
import { minisearch } from './engines/minisearch.js';
import { orama } from './engines/orama.js';
import { sqlite } from './engines/sqlite.js';
import type { EngineDocument, EngineQuery, OpenEngine, Search } from './engines/types.js';
import { recordEmbeddings } from './support/recorded-embedder.js';

const ENGINES = [orama, minisearch, sqlite, lancedb];
const ROUNDS = 3;
const WATCH_MS = 200;

interface Files {
  corpus: string;
  needs: string;
  documents: EvalDocument[];
  asked: EvalNeed[];
  judged: JudgedNeed[];
}

export async function run(args: readonly string[] = []): Promise<void> {
  const text = { type: 'string' } as const;
  const options = { corpus: text, needs: text, qrels: text, 'data-dir': text, rounds: text };
  const { corpus, needs, qrels, rounds, 'data-dir': dataDir } = parseArgs({ args: [...args], options }).values;
  if (corpus === undefined || needs === undefined || qrels === undefined) {
    console.log(JSON.stringify({ bench: 'engines', skipped: 'give --corpus, --needs and --qrels' }));
    return;
  }
  const asked = await readNeeds(needs);
  const judged = await readJudgements(qrels, asked);
  const files = { corpus, needs, documents: await readDocuments(corpus), asked, judged };
  const temporary = await mkdtemp(join(tmpdir(), 'ttm-engines-'));
  try {
    const config: Config = { ...readConfig(), logLevel: 'warn' };
    const recorded = await recordFrom(
      { ...config, databaseUrl: null, dataDir: dataDir ?? join(temporary, 'record') },
      files,
    );
    // The dictionary is loaded before anything is timed.
    wordsOf('科技成果');
    const deps = await openDeps({ ...config, dataDir: join(temporary, 'own') }, { findModel: async () => recorded });
    try {
      const { stored, seconds } = await timedImport(deps, files);
      await compare(deps, stored, files, seconds, rounds === undefined ? ROUNDS : Number(rounds));
    } finally {
      await deps.close();
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Embeds what the directory has not embedded yet. */
async function recordFrom(config: Config, files: Files): Promise<ModelSource> {
  const deps = await openDeps(config);
  try {
    if (deps.embedder === null) throw new Error('this benchmark needs the model: npm run model');
    await importAll(deps, files);
    return await recordEmbeddings(deps);
  } finally {
    await deps.close();
  }
}

/** @returns the seconds until all was findable; what is matched in the background after that does not count */
async function timedImport(deps: Deps, files: Files): Promise<{ stored: Imported; seconds: number }> {
  const from = performance.now();
  let indexed = from;
  let importing = true;
  const watch = (async () => {
    while (importing) {
      if ((await owedCount(deps.db, ['index'])) > 0) indexed = performance.now();
      await sleep(WATCH_MS);
    }
  })();
  try {
    return { stored: await importAll(deps, files), seconds: (indexed + WATCH_MS - from) / 1000 };
  } finally {
    importing = false;
    await watch;
  }
}

async function compare(
  deps: Deps,
  stored: Imported,
  files: Files,
  indexSeconds: number,
  rounds: number,
): Promise<void> {
  const { judged } = files;
  const { documents, queries } = await sharedInput(deps, stored, files);
  const own = async (name: string, search: Search): Promise<Contender> => ({
    name,
    indexSeconds,
    ...(await bestSetting({ [deps.ranking.id]: search }, judged, queries)),
  });
  const kept = await own('this ranking', ours(deps, stored));
  const others: Contender[] = [];
  const close: OpenEngine['close'][] = [];
  try {
    const modelId = deps.embedder!.modelId;
    const baselines = openBaselines(documents, { db: deps.db, listId: stored.corpusListId, modelId, ...stored });
    for (const [name, search] of Object.entries(baselines.settings)) {
      const only = await bestSetting({ '': search }, judged, queries);
      others.push({ name, indexSeconds: null, ...only });
    }
    for (const engine of ENGINES) {
      const from = performance.now();
      let open: OpenEngine;
      try {
        open = await engine.open(documents);
      } catch (error) {
        console.log(`${engine.name} does not open here: ${String(error)}`);
        continue;
      }
      close.push(open.close);
      const seconds = (performance.now() - from) / 1000;
      others.push({
        name: engine.name,
        indexSeconds: seconds,
        ...(await bestSetting(open.settings, judged, queries)),
      });
    }
    const [keptTimes, ...times] = await measureTimes([kept, ...others], queries, rounds);
    // And as the others do it, without what background matching found before.
    await deps.db.delete(keptRankings);
    const anew = await own('this ranking, searched anew', ours(deps, stored, true));
    const [anewTimes] = await measureTimes([anew, ...others], queries, rounds);
    describe([kept, anew, ...others], [keptTimes!, anewTimes!, ...times], {
      documents: documents.length,
      needs: queries.length,
      rounds,
      database: deps.config.databaseUrl === null ? 'PGlite' : 'PostgreSQL',
    });
  } finally {
    for (const one of close) await one();
  }
}

/**
 * The page that the service answers with: ranked, explained, with everything that it shows of each achievement.
 * @param filtered nothing is remembered of a search with a filter
 */
function ours(deps: Deps, { needOf, achievementOf, shared, corpusListId }: Imported, filtered = shared): Search {
  const filter = filtered ? { listIds: [corpusListId] } : {};
  return async ({ id }, limit) => {
    const { results } = await matchNeed(deps, needOf.get(id)!, { first: limit, filter });
    return results.map(({ achievement }) => achievementOf.get(achievement!.id)!);
  };
}

async function sharedInput(
  { db, embedder }: Deps,
  { needOf, achievementOf }: Imported,
  files: Files,
): Promise<{ documents: EngineDocument[]; queries: EngineQuery[] }> {
  const rows = await db
    .select({ itemId: embeddings.itemId, vector: embeddings.vector })
    .from(embeddings)
    .where(and(eq(embeddings.view, SEARCH_VIEW), eq(embeddings.modelId, embedder!.modelId)));
  const fileIdOf = new Map([...achievementOf, ...[...needOf].map(([id, item]) => [item, id] as const)]);
  const vectors = new Map(rows.map(({ itemId, vector }) => [fileIdOf.get(itemId), vector]));
  const documents = files.documents.flatMap(({ id, title, abstract, keywords }) => {
    const vector = vectors.get(id);
    const texts = { title, abstract: abstract ?? '', keywords: (keywords ?? []).join('，') };
    return vector === undefined ? [] : [{ id, ...texts, vector }];
  });
  const queries = files.asked.flatMap(({ id, title, description }) => {
    const vector = vectors.get(id);
    return vector === undefined ? [] : [{ id, text: `${title}\n${description ?? ''}`, vector }];
  });
  return { documents, queries };
}
