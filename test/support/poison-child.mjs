// A worker process over the environment's database and queue whose model kills it when it meets the text 毒药. Says
// `settled` when nothing is owed any more.
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../dist/src/config.js';
import { openDeps } from '../../dist/src/deps.js';
import { createHashingEmbedder } from '../../dist/src/embedding/hashing.js';
import { createAchievement } from '../../dist/src/items/write.js';
import { owedCount } from '../../dist/src/store/outbox.js';
import { startWorkers } from '../../dist/workers/embedded.js';
import { FAILURE_POLICY } from '../../dist/workers/handle.js';

/** Titles to store first. */
const titles = process.argv.slice(2);

const hashing = createHashingEmbedder();
const embedder = {
  ...hashing,
  async embed(requests) {
    if (requests.some(({ text }) => text.includes('毒药'))) process.kill(process.pid, 'SIGKILL');
    return hashing.embed(requests);
  },
};
const deps = await openDeps(readConfig(), {
  findModel: async () => ({ id: embedder.modelId, dimensions: embedder.dimensions, open: async () => embedder }),
});
for (const title of titles) await createAchievement(deps, { title, organization: '云岭理工大学' });
const workers = await startWorkers(deps, { ...FAILURE_POLICY, killsTogether: 1, kills: 3 });

let stopping = false;
process.once('SIGTERM', () => (stopping = true));
while (!stopping) {
  if ((await owedCount(deps.db)) === 0) console.log('settled');
  await sleep(50);
}
await workers.close();
await deps.close();
