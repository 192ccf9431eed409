import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { abandonModel, activeModel, requestModel, switchModel } from '../../src/store/models.js';
import type { Store } from '../../src/store/open.js';
import { forgetRetiredModels } from '../../src/store/retired-models.js';
import { embeddingModels, embeddings, tokenRows } from '../../src/store/schema.js';
import { writeTokenRows } from '../../src/store/token-rows.js';
import { writeVectors } from '../../src/store/vectors.js';
import { openTestStore } from '../support/database.js';

describe('models that were replaced', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    for (const table of [embeddings, tokenRows, embeddingModels]) await store.db.delete(table);
    for (const id of ['old', 'new']) {
      await requestModel(store.db, { id, dimensions: 2, location: id });
      for (let i = 0; i < ITEMS; i++) await embed(id);
    }
    expect(await switchModel(store.db, 'new')).toBe(true);
  });

  const ITEMS = 3;
  const LATER = () => new Date(Date.now() + 60_000);
  async function embed(modelId: string): Promise<void> {
    const row = { itemKind: 'achievement', itemId: uuidv7(), modelId, textHash: 'a' } as const;
    await writeVectors(
      store.db,
      ['full', 'title'].map((view) => ({ ...row, view, vector: Float32Array.of(1, 0) })),
    );
    const tokens = { rows: Int8Array.of(127, 0), starts: Int32Array.of(0), rowAt: Int32Array.of(0) };
    await writeTokenRows(store.db, [{ ...row, tokens }]);
  }
  const leftOf = async (id: string) => [
    await store.db.$count(embeddings, eq(embeddings.modelId, id)),
    await store.db.$count(tokenRows, eq(tokenRows.modelId, id)),
    await store.db.$count(embeddingModels, eq(embeddingModels.id, id)),
  ];

  it('keep their vectors for a while, then are deleted with them; the one that is searched stays', async () => {
    expect(await forgetRetiredModels(store, new Date(Date.now() - 60_000))).toEqual([]);
    expect(await leftOf('old')).toEqual([2 * ITEMS, ITEMS, 1]);
    expect(await forgetRetiredModels(store, LATER())).toEqual(['old']);
    expect(await leftOf('old')).toEqual([0, 0, 0]);
    expect(await leftOf('new')).toEqual([2 * ITEMS, ITEMS, 1]);
    expect((await activeModel(store.db))!.id).toBe('new');
  });

  it('are deleted in bounded steps, each call going on where the last one stopped', async () => {
    expect(await forgetRetiredModels(store, LATER(), 1)).toEqual([]);
    expect(await leftOf('old')).toEqual([2 * ITEMS, 0, 1]);
    expect(await forgetRetiredModels(store, LATER(), 20)).toEqual(['old']);
  });

  it('are kept when they are asked for again', async () => {
    await requestModel(store.db, { id: 'old', dimensions: 2, location: 'old' });
    expect(await forgetRetiredModels(store, LATER())).toEqual([]);
    expect(await leftOf('old')).toEqual([2 * ITEMS, ITEMS, 1]);
    await abandonModel(store.db, 'old');
    expect(await forgetRetiredModels(store, LATER())).toEqual(['old']);
  });

  it('count from when they are first seen where an older version did not note when', async () => {
    await store.db.update(embeddingModels).set({ retiredAt: null }).where(eq(embeddingModels.id, 'old'));
    expect(await forgetRetiredModels(store, new Date(Date.now() - 60_000))).toEqual([]);
    const [old] = await store.db.select().from(embeddingModels).where(eq(embeddingModels.id, 'old'));
    expect(old!.retiredAt).not.toBeNull();
  });
});
