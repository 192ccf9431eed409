import { sql } from 'drizzle-orm';
import type { Store } from '../../src/store/open.js';
import { openTestStore } from '../support/database.js';

describe('a store', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  it('lets timers and sockets have their turn while query follows upon query', async () => {
    let turns = 0;
    const beat = () => {
      turns += 1;
      next = setImmediate(beat);
    };
    let next = setImmediate(beat);
    try {
      for (let i = 0; i < 10; i++) await store.db.execute(sql`SELECT count(*) FROM generate_series(1, 200000)`);
    } finally {
      clearImmediate(next);
    }
    expect(turns).toBeGreaterThanOrEqual(5);
  });

  it('does so within a transaction', async () => {
    let turned = false;
    const next = setImmediate(() => (turned = true));
    await store.db.transaction(async (tx) => {
      for (let i = 0; i < 10; i++) await tx.execute(sql`SELECT count(*) FROM generate_series(1, 200000)`);
    });
    clearImmediate(next);
    expect(turned).toBe(true);
  });
});
