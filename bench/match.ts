/**
 * Time of a full page of 20 ranked and explained matches through GraphQL over many achievements in PostgreSQL, against
 * the bare HNSW query with the same needs' vectors in the same run: of a need whose ranking background matching keeps,
 * of the same need searched anew, as where nothing is kept, of its title typed as a free text, with what embedding
 * the title takes of that, and of the page behind that one. `npm run bench -- match [achievements …]`; needs
 * DATABASE_URL. The generated achievements are embedded once and stay in that database as a list of their own. Several
 * numbers, ascending, tell how the time grows between them; a list that is longer already than the first is an error.
 */
import { eq, inArray, sql } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { startWorkers } from '../workers/embedded.js';
import { buildApp } from '../src/app.js';
import { readConfig } from '../src/config.js';
import { openDeps, type Deps } from '../src/deps.js';
import { createNeed } from '../src/items/write.js';
import { rematchNeeds } from '../src/matching/rematch.js';
import { hasConditions } from '../src/matching/search/syntax.js';
import { itemViews, queryTexts, type View } from '../src/matching/views.js';
import { owedCount } from '../src/store/outbox.js';
import { rowsOf } from '../src/store/rows.js';
import { achievements, lists, needs } from '../src/store/schema.js';
import { ensureVectorIndex } from '../src/store/vector-index.js';
import { insertGenerated } from './support/generated-achievements.js';
import { sampleNeeds } from './support/sample-rows.js';

/** Of the list of generated achievements, and the remark that marks the needs that are asked. */
export const LIST_NAME = 'bench match';

const ACHIEVEMENTS = 100_000;
const NEEDS = 40;
const ROUNDS = 5;

const MATCHES = /* GraphQL */ `
  fragment Matches on MatchConnection {
    matching
    edges {
      cursor
      node {
        rank
        score
        grade
        summary
        reasons {
          code
          polarity
          text
        }
        contributions {
          feature
          value
          points
        }
        relatedTerms {
          asked
          offered
          relation
        }
        sharedTerms {
          term
          weight
        }
        evidence {
          need {
            field
            text
          }
          achievement {
            field
            text
          }
          strength
        }
        indicators {
          outcome
          wanted {
            text
          }
          offered {
            text
          }
        }
        achievement {
          id
          title
          summary
          organization {
            name
          }
          price {
            kind
            min
            max
          }
        }
      }
    }
  }
`;
const PAGE = /* GraphQL */ `
  query ($id: ID!) {
    need(id: $id) {
      matches(first: 20) {
        ...Matches
      }
    }
  }
  ${MATCHES}
`;
const SEARCH = /* GraphQL */ `
  query ($text: String!, $after: String) {
    searchAchievements(text: $text, first: 20, after: $after) {
      ...Matches
    }
  }
  ${MATCHES}
`;

export async function run(counts: readonly string[] = []): Promise<void> {
  const sizes = counts.length === 0 ? [ACHIEVEMENTS] : counts.map(Number);
  const config = readConfig();
  if (config.databaseUrl === null) {
    console.log(JSON.stringify({ bench: 'match', skipped: 'set DATABASE_URL to a PostgreSQL with pgvector' }));
    return;
  }
  const deps = await openDeps({ ...config, logLevel: 'warn' });
  try {
    if (deps.embedder === null) throw new Error('this benchmark needs the model: npm run model');
    const measured: Figures[] = [];
    for (const size of sizes) {
      const needIds = await prepare(deps, size);
      const app = await buildApp(deps);
      try {
        measured.push(await measure(deps, app, needIds, size));
      } finally {
        await app.close();
      }
    }
    const last = measured.at(-1)!;
    console.log(
      JSON.stringify({
        bench: 'match',
        ranking: deps.ranking.id,
        ...last,
        ratio: last.pageP50 / last.hnswP50,
        anewRatio: last.anewP50 / last.hnswP50,
        freeRatio: last.freeP50 / last.hnswP50,
        ...(measured.length > 1 && {
          sizes,
          growth: last.pageP50 / measured[0]!.pageP50,
          freeGrowth: last.freeP50 / measured[0]!.freeP50,
        }),
        aim: 'pageP50 <= 40 ms, pageP95 <= 100 ms',
      }),
    );
  } finally {
    await deps.close();
  }
}

/** Brings the database to the wanted size, everything indexed. @returns the needs to ask for */
async function prepare(deps: Deps, wanted: number): Promise<string[]> {
  const { db } = deps;
  const [list] = await db
    .insert(lists)
    .values({ id: uuidv7(), kind: 'achievements', name: LIST_NAME })
    .onConflictDoNothing()
    .returning()
    .then(async (made) => (made.length > 0 ? made : db.select().from(lists).where(eq(lists.name, LIST_NAME))));
  const present = await db.$count(achievements, eq(achievements.listId, list!.id));
  if (present > wanted) throw new Error(`the list holds ${present} achievements already`);
  await insertGenerated(db, list!.id, present, wanted);
  const asked = await db.select({ id: needs.id }).from(needs).where(eq(needs.remarks, LIST_NAME)).limit(NEEDS);
  for (const { title, organization, description, indicators } of sampleNeeds().slice(asked.length, NEEDS)) {
    asked.push(await createNeed(deps, { title, organization, description, indicators, remarks: LIST_NAME }));
  }
  const workers = await startWorkers(deps);
  for (let left = await owedCount(db, ['index']); left > 0; left = await owedCount(db, ['index'])) {
    process.stderr.write(`to embed: ${left}\n`);
    await sleep(5000);
  }
  await workers.close();
  const { modelId: id, dimensions } = deps.embedder!;
  await ensureVectorIndex(deps.store, { id, dimensions });
  await db.execute(sql`ANALYZE`);
  const needIds = asked.map((need) => need.id);
  await rematchNeeds(deps, needIds);
  return needIds;
}

/** Times in milliseconds. */
interface Figures {
  achievements: number;
  pageP50: number;
  pageP95: number;
  anewP50: number;
  anewP95: number;
  freeP50: number;
  freeP95: number;
  nextP50: number;
  nextP95: number;
  embedP50: number;
  hnswP50: number;
  hnswP95: number;
}

async function measure(deps: Deps, app: FastifyInstance, needIds: string[], wanted: number): Promise<Figures> {
  const ask = async (query: string, variables: Record<string, string>) => {
    const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
    const { data, errors } = answer.json<{ data: Answered | null; errors?: unknown }>();
    const found = data?.need?.matches ?? data?.searchAchievements;
    if (found?.edges.length !== 20 || found.matching !== 'HYBRID') {
      throw new Error(`not a full page of 20 hybrid matches: ${JSON.stringify({ variables, errors })}`);
    }
    return found.edges.at(-1)!.cursor;
  };
  const page = (id: string) => ask(PAGE, { id });
  const titles = await freeTexts(deps, needIds);
  const bare = await bareQuery(deps);
  const pageTimes: number[] = [];
  const anewTimes: number[] = [];
  const freeTimes: number[] = [];
  const nextTimes: number[] = [];
  const embedTimes: number[] = [];
  const bareTimes: number[] = [];
  // By turns, so that all meet the same machine. The first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const id of needIds) {
      const pageTime = await timed(() => page(id));
      await setAside(deps, id, true);
      deps.recent.clear();
      const anewTime = await timed(() => page(id));
      await setAside(deps, id, false);
      const bareTime = await timed(() => bare(id));
      const text = titles.get(id);
      let after = '';
      const freeTime = text === undefined ? null : await timed(async () => (after = await ask(SEARCH, { text })));
      const nextTime = text === undefined ? null : await timed(() => ask(SEARCH, { text, after }));
      const embedTime = text === undefined ? null : await timed(() => deps.embedder!.embed(viewsOfText(text)));
      if (round === 0) continue;
      pageTimes.push(pageTime);
      anewTimes.push(anewTime);
      bareTimes.push(bareTime);
      if (freeTime !== null) freeTimes.push(freeTime);
      if (nextTime !== null) nextTimes.push(nextTime);
      if (embedTime !== null) embedTimes.push(embedTime);
    }
  }
  const figures = {
    achievements: wanted,
    pageP50: percentile(pageTimes, 0.5),
    pageP95: percentile(pageTimes, 0.95),
    anewP50: percentile(anewTimes, 0.5),
    anewP95: percentile(anewTimes, 0.95),
    freeP50: percentile(freeTimes, 0.5),
    freeP95: percentile(freeTimes, 0.95),
    nextP50: percentile(nextTimes, 0.5),
    nextP95: percentile(nextTimes, 0.95),
    embedP50: percentile(embedTimes, 0.5),
    hnswP50: percentile(bareTimes, 0.5),
    hnswP95: percentile(bareTimes, 0.95),
  };
  console.log(`${wanted} achievements`);
  console.log(`page of 20      p50 ${figures.pageP50.toFixed(1)} ms, p95 ${figures.pageP95.toFixed(1)} ms`);
  console.log(`searched anew   p50 ${figures.anewP50.toFixed(1)} ms, p95 ${figures.anewP95.toFixed(1)} ms`);
  const { freeP50, freeP95, nextP50, nextP95, embedP50 } = figures;
  console.log(
    `title typed     p50 ${freeP50.toFixed(1)} ms, p95 ${freeP95.toFixed(1)} ms, of which embedding ${embedP50.toFixed(1)} ms`,
  );
  console.log(`page behind it  p50 ${nextP50.toFixed(1)} ms, p95 ${nextP95.toFixed(1)} ms`);
  console.log(`bare HNSW       p50 ${figures.hnswP50.toFixed(1)} ms, p95 ${figures.hnswP95.toFixed(1)} ms`);
  return figures;
}

/** What either query answers. */
interface Answered {
  need?: { matches: Found };
  searchAchievements?: Found;
}

interface Found {
  edges: { cursor: string }[];
  matching: string;
}

/** The needs' titles, by need, but for those whose quotes would be conditions. */
async function freeTexts({ db }: Deps, needIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: needs.id, title: needs.title })
    .from(needs)
    .where(inArray(needs.id, [...needIds]));
  return new Map(rows.filter(({ title }) => !hasConditions(title)).map(({ id, title }) => [id, title]));
}

/** As a search embeds it. */
function viewsOfText(text: string): View[] {
  return itemViews('need', queryTexts(text));
}

/** Makes what is kept of a need void, or stand again. */
async function setAside({ db }: Deps, needId: string, aside: boolean): Promise<void> {
  const basis = aside ? sql`'aside ' || basis` : sql`substr(basis, 7)`;
  await db.execute(sql`UPDATE kept_rankings SET basis = ${basis} WHERE need_id = ${needId}`);
}

/** The nearest 20 by the index alone, with a need's stored vector. */
async function bareQuery({ db, embedder }: Deps): Promise<(needId: string) => Promise<void>> {
  const { modelId, dimensions } = embedder!;
  const type = sql.raw(`halfvec(${dimensions})`);
  return async (needId) => {
    const nearest = await rowsOf(
      db,
      sql`SELECT item_id FROM embeddings
           WHERE item_kind = 'achievement' AND view = 'full' AND model_id = ${modelId}
           ORDER BY vector::${type} <=> (SELECT vector::${type} FROM embeddings
                                          WHERE item_kind = 'need' AND item_id = ${needId} AND view = 'full'
                                            AND model_id = ${modelId})
           LIMIT 20`,
    );
    if (nearest.length !== 20) throw new Error(`the bare query found ${nearest.length} rows`);
  };
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await action();
  return performance.now() - started;
}

function percentile(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor(share * (times.length - 1))]!;
}
