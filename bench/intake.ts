/**
 * What reading a list costs against the bare parser on the same file in the same run, how much memory a long list
 * takes, and for how long an import into the embedded database blocks the event loop.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { streamXlsxRows } from 'hucre/xlsx';
import { csvLine, encodeCsv } from '../src/intake/export/csv.js';
import { writeWorkbook } from '../src/intake/export/workbook.js';
import { readList } from '../src/intake/intake.js';
import { runImport } from '../src/intake/load.js';
import { sendFile } from '../src/intake/send.js';
import { compiledPath } from '../src/paths.js';
import { openPglite } from '../src/store/open.js';
import { migrate } from '../src/store/migrate.js';
import { seedTaxonomy } from '../src/store/seed.js';
import { readTaxonomyFile } from '../src/taxonomy.js';
import { sampleAchievements } from './support/sample-rows.js';

const HEADERS: Record<string, string> = {
  title: '成果名称', code: '成果编号', organization: '完成单位', department: '所属院系', inventors: '完成人',
  field: '所属领域', summary: '成果简介', innovation: '技术创新点', indicators: '技术指标', prospects: '应用前景',
  maturity: '技术成熟度', ip: '知识产权情况', cooperationModes: '合作方式', price: '意向价格（万元）',
  confidentiality: '成果密级', contactName: '联系人', contactPhone: '联系电话', contactEmail: '电子邮箱', remarks: '备注',
}; // prettier-ignore

const CSV_ROWS = 20_000;
const XLSX_ROWS = 5_000;
const LONG_ROWS = 200_000;
/** Characters of a cell in the long list: with whole texts it would be past the limit on the size of a file. */
const SHORT_CELLS = 24;
const IMPORTED_ROWS = 2_000;
const TIMER_MS = 10;
const IDLE_MS = 3_000;
/** Each measure is taken this often, the two sides in turn; the median counts, since others use the machine as well. */
const ROUNDS = 3;

export async function run(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-intake-'));
  try {
    const csvPath = join(dir, 'list.csv');
    const xlsxPath = join(dir, 'list.xlsx');
    await writeCsv(csvPath, CSV_ROWS);
    await writeXlsx(xlsxPath, XLSX_ROWS);
    const csv = await compareReading(csvPath, CSV_ROWS, bareCsv);
    const xlsx = await compareReading(xlsxPath, XLSX_ROWS, bareXlsx);
    await writeCsv(csvPath, LONG_ROWS, SHORT_CELLS);
    const memory = await memoryOf(csvPath, LONG_ROWS);
    await writeCsv(csvPath, IMPORTED_ROWS);
    const delay = await delayOfImport(csvPath);
    console.log(`CSV  ${CSV_ROWS} rows: ${shown(csv)}`);
    console.log(`XLSX ${XLSX_ROWS} rows: ${shown(xlsx)}`);
    console.log(`${LONG_ROWS} rows: ${memory.toFixed(0)} MB above idle`);
    console.log(
      `import of ${IMPORTED_ROWS} rows: event loop blocked ${delay.p99.toFixed(0)} ms (p99), ${delay.max.toFixed(0)} ms (longest; idle ${delay.idleMax.toFixed(0)} ms)`,
    );
    const aim = 'ratios >= 0.35, memoryMegabytes <= 150, longest < 200';
    console.log(
      JSON.stringify({ bench: 'intake', csv, xlsx, memoryMegabytes: memory, blockedMilliseconds: delay, aim }),
    );
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function shown({ rowsPerSecond, barePerSecond, ratio }: Rates): string {
  return `${rowsPerSecond.toFixed(0)} rows/s, bare parser ${barePerSecond.toFixed(0)}, ratio ${ratio.toFixed(2)}`;
}

interface Rates {
  rowsPerSecond: number;
  barePerSecond: number;
  ratio: number;
}

async function compareReading(path: string, rows: number, bare: (path: string) => Promise<number>): Promise<Rates> {
  const rates: { own: number[]; bare: number[] } = { own: [], bare: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.bare.push(await rate(rows, () => bare(path)));
    rates.own.push(await rate(rows, () => readAll(path)));
  }
  const [rowsPerSecond, barePerSecond] = [median(rates.own), median(rates.bare)];
  return { rowsPerSecond, barePerSecond, ratio: rowsPerSecond / barePerSecond };
}

/** @param read gives how many rows it saw, which must be all of them */
async function rate(rows: number, read: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const seen = await read();
  if (seen !== rows) throw new Error(`${seen} of ${rows} rows were read`);
  return rows / ((performance.now() - started) / 1000);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function readAll(path: string): Promise<number> {
  let rows = 0;
  for await (const event of readList({ path, name: path }, { kind: 'achievements' })) if (event.type === 'row') rows++;
  return rows;
}

/** Decoded and split, nothing else. */
async function bareCsv(path: string): Promise<number> {
  const decoder = new TextDecoder('gb18030');
  const parser = parse();
  const text = Readable.from(
    (async function* decode() {
      for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
        yield decoder.decode(chunk, { stream: true });
    })(),
  );
  let rows = -1;
  await pipeline(text, parser, async (records) => {
    for await (const _record of records) rows++;
  });
  return rows;
}

async function bareXlsx(path: string): Promise<number> {
  const web = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  let rows = -1;
  for await (const _row of streamXlsxRows(web)) rows++;
  return rows;
}

/** Peak resident memory, in MB, of a process that reads the list, above what it had when it was idle. */
async function memoryOf(path: string, rows: number): Promise<number> {
  const script = compiledPath('bench/support/intake-child');
  const child = spawn(process.execPath, ['--expose-gc', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  const { read, megabytes } = JSON.parse(said) as { read: number; megabytes: number };
  if (read !== rows) throw new Error(`${read} of ${rows} rows were read`);
  return megabytes;
}

/** Delays of the event loop while a list is imported, and the longest while nothing is done: that is the machine's. */
async function delayOfImport(path: string): Promise<Delay & { idleMax: number }> {
  const taxonomy = readTaxonomyFile();
  const store = await openPglite(null);
  try {
    await migrate(store);
    await seedTaxonomy(store.db, taxonomy);
    const { id } = await sendFile(store.db, path, { fileName: 'list.csv', kind: 'achievements' });
    // What opening the database has left to do is not the import's.
    await sleep(500);
    const idle = await delayDuring(() => sleep(IDLE_MS));
    const run = await delayDuring(() => runImport({ store, taxonomy }, id, new AbortController().signal));
    return { ...run, idleMax: idle.max };
  } finally {
    await store.close();
  }
}

/** In ms: what a timer waits beyond its time. */
interface Delay {
  p99: number;
  max: number;
}

async function delayDuring(act: () => Promise<void>): Promise<Delay> {
  const delay = monitorEventLoopDelay({ resolution: TIMER_MS });
  delay.enable();
  await act();
  delay.disable();
  // The histogram counts from one tick to the next, the timer's own time included.
  return { p99: delay.percentile(99) / 1e6 - TIMER_MS, max: delay.max / 1e6 - TIMER_MS };
}

async function writeCsv(path: string, rows: number, longest = Infinity): Promise<void> {
  await writeFile(path, encodeCsv(csvLine(Object.values(HEADERS)), 'gbk'));
  const lines = function* () {
    for (const cells of rowsOf(rows)) yield encodeCsv(csvLine(cells.map((text) => text.slice(0, longest))), 'gbk');
  };
  await pipeline(Readable.from(lines()), createWriteStream(path, { flags: 'a' }));
}

async function writeXlsx(path: string, rows: number): Promise<void> {
  const header = { number: 1, cells: Object.values(HEADERS) };
  const body = [...rowsOf(rows)].map((cells, at) => ({ number: at + 2, cells }));
  await pipeline(writeWorkbook([{ name: '成果', widths: [], rows: [[header, ...body]] }]), createWriteStream(path));
}

/** The sample rows again and again, each time under another title and code, so that none repeats another. */
function* rowsOf(count: number): Generator<string[]> {
  const samples = sampleAchievements();
  for (let at = 0; at < count; at++) {
    const sample = samples[at % samples.length]!;
    const row: Record<string, string> = { ...sample, title: `${at} ${sample['title']}`, code: `CG-${at}` };
    yield Object.keys(HEADERS).map((field) => row[field] ?? '');
  }
}
