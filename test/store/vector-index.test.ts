import { sql } from 'drizzle-orm';
import type { Store } from '../../src/store/open.js';
import { rowsOf } from '../../src/store/rows.js';
import { embeddingModels } from '../../src/store/schema.js';
import { dropVectorIndex, ensureVectorIndex } from '../../src/store/vector-index.js';
import { openTestStore } from '../support/database.js';

describe('the vector index', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
    for (const id of ['old', 'new']) await createModel(id, 5000);
  });
  afterAll(() => store.close());

  const model = (id: string) => ({ id, dimensions: 3 });
  async function createModel(id: string, vectors: number): Promise<void> {
    await store.db.insert(embeddingModels).values({ ...model(id), state: 'retired', location: 'none' });
    await store.db.execute(sql`
      INSERT INTO embeddings (item_kind, item_id, view, model_id, text_hash, vector)
      SELECT 'achievement', gen_random_uuid(), 'full', ${id}, 'a', ARRAY[random(), random(), random()]::real[]::vector
        FROM generate_series(1, ${vectors}::int)`);
  }
  const indexes = async () => {
    const found = await rowsOf<{ name: string }>(
      store.db,
      sql`SELECT indexname AS name FROM pg_indexes WHERE indexname LIKE 'embeddings_hnsw_%' ORDER BY 1`,
    );
    return found.map(({ name }) => name);
  };
  /** The embedded database has none: its search is exact. */
  const onServer = (names: string[]) => (store.engine === 'postgres' ? names : []);

  it('is built where there are enough vectors, and only once', async () => {
    await createModel('small', 10);
    expect(await ensureVectorIndex(store, model('small'))).toEqual([]);
    for (const id of ['old', 'new']) {
      expect(await ensureVectorIndex(store, model(id))).toEqual(onServer([`embeddings_hnsw_achievement_${id}`]));
      expect(await ensureVectorIndex(store, model(id))).toEqual([]);
    }
    expect(await indexes()).toEqual(onServer(['embeddings_hnsw_achievement_new', 'embeddings_hnsw_achievement_old']));
  });

  it('goes with its model, and no other goes', async () => {
    await dropVectorIndex(store, 'old');
    expect(await indexes()).toEqual(onServer(['embeddings_hnsw_achievement_new']));
    await dropVectorIndex(store, 'old');
    expect(await ensureVectorIndex(store, model('old'))).toEqual(onServer(['embeddings_hnsw_achievement_old']));
  });

  it('stays when another model goes whose index would have the same name', async () => {
    const [long, other] = ['a', 'b'].map((begin) => begin + 'x'.repeat(40));
    await createModel(long!, 5000);
    await createModel(other!, 10);
    const [name] = await ensureVectorIndex(store, model(long!));
    await dropVectorIndex(store, other!);
    expect(await indexes()).toEqual(name === undefined ? [] : expect.arrayContaining([name]));
    expect(name === undefined).toBe(store.engine === 'pglite');
  });
});
