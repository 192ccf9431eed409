/** Products of vectors asked with all vectors of a plane, as the service and `plane-thread.ts` work them out. */
import { wasmExports, type SharedWasmMemory } from '../wasm.js';
import { NEARNESS_WASM } from './nearness-wasm.js';

/** What `nearness.wat` exports; all numbers but sizes are addresses in the memory. */
export interface PlaneKernel {
  products(rows: number, count: number, dimensions: number, asked: number, products: number): void;
}

/** Memory grows by so many vectors; the planes of such a block lie one after the other. */
export const BLOCK = 1024;

/** Where things stand in the memory that both share. Each has places of its own for what is asked and what comes out. */
export class PlaneLayout {
  /** Where the first block begins. */
  readonly start: number;

  /** @param width of the rows that hold the vectors */
  constructor(readonly width: number) {
    this.start = 2 * this.roomOfOne;
  }

  placesOf(who: 'service' | 'thread'): { asked: number; out: number } {
    const asked = who === 'service' ? 0 : this.roomOfOne;
    return { asked, out: asked + 2 * this.width };
  }

  private get roomOfOne(): number {
    return 2 * this.width + 4 * BLOCK;
  }
}

export function planeKernel(memory: SharedWasmMemory): PlaneKernel {
  return wasmExports<PlaneKernel>(NEARNESS_WASM, { plane: { memory } });
}

/**
 * For each vector asked its products with the high bytes of the first ones. Memory is what takes time: a block that was
 * fetched for one vector is multiplied with the others as well.
 */
export function highProducts(
  kernel: PlaneKernel,
  { buffer }: SharedWasmMemory,
  { width, start }: PlaneLayout,
  { asked: askedAt, out }: { asked: number; out: number },
  asked: readonly Int16Array[],
  count: number,
): Int32Array[] {
  const products = asked.map(() => new Int32Array(count));
  for (let from = 0; from < count; from += BLOCK) {
    const rows = Math.min(BLOCK, count - from);
    for (const [which, numbers] of asked.entries()) {
      new Int16Array(buffer, askedAt, width).set(numbers);
      kernel.products(start + 2 * width * from, rows, width, askedAt, out);
      products[which]!.set(new Int32Array(buffer, out, rows), from);
    }
  }
  return products;
}
