import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.js';
import { compiledPath } from '../paths.js';
import type { ModelLocation } from './model-location.js';
import type { PackedEmbedding, ThreadReply, ThreadRequest } from './onnx-thread.js';
import { silenceRuntime } from './silence-runtime.js';
import type { Embedder, Embedding, EmbedRequest } from './types.js';

/** About a tenth of a second of work: small enough that a query does not wait long behind an import. */
const CHUNK_CHARACTERS = 1_000;
const CHUNK_TEXTS = 16;

interface Call {
  requests: readonly EmbedRequest[];
  /** Index of the first text that no thread has taken. */
  next: number;
  embeddings: Embedding[];
  unfinished: number;
  resolve: (embeddings: Embedding[]) => void;
  reject: (error: AppError) => void;
}

interface Chunk {
  call: Call;
  start: number;
  requests: EmbedRequest[];
}

interface Thread {
  worker: Worker;
  ready: boolean;
  chunk: Chunk | null;
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
export async function createOnnxEmbedder(options: { model: ModelLocation; threads: number }): Promise<Embedder> {
  const { model } = options;
  silenceRuntime();
  const threads = new Set<Thread>();
  /** Calls with texts that no thread has taken, the one whose turn it is first. */
  const waiting: Call[] = [];
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | null = null;

  function start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(compiledPath('src/embedding/onnx-thread'), { workerData: model });
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      const thread: Thread = { worker, ready: false, chunk: null, error: null, ended };
      threads.add(thread);
      worker.on('message', (reply: ThreadReply) => {
        if (reply.kind !== 'ready') finishChunk(thread, reply);
        else if (reply.dimensions === model.dimensions) {
          thread.ready = true;
          resolve();
        } else {
          thread.error = new Error(`config.json 写的是 ${model.dimensions} 维，模型给出 ${reply.dimensions} 维`);
          void worker.terminate();
        }
        distribute();
      });
      worker.on('error', (error: Error) => (thread.error = error));
      worker.once('exit', () => {
        threads.delete(thread);
        if (thread.ready) {
          const lost = thread.chunk?.call;
          if (lost) fail(lost, new AppError('UNAVAILABLE', '向量模型的线程意外退出，请重试', { cause: thread.error }));
          distribute();
          return;
        }
        const message = `向量模型 ${model.dir} 无法加载：${thread.error?.message ?? '线程退出'}`;
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
      idle.chunk = takeChunk(waiting);
      idle.worker.postMessage({ requests: idle.chunk.requests } satisfies ThreadRequest);
    }
  }

  function finishChunk(thread: Thread, reply: Exclude<ThreadReply, { kind: 'ready' }>): void {
    const { call, start, requests } = thread.chunk!;
    thread.chunk = null;
    if (reply.kind === 'failed') {
      fail(call, new AppError('UNAVAILABLE', `向量模型计算失败：${reply.message}`));
      return;
    }
    for (const [i, packed] of reply.embeddings.entries()) call.embeddings[start + i] = unpacked(packed);
    call.unfinished -= requests.length;
    if (call.unfinished === 0) call.resolve(call.embeddings);
  }

  function fail(call: Call, error: AppError): void {
    const at = waiting.indexOf(call);
    if (at >= 0) waiting.splice(at, 1);
    call.reject(error);
  }

  function enqueue(requests: readonly EmbedRequest[]): Promise<Embedding[]> {
    return new Promise((resolve, reject) => {
      waiting.push({ requests, next: 0, embeddings: [], unfinished: requests.length, resolve, reject });
      distribute();
    });
  }

  async function closeThreads(): Promise<void> {
    await Promise.allSettled(running);
    for (const { worker } of threads) worker.postMessage(null satisfies ThreadRequest);
    await Promise.all([...threads].map(({ ended }) => ended));
  }

  await start();
  return {
    modelId: model.id,
    dimensions: model.dimensions,
    async embed(requests) {
      if (closing) throw new AppError('UNAVAILABLE', '向量模型已关闭');
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
function takeChunk(waiting: Call[]): Chunk {
  const call = waiting.shift()!;
  const start = call.next;
  let characters = 0;
  do characters += call.requests[call.next++]!.text.length;
  while (call.next < call.requests.length && call.next - start < CHUNK_TEXTS && characters < CHUNK_CHARACTERS);
  if (call.next < call.requests.length) waiting.push(call);
  return { call, start, requests: call.requests.slice(start, call.next) };
}

function unpacked({ vector, tokens }: PackedEmbedding): Embedding {
  return {
    vector: new Float32Array(vector),
    tokens: tokens && {
      rows: new Int8Array(tokens.rows),
      starts: new Int32Array(tokens.starts),
      rowAt: new Int32Array(tokens.rowAt),
    },
  };
}
