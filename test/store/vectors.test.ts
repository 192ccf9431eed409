import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { createItem } from '../../src/store/items.js';
import { BEFORE_ALL, switchModel, withoutVectorsAfter } from '../../src/store/models.js';
import type { Store } from '../../src/store/open.js';
import { embeddingModels, outbox } from '../../src/store/schema.js';
import { readVectors, writeVectors, type VectorRow } from '../../src/store/vectors.js';
import { readTaxonomyFile } from '../../src/taxonomy.js';
import { openTestStore } from '../support/database.js';
import { achievementValues } from '../support/items.js';

const TAXONOMY = readTaxonomyFile();

describe('vectors', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
    await store.db.insert(embeddingModels).values([
      { id: 'narrow', dimensions: 3, state: 'active' },
      { id: 'wide', dimensions: 1024, state: 'preparing' },
    ]);
  });
  afterAll(() => store.close());

  const row = (over: Partial<VectorRow> = {}): VectorRow => ({
    itemKind: 'achievement',
    itemId: uuidv7(),
    view: 'full',
    modelId: 'narrow',
    textHash: 'a',
    vector: Float32Array.of(0.6, -0.8, 1e-9),
    ...over,
  });

  it('gives back the very float32s that were written', async () => {
    const vector = Float32Array.from({ length: 1024 }, (_, i) => Math.sin(i) / 32);
    const written = row({ vector, modelId: 'wide' });
    await writeVectors(store.db, [written]);
    expect(await readVectors(store.db, 'achievement', written.itemId)).toEqual([written]);
  });

  it('is understood by the operators of the database', async () => {
    const written = row();
    await writeVectors(store.db, [written]);
    const result = (await store.db.execute(
      sql`SELECT vector <=> '[0.6,-0.8,0]' AS distance FROM embeddings WHERE item_id = ${written.itemId}`,
    )) as { rows: { distance: number }[] };
    expect(result.rows[0]!.distance).toBeCloseTo(0, 6);
  });

  it('replaces the views of an older text, also those that the new one lacks, under that model only', async () => {
    const first = row();
    const sentence = row({ itemId: first.itemId, view: 's1' });
    const elsewhere = row({ itemId: first.itemId, modelId: 'wide', vector: new Float32Array(1024) });
    await writeVectors(store.db, [first, sentence, elsewhere]);
    const replaced = { ...first, textHash: 'b', vector: Float32Array.of(1, 0, 0) };
    await writeVectors(store.db, [replaced]);
    const views = await readVectors(store.db, 'achievement', first.itemId);
    expect(views).toHaveLength(2);
    expect(views).toEqual(expect.arrayContaining([replaced, elsewhere]));
  });

  it('writes more rows than one statement takes', async () => {
    const rows = Array.from({ length: 2300 }, () => row());
    await writeVectors(store.db, rows);
    expect(await readVectors(store.db, 'achievement', rows[2299]!.itemId)).toHaveLength(1);
  });

  it('finds no vectors of an item that has none', async () => {
    expect(await readVectors(store.db, 'need', uuidv7())).toEqual([]);
  });

  it('that are missing are found by a walk that looks at each item once', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      const values = achievementValues({ title: `走查第 ${i} 项` });
      const item = await createItem(store.db, 'achievement', { values, visibility: 'public', draft: false }, TAXONOMY);
      ids.push(item.id);
    }
    const missing = async (after: string) => withoutVectorsAfter(store.db, 'achievement', 'wide', after, 2);
    // Their indexing is owed, which is done under whichever model is active then.
    expect(await missing(BEFORE_ALL)).toEqual({ ids: [], next: ids[1] });
    await store.db.delete(outbox);
    expect(await missing(BEFORE_ALL)).toEqual({ ids: ids.slice(0, 2), next: ids[1] });
    expect(await missing(ids[1]!)).toEqual({ ids: ids.slice(2, 4), next: ids[3] });
    expect(await missing(ids[3]!)).toEqual({ ids: ids.slice(4), next: null });
    expect(await switchModel(store.db, 'wide')).toBe(false);
  });
});
