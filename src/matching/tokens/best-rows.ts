/**
 * What surrounds the product: rows are joined and measured before it; after it they are centred on the way, and of each
 * item only the best remain. For an item's row d, a centred row a of length 1 and the mean row m, the cosine is
 * (d·a / |d| − m·a) / √(1 − 2 d·m / |d| + m·m).
 */
import { reserve, wasmExports, type WasmMemory } from '../../wasm.js';
import type { AskedRows } from './asked-rows.js';
import type { BestRows } from './maxsim.js';
import { ROWS_WASM } from './rows-wasm.js';

/** Rows of several items, one item after the other. */
export interface ItemRows {
  /** Unsigned, 128 more than they are: what the runtime's fastest product takes. */
  bytes: Uint8Array;
  /** Squared length of each row. */
  squares: Int32Array;
  /** Rows of each item. */
  counts: readonly number[];
}

/** What `rows.wat` exports; all numbers but sizes are addresses in the memory. */
interface Kernel {
  memory: WasmMemory;
  prepare(bytes: number, rows: number, dimensions: number, squares: number): void;
  best(
    products: number,
    rows: number,
    stride: number,
    columns: number,
    factors: number,
    lengths: number,
    offsets: number,
    best: number,
    which: number,
  ): void;
}

/** Around the product, in one piece of memory: what is joined is there until the next call. */
export interface RowComparison {
  /** @param items int8, rows × dimensions each; dimensions are a multiple of four */
  joinItems(items: readonly Int8Array[], asked: AskedRows): ItemRows;
  /**
   * For each row asked the best row of each item.
   * @param products the rows last joined (down) × the columns asked (across)
   */
  bestOfItems(products: Int32Array, items: ItemRows, asked: AskedRows): BestRows;
}

export function createRowComparison(): RowComparison {
  const kernel = wasmExports<Kernel>(ROWS_WASM);

  /** Where things of these sizes lie, one after the other; views of the memory made before are void. */
  function places<T extends Record<string, number>>(bytes: T): T {
    let end = 0;
    const found = Object.entries(bytes).map(([name, size]) => {
      const at = end;
      // By 16, and at least as many bytes between two as the kernel's last columns go too far.
      end += (Math.ceil(size / 16) + 2) * 16;
      return [name, at];
    });
    reserve(kernel.memory, end);
    return Object.fromEntries(found) as T;
  }

  const layout = (rows: number, { dimensions, columns, count }: AskedRows) =>
    places({
      bytes: rows * dimensions,
      squares: rows * 4,
      products: rows * 4 * (columns.length / dimensions),
      factors: rows * 4,
      lengths: rows * 4,
      offsets: count * 4,
      best: count * 4,
      which: count * 4,
    });

  return {
    joinItems(items, asked) {
      const { dimensions } = asked;
      const counts = items.map((rows) => rows.length / dimensions);
      const rows = counts.reduce((sum, count) => sum + count, 0);
      const at = layout(rows, asked);
      const { buffer } = kernel.memory;
      const bytes = new Uint8Array(buffer, at.bytes, rows * dimensions);
      let end = 0;
      for (const item of items) {
        bytes.set(item, end);
        end += item.length;
      }
      kernel.prepare(at.bytes, rows, dimensions, at.squares);
      return { bytes, squares: new Int32Array(buffer, at.squares, rows), counts };
    },

    bestOfItems(products, items, asked) {
      const { count, scales, offsets, columns, dimensions } = asked;
      const rows = items.squares.length;
      const at = layout(rows, asked);
      const { buffer } = kernel.memory;
      const { factors, lengths } = scalesOf(products, items, asked);
      new Int32Array(buffer, at.products, products.length).set(products);
      new Float32Array(buffer, at.factors, rows).set(factors);
      new Float32Array(buffer, at.lengths, rows).set(lengths);
      new Float32Array(buffer, at.offsets, count).set(offsets);
      const bestCosines = new Float32Array(buffer, at.best, count);
      const bestRows = new Int32Array(buffer, at.which, count);
      const found = {
        cosines: new Float32Array(items.counts.length * count),
        rows: new Int32Array(items.counts.length * count),
      };
      const stride = (columns.length / dimensions) * 4;
      let first = 0;
      for (const [item, height] of items.counts.entries()) {
        const { products, factors, lengths, offsets, best, which } = at;
        const row = 4 * first;
        kernel.best(
          products + first * stride,
          height,
          stride,
          count,
          factors + row,
          lengths + row,
          offsets,
          best,
          which,
        );
        found.rows.set(bestRows, item * count);
        for (let column = 0; column < count; column++)
          found.cosines[item * count + column] = bestCosines[column]! * scales[column]!;
        first += height;
      }
      return found;
    },
  };
}

/** The other way round: for each row of each item the best of the rows asked. @returns item after item */
export function bestForItems(products: Int32Array, items: ItemRows, asked: AskedRows): BestRows {
  const { count, scales, offsets } = asked;
  const { factors, lengths } = scalesOf(products, items, asked);
  const across = asked.columns.length / asked.dimensions;
  const cosines = new Float32Array(factors.length);
  const rows = new Int32Array(factors.length);
  for (let row = 0; row < factors.length; row++) {
    let best = 0;
    let which = -1;
    for (let column = 0; column < count; column++) {
      const product = products[row * across + column]! * factors[row]! - offsets[column]! * lengths[row]!;
      const cosine = product * scales[column]!;
      if (cosine > best) {
        best = cosine;
        which = column;
      }
    }
    cosines[row] = best;
    rows[row] = which;
  }
  return { cosines, rows };
}

/** For each row of the items: 1 / √(1 − 2 d·m / |d| + m·m), and the same over |d|; 0 for a row of nothing. */
function scalesOf(products: Int32Array, { squares }: ItemRows, asked: AskedRows) {
  const { count, steps, meanSquared } = asked;
  const across = asked.columns.length / asked.dimensions;
  const factors = new Float64Array(squares.length);
  const lengths = new Float64Array(squares.length);
  for (let row = 0; row < squares.length; row++) {
    if (squares[row] === 0) continue;
    const scale = 1 / Math.sqrt(squares[row]!);
    const at = row * across + count;
    const mean = (steps[0] * products[at]! + steps[1] * products[at + 1]!) * scale;
    lengths[row] = 1 / Math.sqrt(Math.max(1 - 2 * mean + meanSquared, Number.EPSILON));
    factors[row] = lengths[row]! * scale;
  }
  return { factors, lengths };
}
