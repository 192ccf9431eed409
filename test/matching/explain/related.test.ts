import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { foldLiteral } from '../../../src/fold.js';
import { readNames, relatedTerms } from '../../../src/matching/explain/related.js';
import { termGroups, termKinds } from '../../../src/matching/term-groups.js';
import { projectPath } from '../../../src/paths.js';

/** Searched with what asks, and with what offers: the pairs must be the same. */
function pairs(asked: string, offered: string): string[] {
  const shown = relatedTerms(readNames(asked), offered, true);
  expect(relatedTerms(readNames(offered), asked, false)).toEqual(expect.arrayContaining(shown));
  return shown.map((pair) => `${pair.asked} ${pair.relation} ${pair.offered}`);
}

describe('related terms', () => {
  it.each([
    ['用ＰＬＣ改造产线', '基于可编程控制器的产线', ['PLC SYNONYM 可编程控制器']],
    ['锂电老化快', '锂离子电池的寿命预测', ['锂电 SYNONYM 锂离子电池']],
    ['lithium-ion battery 寿命', '锂离子电池的寿命', ['lithium-ion battery SYNONYM 锂离子电池']],
    ['储能电站的SOC不准', '电池荷电状态的估计', ['SOC SYNONYM 荷电状态']],
    ['固废做建材', '用粉煤灰制备胶凝材料', ['固废 NARROWER 粉煤灰']],
    ['想用粉煤灰做建材', '固废制备胶凝材料', ['粉煤灰 BROADER 固废']],
  ])('of %s and %s are named with their relation', (asked, offered, expected) => {
    expect(pairs(asked, offered)).toEqual(expected);
  });

  it.each([
    ['a name in both is shared, not related', '锂电的锂离子电池', '锂离子电池'],
    ['an abbreviation of something else, by the words around it', '自研 SOC 芯片', '电池荷电状态的估计'],
    ['an abbreviation that the text itself explains otherwise', '物流管理系统（PLC）', '可编程控制器'],
    ['a short name cut out of other words', '柴油发电机组', '异步电机'],
    ['a Latin name inside another word', 'PLCA 算法', '可编程控制器'],
    ['two kinds of one thing', '用粉煤灰做建材', '用钢渣做建材'],
    ['a kind where the thing is named as well', '固废利用', '固废粉煤灰利用'],
    ['words that models take for alike', '防爆', '报警'],
  ])('are not: %s', (_, asked, offered) => {
    expect(pairs(asked, offered)).toEqual([]);
  });

  it('stand in their own text and not in the other, whatever the texts', () => {
    const names = [...termGroups().flatMap((group) => group.names), ...termKinds().flatMap((thing) => thing.kinds)];
    const text = fc
      .array(
        fc.oneof(
          fc.constantFrom(...names.map(({ name }) => name)),
          fc.constantFrom('的', '，', '（', '）', '用于', ' '),
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (asked, offered) => {
        for (const pair of relatedTerms(readNames(asked), offered, true)) {
          const [left, right] = [asked, offered].map((one) => foldLiteral(one).text);
          const [own, found] = [pair.asked, pair.offered].map((one) => foldLiteral(one).text);
          expect(left).toContain(own);
          expect(right).toContain(found);
        }
      }),
    );
  });
});

describe('the lists of terms', () => {
  it('give a name that several groups have only with words that tell them apart', () => {
    const seen = new Map<string, number>();
    for (const { names, near } of termGroups()) {
      expect(new Set(names.map(({ folded }) => folded)).size).toBe(names.length);
      if (near === null) for (const { folded } of names) seen.set(folded, (seen.get(folded) ?? 0) + 1);
    }
    expect([...seen].filter(([, count]) => count > 1)).toEqual([]);
  });

  it('compare words as texts are folded', () => {
    for (const { near } of termGroups()) for (const word of near ?? []) expect(word).toBe(foldLiteral(word).text);
    for (const file of ['term-synonyms.json', 'term-kinds.json'])
      expect(JSON.parse(readFileSync(projectPath('data', file), 'utf8'))).toHaveProperty('about');
  });
});
