/**
 * Rows per second from a 20,000-row CSV into the store (read, mapped, normalised, compared, stored, work owed) against
 * a bare batched INSERT of the same rows, ready-made, through the driver. `npm run bench -- import [rows]`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { readConfig } from '../src/config.js';
import { openDeps, type Deps } from '../src/deps.js';
import { runImport } from '../src/intake/load.js';
import { sendFile } from '../src/intake/send.js';
import { achievements, lists } from '../src/store/schema.js';
import { getTasks } from '../src/store/tasks.js';
import { sampleAchievements, type SampleRow } from './support/sample-rows.js';

const ROWS = 20_000;
const BATCH = 500;
const MEGABYTE = 1 << 20;

const HEADERS: Record<string, string> = {
  title: '成果名称',
  organization: '完成单位',
  code: '成果编号',
  department: '所属院系',
  inventors: '完成人',
  field: '所属领域',
  summary: '成果简介',
  innovation: '技术创新点',
  indicators: '技术指标',
  maturity: '技术成熟度',
  ip: '专利号',
  cooperationModes: '合作方式',
  price: '意向价格（万元）',
  contactName: '联系人',
  contactPhone: '联系电话',
  keywords: '关键词',
};

export async function run([count]: readonly string[] = []): Promise<void> {
  const rows = count === undefined ? ROWS : Number(count);
  const directory = await mkdtemp(join(tmpdir(), 'bench-import-'));
  const deps = await openDeps({ ...readConfig(), dataDir: join(directory, 'data'), logLevel: 'warn' });
  try {
    const file = join(directory, 'list.csv');
    await writeFile(file, csvOf(rows));
    const listName = `bench ${uuidv7()}`;
    const task = await sendFile(deps.db, file, { fileName: 'list.csv', kind: 'achievements', listName });
    global.gc?.();
    const watch = watchProcess();
    const started = performance.now();
    await runImport(deps, task.id, new AbortController().signal);
    const importRate = rows / ((performance.now() - started) / 1000);
    const { peakMegabytes, delayP99, delayMax } = watch.stop();
    const [done] = await getTasks(deps.db, [task.id]);
    if (done?.state !== 'succeeded' || done.counts['added'] !== rows) {
      throw new Error(`the import ended ${done?.state} with ${JSON.stringify(done?.counts)}`);
    }
    const bareRate = await bareInsert(deps, listName);
    console.log(`import       ${importRate.toFixed(0)} rows/s, peak ${peakMegabytes.toFixed(0)} MB above idle`);
    console.log(`event loop   p99 ${delayP99.toFixed(0)} ms, longest ${delayMax.toFixed(0)} ms`);
    console.log(`bare INSERT  ${bareRate.toFixed(0)} rows/s`);
    const figures = { rows, importPerSecond: importRate, barePerSecond: bareRate, ratio: importRate / bareRate };
    const aim = 'ratio >= 0.4, peakMegabytes <= 150';
    console.log(
      JSON.stringify({
        bench: 'import',
        engine: deps.store.engine,
        ...figures,
        peakMegabytes,
        delayP99,
        delayMax,
        aim,
      }),
    );
    await removeList(deps, listName);
  } finally {
    await deps.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** The sample's rows again and again, each with a title and code of its own. */
function csvOf(rows: number): string {
  const fields = Object.keys(HEADERS);
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const sample = sampleAchievements();
  const cell = (row: SampleRow, field: string, i: number) => {
    if (field === 'title') return `${row['title'] ?? ''}（第${i + 1}项）`;
    return field === 'code' ? `B${i + 1}` : (row[field] ?? '');
  };
  const lines = [fields.map((field) => HEADERS[field]!).join(',')];
  for (let i = 0; i < rows; i++) {
    const row = sample[i % sample.length]!;
    lines.push(fields.map((field) => quoted(cell(row, field, i))).join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Resident memory above what it is now, and the delay of the event loop in milliseconds. */
function watchProcess() {
  const idle = process.memoryUsage().rss;
  let peak = idle;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  return {
    stop() {
      clearInterval(timer);
      delay.disable();
      return {
        peakMegabytes: (peak - idle) / MEGABYTE,
        delayP99: delay.percentile(99) / 1e6,
        delayMax: delay.max / 1e6,
      };
    },
  };
}

/** Inserts the imported rows once more under other ids, a batch per statement and transaction, as they are. */
async function bareInsert(deps: Deps, listName: string): Promise<number> {
  const { store } = deps;
  const query = (text: string, values: unknown[]) =>
    store.engine === 'postgres' ? store.pool.query(text, values) : store.pglite.query(text, values);
  const [list] = await deps.db.select().from(lists).where(eq(lists.name, listName));
  const read = await query('SELECT * FROM achievements WHERE list_id = $1', [list!.id]);
  const rows = (read.rows as Record<string, unknown>[]).map((row) => ({
    ...row,
    id: uuidv7(),
    extra: JSON.stringify(row['extra']),
  }));
  const columns = Object.keys(rows[0]!);
  const started = performance.now();
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const places = batch.map((_row, r) => `(${columns.map((_name, c) => `$${r * columns.length + c + 1}`).join(',')})`);
    await query(
      `INSERT INTO achievements (${columns.join(',')}) VALUES ${places.join(',')}`,
      batch.flatMap((row) => columns.map((name) => (row as Record<string, unknown>)[name])),
    );
  }
  return rows.length / ((performance.now() - started) / 1000);
}

/** The embedded database goes with its directory; a shared one is left as it was found, but for organisations. */
async function removeList({ db, store }: Deps, listName: string): Promise<void> {
  if (store.engine === 'pglite') return;
  const list = sql`(SELECT id FROM lists WHERE name = ${listName})`;
  const items = sql`(SELECT id FROM achievements WHERE list_id IN ${list})`;
  await db.execute(sql`DELETE FROM outbox WHERE subject_id IN ${items}`);
  await db.delete(achievements).where(sql`list_id IN ${list}`);
  await db.execute(sql`DELETE FROM list_editions WHERE list_id IN ${list}`);
  await db.execute(sql`DELETE FROM lists WHERE name = ${listName}`);
}
