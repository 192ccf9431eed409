/**
 * Once per run: compiles what threads and child processes run, and makes the migrated and seeded store that every test
 * clones. This file loads compiled modules, because Jest maps no `.js` specifiers here.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type * as ConfigModule from '../../src/config.js';
import type * as ModelFiles from '../../src/embedding/model-files.js';
import type * as Migrate from '../../src/store/migrate.js';
import type * as Open from '../../src/store/open.js';
import type * as Seed from '../../src/store/seed.js';
import type * as TaxonomyFile from '../../src/taxonomy.js';

const root = join(__dirname, '..', '..');
const compiled = async <T>(module: string): Promise<T> => (await import(join(root, 'dist', `${module}.js`))) as T;

export default async function globalSetup(): Promise<void> {
  buildWhenStale();
  const name = imageName();
  const url = process.env['DATABASE_URL'];
  if (url === undefined || url === '') process.env['TEST_STORE_IMAGE'] = await embeddedImage(name);
  else process.env['TEST_STORE_TEMPLATE'] = await templateDatabase(url, name);
  process.env['TEST_STORE_RUN'] = String(process.pid);
  await fetchModel();
}

/** Type errors do not stop the compiler from emitting, and are the type check's to report. */
function buildWhenStale(): void {
  const marker = join(root, 'dist', '.built');
  const builtAt = existsSync(marker) ? statSync(marker).mtimeMs : 0;
  const newest = Math.max(...['src', 'workers', 'bench', 'scripts'].map((dir) => newestChange(join(root, dir))));
  if (newest < builtAt) return;
  // Before the compiler reads: what changes while it runs is newer than the build.
  const startedAt = new Date();
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (!existsSync(join(root, 'dist', 'src', 'store', 'open.js')))
    throw new Error(`the build emitted nothing:\n${stdout}`);
  writeFileSync(marker, '');
  utimesSync(marker, startedAt, startedAt);
}

function newestChange(dir: string): number {
  if (!existsSync(dir)) return 0;
  return readdirSync(dir, { recursive: true, withFileTypes: true }).reduce(
    (newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs),
    statSync(dir).mtimeMs,
  );
}

/** Another name whenever anything that goes into the image changes. */
function imageName(): string {
  const migrations = join(root, 'migrations');
  const scripts = readdirSync(migrations).filter((name) => name.endsWith('.sql'));
  const files = [
    ...scripts.sort().map((name) => join(migrations, name)),
    join(root, 'data', 'taxonomy.json'),
    join(root, 'src', 'store', 'seed.ts'),
    join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json'),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return `ttm_test_${hash.digest('hex').slice(0, 16)}`;
}

async function migrateAndSeed(store: Open.Store): Promise<void> {
  const { migrate } = await compiled<typeof Migrate>('src/store/migrate');
  const { seedTaxonomy } = await compiled<typeof Seed>('src/store/seed');
  const { readTaxonomyFile } = await compiled<typeof TaxonomyFile>('src/taxonomy');
  await migrate(store);
  await seedTaxonomy(store.db, readTaxonomyFile());
}

async function embeddedImage(name: string): Promise<string> {
  const path = join(root, '.cache', `${name}.tar.gz`);
  if (existsSync(path)) return path;
  const { openPglite } = await compiled<typeof Open>('src/store/open');
  const store = await openPglite(null);
  if (store.engine !== 'pglite') throw new Error('unreachable');
  await migrateAndSeed(store);
  const image = await store.pglite.dumpDataDir('gzip');
  await store.close();
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, Buffer.from(await image.arrayBuffer()));
  renameSync(`${path}.${process.pid}`, path);
  return path;
}

async function templateDatabase(url: string, name: string): Promise<string> {
  const { openPostgres } = await compiled<typeof Open>('src/store/open');
  const admin = openPostgres(url, 1);
  if (admin.engine !== 'postgres') throw new Error('unreachable');
  try {
    // Runs of several checkouts may meet on one server; a session lock of the single connection orders them.
    await admin.pool.query('SELECT pg_advisory_lock(7246002)');
    const exists = await admin.pool.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (exists.rowCount !== 0) return name;
    await admin.pool.query(`DROP DATABASE IF EXISTS ${name}_new`);
    await admin.pool.query(`CREATE DATABASE ${name}_new`);
    const store = openPostgres(databaseUrl(url, `${name}_new`), 2);
    await migrateAndSeed(store);
    await store.close();
    await admin.pool.query(`ALTER DATABASE ${name}_new RENAME TO ${name}`);
    return name;
  } finally {
    await admin.close();
  }
}

function databaseUrl(url: string, database: string): string {
  const result = new URL(url);
  result.pathname = `/${database}`;
  return result.href;
}

async function fetchModel(): Promise<void> {
  const { ensureModel } = await compiled<typeof ModelFiles>('src/embedding/model-files');
  const { readConfig } = await compiled<typeof ConfigModule>('src/config');
  const { modelDir, hubEndpoint } = readConfig();
  const failures: string[] = [];
  const model = await ensureModel({
    modelDir,
    hubEndpoint,
    onProgress: (event) => {
      if (event.kind === 'failed') failures.push(event.message);
    },
  });
  if (model === null) console.warn(`No embedding model, the tests that need it will fail: ${failures.join('; ')}`);
}
