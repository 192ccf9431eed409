/**
 * Vectors of many items in memory, for cosines with all of them: 100,000 of 512 dimensions take 100 MB and 4 to 9 ms. Each
 * number is an integer of 16 bits in parts of the largest of its vector: its high byte in one plane, its low byte in
 * another. The first alone tells who may be near, within `margin`; with both a cosine is right to 0.00002.
 */
import { reserve, sharedMemory } from '../wasm.js';
import { BLOCK, PlaneProducts } from './plane-products.js';
import { PlaneWorker } from './plane-worker.js';

/** What the memory can grow to: as much as `nearness.wat` says. */
const MOST_BYTES = 2 ** 31;
/** So many are compared by a thread of its own: fewer take less than two milliseconds. */
const WORTH_A_THREAD = 16_384;
/** What the kernel takes at a time. */
const STEP = 32;
/** Largest high byte and low byte together. */
const LARGEST = 127 * 256 + 127;
/** Nearness of the farthest: above that of what has no vector. */
const LEAST = 0.000_001;

/** A vector to compare with those in memory. */
export interface AskedVector {
  numbers: Int16Array;
  /** What a product is to be multiplied by, besides the item's own factor. */
  factor: number;
}

export class VectorPlane {
  private readonly memory = sharedMemory(MOST_BYTES);
  /** Dimensions of the rows that hold the vectors. */
  private readonly width: number;
  private readonly products: PlaneProducts;
  private readonly worker: PlaneWorker;
  /** By number, what a product is to be multiplied by; 0: there is no vector. */
  private factors = new Float32Array(BLOCK);
  private largestFactor = 0;
  private count = 0;

  constructor(private readonly dimensions: number) {
    this.width = STEP * Math.ceil(dimensions / STEP);
    this.products = new PlaneProducts(this.memory, this.width, 'service');
    this.worker = new PlaneWorker({ memory: this.memory, width: this.width });
  }

  /** Ends its thread; what is asked afterwards is worked out without. */
  close(): Promise<void> {
    return this.worker.close();
  }

  /** Bytes that these vectors and so many more take. */
  bytesWith(more: number): number {
    return 2 * this.width * BLOCK * Math.ceil((this.count + more) / BLOCK);
  }

  /** How many were added. */
  get size(): number {
    return this.count;
  }

  /**
   * How far a rough nearness may be from the cosine: six standard deviations of what is rounded off, 256 parts a number,
   * evenly spread. About 0.003 for vectors whose largest number is a fifth of their length.
   */
  get margin(): number {
    return (6 * 256 * this.largestFactor) / Math.sqrt(12);
  }

  /** Adds one; null: the item has none. @throws Error when it has another width */
  add(values: Float32Array | null): void {
    if (values !== null && values.length !== this.dimensions)
      throw new Error(`a vector of ${values.length} dimensions among those of ${this.dimensions}`);
    const number = this.count++;
    if (number % BLOCK === 0) this.makeRoom();
    if (values === null) return;
    const { largest, length } = sizesOf(values);
    if (length === 0) return;
    const { buffer } = this.memory;
    const places = this.placesOf(number);
    const high = new Int8Array(buffer, places.high, this.width);
    const low = new Int8Array(buffer, places.low, this.width);
    const steps = LARGEST / largest;
    for (let i = 0; i < values.length; i++) {
      const whole = Math.round(values[i]! * steps);
      high[i] = (whole + 128) >> 8;
      low[i] = whole - 256 * high[i]!;
    }
    this.factors[number] = largest / LARGEST / length;
    this.largestFactor = Math.max(this.largestFactor, this.factors[number]!);
  }

  asked(vector: Float32Array): AskedVector {
    const { largest, length } = sizesOf(vector);
    // The sum of as many products of the largest numbers is below 2³¹.
    const most = Math.min(32_767, Math.floor((2 ** 31 - 1) / (128 * this.width)));
    const numbers = new Int16Array(this.width);
    for (let i = 0; i < this.dimensions; i++) numbers[i] = Math.round((vector[i]! / largest) * most);
    return { numbers, factor: length === 0 ? 0 : largest / most / length };
  }

  /** For each vector asked, 1 + cosine of the first ones, by number, as the high bytes tell it; 0: there is no vector. */
  async roughNearness(asked: readonly AskedVector[], count: number): Promise<Float32Array[]> {
    const end = Math.min(count, this.count);
    const numbers = asked.map((one) => one.numbers);
    const products =
      (end < WORTH_A_THREAD ? null : await this.worker.products(numbers, end)) ?? this.products.high(numbers, end);
    return products.map((ofOne, which) => {
      const nearness = new Float32Array(count);
      const factor = 256 * asked[which]!.factor;
      for (let i = 0; i < end; i++) {
        const own = this.factors[i]!;
        if (own !== 0) nearness[i] = Math.max(LEAST, 1 + ofOne[i]! * own * factor);
      }
      return nearness;
    });
  }

  /** Null: there is no vector. */
  cosine(asked: AskedVector, number: number): number | null {
    const factor = this.factors[number]!;
    if (factor === 0) return null;
    const { high, low } = this.placesOf(number);
    return this.products.whole(asked.numbers, high, low) * factor * asked.factor;
  }

  private makeRoom(): void {
    reserve(this.memory, this.products.start + this.bytesWith(0));
    if (this.factors.length >= this.count) return;
    const factors = new Float32Array(2 * this.factors.length);
    factors.set(this.factors);
    this.factors = factors;
  }

  private placesOf(number: number): { high: number; low: number } {
    const place = number % BLOCK;
    const block = this.products.start + 2 * this.width * (number - place);
    return { high: block + this.width * place, low: block + this.width * (BLOCK + place) };
  }
}

function sizesOf(values: Float32Array): { largest: number; length: number } {
  let [largest, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value > largest) largest = value;
    else if (-value > largest) largest = -value;
    squares += value * value;
  }
  return { largest, length: Math.sqrt(squares) };
}
