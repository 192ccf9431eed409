import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { openEmbeddedStore } from '../../src/store/embedded.js';
import type { Store } from '../../src/store/open.js';
import { deadWork } from '../../src/store/outbox.js';
import { rowsOf } from '../../src/store/rows.js';
import { openTestStore } from '../support/database.js';
import { startChild } from '../support/processes.js';

const TITLES = ['甲项成果', '毒药成果', '乙项成果'];
/** Three that it kills and one that buries it; a life more where one ends before it gets so far. */
const MOST_LIVES = 6;
const PATIENCE = 300_000;

const isEmbedded = process.env['DATABASE_URL'] === undefined || process.env['DATABASE_URL'] === '';

it(
  'an item that kills each process is given up after some, with the reason; its neighbours are done',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'ttm-poison-'));
    const server = isEmbedded ? null : await openTestStore();
    const env = { LOG_LEVEL: 'error', REDIS_URL: '', ...(await place(server, dir)) };
    let store = server;
    try {
      let lives = 1;
      const live = async (titles: string[]) => {
        const child = startChild('poison-child.mjs', titles, env);
        return child.line('settled').then(
          () => child.stop(),
          () => 'killed',
        );
      };
      let outcome = await live(TITLES);
      expect(outcome).toBe('killed');
      for (; outcome === 'killed' && lives < MOST_LIVES; lives++) outcome = await live([]);
      expect(outcome).toBe(0);

      store ??= await openEmbeddedStore(dir);
      const dead = await deadWork(store.db);
      expect(dead).toMatchObject([{ work: 'index', attempts: 3, error: expect.stringContaining('连续 3 次被中断') }]);
      expect(await titlesOf(store, sql`a.id = ${dead[0]!.subjectId}`)).toEqual(['毒药成果']);
      const embedded = sql`EXISTS (SELECT FROM embeddings e WHERE e.item_id = a.id)`;
      expect(await titlesOf(store, embedded)).toEqual(['乙项成果', '甲项成果']);
    } finally {
      await store?.close();
      rmSync(dir, { recursive: true });
    }
  },
  PATIENCE,
);

/** The environment that leads a child to the server's database, or to an embedded one in the directory. */
async function place(server: Store | null, dir: string): Promise<Record<string, string>> {
  if (server === null) return { DATA_DIR: dir, DATABASE_URL: '' };
  const [{ name }] = (await rowsOf<{ name: string }>(server.db, sql`SELECT current_database() AS name`)) as [
    { name: string },
  ];
  const url = new URL(process.env['DATABASE_URL']!);
  url.pathname = `/${name}`;
  return { DATABASE_URL: url.href };
}

async function titlesOf({ db }: Store, condition: ReturnType<typeof sql>): Promise<string[]> {
  const rows = await rowsOf<{ title: string }>(db, sql`SELECT title FROM achievements a WHERE ${condition}`);
  return rows.map(({ title }) => title).sort();
}
