import { rowWeights, tokenAgreement } from '../../../src/matching/tokens/agreement.js';
import { createMaxSim, type MaxSim } from '../../../src/matching/tokens/maxsim.js';

const DIMENSIONS = 4;

/** The definition, row by row. */
function slowly(asked: number[][], item: number[][], mean: number[]): { cosines: number[]; rows: number[] } {
  const unit = (row: number[]) => row.map((x) => x / (Math.hypot(...row) || 1));
  const centred = (row: number[]) => unit(unit(row).map((x, k) => x - mean[k]!));
  const cosines = asked.map((one) => {
    const all = item.map((other) => centred(one).reduce((sum, x, k) => sum + x * centred(other)[k]!, 0));
    return { best: Math.max(0, ...all), row: Math.max(...all) > 0 ? all.indexOf(Math.max(...all)) : -1 };
  });
  return { cosines: cosines.map(({ best }) => best), rows: cosines.map(({ row }) => row) };
}

describe('comparison of token rows', () => {
  let maxSim: MaxSim;
  beforeAll(() => {
    maxSim = createMaxSim();
  });
  afterAll(() => maxSim.close());

  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const rows = (count: number) =>
    Array.from({ length: count }, () => Array.from({ length: DIMENSIONS }, () => Math.round(random() * 254 - 127)));
  const packed = (of: number[][]) => Int8Array.from(of.flat());

  it('gives each row asked its nearest row of each item', async () => {
    const [asked, items, mean] = [rows(5), [rows(3), rows(1), rows(6)], [0.3, -0.1, 0.2, 0.05]];
    const found = await maxSim.best({
      dimensions: DIMENSIONS,
      mean: Float32Array.from(mean),
      asked: packed(asked),
      items: items.map(packed),
    });
    expect(found).toHaveLength(3);
    for (const [i, item] of items.entries()) {
      const expected = slowly(asked, item, mean);
      expect([...found[i]!.rows]).toEqual(expected.rows);
      for (const [j, cosine] of found[i]!.cosines.entries()) expect(cosine).toBeCloseTo(expected.cosines[j]!, 4);
    }
  });

  it('finds a row in itself', async () => {
    const asked = rows(3);
    const [found] = await maxSim.best({
      dimensions: DIMENSIONS,
      mean: null,
      asked: packed(asked),
      items: [packed(asked)],
    });
    expect([...found!.rows]).toEqual([0, 1, 2]);
    for (const cosine of found!.cosines) expect(cosine).toBeCloseTo(1, 4);
  });

  it('answers for items without rows, and without a row asked', async () => {
    const asked = packed(rows(2));
    const [empty, full] = await maxSim.best({
      dimensions: DIMENSIONS,
      mean: null,
      asked,
      items: [new Int8Array(0), packed(rows(2))],
    });
    expect([...empty!.cosines]).toEqual([0, 0]);
    expect([...empty!.rows]).toEqual([-1, -1]);
    expect(full!.cosines).toHaveLength(2);
    expect(await maxSim.best({ dimensions: DIMENSIONS, mean: null, asked: new Int8Array(0), items: [asked] })).toEqual([
      { cosines: new Float32Array(0), rows: new Int32Array(0) },
    ]);
  });

  it('keeps comparisons apart that run at once', async () => {
    const all = Array.from({ length: 8 }, () => ({ asked: rows(4), item: rows(5) }));
    const found = await Promise.all(
      all.map(({ asked, item }) =>
        maxSim.best({ dimensions: DIMENSIONS, mean: null, asked: packed(asked), items: [packed(item)] }),
      ),
    );
    for (const [i, { asked, item }] of all.entries())
      expect([...found[i]![0]!.rows]).toEqual(slowly(asked, item, [0, 0, 0, 0]).rows);
  });

  it('refuses after it was closed, twice without harm', async () => {
    const other = createMaxSim();
    await other.best({ dimensions: DIMENSIONS, mean: null, asked: packed(rows(1)), items: [packed(rows(1))] });
    await other.close();
    await other.close();
    await expect(
      other.best({ dimensions: DIMENSIONS, mean: null, asked: packed(rows(1)), items: [] }),
    ).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('token agreement', () => {
  it('prefers a few true likenesses to many weak ones', () => {
    const weights = new Float32Array(4).fill(1);
    expect(tokenAgreement(Float32Array.of(0.9, 0, 0, 0), weights)).toBeGreaterThan(
      tokenAgreement(Float32Array.of(0.5, 0.5, 0.5, 0.5), weights),
    );
  });

  it('counts what the title says twice', () => {
    const asking = { rows: new Int8Array(0), starts: Int32Array.of(0, 2, 9), rowAt: Int32Array.of(0, 1, 2) };
    const weights = rowWeights(asking, 3, 4);
    expect([...weights]).toEqual([2, 2, 1]);
    expect(tokenAgreement(Float32Array.of(1, 0, 0), weights)).toBeCloseTo(0.4);
    expect(tokenAgreement(Float32Array.of(0, 0, 1), weights)).toBeCloseTo(0.2);
  });

  it('is 0 for a text without tokens', () => {
    expect(tokenAgreement(new Float32Array(0), new Float32Array(0))).toBe(0);
  });
});
