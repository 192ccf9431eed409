import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '../../src/deps.js';
import { jobsOf, startRelay, type WorkJob } from '../../src/queue/relay.js';
import type { Job, JobQueue } from '../../src/queue/types.js';
import type { Repeated } from '../../src/repeat.js';
import { owe, owedCount, settle } from '../../src/store/outbox.js';
import { outbox } from '../../src/store/schema.js';
import { openTestDeps } from '../support/deps.js';
import { until } from '../support/processes.js';

let deps: Deps;
let relay: Repeated | undefined;
beforeAll(async () => {
  deps = await openTestDeps({ models: {} });
});
afterEach(async () => {
  await relay?.close();
  await deps.db.delete(outbox);
});
afterAll(() => deps.close());

const ids = (count: number) => Array.from({ length: count }, () => uuidv7());
const rowsOfJob = (job: Job) => (job.data as WorkJob).rows.map((row) => row.id);
const dispatched = async () => (await deps.db.select().from(outbox)).filter((row) => row.dispatchedAt !== null).length;

/** The real queue, through which the test sees and disturbs what is handed over. */
function watched(add: JobQueue['add']): JobQueue {
  return { ...deps.queue, add };
}

describe('jobs', () => {
  const row = (subjectKind: 'need' | 'achievement', id = uuidv7()) => ({ id, version: 0, subjectKind, subjectId: id });

  it('hold at most a chunk of subjects of one kind, each subject once', () => {
    const rows = [row('need'), row('achievement'), row('need'), row('need')];
    const jobs = jobsOf(rows, 2);
    expect(jobs.map((job) => [job.data.subjectKind, job.data.rows.length])).toEqual([
      ['need', 2],
      ['need', 1],
      ['achievement', 1],
    ]);
    expect(jobs.flatMap(rowsOfJob).sort()).toEqual(rows.map(({ id }) => id).sort());
  });

  it('have the same id for the same rows, and another for a newer version', () => {
    const owed = row('need');
    expect(jobsOf([owed], 2)[0]!.id).toBe(jobsOf([owed], 2)[0]!.id);
    expect(jobsOf([{ ...owed, version: 1 }], 2)[0]!.id).not.toBe(jobsOf([owed], 2)[0]!.id);
  });
});

describe('the relay', () => {
  it('hands over what is owed, and again what the queue has lost', async () => {
    const handed: string[] = [];
    // A queue that was flushed: it took the jobs and holds none.
    const forgetful = watched(async (_name, jobs) => void handed.push(...jobs.flatMap(rowsOfJob)));
    await owe(deps.db, 'index', 'need', ids(100));
    relay = startRelay(deps.db, forgetful, 60, deps.log);
    await until('all are handed over', () => handed.length === 100);
    await until('all are handed over again', () => handed.length === 200);
    expect(new Set(handed).size).toBe(100);
  });

  it('takes nothing for lost while the queue still holds jobs', async () => {
    let handed = 0;
    let asked = 0;
    const counting: JobQueue = {
      ...watched(async (name, jobs) => {
        handed += jobs.flatMap(rowsOfJob).length;
        await deps.queue.add(name, jobs);
      }),
      pending: (name) => {
        asked += 1;
        return deps.queue.pending(name);
      },
    };
    await owe(deps.db, 'index', 'need', ids(10));
    relay = startRelay(deps.db, counting, 60, deps.log);
    await until('all are handed over', () => handed === 10);
    await deps.db.update(outbox).set({ dispatchedAt: new Date(Date.now() - 30_000) });
    // By the third time the relay has acted on an answer to a question that it put after the update.
    const before = asked;
    await until('the relay has looked at the queue', () => asked >= before + 3);
    expect(handed).toBe(10);
    await deps.queue.process('index', async (job) => settle(deps.db, rowsOfJob(job)), { concurrency: 1 });
    await until('all are done', async () => (await owedCount(deps.db)) === 0);
  });

  it('hands work over again when its lease has ended', async () => {
    const handed: string[] = [];
    const pending = async () => 1;
    const stuck = { ...watched(async (_name, jobs) => void handed.push(...jobs.flatMap(rowsOfJob))), pending };
    await owe(deps.db, 'rematch', 'need', ids(1));
    relay = startRelay(deps.db, stuck, 0.3, deps.log);
    await until('it is handed over twice', () => handed.length === 2);
  });

  it('keeps the work when the queue does not take it', async () => {
    let refusals = 0;
    const away = watched(async () => {
      refusals += 1;
      throw new Error('no queue');
    });
    await owe(deps.db, 'index', 'need', ids(5));
    relay = startRelay(deps.db, away, 60, deps.log);
    await until('it was tried twice', () => refusals >= 2);
    await relay.close();
    expect(await dispatched()).toBe(0);
    expect(await owedCount(deps.db)).toBe(5);
  });

  it('keeps the queue short however much is owed', async () => {
    let handed = 0;
    const holding = {
      ...watched(async (_name, jobs) => void (handed += jobs.flatMap(rowsOfJob).length)),
      pending: async () => 1,
    };
    await owe(deps.db, 'index', 'need', ids(5_000));
    relay = startRelay(deps.db, holding, 60, deps.log);
    await until('some are handed over', () => handed > 0);
    await relay.close();
    expect(handed).toBeLessThanOrEqual(2_048);
    expect(await dispatched()).toBe(handed);
  });

  it('passes over dead work', async () => {
    let handed = 0;
    await owe(deps.db, 'index', 'need', ids(2));
    const [dead] = await deps.db.select().from(outbox).limit(1);
    await deps.db.update(outbox).set({ deadAt: new Date() }).where(eq(outbox.id, dead!.id));
    relay = startRelay(
      deps.db,
      watched(async (_name, jobs) => void (handed += jobs.flatMap(rowsOfJob).length)),
      60,
      deps.log,
    );
    await until('the other one is handed over', () => handed > 0);
    expect(handed).toBe(1);
  });
});
