import { evidencePairs, type AnsweredTokens, type ReadText } from '../../../src/matching/explain/evidence.js';
import { wordCounts } from '../../../src/matching/lexicon.js';
import { modelText, passagesOf, spanAt, type AchievementTexts, type NeedTexts } from '../../../src/matching/views.js';

const NEED: NeedTexts = {
  title: '荷电状态估计误差大',
  field: [],
  keywords: [],
  description: '希望提前预警热失控风险。',
  indicators: null,
  foundation: null,
};
const ACHIEVEMENT: AchievementTexts = {
  title: '储能电站运维',
  field: [],
  keywords: [],
  summary: '提出荷电状态的联合估计。三十分钟前预警热失控。',
  innovation: null,
  indicators: null,
  prospects: null,
};
const asked: ReadText = { passages: passagesOf('need', NEED), model: modelText('need', NEED) };
const found: ReadText = {
  passages: passagesOf('achievement', ACHIEVEMENT),
  model: modelText('achievement', ACHIEVEMENT),
};

/** One row for each character; those of `pairs` are as near as it says, the others not at all. */
function compared(pairs: [string, string, number][]): AnsweredTokens {
  const rowsOf = (length: number) => Int32Array.from({ length }, (_, i) => i);
  const tokens = (text: string) => ({
    starts: rowsOf(text.length),
    rowAt: rowsOf(text.length),
  });
  const cosines = new Float32Array(asked.model.text.length);
  const nearest = new Int32Array(asked.model.text.length).fill(-1);
  for (const [from, to, cosine] of pairs) {
    const [at, other] = [asked.model.text.indexOf(from), found.model.text.indexOf(to)];
    for (let i = 0; i < from.length; i++) {
      cosines[at + i] = cosine;
      nearest[at + i] = other + Math.min(i, to.length - 1);
    }
  }
  return {
    agreement: 0.1,
    textHash: '',
    asking: tokens(asked.model.text),
    answering: tokens(found.model.text),
    weights: new Float32Array(cosines.length).fill(1),
    cosines,
    nearest,
  };
}

const texts = (pairs: ReturnType<typeof evidencePairs>) =>
  pairs.map((pair) => [spanAt(NEED, pair.asked).text, spanAt(ACHIEVEMENT, pair.found).text]);

describe('evidence', () => {
  it('gathers the tokens that met by the passages that they stand in, the strongest first', () => {
    const tokens = compared([
      ['荷电状态估计', '荷电状态的', 0.8],
      ['提前预警热失控', '前预警热失控', 0.95],
    ]);
    expect(texts(evidencePairs(asked, found, tokens, new Map()))).toEqual([
      ['希望提前预警热失控风险。', '三十分钟前预警热失控。'],
      ['荷电状态估计误差大', '提出荷电状态的联合估计。'],
    ]);
  });

  it('shows what answers other passages before a second answer to one', () => {
    const tokens = compared([
      ['荷电状态', '荷电状态', 0.99],
      ['估计误差', '前预警热', 0.99],
      ['预警热失控', '储能电站运', 0.7],
    ]);
    const asking = texts(evidencePairs(asked, found, tokens, new Map())).map(([one]) => one);
    expect(asking).toHaveLength(3);
    expect(new Set(asking)).toEqual(new Set([NEED.title, NEED.description]));
  });

  it('lets a passage answer once', () => {
    const tokens = compared([
      ['荷电状态估计', '联合估计', 0.9],
      ['预警热失控', '荷电状态', 0.9],
    ]);
    expect(evidencePairs(asked, found, tokens, new Map())).toHaveLength(1);
  });

  it('counts a token in every passage that holds it, not only where its row was made', () => {
    const tokens = compared([
      ['荷电状态', '储能电站', 0.9],
      ['估计误差', '合估计。', 0.9],
    ]);
    // As if the first four characters of the title stood in the first sentence again.
    const { starts, rowAt } = tokens.answering;
    const again = found.model.text.indexOf('荷电状态');
    tokens.answering = {
      starts: Int32Array.of(...starts, again, again + 1, again + 2, again + 3),
      rowAt: Int32Array.of(...rowAt, 0, 1, 2, 3),
    };
    expect(texts(evidencePairs(asked, found, tokens, new Map()))[0]).toEqual([
      '荷电状态估计误差大',
      '提出荷电状态的联合估计。',
    ]);
  });

  it('is none between texts that have no more in common than any two', () => {
    const tokens = compared([['荷电状态估计误差大', '储能电站运维', 0.35]]);
    expect(evidencePairs(asked, found, tokens, new Map())).toEqual([]);
  });

  it('fills up with faint pairs what clear ones leave free', () => {
    const clear: [string, string, number][] = [
      ['荷电状态', '荷电状态', 0.99],
      ['估计误差', '前预警热', 0.99],
    ];
    const faint: [string, string, number] = ['预警热失控', '储能电站运', 0.55];
    const pairs = evidencePairs(asked, found, compared([...clear, faint]), new Map());
    expect(texts(pairs).map(([one]) => one)).toEqual([NEED.title, NEED.title, NEED.description]);
    expect(pairs[2]!.strength).toBeGreaterThanOrEqual(0.2);
    expect(pairs[2]!.strength).toBeLessThan(0.3);
  });

  it('is weaker where the texts as a whole hardly agree', () => {
    const tokens = compared([['提前预警热失控', '前预警热失控', 0.95]]);
    const [alike] = evidencePairs(asked, found, tokens, new Map());
    const [unlike] = evidencePairs(asked, found, { ...tokens, agreement: 0.0075 }, new Map());
    expect(unlike!.strength).toBeCloseTo(alike!.strength / 2);
  });

  it('is weak where one word is all that two passages share', () => {
    const [pair] = evidencePairs(asked, found, null, new Map([['预警', 1]]));
    expect(pair!.strength).toBeCloseTo(1 / 3);
  });

  it('pairs passages by the words that they share where no tokens were compared', () => {
    const weights = new Map([...wordCounts(asked.model.text).keys()].map((word) => [word, 1]));
    expect(texts(evidencePairs(asked, found, null, weights))).toEqual(
      expect.arrayContaining([
        ['荷电状态估计误差大', '提出荷电状态的联合估计。'],
        ['希望提前预警热失控风险。', '三十分钟前预警热失控。'],
      ]),
    );
  });
});
