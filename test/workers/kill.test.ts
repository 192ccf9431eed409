import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { Redis } from 'ioredis';
import { LEXICON, lexicalEntry } from '../../src/matching/lexicon.js';
import { itemViews } from '../../src/matching/views.js';
import { openEmbeddedStore } from '../../src/store/embedded.js';
import type { Store } from '../../src/store/open.js';
import { deadWork, owedCount } from '../../src/store/outbox.js';
import { rowsOf } from '../../src/store/rows.js';
import { achievements, embeddings, lexicalEntries, tasks, termFrequencies, tokenRows } from '../../src/store/schema.js';
import { openTestStore } from '../support/database.js';
import { startChild } from '../support/processes.js';

const KILLS = 20;
/** Jobs whose texts a life embeds before its model waits to be killed: however late a kill comes, there is a rest. */
const JOBS_PER_LIFE = 2;
const ITEMS = 2_700;
const PATIENCE = 900_000;

const dir = mkdtempSync(join(tmpdir(), 'ttm-kill-'));
const listFile = join(dir, 'list.csv');
beforeAll(() => writeFileSync(listFile, listOf(ITEMS)));
afterAll(() => rmSync(dir, { recursive: true }));

function listOf(items: number): string {
  const rows = Array.from(
    { length: items },
    (_, i) => `第${i}号储能技术成果,云岭理工大学,面向第${i}类电站的状态估计方法。可用于第${i}条产线的在线监测与运维。`,
  );
  return ['成果名称,完成单位,成果简介', ...rows].join('\n');
}

/**
 * Lives of a worker, each killed in the middle: at first at any moment, so that the import is hit, later when it has
 * just indexed something, or is about to.
 * @param interfere runs after the tenth kill
 */
async function killAgainAndAgain(env: Record<string, string>, interfere: () => Promise<unknown>): Promise<void> {
  let indexed = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = startChild('worker-child.mjs', [String(JOBS_PER_LIFE), ...(kill === 0 ? [listFile] : [])], env);
    await child.line('ready');
    if (kill < 4) await sleep(kill * 60);
    else if (kill % 2 === 0) await child.line(`stored`);
    else indexed = indexedOf(await child.line('stored', (line) => indexedOf(line) > indexed));
    await child.kill();
    if (kill === 10) await interfere();
  }
  expect(indexed).toBeGreaterThan(0);
  // All of the kills came before the end.
  expect(indexed).toBeLessThan(ITEMS);
  const last = startChild('worker-child.mjs', ['Infinity'], env);
  await last.line('settled');
  expect(await last.stop()).toBe(0);
}

const indexedOf = (line: string) => Number(/indexed (\d+)/.exec(line)![1]);

/** Every item stored, embedded and indexed exactly once, and nothing left or given up. */
async function expectEverythingOnce(store: Store): Promise<void> {
  const { db } = store;
  const items = await db.select().from(achievements);
  expect(items).toHaveLength(ITEMS);
  expect(new Set(items.map((item) => item.title)).size).toBe(ITEMS);
  expect(await owedCount(db)).toBe(0);
  expect(await deadWork(db)).toEqual([]);
  expect(await db.select().from(tasks)).toMatchObject([{ state: 'succeeded', counts: { accepted: ITEMS } }]);

  const vectors = await db
    .select({ id: embeddings.itemId, view: embeddings.view, hash: embeddings.textHash, model: embeddings.modelId })
    .from(embeddings);
  const expected = items.flatMap((item) =>
    itemViews('achievement', item).map(({ view }) => `${item.id} ${view} ${item.textHash}`),
  );
  expect(vectors.map(({ id, view, hash }) => `${id} ${view} ${hash}`).sort()).toEqual(expected.sort());
  const rows = await db.select({ id: tokenRows.itemId, hash: tokenRows.textHash }).from(tokenRows);
  expect(rows.map(({ id, hash }) => `${id} ${hash}`).sort()).toEqual(
    items.map(({ id, textHash }) => `${id} ${textHash}`).sort(),
  );

  const entries = await db.select().from(lexicalEntries);
  expect(entries).toHaveLength(ITEMS);
  const termsOf = new Map(entries.map((entry) => [entry.itemId, entry]));
  const frequencies = new Map<number, number>([[0, ITEMS]]);
  for (const item of items) {
    const { terms } = lexicalEntry('achievement', item);
    expect(termsOf.get(item.id)).toMatchObject({ terms, lexicon: LEXICON, textHash: item.textHash });
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  const stored = await db.select().from(termFrequencies);
  const counted = stored.filter((row) => row.items > 0).map((row): [number, number] => [row.term, row.items]);
  expect(new Map(counted)).toEqual(frequencies);
}

if ((process.env['DATABASE_URL'] ?? '') === '') {
  it(
    'loses nothing and does nothing twice when it is killed twenty times, on the embedded database',
    async () => {
      const dataDir = join(dir, 'data');
      const env = { DATA_DIR: dataDir, DATABASE_URL: '', REDIS_URL: '', LOG_LEVEL: 'error' };
      // The queue's own tables emptied is what losing Redis is to the other mode.
      await killAgainAndAgain(env, async () => {
        const store = await openEmbeddedStore(dataDir);
        await store.db.execute(sql`TRUNCATE bullmq.job CASCADE`);
        await store.close();
      });
      const store = await openEmbeddedStore(dataDir);
      try {
        await expectEverythingOnce(store);
      } finally {
        await store.close();
      }
    },
    PATIENCE,
  );
} else {
  it(
    'loses nothing and does nothing twice when it is killed twenty times and the queue is flushed, on PostgreSQL',
    async () => {
      const store = await openTestStore();
      const [{ name }] = (await rowsOf<{ name: string }>(store.db, sql`SELECT current_database() AS name`)) as [
        { name: string },
      ];
      const database = new URL(process.env['DATABASE_URL']!);
      database.pathname = `/${name}`;
      // A database of Redis of its own, because this test empties it.
      const redisUrl = process.env['REDIS_URL'] ?? '';
      const own = redisUrl === '' ? '' : `${redisUrl.replace(/\/$/, '')}/${1 + (process.pid % 15)}`;
      const flush = async () => {
        if (own === '') return store.db.execute(sql`TRUNCATE bullmq.job CASCADE`);
        const redis = new Redis(own);
        await redis.flushdb();
        return redis.quit();
      };
      try {
        if (own !== '') await flush();
        await killAgainAndAgain({ DATABASE_URL: database.href, REDIS_URL: own, LOG_LEVEL: 'error' }, flush);
        await expectEverythingOnce(store);
        if (own !== '') await flush();
      } finally {
        await store.close();
      }
    },
    PATIENCE,
  );
}
