/** Products of vectors asked with those of a plane, as the service and `plane-thread.ts` work them out. */
import { reserve, wasmExports, type SharedWasmMemory } from '../wasm.js';
import { NEARNESS_WASM } from './nearness-wasm.js';

/** What `nearness.wat` exports; all numbers but sizes are addresses in the memory. */
interface Kernel {
  products(rows: number, count: number, dimensions: number, asked: number, products: number): void;
}

/** Memory grows by so many vectors; the planes of such a block lie one after the other. */
export const BLOCK = 1024;

/** One side of the memory that both share: each has places of its own for what is asked and what comes out. */
export class PlaneProducts {
  /** Where the first block begins, behind the places of both. */
  readonly start: number;
  private readonly kernel: Kernel;
  private readonly asked: number;
  private readonly out: number;
  /** The first two that come out. The buffer is another one when the memory has grown, but not what stands there. */
  private readonly pair: Int32Array;
  /** What stands where the kernel looks for what is asked. */
  private loaded: Int16Array | null = null;

  /** @param width of the rows that hold the vectors */
  constructor(
    private readonly memory: SharedWasmMemory,
    private readonly width: number,
    side: 'service' | 'thread',
  ) {
    const ofOneSide = 2 * width + 4 * BLOCK;
    this.start = 2 * ofOneSide;
    reserve(memory, this.start);
    this.asked = side === 'service' ? 0 : ofOneSide;
    this.out = this.asked + 2 * width;
    this.pair = new Int32Array(memory.buffer, this.out, 2);
    this.kernel = wasmExports<Kernel>(NEARNESS_WASM, { plane: { memory } });
  }

  /** Product with one row of whole numbers. @param high and low: addresses of its bytes */
  whole(asked: Int16Array, high: number, low: number): number {
    this.load(asked);
    this.kernel.products(high, 1, this.width, this.asked, this.out);
    this.kernel.products(low, 1, this.width, this.asked, this.out + 4);
    return 256 * this.pair[0]! + this.pair[1]!;
  }

  /**
   * For each vector asked its products with the high bytes of the first ones. Memory is what takes time: a block that was
   * fetched for one vector is multiplied with the others as well.
   */
  high(asked: readonly Int16Array[], count: number): Int32Array[] {
    const products = asked.map(() => new Int32Array(count));
    for (let from = 0; from < count; from += BLOCK) {
      const rows = Math.min(BLOCK, count - from);
      for (const [which, numbers] of asked.entries()) {
        this.load(numbers);
        this.kernel.products(this.start + 2 * this.width * from, rows, this.width, this.asked, this.out);
        products[which]!.set(new Int32Array(this.memory.buffer, this.out, rows), from);
      }
    }
    return products;
  }

  private load(asked: Int16Array): void {
    if (this.loaded === asked) return;
    this.loaded = asked;
    new Int16Array(this.memory.buffer, this.asked, this.width).set(asked);
  }
}
