import fc from 'fast-check';
import { MOST_ROWS, type Embedder, type TextRole, type TokenRows } from '../../src/embedding/types.js';

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

    const embed = async (texts: readonly string[]) => {
      const embeddings = await embedder.embed(texts.map((text) => ({ text, role: 'passage' })));
      return embeddings.map(({ vector }) => vector);
    };
    const tokensOf = async (text: string, role: TextRole = 'passage') => {
      const [embedding] = await embedder.embed([{ text, role, tokens: true }]);
      return embedding!.tokens!;
    };
    /** The characters that each place with a row begins with. */
    const at = (text: string, { starts }: TokenRows) => [...starts].map((start) => text[start]);

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
      expect(cosine(query!.vector, related!)).toBeGreaterThan(cosine(query!.vector, unrelated!));
    });

    it('gives token rows only when they are asked for', async () => {
      const [without, with_] = await embedder.embed([
        { text: TEXTS[0]!, role: 'passage' },
        { text: TEXTS[0]!, role: 'passage', tokens: true },
      ]);
      expect(without!.tokens).toBeNull();
      expect(cosine(without!.vector, with_!.vector)).toBeGreaterThan(0.999);
      const { rows, starts, rowAt } = with_!.tokens!;
      expect(rows).toBeInstanceOf(Int8Array);
      expect(rows.length % embedder.dimensions).toBe(0);
      expect(rowAt).toHaveLength(starts.length);
    });

    it('says where each token stands, and leaves out signs', async () => {
      const text = '电池，储能。电站！电池';
      expect(at(text, await tokensOf(text))).toEqual([...'电池储能电站电池']);
      expect(at(text, await tokensOf(text, 'query'))).toEqual([...'电池储能电站电池']);
    });

    it('keeps one row for a token that a passage repeats, and one for each place in a query', async () => {
      const text = '电池与电池';
      const passage = await tokensOf(text);
      expect(passage.rows).toHaveLength(3 * embedder.dimensions);
      expect([...passage.rowAt]).toEqual([0, 1, 2, 0, 1]);
      expect((await tokensOf(text, 'query')).rows).toHaveLength(5 * embedder.dimensions);
    });

    it('scales each row to the range of int8', async () => {
      const { rows } = await tokensOf(TEXTS[0]!);
      for (let from = 0; from < rows.length; from += embedder.dimensions) {
        const row = rows.subarray(from, from + embedder.dimensions);
        expect(Math.max(...row.map(Math.abs))).toBe(127);
      }
    });

    it('puts the same word in like surroundings nearer than another word', async () => {
      const [one, other] = [await tokensOf('储能电站的运维'), await tokensOf('大型储能电站')];
      const row = ({ rows, starts, rowAt }: TokenRows, start: number) => {
        const i = rowAt[starts.indexOf(start)]! * embedder.dimensions;
        return rows.subarray(i, i + embedder.dimensions);
      };
      const near = (a: Int8Array, b: Int8Array) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
      expect(near(row(one, 0), row(other, 2))).toBeGreaterThan(near(row(one, 0), row(other, 1)) + 0.1);
    });

    it('reads all of a long text, and keeps its rarer tokens within the limit', async () => {
      // 1,200 different characters, common ones before them, and a word that only the end has.
      const rare = Array.from({ length: 1_200 }, (_, i) => String.fromCodePoint(0x5200 + i)).join('');
      const text = `${'的一是在不了有和人这'.repeat(30)}${rare.slice(0, 110)}。${'的一是在不了有和人这'.repeat(60)}镧`;
      const tokens = await tokensOf(text);
      expect(tokens.rows.length).toBeLessThanOrEqual(MOST_ROWS.passage * embedder.dimensions);
      expect(at(text, tokens)).toContain('镧');
      const crowded = await tokensOf(`${'的一是在不了有和人这'.repeat(3)}${rare}`);
      expect(crowded.rows).toHaveLength(MOST_ROWS.passage * embedder.dimensions);
      expect(at('的一是在不了有和人这', crowded).filter((character) => character !== undefined)).toEqual([]);
    });

    it('has no rows for a text that names nothing', async () => {
      for (const text of ['', '，。！']) expect((await tokensOf(text)).rows).toHaveLength(0);
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

function dot(a: Int8Array, b: Int8Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** Of two normalised vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
