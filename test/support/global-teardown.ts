import { join } from 'node:path';
import type * as Open from '../../src/store/open.js';

/** Drops what this run's killed or leaking tests have left on the server; the template stays for the next run. */
export default async function globalTeardown(): Promise<void> {
  const url = process.env['DATABASE_URL'];
  if (url === undefined || url === '') return;
  const { openPostgres } = (await import(
    join(__dirname, '..', '..', 'dist', 'src', 'store', 'open.js')
  )) as typeof Open;
  const admin = openPostgres(url, 1);
  if (admin.engine !== 'postgres') throw new Error('unreachable');
  const left = await admin.pool.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [
    `ttm_run_${process.env['TEST_STORE_RUN']}_%`,
  ]);
  for (const { datname } of left.rows) await admin.pool.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  await admin.close();
}
