import fc from 'fast-check';
import { estimateTokens, splitPassages } from '../../src/embedding/passages.js';

describe('splitPassages', () => {
  it('leaves a text that fits whole, and makes nothing of an empty one', () => {
    expect(splitPassages('研制高温合金叶片。寿命不低于3.5年。', 512)).toEqual(['研制高温合金叶片。寿命不低于3.5年。']);
    expect(splitPassages('', 512)).toEqual([]);
  });

  it('cuts between sentences, filling each passage', () => {
    expect(splitPassages('一二三四。五六七八。九十一二！三四', 12)).toEqual(['一二三四。五六七八。', '九十一二！三四']);
  });

  it('cuts a sentence that is too long at its clauses, and a clause that is too long between characters', () => {
    expect(splitPassages('一二三四，五六七八。', 8)).toEqual(['一二三四，', '五六七八。']);
    expect(splitPassages('一二三四五六七八', 8)).toEqual(['一二三四五六', '七八']);
  });

  it('keeps decimals whole', () => {
    expect(splitPassages('精度3.5微米以内吧。', 10)[0]).toContain('3.5');
  });

  it('loses nothing and never passes the limit', () => {
    const text = fc.string({
      unit: fc.constantFrom('储', '能', '。', '，', ' ', '\n', 'a', '7', '.', '”', '𠮷'),
      maxLength: 300,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 60 }), (text, maxTokens) => {
        const passages = splitPassages(text, maxTokens);
        expect(passages.join('')).toBe(text);
        for (const passage of passages) expect(estimateTokens(passage)).toBeLessThanOrEqual(maxTokens - 2);
      }),
    );
  });

  it('refuses a limit that leaves no room', () => {
    expect(() => splitPassages('短', 4)).toThrow(RangeError);
  });
});
