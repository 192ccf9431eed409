import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Store } from '../../src/store/open.js';
import {
  bury,
  deadWork,
  dueKinds,
  giveBack,
  kindsInFlight,
  layDown,
  lockOwed,
  noteBegun,
  owe,
  owedCount,
  reclaimLost,
  recordFailure,
  redrive,
  renewLease,
  settle,
  stillOwed,
  takeDue,
} from '../../src/store/outbox.js';
import { outbox } from '../../src/store/schema.js';
import { advanceTask, claimTask, createTask } from '../../src/store/tasks.js';
import { openTestStore } from '../support/database.js';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => store.db.delete(outbox));
afterAll(() => store.close());

const ids = (count: number) => Array.from({ length: count }, () => uuidv7());
const oweIndex = (subjects: string[]) => owe(store.db, 'index', 'need', subjects);
/** So that leases and backoffs end without waiting. */
const letTimePass = (seconds: number) =>
  store.db.execute(`UPDATE outbox SET due_at = due_at - interval '${seconds} seconds',
    created_at = created_at - interval '${seconds} seconds', dispatched_at = dispatched_at - interval '${seconds} seconds'`);

describe('owing', () => {
  it('keeps one row for each piece of work, however often it is owed', async () => {
    const [need] = ids(1);
    await oweIndex([need!, need!]);
    await oweIndex([need!]);
    const rows = await store.db.select().from(outbox);
    expect(rows).toMatchObject([{ work: 'index', subjectKind: 'need', subjectId: need, version: 1 }]);
  });

  it('is undone with the transaction that it is part of', async () => {
    await store.db
      .transaction(async (tx) => {
        await owe(tx, 'index', 'need', ids(3));
        throw new Error('rolled back');
      })
      .catch(() => {});
    expect(await owedCount(store.db)).toBe(0);
  });

  it('takes thousands at once', async () => {
    await oweIndex(ids(20_000));
    expect(await owedCount(store.db, ['index'])).toBe(20_000);
  });
});

describe('taking due work', () => {
  it('gives each row to one taker until its lease ends', async () => {
    await oweIndex(ids(5));
    expect(await dueKinds(store.db)).toEqual(['index']);
    expect(await takeDue(store.db, 'index', 100, 60)).toHaveLength(5);
    expect(await takeDue(store.db, 'index', 100, 60)).toHaveLength(0);
    await letTimePass(61);
    expect(await takeDue(store.db, 'index', 100, 60)).toHaveLength(5);
  });

  it('gives different rows to takers at the same time', async () => {
    await oweIndex(ids(60));
    const taken = await Promise.all([1, 2, 3].map(() => takeDue(store.db, 'index', 20, 60)));
    const rows = taken.flat().map((work) => work.id);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('hands over no more than is allowed in flight', async () => {
    await oweIndex(ids(10));
    const first = await takeDue(store.db, 'index', 4, 60);
    expect(first).toHaveLength(4);
    expect(await takeDue(store.db, 'index', 4, 60)).toHaveLength(0);
    await settle(store.db, [first[0]!.id, first[1]!.id]);
    expect(await takeDue(store.db, 'index', 4, 60)).toHaveLength(2);
  });

  it('is not stopped by rows in flight whose lease has ended', async () => {
    await oweIndex(ids(4));
    await takeDue(store.db, 'index', 4, 60);
    await letTimePass(61);
    expect(await takeDue(store.db, 'index', 4, 60)).toHaveLength(4);
  });

  it('takes the oldest first', async () => {
    const [older, newer] = ids(2);
    await oweIndex([newer!]);
    await letTimePass(10);
    await oweIndex([older!]);
    expect((await takeDue(store.db, 'index', 1, 60))[0]!.subjectId).toBe(newer);
  });

  it('lets rematching wait for indexing, but no longer than a minute', async () => {
    await oweIndex(ids(1));
    await owe(store.db, 'rematch', 'need', ids(1));
    expect(await takeDue(store.db, 'rematch', 10, 60, ['index'])).toHaveLength(0);
    const [indexing] = await takeDue(store.db, 'index', 10, 60);
    expect(await takeDue(store.db, 'rematch', 10, 60, ['index'])).toHaveLength(0);
    await settle(store.db, [indexing!.id]);
    const [rematching] = await takeDue(store.db, 'rematch', 10, 60, ['index']);
    expect(rematching).toBeDefined();

    await giveBack(store.db, [rematching!.id]);
    await oweIndex(ids(1));
    expect(await takeDue(store.db, 'rematch', 10, 60, ['index'])).toHaveLength(0);
    await letTimePass(61);
    expect(await takeDue(store.db, 'rematch', 10, 60, ['index'])).toHaveLength(1);
  });

  it('keeps the place of waiting work that is owed once more, so that a stream of reasons does not put it off', async () => {
    const [need] = ids(1);
    await owe(store.db, 'rematch', 'need', [need!]);
    await oweIndex(ids(1));
    await letTimePass(40);
    await owe(store.db, 'rematch', 'need', [need!]);
    await letTimePass(21);
    await oweIndex(ids(1));
    expect(await takeDue(store.db, 'rematch', 10, 60, ['index'])).toHaveLength(1);

    // Taken and owed again it has not waited yet.
    await owe(store.db, 'rematch', 'need', [need!]);
    expect(await takeDue(store.db, 'rematch', 10, 60, ['index'])).toHaveLength(0);
  });

  it('is due at once again when it was given back', async () => {
    await oweIndex(ids(2));
    const taken = await takeDue(store.db, 'index', 10, 60);
    await giveBack(
      store.db,
      taken.map((work) => work.id),
    );
    expect(await takeDue(store.db, 'index', 10, 60)).toHaveLength(2);
  });
});

describe('work that the queue lost', () => {
  it('is due again once it is older than the grace period, unless somebody has it in hand', async () => {
    await oweIndex(ids(2));
    const [lost, held] = await takeDue(store.db, 'index', 10, 60);
    expect(await kindsInFlight(store.db)).toEqual(['index']);
    expect(await reclaimLost(store.db, 'index', 3)).toBe(0);
    await letTimePass(4);
    await renewLease(store.db, [held!.id], 60);
    expect(await reclaimLost(store.db, 'index', 3)).toBe(1);
    expect(await takeDue(store.db, 'index', 10, 60)).toMatchObject([{ id: lost!.id }]);
  });
});

describe('settling', () => {
  it('forgets what is done', async () => {
    await oweIndex(ids(1));
    const taken = await takeDue(store.db, 'index', 10, 60);
    await store.db.transaction(async (tx) => {
      const mine = await lockOwed(tx, taken);
      await settle(
        tx,
        mine.map((work) => work.id),
      );
    });
    expect(await stillOwed(store.db, taken)).toEqual([]);
    expect(await owedCount(store.db)).toBe(0);
  });

  it('leaves what was owed anew meanwhile to whoever takes the newer version', async () => {
    const [need] = ids(1);
    await oweIndex([need!]);
    const old = await takeDue(store.db, 'index', 10, 60);
    await oweIndex([need!]);
    expect(await lockOwed(store.db, old)).toEqual([]);
    const [anew] = await takeDue(store.db, 'index', 10, 60);
    expect(anew).toMatchObject({ subjectId: need, version: 1 });
  });
});

describe('work that is begun', () => {
  const begunOf = async (subjectId: string) =>
    (await store.db.select().from(outbox).where(eq(outbox.subjectId, subjectId)))[0]!.begun;

  it('counts its beginnings until it has an outcome', async () => {
    const [need] = ids(1);
    await oweIndex([need!]);
    const [work] = await takeDue(store.db, 'index', 10, 60);
    for (const times of [1, 2]) {
      await noteBegun(store.db, [work!.id]);
      expect(await stillOwed(store.db, [work!])).toMatchObject([{ begun: times }]);
    }
    await layDown(store.db, [work!.id]);
    expect(await begunOf(need!)).toBe(1);
    expect(await takeDue(store.db, 'index', 10, 60)).toHaveLength(1);
    await recordFailure(store.db, work!, 'no', 5, 1);
    expect(await begunOf(need!)).toBe(0);
    await noteBegun(store.db, [work!.id]);
    await oweIndex([need!]);
    expect(await begunOf(need!)).toBe(0);
  });

  it('begins to count anew with the progress of its task', async () => {
    const { id } = await createTask(store.db, 'import', {});
    const [work] = await takeDue(store.db, 'import', 10, 60);
    await claimTask(store.db, id);
    for (let i = 0; i < 3; i++) await noteBegun(store.db, [work!.id]);
    await advanceTask(store.db, id, 0, { counts: { read: 9 } });
    expect(await begunOf(id)).toBe(3);
    await advanceTask(store.db, id, 0, { done: 5 });
    expect(await begunOf(id)).toBe(1);
  });

  it('is dead with its reason when it is buried, unless it was owed anew', async () => {
    const [need, changed] = ids(2);
    await oweIndex([need!, changed!]);
    const taken = await stillOwed(store.db, await takeDue(store.db, 'index', 10, 60));
    await oweIndex([changed!]);
    const outcomes = new Map<string, boolean>();
    for (const work of taken) outcomes.set(work.subjectId, await bury(store.db, { ...work, begun: 8 }, 'it kills'));
    expect(outcomes).toEqual(
      new Map([
        [need!, true],
        [changed!, false],
      ]),
    );
    expect(await deadWork(store.db)).toMatchObject([{ subjectId: need, attempts: 8, error: 'it kills' }]);
  });
});

describe('failures', () => {
  const fail = async (attempts: number) => {
    const [work] = await takeDue(store.db, 'index', 10, 60);
    return recordFailure(store.db, work!, 'the model fell over', attempts, 10);
  };

  it('wait twice as long each time, then are dead with their last error', async () => {
    const [need] = ids(1);
    await oweIndex([need!]);
    expect(await fail(3)).toBe(false);
    await letTimePass(9);
    expect(await takeDue(store.db, 'index', 10, 60)).toHaveLength(0);
    await letTimePass(2);
    expect(await fail(3)).toBe(false);
    await letTimePass(19);
    expect(await takeDue(store.db, 'index', 10, 60)).toHaveLength(0);
    await letTimePass(2);
    expect(await fail(3)).toBe(true);
    await letTimePass(1000);
    expect(await takeDue(store.db, 'index', 10, 60)).toHaveLength(0);
    expect(await deadWork(store.db)).toMatchObject([
      { work: 'index', subjectKind: 'need', subjectId: need, attempts: 3, error: 'the model fell over' },
    ]);
  });

  it('are brought back to life by re-driving, all or some', async () => {
    await oweIndex(ids(3));
    for (const work of await takeDue(store.db, 'index', 10, 60)) await recordFailure(store.db, work, 'no', 1, 1);
    const dead = await deadWork(store.db);
    expect(dead).toHaveLength(3);
    expect(await redrive(store.db, [dead[0]!.id])).toBe(1);
    expect(await takeDue(store.db, 'index', 10, 60)).toMatchObject([{ id: dead[0]!.id }]);
    expect(await redrive(store.db)).toBe(2);
    expect(await deadWork(store.db)).toEqual([]);
  });

  it('are forgiven when the item changes', async () => {
    const [need] = ids(1);
    await oweIndex([need!]);
    await fail(1);
    await oweIndex([need!]);
    expect(await takeDue(store.db, 'index', 10, 60)).toHaveLength(1);
    const [row] = await store.db.select().from(outbox).where(eq(outbox.subjectId, need!));
    expect(row).toMatchObject({ attempts: 0, deadAt: null, error: null });
  });

  it('of an older version do not count against a newer one', async () => {
    const [need] = ids(1);
    await oweIndex([need!]);
    const [old] = await takeDue(store.db, 'index', 10, 60);
    await oweIndex([need!]);
    expect(await recordFailure(store.db, old!, 'no', 1, 1)).toBe(false);
    expect(await deadWork(store.db)).toEqual([]);
  });

  it('are listed page by page', async () => {
    await oweIndex(ids(3));
    for (const work of await takeDue(store.db, 'index', 10, 60)) await recordFailure(store.db, work, 'no', 1, 1);
    const first = await deadWork(store.db, 2);
    const rest = await deadWork(store.db, 2, first.at(-1)!.id);
    expect([...first, ...rest]).toHaveLength(3);
    expect(rest).toHaveLength(1);
  });
});
