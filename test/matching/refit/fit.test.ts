import { BUILT_IN, MODEL, type FeatureName } from '../../../src/matching/model.js';
import { figuresOf } from '../../../src/matching/refit/compare.js';
import { contrastsOf, fitWeights, type Example } from '../../../src/matching/refit/fit.js';

const example = (needId: string, accepted: boolean, values: Partial<Record<FeatureName, number>>): Example => ({
  needId,
  accepted,
  inputs: { values, level: 1, wordsOnly: false },
});
/** Needs whose managers go by the title, against the words and the tokens. */
const byTitle = Array.from({ length: 12 }, (_, i) => [
  example(`need ${i}`, true, { tokens: 0.6, lexical: 0.6, title: 0.95, maturity: 1 }),
  example(`need ${i}`, false, { tokens: 0.8, lexical: 0.9, title: 0.5, maturity: 1 }),
]).flat();
const most = (weights: typeof BUILT_IN.weights) => weights.tokens + (weights.lexical + weights.title) / 2;

describe('fitting the weights on verdicts', () => {
  it('gives more to what tells accepted from rejected, and less to what misleads', () => {
    const weights = fitWeights(contrastsOf(byTitle));
    expect(weights.title).toBeGreaterThan(BUILT_IN.weights.title);
    expect(weights.tokens).toBeLessThan(BUILT_IN.weights.tokens);
    expect(weights.lexical).toBeLessThan(BUILT_IN.weights.lexical);
    const old = figuresOf(byTitle, BUILT_IN);
    const fitted = figuresOf(byTitle, { ...BUILT_IN, weights });
    expect(fitted.pairLogLoss).toBeLessThan(old.pairLogLoss);
    expect(old).toMatchObject({ needs: 12, pairs: 12, pairAccuracy: 0 });
  });

  it('moves further the more needs say so, and never below 0', () => {
    const few = fitWeights(contrastsOf(byTitle.slice(0, 4)));
    const many = fitWeights(contrastsOf(byTitle));
    expect(many.title).toBeGreaterThan(few.title);
    expect(few.title).toBeGreaterThan(BUILT_IN.weights.title);
    const free = fitWeights(contrastsOf(byTitle), 0.001);
    for (const weight of Object.values(free)) expect(weight).toBeGreaterThanOrEqual(0);
  });

  it('keeps the most that the text can give, so that a score keeps its range', () => {
    for (const hold of [0.001, 3]) expect(most(fitWeights(contrastsOf(byTitle), hold))).toBeCloseTo(90, 6);
  });

  it('leaves features that no pair differs in, and that of verdicts itself', () => {
    const weights = fitWeights(
      contrastsOf(
        byTitle.map((one) => ({
          ...one,
          inputs: { ...one.inputs, values: { ...one.inputs.values, verdicts: one.accepted ? 1 : 0 } },
        })),
      ),
      3,
    );
    expect(weights.maturity).toBeCloseTo(BUILT_IN.weights.maturity, 9);
    expect(weights.verdicts).toBe(BUILT_IN.weights.verdicts);
  });

  it('is the built-in weights without a need that has both verdicts', () => {
    const onlyAccepted = byTitle.filter(({ accepted }) => accepted);
    expect(contrastsOf(onlyAccepted)).toEqual([]);
    const weights = fitWeights([]);
    for (const { feature, weight } of MODEL) expect(weights[feature]).toBeCloseTo(weight, 9);
  });
});
