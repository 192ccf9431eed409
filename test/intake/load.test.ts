import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq, sql } from 'drizzle-orm';
import { previewImport, runImport } from '../../src/intake/load.js';
import { sendFile, type SentFile } from '../../src/intake/send.js';
import { owedCount } from '../../src/store/outbox.js';
import {
  achievements,
  listEditions,
  lists,
  needs,
  outbox,
  tasks,
  taskIssues,
  uploadChunks,
  uploads,
} from '../../src/store/schema.js';
import { cancelTask, getTasks } from '../../src/store/tasks.js';
import type { Store } from '../../src/store/open.js';
import { forgetUploads } from '../../src/store/uploads.js';
import { readTaxonomyFile } from '../../src/taxonomy.js';
import { openTestStore } from '../support/database.js';

const taxonomy = readTaxonomyFile();
const HEADER = '成果名称,成果编号,完成单位,所属领域,成果简介,技术成熟度,合作方式,意向价格（万元）,密级';
const row = (n: number, summary = `第 ${n} 项成果的简介`, code = `C${n}`) =>
  `成果第${n}号,${code},测试大学,人工智能,${summary},小试,转让,${n},公开`;
const csv = (rows: readonly string[]) => [HEADER, ...rows].join('\n');
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('importing a list', () => {
  let store: Store;
  let dir: string;
  beforeAll(async () => {
    store = await openTestStore();
    dir = mkdtempSync(join(tmpdir(), 'load-'));
  });
  afterAll(async () => {
    await store.close();
    rmSync(dir, { recursive: true });
  });
  beforeEach(async () => {
    await store.db.execute(
      sql`TRUNCATE outbox, task_issues, tasks, uploads, achievements, needs, list_editions, lists CASCADE`,
    );
  });

  const file = (text: string, fileName = 'list.csv'): string => {
    const path = join(dir, fileName);
    writeFileSync(path, text);
    return path;
  };
  const enqueue = (path: string, more: Partial<SentFile> = {}) =>
    sendFile(store.db, path, { fileName: 'list.csv', kind: 'achievements', listName: '清单', ...more });
  const run = (taskId: string, signal = new AbortController().signal) => runImport({ store, taxonomy }, taskId, signal);
  /** An import asks its signal at each point where it can stop. @param at is told how many times it has asked */
  const askedAt = (signal: AbortSignal, at: (ask: number) => unknown): AbortSignal => {
    const throwIfAborted = signal.throwIfAborted.bind(signal);
    let asks = 0;
    signal.throwIfAborted = () => {
      at((asks += 1));
      throwIfAborted();
    };
    return signal;
  };
  const load = async (text: string, more: Partial<SentFile> = {}) => {
    const { id } = await enqueue(file(text), more);
    await run(id);
    return (await getTasks(store.db, [id]))[0]!;
  };
  const items = () => store.db.select().from(achievements).orderBy(asc(achievements.row));
  const owed = async () =>
    (await store.db.select().from(outbox)).map(({ work, subjectKind }) => `${work} ${subjectKind}`);
  const settleAll = () => store.db.delete(outbox);

  it('stores rows with what the taxonomy makes of them, and owes their indexing', async () => {
    const task = await load(csv([row(1)]));
    expect(task).toMatchObject({ state: 'succeeded', done: 1, total: 1, counts: { accepted: 1, added: 1, gone: 0 } });
    const [item] = await items();
    expect(item).toMatchObject({
      title: '成果第1号',
      code: 'C1',
      industries: ['NJ-AI'],
      cooperationModes: ['TRANSFER'],
      priceKind: 'fixed',
      priceMin: 1,
      visibility: 'public',
      status: 'published',
      row: 2,
    });
    expect((await owed()).sort()).toEqual(['import task', 'index achievement']);
  });

  it('keeps what a confidential row says from others', async () => {
    await load(csv([row(1).replace('公开', '机密')]));
    expect((await items())[0]).toMatchObject({ visibility: 'confidential', confidentiality: '机密' });
  });

  it('applies the next edition in place: ids stay, only changed texts are indexed again, counts tell the difference', async () => {
    await load(csv(numbers(1, 4).map((n) => row(n))));
    const before = await items();
    await settleAll();

    const repriced = row(2).replace('转让,2,', '转让,99,');
    const task = await load(csv([row(1), repriced, row(3, '改写过的简介'), row(5)]));

    expect(task.counts).toMatchObject({ added: 1, changed: 2, unchanged: 1, gone: 1 });
    const after = await items();
    const idOf = (rows: typeof before, title: string) => rows.find((item) => item.title === title)?.id;
    for (const n of [1, 2, 3, 4]) expect(idOf(after, `成果第${n}号`)).toBe(idOf(before, `成果第${n}号`));
    expect(after.find((item) => item.title === '成果第2号')?.priceMin).toBe(99);
    expect((await owed()).sort()).toEqual([
      'import task',
      'index achievement',
      'index achievement',
      'rematch achievement',
    ]);
    const editions = await store.db.select().from(listEditions).orderBy(asc(listEditions.number));
    expect(
      editions.map(({ number, added, changed, unchanged, gone, appliedAt }) => [
        number,
        added,
        changed,
        unchanged,
        gone,
        appliedAt !== null,
      ]),
    ).toEqual([
      [1, 4, 0, 0, 0, true],
      [2, 1, 2, 1, 1, true],
    ]);
  });

  it('knows an item again by its code when its title was changed, and by its title when its code was', async () => {
    await load(csv([row(1), row(2)]));
    const before = await items();
    const task = await load(csv([row(1).replace('成果第1号', '成果第一号（改名）'), row(2, undefined, 'NEW-2')]));
    expect(task.counts).toMatchObject({ added: 0, changed: 2, unchanged: 0 });
    expect((await items()).map((item) => item.id)).toEqual(before.map((item) => item.id));
  });

  it('stores two rows of one file with the same code and different titles as two items', async () => {
    const task = await load(csv([row(1, undefined, 'X'), row(2, undefined, 'X')]));
    expect(task.counts).toMatchObject({ added: 2 });
    const again = await load(csv([row(1, undefined, 'X'), row(2, undefined, 'X')]));
    expect(again.counts).toMatchObject({ unchanged: 2 });
  });

  it('withdraws what is gone when the sender says so, and publishes it again when a list names it again', async () => {
    await load(csv([row(1), row(2)]));
    expect((await load(csv([row(1)]))).counts).toMatchObject({ gone: 1 });
    expect((await items()).map((item) => item.status)).toEqual(['published', 'published']);
    await load(csv([row(1)]), { withdrawGone: true });
    expect(Object.fromEntries((await items()).map((item) => [item.title, item.status]))).toEqual({
      成果第1号: 'published',
      成果第2号: 'withdrawn',
    });
    expect((await load(csv([row(1), row(2)]))).counts).toMatchObject({ changed: 1, unchanged: 1 });
    expect((await items()).map((item) => item.status)).toEqual(['published', 'published']);
  });

  it('changes nothing for a refused file, also when it breaks off after its first rows', async () => {
    await load(csv([row(1)]));
    const refusedAtOnce = await load('注册资本,成立日期\n1,2\n');
    expect(refusedAtOnce).toMatchObject({ state: 'failed', errorCode: 'INVALID_FILE' });
    // Past the limit on the length of a cell, in the last row.
    const refusedLate = await load(csv([...numbers(2, 900).map((n) => row(n)), row(901, '长'.repeat(1_100_000))]));
    expect(refusedLate).toMatchObject({ state: 'failed', errorCode: 'INVALID_FILE' });
    expect(await items()).toHaveLength(1);
    expect(await store.db.$count(listEditions)).toBe(1);
  });

  it("reports rejected rows, warnings and duplicates in the sender's coordinates", async () => {
    const task = await load(csv([row(1), row(2).replace('成果第2号', ''), row(1), row(4).replace('小试', '说不清')]));
    expect(task).toMatchObject({
      state: 'succeeded',
      counts: { read: 4, accepted: 2, rejected: 1, duplicates: 1, warnings: 1 },
    });
    const issues = await store.db.select().from(taskIssues).orderBy(asc(taskIssues.seq));
    expect(issues.map(({ severity, row: place, field }) => [severity, place, field])).toEqual([
      ['rejected', 3, 'title'],
      ['duplicate', 4, null],
      ['warning', 5, 'maturity'],
    ]);
    expect(issues[1]!.reason).toBe('与第 2 行名称和单位相同，只保留前一行');
  });

  it('fails, and begins no edition, when not one row can be used', async () => {
    expect(await load(csv([row(1).replace('成果第1号', '')]))).toMatchObject({
      state: 'failed',
      errorCode: 'INVALID_FILE',
    });
    expect(await store.db.$count(lists)).toBe(0);
  });

  it('goes on after the last stored batch when it is stopped at any point, no row twice, the counts right', async () => {
    const rows = numbers(1, 900).map((n) => (n % 50 === 0 ? row(n).replace(`成果第${n}号`, '') : row(n)));
    const { id } = await enqueue(file(csv(rows)));
    const storedAtStops = new Set<number>();
    // The n-th run stops where it asks the n-th time.
    for (let stop = 1; ; stop++) {
      const abort = new AbortController();
      const stopping = askedAt(abort.signal, (ask) => ask === stop && abort.abort());
      const outcome = await run(id, stopping).then(
        () => 'done',
        (error: Error) => error.name,
      );
      if (outcome === 'done') break;
      expect(outcome).toBe('AbortError');
      storedAtStops.add(await store.db.$count(achievements));
    }
    // Before the first batch, between two of them, and before the last step.
    expect(storedAtStops.size).toBeGreaterThanOrEqual(3);
    expect(await store.db.$count(achievements)).toBe(882);
    expect((await getTasks(store.db, [id]))[0]).toMatchObject({
      state: 'succeeded',
      done: 882,
      counts: { read: 900, accepted: 882, rejected: 18, added: 882, changed: 0, unchanged: 0, gone: 0 },
    });
    expect(await store.db.select().from(listEditions)).toEqual([expect.objectContaining({ number: 1, added: 882 })]);
    expect(await store.db.$count(taskIssues)).toBe(18);
    // Run again by a queue that delivers twice: nothing happens.
    await run(id);
    expect(await store.db.$count(achievements)).toBe(882);
  });

  it('stops between two batches when it is canceled, and keeps what was stored', async () => {
    const { id } = await enqueue(file(csv(numbers(1, 4000).map((n) => row(n)))));
    const cancelOnceStored = async () => {
      if ((await store.db.$count(achievements)) > 0) await cancelTask(store.db, id);
    };
    const looks: Promise<void>[] = [];
    await run(
      id,
      askedAt(new AbortController().signal, () => looks.push(cancelOnceStored())),
    );
    await Promise.all(looks);
    const [task] = await getTasks(store.db, [id]);
    const stored = await store.db.$count(achievements);
    expect(task).toMatchObject({ state: 'canceled', done: stored });
    expect(stored).toBeLessThan(4000);
    await expect(cancelTask(store.db, id)).resolves.toMatchObject({ state: 'canceled' });
  });

  it('stores each row once when two workers run the same task at once', async () => {
    const { id } = await enqueue(file(csv(numbers(1, 600).map((n) => row(n)))));
    const outcomes = await Promise.allSettled([run(id), run(id)]);
    if (outcomes.every(({ status }) => status === 'rejected')) await run(id);
    expect(await store.db.$count(achievements)).toBe(600);
    expect((await getTasks(store.db, [id]))[0]).toMatchObject({ state: 'succeeded', counts: { added: 600 } });
  });

  it('takes needs and challenges as needs, with park, credit code and terms', async () => {
    const text = [
      '榜单名称,需求名称,企业名称,统一社会信用代码,所属园区,需求描述,预算金额（万元）,是否保密,揭榜截止时间',
      '第一批,储能电站状态估计,南京示例电力有限公司,,江宁高新园,要求估计误差低于 2%,50-80,否,2027-01-31',
      '第一批,另一个需求,南京示例电力有限公司,,建邺高新区,描述,面议,是,长期有效',
    ].join('\n');
    const { id } = await enqueue(file(text), { kind: 'challenges' });
    await run(id);
    const stored = await store.db.select().from(needs).orderBy(asc(needs.row));
    expect(stored).toMatchObject([
      {
        isChallenge: true,
        park: '江宁高新园',
        parkCode: null,
        budgetMin: 50,
        budgetMax: 80,
        visibility: 'public',
        deadline: '2027-01-31',
      },
      { isChallenge: true, parkCode: 'JY-HT', budgetKind: 'negotiable', visibility: 'confidential', deadline: null },
    ]);
    expect(stored[0]!.organizationId).toBe(stored[1]!.organizationId);
  });

  it('shows the difference and the mapping before anything is stored', async () => {
    await load(csv([row(1), row(2), row(3)]));
    await settleAll();
    const path = file(csv([row(1), row(2, '改写'), row(4)]));
    const preview = await previewImport({ db: store.db, taxonomy }, path, {
      fileName: 'x.csv',
      kind: 'achievements',
      listName: '清单',
    });
    expect(preview).toMatchObject({
      refused: null,
      accepted: 3,
      difference: { added: 1, changed: 1, unchanged: 1, gone: 1 },
    });
    expect(preview.mapping.find(({ header }) => header === '成果名称')?.field).toBe('title');
    expect(await owedCount(store.db)).toBe(0);
    expect(await store.db.$count(tasks)).toBe(1);
  });

  it('ends the task with what to do when its file is kept no longer', async () => {
    const { id } = await enqueue(file(csv([row(1)])));
    // A file is kept while its task is under way, whatever its age.
    expect(await forgetUploads(store.db, new Date(Date.now() + 1000))).toBe(0);
    await store.db.delete(uploads);
    await run(id);
    const [task] = await getTasks(store.db, [id]);
    expect(task).toMatchObject({ state: 'failed', errorCode: 'NOT_FOUND' });
    expect(task!.errorMessage).toContain('请重新上传');
  });

  it('forgets the files of tasks that have ended', async () => {
    await load(csv([row(1)]));
    expect(await forgetUploads(store.db, new Date(Date.now() + 1000))).toBe(1);
    expect(await store.db.$count(uploadChunks)).toBe(0);
  });

  it('remembers the mapping that an organisation confirmed, for its next upload of that kind', async () => {
    const text = '名目,说明文字\n第一项,第一项的说明\n';
    const own = { organization: '测试学院', listName: '学院清单' };
    await load(text, { ...own, mapping: { 名目: 'title', 说明文字: 'summary' } });
    const next = await load('名目,说明文字\n第二项,第二项的说明\n', own);
    expect(next).toMatchObject({ state: 'succeeded', counts: { added: 1, gone: 1 } });
    const [second] = await store.db.select().from(achievements).where(eq(achievements.title, '第二项'));
    expect(second?.summary).toBe('第二项的说明');
  });
});
