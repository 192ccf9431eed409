import { sql } from 'drizzle-orm';
import { newIds } from '../../src/store/ids.js';
import { holdingAll, writeLiteralTexts } from '../../src/store/literal-texts.js';
import type { Store } from '../../src/store/open.js';
import { rowsOf } from '../../src/store/rows.js';
import { literalTexts } from '../../src/store/schema.js';
import { keepUp } from '../../src/store/upkeep.js';
import { openTestStore } from '../support/database.js';

const ITEMS = 2000;

describe('keepUp', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openTestStore();
    const texts = newIds(ITEMS).map((itemId, i) => ({ itemId, text: i === 0 ? '铌酸锂调制器' : `第${i}项` }));
    for (let from = 0; from < ITEMS; from += 500) {
      await writeLiteralTexts(store.db, 'achievement', texts.slice(from, from + 500));
    }
  });
  afterEach(() => store.close());

  const embedded = () => store.engine === 'pglite';
  const rowsThePlannerKnows = async () => {
    const [row] = await rowsOf<{ rows: number }>(
      store.db,
      sql`SELECT reltuples::float8 AS rows FROM pg_class WHERE oid = 'literal_texts'::regclass`,
    );
    return row!.rows;
  };

  it('tells the planner how large a table has become, once, and again when it has doubled', async () => {
    expect(await keepUp(store)).toEqual(embedded() ? expect.arrayContaining(['literal_texts']) : []);
    if (!embedded()) return;
    expect(await rowsThePlannerKnows()).toBe(ITEMS);
    expect(await keepUp(store)).not.toContain('literal_texts');
    await store.db.execute(sql`
      INSERT INTO literal_texts SELECT item_kind, gen_random_uuid(), text, grams FROM literal_texts, generate_series(1, 2)`);
    expect(await keepUp(store)).toContain('literal_texts');
    expect(await rowsThePlannerKnows()).toBe(3 * ITEMS);
  });

  it('gives the places of dead rows back', async () => {
    await keepUp(store);
    const size = async () => {
      const [row] = await rowsOf<{ bytes: number }>(
        store.db,
        sql`SELECT pg_relation_size('literal_texts')::int AS bytes`,
      );
      return row!.bytes;
    };
    const update = () => store.db.update(literalTexts).set({ text: sql`text || '。'` });
    await update();
    const worn = await size();
    expect(await keepUp(store)).toEqual(embedded() ? expect.arrayContaining(['literal_texts']) : []);
    if (!embedded()) return;
    await update();
    expect(await size()).toBeLessThanOrEqual(worn * 1.1);
  });

  it('leaves what is looked for in a text to be found', async () => {
    const find = () => rowsOf(store.db, holdingAll('achievement', ['铌酸锂']));
    const before = await find();
    expect(before).toHaveLength(1);
    await keepUp(store);
    expect(await find()).toEqual(before);
  });

  it('puts what indexes have gathered in its places', async () => {
    const [gathered] = await rowsOf<{ pages: number }>(
      store.db,
      sql`SELECT gin_clean_pending_list('literal_texts_grams'::regclass)::int AS pages`,
    );
    // On a server autovacuum may have been there.
    if (embedded()) expect(gathered!.pages).toBeGreaterThan(0);
    await writeLiteralTexts(store.db, 'achievement', [{ itemId: newIds(1)[0]!, text: '铌酸锂调制器' }]);
    await keepUp(store);
    const [left] = await rowsOf<{ pages: number }>(
      store.db,
      sql`SELECT gin_clean_pending_list('literal_texts_grams'::regclass)::int AS pages`,
    );
    expect(left!.pages).toBe(0);
  });
});
