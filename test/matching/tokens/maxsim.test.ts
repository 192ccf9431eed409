import { rowWeights, tokenAgreement } from '../../../src/matching/tokens/agreement.js';
import { prepareRows } from '../../../src/matching/tokens/asked-rows.js';
import { createMaxSim, type MaxSim } from '../../../src/matching/tokens/maxsim.js';

const DIMENSIONS = 4;

/** The definition, row by row. */
function slowly(asked: number[][], item: number[][], mean: number[]): { cosines: number[]; rows: number[] } {
  const unit = (row: number[]) => row.map((x) => x / (Math.hypot(...row) || 1));
  const centred = (row: number[]) => unit(unit(row).map((x, k) => x - mean[k]!));
  const answering = item.map(centred);
  const cosines = asked.map(centred).map((one) => {
    const all = answering.map((other) => one.reduce((sum, x, k) => sum + x * other[k]!, 0));
    return { best: Math.max(0, ...all), row: Math.max(...all) > 0 ? all.indexOf(Math.max(...all)) : -1 };
  });
  return { cosines: cosines.map(({ best }) => best), rows: cosines.map(({ row }) => row) };
}

/** Rows asked are rounded to seven bits; of four values that shows more than of hundreds. */
function expectNear(cosine: number, exact: number): void {
  expect(Math.abs(cosine - exact)).toBeLessThan(0.01);
}

describe('comparison of token rows', () => {
  let maxSim: MaxSim;
  beforeAll(() => {
    maxSim = createMaxSim();
  });
  afterAll(() => maxSim.close());

  let seed = 7;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const rows = (count: number, dimensions = DIMENSIONS) =>
    Array.from({ length: count }, () => Array.from({ length: dimensions }, () => Math.round(random() * 254 - 127)));
  const packed = (of: number[][]) => Int8Array.from(of.flat());
  const prepared = (of: number[][], mean: number[] | null = null, dimensions = DIMENSIONS) =>
    prepareRows(packed(of), mean && Float32Array.from(mean), dimensions);

  it('gives each row asked its nearest row of each item', async () => {
    const [asked, items, mean] = [rows(5), [rows(3), rows(1), rows(6)], [0.3, -0.1, 0.2, 0.05]];
    const found = await maxSim.best({ asked: prepared(asked, mean), items: items.map(packed) });
    expect(found).toHaveLength(3);
    for (const [i, item] of items.entries()) {
      const expected = slowly(asked, item, mean);
      expect([...found[i]!.rows]).toEqual(expected.rows);
      for (const [j, cosine] of found[i]!.cosines.entries()) expectNear(cosine, expected.cosines[j]!);
    }
  });

  it('gives each row of each item its nearest row, where the items ask', async () => {
    const [answering, items, mean] = [rows(7), [rows(3), [], rows(6)], [0.3, -0.1, 0.2, 0.05]];
    const found = await maxSim.best({ asked: prepared(answering, mean), items: items.map(packed), itemsAsk: true });
    expect(found).toHaveLength(3);
    for (const [i, item] of items.entries()) {
      const expected = slowly(item, answering, mean);
      expect([...found[i]!.rows]).toEqual(expected.rows);
      for (const [j, cosine] of found[i]!.cosines.entries()) expectNear(cosine, expected.cosines[j]!);
    }
  });

  // The loops take 16 values and 8 rows asked at a time, and what is left.
  it.each([
    [16, 8],
    [16, 4],
    [20, 5],
    [64, 9],
    [36, 1],
  ])(
    'does so with rows of %i values, of %i rows asked, for many items in one piece of memory',
    async (dimensions, count) => {
      const mean = rows(1, dimensions)[0]!.map((value) => value / 2000);
      // Small and large by turns: the memory grows, and what an earlier comparison left in it must not be read.
      for (const many of [3, 300, 40]) {
        const asked = rows(count, dimensions);
        const items = Array.from({ length: many }, (_, i) => rows(i % 6, dimensions));
        const found = await maxSim.best({ asked: prepared(asked, mean, dimensions), items: items.map(packed) });
        for (const [i, item] of items.entries()) {
          const expected = slowly(asked, item, mean);
          for (const [j, cosine] of found[i]!.cosines.entries()) {
            expectNear(cosine, expected.cosines[j]!);
            // Of two that are as near either may be named.
            const named = found[i]!.rows[j]!;
            if (named !== -1) expectNear(slowly([asked[j]!], [item[named]!], mean).cosines[0]!, expected.cosines[j]!);
            else expect(expected.cosines[j]!).toBeLessThan(0.01);
          }
        }
      }
    },
  );

  it('finds a row in itself', async () => {
    const asked = rows(3);
    const [found] = await maxSim.best({ asked: prepared(asked), items: [packed(asked)] });
    expect([...found!.rows]).toEqual([0, 1, 2]);
    for (const cosine of found!.cosines) expectNear(cosine, 1);
  });

  it('gives nothing for a row of nothing on either side', async () => {
    const nothing = [0, 0, 0, 0];
    const [asked, item] = [
      [nothing, ...rows(1)],
      [nothing, ...rows(2)],
    ];
    const [found] = await maxSim.best({ asked: prepared(asked), items: [packed(item)] });
    expect([found!.cosines[0], found!.rows[0]]).toEqual([0, -1]);
    expect([...found!.rows]).toEqual(slowly(asked, item, nothing).rows);
  });

  it('answers for items without rows, and without a row asked', async () => {
    const asked = prepared(rows(2));
    const [empty, full] = await maxSim.best({ asked, items: [new Int8Array(0), packed(rows(2))] });
    expect([...empty!.cosines]).toEqual([0, 0]);
    expect([...empty!.rows]).toEqual([-1, -1]);
    expect(full!.cosines).toHaveLength(2);
    expect(await maxSim.best({ asked: prepared([]), items: [packed(rows(2))] })).toEqual([
      { cosines: new Float32Array(0), rows: new Int32Array(0) },
    ]);
    const [unanswered] = await maxSim.best({ asked: prepared([]), items: [packed(rows(2))], itemsAsk: true });
    expect([...unanswered!.rows]).toEqual([-1, -1]);
  });

  it('takes items that share a piece of memory, at any place in it', async () => {
    const items = [rows(3), rows(2)];
    const memory = new Int8Array(23);
    memory.set(packed(items[0]!), 1);
    memory.set(packed(items[1]!), 15);
    const asked = rows(4);
    const found = await maxSim.best({
      asked: prepared(asked),
      items: [memory.subarray(1, 13), memory.subarray(15, 23)],
    });
    for (const [i, item] of items.entries())
      expect([...found[i]!.rows]).toEqual(slowly(asked, item, [0, 0, 0, 0]).rows);
  });

  it('keeps comparisons apart that run at once', async () => {
    const all = Array.from({ length: 8 }, () => ({ asked: rows(4), item: rows(5) }));
    const found = await Promise.all(
      all.map(({ asked, item }) => maxSim.best({ asked: prepared(asked), items: [packed(item)] })),
    );
    for (const [i, { asked, item }] of all.entries())
      expect([...found[i]![0]!.rows]).toEqual(slowly(asked, item, [0, 0, 0, 0]).rows);
  });

  it('lets comparisons end that run when it is closed', async () => {
    const other = createMaxSim();
    const asked = rows(4);
    const items = Array.from({ length: 6 }, () => rows(5));
    const running = items.map((item) => other.best({ asked: prepared(asked), items: [packed(item)] }));
    await other.close();
    for (const [i, [found]] of (await Promise.all(running)).entries())
      expect([...found!.rows]).toEqual(slowly(asked, items[i]!, [0, 0, 0, 0]).rows);
  });

  it('refuses after it was closed, twice without harm', async () => {
    const other = createMaxSim();
    await other.best({ asked: prepared(rows(1)), items: [packed(rows(1))] });
    await other.close();
    await other.close();
    await expect(other.best({ asked: prepared(rows(1)), items: [] })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
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
    const asking = { starts: Int32Array.of(0, 2, 9), rowAt: Int32Array.of(0, 1, 2) };
    const weights = rowWeights(asking, 3, 4);
    expect([...weights]).toEqual([2, 2, 1]);
    expect(tokenAgreement(Float32Array.of(1, 0, 0), weights)).toBeCloseTo(0.4);
    expect(tokenAgreement(Float32Array.of(0, 0, 1), weights)).toBeCloseTo(0.2);
  });

  it('is 0 for a text without tokens', () => {
    expect(tokenAgreement(new Float32Array(0), new Float32Array(0))).toBe(0);
  });
});
