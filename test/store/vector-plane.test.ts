import fc from 'fast-check';
import { jest } from '@jest/globals';
import { PlaneWorker } from '../../src/store/plane-worker.js';
import { VectorPlane } from '../../src/store/vector-plane.js';

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
}

const numbers = (dimensions: number) =>
  fc
    .array(fc.float({ min: -4, max: 4, noNaN: true }), { minLength: dimensions, maxLength: dimensions })
    .map((values) => Float32Array.from(values))
    .filter((vector) => Math.hypot(...vector) > 0.01);

/** Park-Miller: the same vectors in every run. */
let seed = 11;
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
const vectorOf = (dimensions: number) => Float32Array.from({ length: dimensions }, () => random() + random() - 1);

describe('vectors in memory', () => {
  it('tells the cosine of any two vectors, of any width', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70 }).chain((width) => fc.tuple(numbers(width), numbers(width))),
        ([one, asked]) => {
          const plane = new VectorPlane(one.length);
          plane.add(one);
          expect(Math.abs(plane.cosine(plane.asked(asked), 0)! - cosine(one, asked))).toBeLessThan(0.0005);
        },
      ),
    );
  });

  it.each([16, 512, 1024, 4096])('tells it to 0.00002 of vectors such as models give, %i wide', (dimensions) => {
    const plane = new VectorPlane(dimensions);
    const vectors = Array.from({ length: 20 }, () => vectorOf(dimensions));
    for (const vector of vectors) plane.add(vector);
    for (const vector of vectors) {
      const asked = plane.asked(vector);
      const off = vectors.map((one, i) => Math.abs(plane.cosine(asked, i)! - cosine(one, vector)));
      expect(Math.max(...off)).toBeLessThan(dimensions > 512 ? 0.0001 : 0.000_02);
    }
  });

  it('does not overflow where all numbers are the largest', () => {
    for (const dimensions of [512, 1024, 4096]) {
      const plane = new VectorPlane(dimensions);
      const ones = new Float32Array(dimensions).fill(1);
      for (const vector of [ones, ones.map(() => -1)]) plane.add(vector);
      expect(plane.cosine(plane.asked(ones), 0)).toBeCloseTo(1, 4);
      expect(plane.cosine(plane.asked(ones), 1)).toBeCloseTo(-1, 4);
    }
  });

  it('tells roughly how near all are, within its margin, beyond one block too', async () => {
    const plane = new VectorPlane(48);
    const vectors = Array.from({ length: 2500 }, (_, i) => (i % 7 === 3 ? null : vectorOf(48)));
    for (const vector of vectors) plane.add(vector);
    const asked = [vectorOf(48), vectorOf(48)];
    const rough = await plane.roughNearness(
      asked.map((one) => plane.asked(one)),
      vectors.length,
    );
    expect(plane.margin).toBeLessThan(0.01);
    for (const [which, one] of asked.entries())
      for (const [i, vector] of vectors.entries()) {
        const nearness = rough[which]![i]!;
        if (vector === null) expect([nearness, plane.cosine(plane.asked(one), i)]).toEqual([0, null]);
        else expect(Math.abs(nearness - 1 - cosine(vector, one))).toBeLessThan(plane.margin);
      }
  });

  it('compares many in a thread of its own, as without one, also while more are added and when it is closed', async () => {
    const [plane, count] = [new VectorPlane(16), 20_000];
    const vectors = Array.from({ length: count }, () => vectorOf(16));
    for (const vector of vectors) plane.add(vector);
    const asked = [vectorOf(16), vectorOf(16)];
    const compare = () =>
      plane.roughNearness(
        asked.map((one) => plane.asked(one)),
        count,
      );
    const started = jest.spyOn(PlaneWorker.prototype, 'products');
    const comparing = [compare(), compare()];
    // Memory grows meanwhile.
    for (let i = 0; i < 5000; i++) plane.add(vectorOf(16));
    const [first, second] = await Promise.all(comparing);
    expect(await started.mock.results[0]!.value).toHaveLength(2);
    // Whoever still waits for the thread works it out himself.
    const [third] = await Promise.all([compare(), plane.close()]);
    const alone = await compare();
    expect(await started.mock.results[3]!.value).toBeNull();
    expect([first, second, third]).toEqual([alone, alone, alone]);
    const off = vectors.map((vector, i) => Math.abs(alone[1]![i]! - 1 - cosine(vector, asked[1]!)));
    expect(Math.max(...off)).toBeLessThan(plane.margin);
    started.mockRestore();
  });

  it('refuses a vector of another width, and knows how much memory it takes', () => {
    const plane = new VectorPlane(512);
    plane.add(vectorOf(512));
    expect(() => plane.add(vectorOf(511))).toThrow('511');
    expect(plane.bytesWith(0)).toBe(1024 * 1024);
    expect(plane.bytesWith(1024)).toBe(2 * 1024 * 1024);
  });
});
