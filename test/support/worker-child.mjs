// A worker process over the environment's database and queue, to be killed. Its model is the hashing embedder at the
// cost of a small real one. Says `ready`, `stored N indexed N` (items, and those that have words) and `settled`.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { readConfig } from '../../dist/src/config.js';
import { openDeps } from '../../dist/src/deps.js';
import { createHashingEmbedder } from '../../dist/src/embedding/hashing.js';
import { sendFile } from '../../dist/src/intake/send.js';
import { owedCount } from '../../dist/src/store/outbox.js';
import { startWorkers } from '../../dist/workers/embedded.js';

const MS_PER_TEXT = 1;
/** Jobs to embed, then the model answers no more; and a list to import first. */
const [jobs, listFile] = process.argv.slice(2);

const hashing = createHashingEmbedder();
let embedded = 0;
const embedder = {
  ...hashing,
  async embed(requests) {
    if ((embedded += 1) > Number(jobs)) await new Promise(() => {});
    await sleep(requests.length * MS_PER_TEXT);
    return hashing.embed(requests);
  },
};
const deps = await openDeps(readConfig(), {
  findModel: async () => ({ id: embedder.modelId, dimensions: embedder.dimensions, open: async () => embedder }),
});
if (listFile !== undefined) {
  await sendFile(deps.db, listFile, { fileName: 'list.csv', kind: 'achievements' });
}
const workers = await startWorkers(deps);
console.log('ready');

let stopping = false;
process.once('SIGTERM', () => (stopping = true));
let said = '';
while (!stopping) {
  const [stored] = (await deps.db.execute(sql`SELECT count(*)::int AS items FROM achievements`)).rows;
  const [indexed] = (await deps.db.execute(sql`SELECT count(*)::int AS items FROM lexical_entries`)).rows;
  const line = `stored ${stored.items} indexed ${indexed.items}`;
  if (line !== said) console.log(line);
  said = line;
  if ((await owedCount(deps.db)) === 0) console.log('settled');
  await sleep(20);
}
await workers.close();
await deps.close();
