import fc from 'fast-check';
import type { Embedder } from '../../src/embedding/types.js';

const TEXTS = [
  '储能电站电池状态估计与运维技术',
  '电池储能系统的健康状态评估方法',
  '一种抗肿瘤小分子药物及其制备方法',
  '基于MATLAB的PID控制器设计，精度优于0.1 mm',
  '',
  '  \n\t',
];

/** What every adapter of `Embedder` keeps. */
export function describeEmbedder(name: string, open: () => Promise<Embedder>): void {
  describe(name, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await open();
    });
    afterAll(() => embedder.close());

    const embed = (texts: readonly string[]) => embedder.embed(texts.map((text) => ({ text, role: 'passage' })));

    it('names its model and its dimensions', () => {
      expect(embedder.modelId).not.toBe('');
      expect(embedder.dimensions).toBeGreaterThan(0);
    });

    it('gives one normalised vector per text, also for empty and blank ones', async () => {
      const vectors = await embed(TEXTS);
      expect(vectors).toHaveLength(TEXTS.length);
      for (const vector of vectors) {
        expect(vector).toBeInstanceOf(Float32Array);
        expect(vector).toHaveLength(embedder.dimensions);
        expect(cosine(vector, vector)).toBeCloseTo(1, 4);
      }
    });

    it('gives the same vector whatever else is in the call, in the order asked', async () => {
      const alone = new Map<string, Float32Array>();
      for (const text of TEXTS) alone.set(text, (await embed([text]))[0]!);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(...TEXTS), { minLength: 1, maxLength: 40 }), async (texts) => {
          const vectors = await embed(texts);
          for (const [i, text] of texts.entries()) expect(cosine(vectors[i]!, alone.get(text)!)).toBeGreaterThan(0.999);
        }),
        { numRuns: 10 },
      );
    });

    it('puts related texts nearer than unrelated ones', async () => {
      const [need, related, unrelated] = await embed(TEXTS);
      expect(cosine(need!, related!)).toBeGreaterThan(cosine(need!, unrelated!) + 0.1);
    });

    it('answers a call without requests', async () => {
      await expect(embed([])).resolves.toEqual([]);
    });

    it('takes texts of thousands of characters and odd ones', async () => {
      const vectors = await embed(['技术转移'.repeat(1_250), 'a'.repeat(5_000), '\u{d800}\u0000\u200b', '𠮷𠮷']);
      for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 4);
    });

    it('puts a query nearer to what it searches', async () => {
      const [query] = await embedder.embed([{ text: TEXTS[0]!, role: 'query' }]);
      const [related, unrelated] = await embed([TEXTS[1]!, TEXTS[2]!]);
      expect(cosine(query!, related!)).toBeGreaterThan(cosine(query!, unrelated!));
    });

    it('keeps concurrent calls apart', async () => {
      const expected = await embed(TEXTS);
      const calls = await Promise.all(TEXTS.map((text) => embed([text, ...TEXTS])));
      for (const [i, [first, ...rest]] of calls.entries()) {
        expect(cosine(first!, expected[i]!)).toBeGreaterThan(0.999);
        for (const [k, vector] of rest.entries()) expect(cosine(vector, expected[k]!)).toBeGreaterThan(0.999);
      }
    });

    it('closes after the running calls, twice without harm, and then rejects', async () => {
      const other = await open();
      const running = other.embed(TEXTS.map((text) => ({ text, role: 'passage' })));
      await Promise.all([other.close(), other.close()]);
      await expect(running).resolves.toHaveLength(TEXTS.length);
      await other.close();
      await expect(other.embed([{ text: '晚了', role: 'query' }])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });
  });
}

/** Of two normalised vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
