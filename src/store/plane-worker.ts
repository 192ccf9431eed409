import { Worker } from 'node:worker_threads';
import { compiledPath } from '../paths.js';
import type { SharedWasmMemory } from '../wasm.js';

export interface PlaneThreadData {
  memory: SharedWasmMemory;
  width: number;
}

export interface PlaneRequest {
  id: number;
  asked: readonly Int16Array[];
  count: number;
}

export interface PlaneReply {
  id: number;
  products: Int32Array[];
}

/**
 * A thread that reads the vectors where they are (`plane-products.ts`), so that the service answers others meanwhile. The
 * first call starts it; when it dies, so that the next starts another.
 */
export class PlaneWorker {
  private worker: Worker | null = null;
  private readonly calls = new Map<number, (products: Int32Array[] | null) => void>();
  private lastId = 0;
  private closed = false;

  constructor(private readonly data: PlaneThreadData) {}

  /** @returns see `PlaneProducts.high`; null when the thread died or all is closed: whoever asks works them out himself */
  products(asked: readonly Int16Array[], count: number): Promise<Int32Array[] | null> {
    if (this.closed) return Promise.resolve(null);
    const worker = (this.worker ??= this.start());
    const id = (this.lastId += 1);
    // While somebody waits for it, the process must not end.
    worker.ref();
    return new Promise((resolve) => {
      this.calls.set(id, resolve);
      worker.postMessage({ id, asked, count } satisfies PlaneRequest);
    });
  }

  /** Ends the thread; running calls get null. Twice without harm. */
  async close(): Promise<void> {
    this.closed = true;
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(compiledPath('src/store/plane-thread'), { workerData: this.data });
    worker.unref();
    worker.on('message', ({ id, products }: PlaneReply) => {
      this.calls.get(id)!(products);
      this.calls.delete(id);
      if (this.calls.size === 0) worker.unref();
    });
    // Whoever waits is answered when it has ended.
    worker.on('error', () => {});
    worker.once('exit', () => {
      if (this.worker === worker) this.worker = null;
      for (const resolve of this.calls.values()) resolve(null);
      this.calls.clear();
    });
    return worker;
  }
}
