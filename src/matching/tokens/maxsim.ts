import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.js';
import { silenceRuntime } from '../../embedding/silence-runtime.js';
import { compiledPath } from '../../paths.js';

/** For each row asked, the best cosine (0 or more) among an item's rows, and the row that gave it (−1: none above 0). */
export interface BestRows {
  cosines: Float32Array;
  rows: Int32Array;
}

/** Token rows to compare, as they are stored: int8, rows × dimensions. */
export interface Comparison {
  dimensions: number;
  /** Of all rows of the model, see `centred`; null: unknown. */
  mean: Float32Array | null;
  asked: Int8Array;
  /** The rows of each item. */
  items: readonly Int8Array[];
}

/**
 * Compares token rows: late interaction as in ColBERT (Khattab & Zaharia 2020). Runs in a thread of its own, which the
 * first comparison starts; one that dies takes its comparisons with it, and the next starts another.
 */
export interface MaxSim {
  /** @throws AppError UNAVAILABLE when the thread died or all is closed */
  best(comparison: Comparison): Promise<BestRows[]>;
  /** Lets running comparisons end. Twice without harm. */
  close(): Promise<void>;
}

/** To the thread, or null to end. */
export interface MaxSimRequest {
  id: number;
  dimensions: number;
  mean: Float32Array | null;
  asked: Int8Array;
  /** The items' rows, one item after the other, and how many rows each has. */
  found: Int8Array;
  counts: number[];
}
export type MaxSimReply = ({ id: number } & BestRows) | { id: number; failed: string };

interface Call {
  resolve: (best: BestRows) => void;
  reject: (error: AppError) => void;
}

export function createMaxSim(): MaxSim {
  const calls = new Map<number, Call>();
  let thread: { worker: Worker; ended: Promise<void> } | null = null;
  let closing: Promise<void> | null = null;
  let lastId = 0;

  function start(): { worker: Worker; ended: Promise<void> } {
    silenceRuntime();
    const worker = new Worker(compiledPath('src/matching/tokens/maxsim-thread'));
    let cause: unknown;
    worker.on('message', (reply: MaxSimReply) => {
      const call = calls.get(reply.id);
      calls.delete(reply.id);
      if ('failed' in reply) call?.reject(new AppError('UNAVAILABLE', `逐词比较失败：${reply.failed}`));
      else call?.resolve(reply);
    });
    worker.on('error', (error) => (cause = error));
    const ended = new Promise<void>((resolve) =>
      worker.once('exit', () => {
        thread = null;
        const error = new AppError('UNAVAILABLE', '逐词比较的线程意外退出，请重试', { cause });
        for (const { reject } of calls.values()) reject(error);
        calls.clear();
        resolve();
      }),
    );
    return { worker, ended };
  }

  async function run(comparison: Comparison, found: Int8Array): Promise<BestRows> {
    const { dimensions, mean, asked, items } = comparison;
    const id = (lastId += 1);
    const counts = items.map((rows) => rows.length / dimensions);
    thread ??= start();
    const { worker } = thread;
    return new Promise((resolve, reject) => {
      calls.set(id, { resolve, reject });
      worker.postMessage({ id, dimensions, mean, asked, found, counts } satisfies MaxSimRequest, [
        found.buffer as ArrayBuffer,
      ]);
    });
  }

  return {
    async best(comparison) {
      if (closing !== null) throw new AppError('UNAVAILABLE', '逐词比较已关闭');
      const { items, asked, dimensions } = comparison;
      const found = concatenated(items);
      const across = asked.length / dimensions;
      const all =
        found.length === 0 || across === 0
          ? { cosines: new Float32Array(items.length * across), rows: new Int32Array(items.length * across).fill(-1) }
          : await run(comparison, found);
      return items.map((_, i) => ({
        cosines: all.cosines.subarray(i * across, (i + 1) * across),
        rows: all.rows.subarray(i * across, (i + 1) * across),
      }));
    },
    close: () =>
      (closing ??= (async () => {
        thread?.worker.postMessage(null);
        await thread?.ended;
      })()),
  };
}

function concatenated(parts: readonly Int8Array[]): Int8Array {
  const whole = new Int8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
