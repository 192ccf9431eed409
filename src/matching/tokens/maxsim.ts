import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.js';
import { silenceRuntime } from '../../embedding/silence-runtime.js';
import { compiledPath } from '../../paths.js';
import type { AskedRows } from './asked-rows.js';

/** For each row that asks, the best cosine (0 or more) among those that answer, and which gave it (−1: none above 0). */
export interface BestRows {
  cosines: Float32Array;
  rows: Int32Array;
}

export interface Comparison {
  asked: AskedRows;
  /**
   * The rows of each item as they are stored: int8, rows × dimensions. Their memory goes over to the thread, with
   * whatever else is in it: afterwards it is empty.
   */
  items: readonly Int8Array[];
  /** The rows of the items ask, and those prepared answer. */
  itemsAsk?: boolean;
}

/**
 * Compares token rows: late interaction as in ColBERT (Khattab & Zaharia 2020). Runs in a thread of its own, which the
 * first comparison starts; one that dies takes its comparisons with it, and the next starts another.
 */
export interface MaxSim {
  /** @returns item by item. @throws AppError UNAVAILABLE when the thread died or all is closed */
  best(comparison: Comparison): Promise<BestRows[]>;
  /** Lets running comparisons end. Twice without harm. */
  close(): Promise<void>;
}

/** To the thread, or null to end. */
export type MaxSimRequest = Required<Comparison> & { id: number };
/** Item after item. */
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

  async function run(comparison: Required<Comparison>): Promise<BestRows> {
    const id = (lastId += 1);
    thread ??= start();
    const { worker } = thread;
    return new Promise((resolve, reject) => {
      const memory = new Set(comparison.items.map(({ buffer }) => buffer as ArrayBuffer));
      worker.postMessage({ id, ...comparison } satisfies MaxSimRequest, [...memory]);
      calls.set(id, { resolve, reject });
    });
  }

  return {
    async best({ asked, items, itemsAsk = false }) {
      if (closing !== null) throw new AppError('UNAVAILABLE', '逐词比较已关闭');
      const heights = items.map((rows) => (itemsAsk ? rows.length / asked.dimensions : asked.count));
      const total = heights.reduce((sum, height) => sum + height, 0);
      const all =
        asked.count === 0 || items.every(({ length }) => length === 0)
          ? { cosines: new Float32Array(total), rows: new Int32Array(total).fill(-1) }
          : await run({ asked, items, itemsAsk });
      let at = 0;
      return heights.map((height) => {
        const [from, to] = [at, (at += height)];
        return { cosines: all.cosines.subarray(from, to), rows: all.rows.subarray(from, to) };
      });
    },
    close: () =>
      (closing ??= (async () => {
        thread?.worker.postMessage(null);
        await thread?.ended;
      })()),
  };
}
