import { readFileSync } from 'node:fs';
import { openPglite, openPostgres, type Store } from '../../src/store/open.js';

/** Stores that are still open in this test file; `environment.ts` fails the file when any is left. */
const open: Set<Store> = ((globalThis as { openTestStores?: Set<Store> }).openTestStores ??= new Set());
let clones = 0;

/**
 * A migrated and seeded store of its own: PGlite in memory or, with DATABASE_URL, a fresh clone of the template database.
 * Close it in `afterAll`.
 */
export async function openTestStore(): Promise<Store> {
  const template = process.env['TEST_STORE_TEMPLATE'];
  const store = template === undefined ? await openImage() : await openClone(template);
  open.add(store);
  return store;
}

async function openImage(): Promise<Store> {
  const store = await openPglite(null, new Blob([readFileSync(process.env['TEST_STORE_IMAGE']!)]));
  return closing(store, async () => {});
}

async function openClone(template: string): Promise<Store> {
  const name = `ttm_run_${process.env['TEST_STORE_RUN']}_${process.pid}_${(clones += 1)}_${Date.now() % 1_000_000}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const store = openPostgres(testDatabaseUrl(name), 5);
  // Without FORCE the server waits five seconds for others to leave, then refuses: a leaked connection is an error.
  return closing(store, () => administer(`DROP DATABASE ${name}`));
}

function closing(store: Store, after: () => Promise<void>): Store {
  let closed: Promise<void> | undefined;
  const result: Store = {
    ...store,
    close: () =>
      (closed ??= store
        .close()
        .then(after)
        .finally(() => open.delete(result))),
  };
  return result;
}

/** URL of another database on the server of DATABASE_URL. */
export function testDatabaseUrl(database: string): string {
  const url = new URL(process.env['DATABASE_URL']!);
  url.pathname = `/${database}`;
  return url.href;
}

async function administer(statement: string): Promise<void> {
  const admin = openPostgres(process.env['DATABASE_URL']!, 1);
  if (admin.engine !== 'postgres') throw new Error('unreachable');
  try {
    await admin.pool.query(statement);
  } finally {
    await admin.close();
  }
}
