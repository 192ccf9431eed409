/** The thread's side of `plane-worker.ts`: multiplies what is asked with all vectors, outside the API's event loop. */
import { parentPort, workerData } from 'node:worker_threads';
import { PlaneProducts } from './plane-products.js';
import type { PlaneReply, PlaneRequest, PlaneThreadData } from './plane-worker.js';

const port = parentPort;
if (!port) throw new Error('plane-thread runs as a worker thread only');

const { memory, width } = workerData as PlaneThreadData;
const side = new PlaneProducts(memory, width, 'thread');

port.on('message', ({ id, asked, count }: PlaneRequest) => {
  const products = side.high(asked, count);
  port.postMessage(
    { id, products } satisfies PlaneReply,
    products.map(({ buffer }) => buffer as ArrayBuffer),
  );
});
