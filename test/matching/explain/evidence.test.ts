import { evidencePairs } from '../../../src/matching/explain/evidence.js';
import { wordCounts } from '../../../src/matching/lexicon.js';
import type { Passage } from '../../../src/matching/views.js';

const passage = (view: string, text: string): Passage => ({ view, field: 'summary', start: 0, end: text.length, text });

describe('evidence', () => {
  const asked = [passage('title', '荷电状态估计误差大'), passage('s1', '希望提前预警热失控')];
  const found = [
    passage('title', '储能电站运维'),
    passage('s1', '荷电状态的联合估计'),
    passage('s2', '三十分钟前预警热失控'),
  ];

  it('pairs sentences by the words that they share when there are no vectors', () => {
    const weights = new Map([...wordCounts(asked.map(({ text }) => text).join()).keys()].map((word) => [word, 1]));
    const pairs = evidencePairs(asked, found, null, weights);
    expect(pairs.map((pair) => [pair.asked.text, pair.found.text])).toEqual(
      expect.arrayContaining([
        ['荷电状态估计误差大', '荷电状态的联合估计'],
        ['希望提前预警热失控', '三十分钟前预警热失控'],
      ]),
    );
  });

  it('puts the nearest pair first and lets a sentence answer once', () => {
    const nearest = [
      { asked: 0, view: 's1', cosine: 0.7 },
      { asked: 1, view: 's1', cosine: 0.6 },
    ];
    const pairs = evidencePairs(asked, found, nearest, new Map());
    expect(pairs).toHaveLength(1);
    expect(pairs[0]!.asked.text).toBe('荷电状态估计误差大');
  });

  it('is none where the nearest sentences have nothing in common', () => {
    expect(evidencePairs(asked, found, [{ asked: 0, view: 's1', cosine: 0.3 }], new Map())).toEqual([]);
  });

  it('passes over vectors of a text that has changed since', () => {
    expect(evidencePairs(asked, found, [{ asked: 0, view: 's9', cosine: 0.9 }], new Map())).toEqual([]);
  });
});
