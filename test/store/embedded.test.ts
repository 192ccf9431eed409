import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { openEmbeddedStore } from '../../src/store/embedded.js';
import { rowsOf } from '../../src/store/rows.js';
import { startChild, until } from '../support/processes.js';

describe('the embedded store on a directory', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'embedded-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const hasDatabase = () => existsSync(join(dir, 'db'));

  it('opens after a kill in the middle of its very first start, and keeps what was written before a kill', async () => {
    // A kill that comes after the end, on a machine with other things to do, tells nothing: once more.
    do {
      rmSync(dir, { recursive: true });
      mkdirSync(dir);
      const first = startChild('embedded-child.mjs', [dir]);
      await until('the first initialisation has begun', () => existsSync(join(dir, 'db.new', 'base')) || hasDatabase());
      await first.kill();
    } while (hasDatabase());

    const second = startChild('embedded-child.mjs', [dir]);
    await second.line('noted');
    await expect(openEmbeddedStore(dir)).rejects.toMatchObject({
      code: 'DATA_DIR_LOCKED',
      details: { pid: second.pid },
    });
    await second.kill();

    const store = await openEmbeddedStore(dir);
    expect(await rowsOf(store.db, sql`SELECT count(*)::int AS n FROM noted`)).toEqual([{ n: 1 }]);
    await store.close();
    await store.close();
  }, 120_000);
});
