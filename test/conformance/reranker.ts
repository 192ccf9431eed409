import fc from 'fast-check';
import type { Pair, Reranker } from '../../src/reranking/types.js';

const TEXTS = ['储能电站电池状态估计', '电池储能系统', '猪瘟病毒核酸检测试剂盒', '热管理结构', '', '  \n'];

/** What every adapter of `Reranker` keeps. */
export function describeReranker(name: string, open: () => Promise<Reranker>): void {
  describe(name, () => {
    let reranker: Reranker;
    beforeAll(async () => {
      reranker = await open();
    });
    afterAll(() => reranker.close());

    it('names itself', () => {
      expect(reranker.name).not.toBe('');
    });

    it('gives a higher figure to the text that answers', async () => {
      const asked = TEXTS[0]!;
      const [near, far] = await reranker.score([
        { asked, found: TEXTS[1]! },
        { asked, found: TEXTS[2]! },
      ]);
      expect(near!).toBeGreaterThan(far!);
    });

    it('gives the same figure whatever else is in the call, in the order asked', async () => {
      const pair = fc.record({ asked: fc.constantFrom(...TEXTS), found: fc.constantFrom(...TEXTS) });
      await fc.assert(
        fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 30 }), async (pairs: Pair[]) => {
          const together = await reranker.score(pairs);
          const alone = await Promise.all(pairs.map(async (one) => (await reranker.score([one]))[0]!));
          expect(together).toHaveLength(pairs.length);
          together.forEach((figure, i) => expect(figure).toBeCloseTo(alone[i]!, 4));
        }),
        { numRuns: 10 },
      );
    });

    it('takes empty calls, long texts and odd ones', async () => {
      expect(await reranker.score([])).toEqual([]);
      const odd = ['储能'.repeat(10_000), '\u{d800}\u0000\u200b', '𠮷𠮷', ''];
      const figures = await reranker.score(odd.flatMap((asked) => odd.map((found) => ({ asked, found }))));
      expect(figures.every(Number.isFinite)).toBe(true);
    });

    it('closes after the running calls, twice without harm, and then rejects', async () => {
      const other = await open();
      const running = other.score(TEXTS.map((found) => ({ asked: TEXTS[0]!, found })));
      await Promise.all([other.close(), other.close()]);
      await expect(running).resolves.toHaveLength(TEXTS.length);
      await expect(other.score([{ asked: '', found: '' }])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });
  });
}
