/**
 * The thread's side of `maxsim.ts`: one matrix product for each request, by the runtime that the embedding model runs on
 * (plain JavaScript takes some fifty times as long), outside the API's event loop.
 */
import { parentPort } from 'node:worker_threads';
import { matmul, Tensor } from '@xenova/transformers';
import { centred, transposed } from './centre.js';
import type { MaxSimReply, MaxSimRequest } from './maxsim.js';

const port = parentPort;
if (!port) throw new Error('maxsim-thread runs as a worker thread only');

async function answer({ id, dimensions, asked, found, counts, mean }: MaxSimRequest): Promise<void> {
  const askedRows = asked.length / dimensions;
  const foundRows = found.length / dimensions;
  const product = await matmul(
    new Tensor('float32', centred(found, mean, dimensions), [foundRows, dimensions]),
    new Tensor('float32', transposed(centred(asked, mean, dimensions), dimensions), [dimensions, askedRows]),
  );
  const reply = bestOf(product.data as Float32Array, askedRows, counts);
  port!.postMessage({ id, ...reply } satisfies MaxSimReply, [reply.cosines.buffer, reply.rows.buffer]);
}

/** @param products rows found (down) × rows asked (across) */
function bestOf(products: Float32Array, askedRows: number, counts: readonly number[]) {
  const cosines = new Float32Array(counts.length * askedRows);
  const rows = new Int32Array(counts.length * askedRows).fill(-1);
  let from = 0;
  for (const [item, count] of counts.entries()) {
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < askedRows; i++) {
        const cosine = products[(from + row) * askedRows + i]!;
        const at = item * askedRows + i;
        if (cosine > cosines[at]!) {
          cosines[at] = cosine;
          rows[at] = row;
        }
      }
    }
    from += count;
  }
  return { cosines, rows };
}

port.on('message', (request: MaxSimRequest | null) => {
  // Closing the port ends the thread: nothing else keeps it alive.
  if (request === null) port.close();
  else
    answer(request).catch((error: unknown) =>
      port.postMessage({ id: request.id, failed: String(error) } satisfies MaxSimReply),
    );
});
