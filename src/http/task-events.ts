import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../store/open.js';
import type { TaskRow } from '../store/schema.js';
import { getTasks } from '../store/tasks.js';
import { taskView } from './views.js';

/** One indexed read per listener: works whichever process runs the task. */
const POLL_MS = 300;
/** Proxies close what is silent for a minute or so. */
const HEARTBEAT_MS = 15_000;

/** A task's progress as server-sent events, from now until it has ended or the server stops. */
export async function* taskEvents(db: Database, row: TaskRow, stopping: AbortSignal): AsyncGenerator<string> {
  let task: TaskRow | undefined = row;
  let told = '';
  let toldAt = Date.now();
  yield `retry: ${POLL_MS}\n\n`;
  while (task !== undefined && !stopping.aborted) {
    const data = JSON.stringify(taskView(task));
    if (data !== told) {
      yield `event: progress\ndata: ${data}\n\n`;
      [told, toldAt] = [data, Date.now()];
    } else if (Date.now() - toldAt > HEARTBEAT_MS) {
      yield ':\n\n';
      toldAt = Date.now();
    }
    if (task.finishedAt !== null) {
      yield `event: end\ndata: ${data}\n\n`;
      return;
    }
    // Rejects only when the server stops.
    await sleep(POLL_MS, undefined, { signal: stopping }).catch(() => {});
    if (!stopping.aborted) [task] = await getTasks(db, [row.id]);
  }
}
