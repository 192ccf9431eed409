import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { TokenRows } from '../../src/embedding/types.js';
import type { Store } from '../../src/store/open.js';
import { owe } from '../../src/store/outbox.js';
import { embeddingModels, outbox } from '../../src/store/schema.js';
import {
  ensureTokenMean,
  readTokenRows,
  refreshTokenMean,
  writeTokenRows,
  type ItemTokenRows,
} from '../../src/store/token-rows.js';
import { openTestStore } from '../support/database.js';

describe('token rows', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  /** A model of its own for each test: what others wrote is none of its mean. */
  async function addModel(dimensions: number): Promise<string> {
    const id = `model-${uuidv7()}`;
    await store.db.insert(embeddingModels).values({ id, dimensions, state: 'retired' });
    return id;
  }
  const tokens = (rows: number[]): TokenRows => ({
    rows: Int8Array.from(rows),
    starts: Int32Array.of(0, 2),
    rowAt: Int32Array.of(0, 0),
  });
  const item = (modelId: string, over: Partial<ItemTokenRows> = {}): ItemTokenRows => ({
    itemKind: 'achievement',
    itemId: uuidv7(),
    modelId,
    textHash: 'a',
    tokens: tokens([127, -127]),
    ...over,
  });
  const meanOf = async (modelId: string) => {
    const [model] = await store.db.select().from(embeddingModels).where(eq(embeddingModels.id, modelId));
    return model!;
  };

  it('gives back the very bytes and places that were written', async () => {
    const modelId = await addModel(4);
    const every = Array.from({ length: 256 }, (_, i) => i - 128);
    const written = item(modelId, { tokens: tokens(every) });
    const empty = item(modelId, { tokens: { ...tokens([]), starts: new Int32Array(), rowAt: new Int32Array() } });
    await writeTokenRows(store.db, [written, empty]);
    const read = await readTokenRows(store.db, 'achievement', [written.itemId, empty.itemId, uuidv7()], modelId);
    expect(read).toEqual(new Map([written, empty].map((one) => [one.itemId, one])));
  });

  it('replaces those of an older text', async () => {
    const modelId = await addModel(2);
    const old = item(modelId);
    await writeTokenRows(store.db, [old]);
    const changed = { ...old, textHash: 'b', tokens: tokens([1, 127]) };
    await writeTokenRows(store.db, [changed]);
    expect((await readTokenRows(store.db, 'achievement', [old.itemId], modelId)).get(old.itemId)).toEqual(changed);
  });

  it('takes the mean of rows brought to length 1, of achievements only', async () => {
    const modelId = await addModel(2);
    await writeTokenRows(store.db, [
      item(modelId, { tokens: tokens([127, 0, 0, 127]) }),
      item(modelId, { tokens: tokens([2, 0, 0, 1]) }),
      item(modelId, { itemKind: 'need', tokens: tokens([-127, -127]) }),
    ]);
    await ensureTokenMean(store, modelId);
    const { tokenMean, tokenMeanItems } = await meanOf(modelId);
    expect([...tokenMean!]).toEqual([0.5, 0.5]);
    expect(tokenMeanItems).toBe(2);
  });

  it('takes the mean anew only when there are more items by a tenth', async () => {
    const modelId = await addModel(2);
    const write = (count: number, rows: number[]) =>
      writeTokenRows(
        store.db,
        Array.from({ length: count }, () => item(modelId, { tokens: tokens(rows) })),
      );
    await write(30, [127, 0]);
    await refreshTokenMean(store, modelId);
    await write(2, [0, 127]);
    await refreshTokenMean(store, modelId);
    expect([...(await meanOf(modelId)).tokenMean!]).toEqual([1, 0]);
    await write(28, [0, 127]);
    await refreshTokenMean(store, modelId);
    expect([...(await meanOf(modelId)).tokenMean!]).toEqual([0.5, 0.5]);
  });

  it('waits for four times as many while more are to come, and follows up when the last is there', async () => {
    const modelId = await addModel(2);
    const write = (rows: number[]) => writeTokenRows(store.db, [item(modelId, { tokens: tokens(rows) })]);
    await owe(store.db, 'index', 'achievement', [uuidv7()]);
    await write([127, 0]);
    await ensureTokenMean(store, modelId);
    await write([0, 127]);
    await ensureTokenMean(store, modelId);
    expect([...(await meanOf(modelId)).tokenMean!]).toEqual([1, 0]);
    await store.db.delete(outbox);
    await ensureTokenMean(store, modelId);
    expect([...(await meanOf(modelId)).tokenMean!]).toEqual([0.5, 0.5]);
  });

  it('has no mean before there is a row', async () => {
    const modelId = await addModel(2);
    await refreshTokenMean(store, modelId);
    expect((await meanOf(modelId)).tokenMean).toBeNull();
  });
});
