import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.js';
import { compiledPath } from '../paths.js';
import type { ModelLocation } from './model-location.js';
import type { ThreadReply, ThreadRequest } from './model-thread.js';
import { silenceRuntime } from './silence-runtime.js';

/** About a tenth of a second of work: small enough that a query does not wait long behind an import. */
const CHUNK_CHARACTERS = 1_000;
const CHUNK_TEXTS = 16;

export interface ModelPoolOptions<Ready, Request> {
  model: ModelLocation;
  threads: number;
  /** What people call it, in messages: 向量模型, 重排模型. */
  label: string;
  /** Compiled module that a thread runs; it ends in `serveChunks`. */
  module: string;
  /** Characters of a request. */
  sizeOf(request: Request): number;
  /** What is wrong with a model that has loaded, in Chinese; null: nothing. */
  problemOf(ready: Ready): string | null;
}

export interface ModelPool<Request, Result> {
  /** One result per request, in the order asked. @throws AppError UNAVAILABLE, MODEL_UNAVAILABLE */
  run(requests: readonly Request[]): Promise<Result[]>;
  /** Waits for running calls; later calls reject. Twice without harm. */
  close(): Promise<void>;
}

interface Call<Request, Result> {
  requests: readonly Request[];
  /** Index of the first text that no thread has taken. */
  next: number;
  results: Result[];
  unfinished: number;
  resolve: (results: Result[]) => void;
  reject: (error: AppError) => void;
}

interface Chunk<Request, Result> {
  call: Call<Request, Result>;
  start: number;
  requests: Request[];
}

interface Thread<Request, Result> {
  worker: Worker;
  ready: boolean;
  chunk: Chunk<Request, Result> | null;
  /** What the thread died of, known before it ends. */
  error: Error | null;
  ended: Promise<void>;
}

/**
 * Runs a model in up to `threads` worker threads, each with a session of its own (about 80 MB); the first is loaded
 * here, the others when there is work for them. Calls share the threads in turn, a chunk each. A thread that dies takes
 * the calls it was working on with it (`UNAVAILABLE`) and is replaced when there is work again.
 * @throws AppError MODEL_UNAVAILABLE when the model does not load
 */
export async function openModelPool<Ready, Request, Result>(
  options: ModelPoolOptions<Ready, Request>,
): Promise<ModelPool<Request, Result>> {
  const { model, label } = options;
  silenceRuntime();
  const threads = new Set<Thread<Request, Result>>();
  /** Calls with texts that no thread has taken, the one whose turn it is first. */
  const waiting: Call<Request, Result>[] = [];
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;

  function start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(compiledPath(options.module), { workerData: model });
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      const thread: Thread<Request, Result> = { worker, ready: false, chunk: null, error: null, ended };
      threads.add(thread);
      worker.on('message', (reply: ThreadReply<Ready, Result>) => {
        if (reply.kind !== 'ready') finishChunk(thread, reply);
        else {
          const problem = options.problemOf(reply.ready);
          if (problem === null) {
            thread.ready = true;
            resolve();
          } else {
            thread.error = new Error(problem);
            void worker.terminate();
          }
        }
        distribute();
      });
      worker.on('error', (error: Error) => (thread.error = error));
      worker.once('exit', () => {
        threads.delete(thread);
        if (thread.ready) {
          const lost = thread.chunk?.call;
          if (lost) fail(lost, new AppError('UNAVAILABLE', `${label}的线程意外退出，请重试`, { cause: thread.error }));
          distribute();
          return;
        }
        const message = `${label} ${model.dir} 无法加载：${thread.error?.message ?? '线程退出'}`;
        const error = new AppError('MODEL_UNAVAILABLE', message, { cause: thread.error });
        for (const call of waiting.splice(0)) call.reject(error);
        reject(error);
      });
    });
  }

  function distribute(): void {
    while (waiting.length > 0) {
      const idle = [...threads].find((thread) => thread.ready && !thread.chunk);
      if (!idle) {
        const loading = [...threads].some((thread) => !thread.ready);
        // A failure to load has been reported to the calls that wait.
        if (!loading && threads.size < options.threads) start().catch(() => {});
        return;
      }
      idle.chunk = takeChunk(waiting, options.sizeOf);
      idle.worker.postMessage({ requests: idle.chunk.requests } satisfies ThreadRequest<Request>);
    }
  }

  function finishChunk(
    thread: Thread<Request, Result>,
    reply: Exclude<ThreadReply<Ready, Result>, { kind: 'ready' }>,
  ): void {
    const { call, start, requests } = thread.chunk!;
    thread.chunk = null;
    if (reply.kind === 'failed') {
      fail(call, new AppError('UNAVAILABLE', `${label}计算失败：${reply.message}`));
      return;
    }
    for (const [i, result] of reply.results.entries()) call.results[start + i] = result;
    call.unfinished -= requests.length;
    if (call.unfinished === 0) call.resolve(call.results);
  }

  function fail(call: Call<Request, Result>, error: AppError): void {
    const at = waiting.indexOf(call);
    if (at >= 0) waiting.splice(at, 1);
    call.reject(error);
  }

  function enqueue(requests: readonly Request[]): Promise<Result[]> {
    return new Promise((resolve, reject) => {
      waiting.push({ requests, next: 0, results: [], unfinished: requests.length, resolve, reject });
      distribute();
    });
  }

  async function closeThreads(): Promise<void> {
    await Promise.allSettled(running);
    for (const { worker } of threads) worker.postMessage(null satisfies ThreadRequest<Request>);
    await Promise.all([...threads].map(({ ended }) => ended));
  }

  await start();
  return {
    async run(requests) {
      if (closing) throw new AppError('UNAVAILABLE', `${label}已关闭`);
      if (requests.length === 0) return [];
      const call = enqueue(requests);
      const settled = call.catch(() => {}).finally(() => running.delete(settled));
      running.add(settled);
      return call;
    },
    close() {
      closing ??= closeThreads();
      return closing;
    },
  };
}

/** The next texts of the call whose turn it is, which then goes to the end of the line. */
function takeChunk<Request, Result>(
  waiting: Call<Request, Result>[],
  sizeOf: (request: Request) => number,
): Chunk<Request, Result> {
  const call = waiting.shift()!;
  const start = call.next;
  let characters = 0;
  do characters += sizeOf(call.requests[call.next++]!);
  while (call.next < call.requests.length && call.next - start < CHUNK_TEXTS && characters < CHUNK_CHARACTERS);
  if (call.next < call.requests.length) waiting.push(call);
  return { call, start, requests: call.requests.slice(start, call.next) };
}
