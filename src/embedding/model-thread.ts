/** The thread's side of `model-pool.ts`: it takes one chunk at a time and answers each with one message; no queue here. */
import { parentPort } from 'node:worker_threads';

/** To the thread: texts to work on, or null to release the model and end. */
export type ThreadRequest<Request> = { requests: Request[] } | null;
/** From the thread: loaded; or a chunk's results, one for each request, buffers transferred; or its error. */
export type ThreadReply<Ready, Result> =
  | { kind: 'ready'; ready: Ready }
  | { kind: 'done'; results: Result[] }
  | { kind: 'failed'; message: string };

/**
 * Says that the model is loaded, then works until told to end.
 * @param buffersOf the buffers of a result that travel instead of being copied
 * @param release gives the model's memory back
 */
export function serveChunks<Request, Result>(
  ready: object,
  work: (request: Request) => Promise<Result>,
  buffersOf: (result: Result) => ArrayBuffer[],
  release: () => Promise<unknown>,
): void {
  const port = parentPort;
  if (!port) throw new Error('a model runs in a worker thread only');
  const reply = (message: ThreadReply<object, Result>, transfer: ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  const answer = async (requests: readonly Request[]) => {
    const results: Result[] = [];
    for (const request of requests) results.push(await work(request));
    reply({ kind: 'done', results }, results.flatMap(buffersOf));
  };
  port.on('message', (message: ThreadRequest<Request>) => {
    if (message) {
      answer(message.requests).catch((error: unknown) => reply({ kind: 'failed', message: String(error) }));
    } else {
      // Closing the port ends the thread: nothing else keeps it alive.
      void release().finally(() => port.close());
    }
  });
  reply({ kind: 'ready', ready });
}
