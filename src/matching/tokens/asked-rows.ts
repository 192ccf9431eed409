import { centred } from './centre.js';

/**
 * Largest absolute value of a row asked. With unsigned bytes on the other side and two products added up in 16 bits, as
 * processors without VNNI do, larger ones would overflow. Halved precision moves a text's agreement by 0.02 % in the mean.
 */
const LARGEST = 63;

/** Columns beside the rows: the mean row, and what its rounding leaves. */
const MEAN_COLUMNS = 2;

/**
 * The rows of the text that a search is made with, centred, rounded and laid out for the product with those of items:
 * made once for all items of a search.
 */
export interface AskedRows {
  dimensions: number;
  /** Rows of the text. */
  count: number;
  /** Dimensions × (`count` + 2): a column for each row, then the mean row and what its rounding left. */
  columns: Int8Array;
  /** 1 / length of each rounded row; 0 for a row of nothing. */
  scales: Float64Array;
  /** Product of each rounded row with the mean row. */
  offsets: Float64Array;
  /** The mean row is `steps[0]` × its column + `steps[1]` × the next one; its squared length. */
  steps: readonly [number, number];
  meanSquared: number;
}

/**
 * @param rows int8, rows × dimensions, as they are stored
 * @param mean of all rows of the model, see `centred`; null: unknown
 */
export function prepareRows(rows: Int8Array, mean: Float32Array | null, dimensions: number): AskedRows {
  if (dimensions % 4 !== 0) throw new RangeError(`rows of ${dimensions} dimensions: a multiple of four is expected`);
  const count = rows.length / dimensions;
  const across = count + MEAN_COLUMNS;
  const columns = new Int8Array(dimensions * across);
  const scales = new Float64Array(count);
  const offsets = new Float64Array(count);
  const exact = centred(rows, mean, dimensions);
  const centre = mean ?? new Float32Array(dimensions);
  for (let row = 0; row < count; row++) {
    const from = row * dimensions;
    const perStep = 1 / stepOf(exact, from, dimensions);
    let squares = 0;
    let offset = 0;
    for (let k = 0; k < dimensions; k++) {
      const value = rounded(exact[from + k]! * perStep);
      columns[k * across + row] = value;
      squares += value * value;
      offset += value * centre[k]!;
    }
    scales[row] = squares === 0 ? 0 : 1 / Math.sqrt(squares);
    offsets[row] = offset;
  }
  if (mean === null) return { dimensions, count, columns, scales, offsets, steps: [0, 0], meanSquared: 0 };
  const rest = new Float32Array(mean);
  const take = (column: number) => {
    const step = stepOf(rest, 0, dimensions);
    for (let k = 0; k < dimensions; k++) {
      const value = rounded(rest[k]! / step);
      columns[k * across + column] = value;
      rest[k]! -= value * step;
    }
    return step;
  };
  const steps = [take(count), take(count + 1)] as const;
  const meanSquared = mean.reduce((sum, value) => sum + value * value, 0);
  return { dimensions, count, columns, scales, offsets, steps, meanSquared };
}

/** Faster than Math.round, which took half of the time. @param value from −LARGEST to LARGEST */
function rounded(value: number): number {
  return ((value + LARGEST + 0.5) | 0) - LARGEST;
}

/** What 1 stands for once the row is rounded. */
function stepOf(values: Float32Array, from: number, dimensions: number): number {
  let largest = 0;
  for (let k = from; k < from + dimensions; k++) largest = Math.max(largest, Math.abs(values[k]!));
  return largest === 0 ? 1 : largest / LARGEST;
}
