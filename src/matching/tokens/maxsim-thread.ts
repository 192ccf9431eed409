/**
 * The thread's side of `maxsim.ts`: one matrix product for each request, by the runtime that the embedding model runs on
 * (plain JavaScript takes some fifty times as long), outside the API's event loop.
 */
import { availableParallelism } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { centred } from './centre.js';
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

async function answer({ id, dimensions, asked, found, counts, mean }: MaxSimRequest): Promise<void> {
  const askedRows = asked.length / dimensions;
  const foundRows = found.length / dimensions;
  const centre = mean ?? new Float32Array(dimensions);
  const rows = centred(asked, mean, dimensions);
  const { products, squares } = await session.run({
    found: new Tensor('int8', found, [foundRows, dimensions]),
    asked: new Tensor('float32', withCentre(rows, centre), [dimensions, askedRows + 1]),
  });
  const reply = bestOf(products!.data as Float32Array, squares!.data as Float32Array, offsets(rows, centre), counts);
  port!.postMessage({ id, ...reply } satisfies MaxSimReply, [reply.cosines.buffer, reply.rows.buffer]);
}

/** Rows × dimensions to dimensions × (rows + 1): the last column is the centre. */
function withCentre(rows: Float32Array, centre: Float32Array): Float32Array {
  const dimensions = centre.length;
  const count = rows.length / dimensions;
  const across = count + 1;
  const result = new Float32Array(dimensions * across);
  for (let row = 0; row < count; row++)
    for (let k = 0; k < dimensions; k++) result[k * across + row] = rows[row * dimensions + k]!;
  for (let k = 0; k < dimensions; k++) result[k * across + count] = centre[k]!;
  return result;
}

/** What the centre adds to the product with each row asked; then the centre's product with itself. */
function offsets(rows: Float32Array, centre: Float32Array): Float32Array {
  const dimensions = centre.length;
  const all = new Float32Array(rows.length / dimensions + 1);
  for (let row = 0; row < all.length - 1; row++)
    for (let k = 0; k < dimensions; k++) all[row]! += rows[row * dimensions + k]! * centre[k]!;
  for (let k = 0; k < dimensions; k++) all[all.length - 1]! += centre[k]! * centre[k]!;
  return all;
}

/**
 * The best of each item's rows for each row asked, with the rows found centred on the way: for a row d of length |d|, a
 * centred row a and the centre m the cosine is (d·a / |d| − m·a) / √(1 − 2 d·m / |d| + m·m).
 * @param products rows found (down) × rows asked and the centre (across)
 * @param squares |d|² of each row found
 */
function bestOf(products: Float32Array, squares: Float32Array, offset: Float32Array, counts: readonly number[]) {
  const across = offset.length;
  const askedRows = across - 1;
  const cosines = new Float32Array(counts.length * askedRows);
  const rows = new Int32Array(counts.length * askedRows).fill(-1);
  let found = 0;
  for (const [item, count] of counts.entries()) {
    const at = item * askedRows;
    for (let row = 0; row < count; row++, found++) {
      if (squares[found] === 0) continue;
      const from = found * across;
      const scale = 1 / Math.sqrt(squares[found]!);
      const rest = 1 - 2 * products[from + askedRows]! * scale + offset[askedRows]!;
      const length = 1 / Math.sqrt(Math.max(rest, Number.EPSILON));
      for (let i = 0; i < askedRows; i++) {
        const cosine = (products[from + i]! * scale - offset[i]!) * length;
        if (cosine > cosines[at + i]!) {
          cosines[at + i] = cosine;
          rows[at + i] = row;
        }
      }
    }
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
