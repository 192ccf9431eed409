import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Store } from '../../src/store/open.js';
import { embeddingModels } from '../../src/store/schema.js';
import { readVectors, writeVectors, type VectorRow } from '../../src/store/vectors.js';
import { openTestStore } from '../support/database.js';

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
    expect((await readVectors(store.db, 'achievement', written.itemId, 'wide')).get('full')).toEqual({
      textHash: 'a',
      vector,
    });
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
    await writeVectors(store.db, [{ ...first, textHash: 'b', vector: Float32Array.of(1, 0, 0) }]);
    expect(await readVectors(store.db, 'achievement', first.itemId, 'narrow')).toEqual(
      new Map([['full', { textHash: 'b', vector: Float32Array.of(1, 0, 0) }]]),
    );
    expect((await readVectors(store.db, 'achievement', first.itemId, 'wide')).size).toBe(1);
  });

  it('writes more rows than one statement takes', async () => {
    const rows = Array.from({ length: 2300 }, () => row());
    await writeVectors(store.db, rows);
    expect((await readVectors(store.db, 'achievement', rows[2299]!.itemId, 'narrow')).size).toBe(1);
  });

  it('finds no vectors of an item that has none', async () => {
    expect((await readVectors(store.db, 'need', uuidv7(), 'narrow')).size).toBe(0);
  });
});
