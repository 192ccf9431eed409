/**
 * The thread's side of `maxsim.ts`: one matrix product for each request, by the runtime that the embedding model runs on
 * (plain JavaScript takes some fifty times as long), outside the API's event loop.
 */
import { availableParallelism } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { bestForItems, createRowComparison } from './best-rows.js';
import type { MaxSimReply, MaxSimRequest } from './maxsim.js';
import { productGraph } from './product-graph.js';

/** More bring little for products of this size, and are missed by the other requests of the service. */
const MOST_THREADS = 4;

const port = parentPort;
if (!port) throw new Error('maxsim-thread runs as a worker thread only');

const session = await InferenceSession.create(productGraph(), {
  intraOpNumThreads: Math.min(MOST_THREADS, availableParallelism()),
  // Threads that wait for the next product by spinning would take the cores from those who prepare it.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
});

const comparison = createRowComparison();

async function answer({ id, asked, items, itemsAsk }: MaxSimRequest): Promise<void> {
  const { dimensions, columns } = asked;
  const joined = comparison.joinItems(items, asked);
  const { products } = await session.run({
    found: new Tensor('uint8', joined.bytes, [joined.squares.length, dimensions]),
    asked: new Tensor('int8', columns, [dimensions, columns.length / dimensions]),
  });
  const best = itemsAsk ? bestForItems : comparison.bestOfItems;
  const reply = best(products!.data as Int32Array, joined, asked);
  port!.postMessage({ id, ...reply } satisfies MaxSimReply, [
    reply.cosines.buffer as ArrayBuffer,
    reply.rows.buffer as ArrayBuffer,
  ]);
}

/** One after the other: they share a piece of memory. */
let turn: Promise<void> = Promise.resolve();

port.on('message', (request: MaxSimRequest | null) => {
  turn = turn.then(async () => {
    // Closing the port ends the thread: nothing else keeps it alive.
    if (request === null) port.close();
    else
      await answer(request).catch((error: unknown) =>
        port.postMessage({ id: request.id, failed: String(error) } satisfies MaxSimReply),
      );
  });
});
