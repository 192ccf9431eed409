import { copyOut } from '../../src/store/copy-out.js';
import { rowsOf } from '../../src/store/rows.js';
import type { Store } from '../../src/store/open.js';
import { sql } from 'drizzle-orm';
import { openTestStore } from '../support/database.js';

describe('copying rows out in binary', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  it('gives every byte as it is, texts, and null for what is null', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const rows = await copyOut(
      store,
      `SELECT '成果'::text, decode('${bytes.toString('hex')}', 'hex'), NULL::text UNION ALL SELECT '', '\\x'::bytea, 'a'`,
    );
    expect(rows).toEqual([
      [Buffer.from('成果'), bytes, null],
      [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('a')],
    ]);
  });

  it('gives nothing where nothing is found', async () => {
    expect(await copyOut(store, 'SELECT 1 WHERE false')).toEqual([]);
  });

  it('gives more than one packet of the wire, several at once', async () => {
    const select = `SELECT i::text, convert_to(repeat('x', 5000), 'UTF8') FROM generate_series(1, 300) AS i`;
    for (const rows of await Promise.all([copyOut(store, select), copyOut(store, select)])) {
      expect(rows.map(([id]) => Number(id!.toString()))).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
      expect(rows.every(([, bytes]) => bytes!.length === 5000)).toBe(true);
    }
  });

  it('fails with the error of the database, and the next query works', async () => {
    await expect(copyOut(store, 'SELECT 1 / (i - 2) FROM generate_series(1, 3) AS i')).rejects.toThrow(
      'division by zero',
    );
    expect(await rowsOf(store.db, sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    expect(await copyOut(store, `SELECT 'again'`)).toEqual([[Buffer.from('again')]]);
  });
});
