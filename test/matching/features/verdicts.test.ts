import { v7 as uuidv7 } from 'uuid';
import type { FeedbackReason } from '../../../src/domain.js';
import { EFFECTS, verdicts, type Emphasised, type Nearness } from '../../../src/matching/features/verdicts.js';
import { MISSING, type FeatureValue } from '../../../src/matching/features/types.js';
import { nearnessOf } from '../../../src/matching/verdicts.js';
import type { Candidate, CandidateFacts } from '../../../src/store/candidates.js';
import type { Judged } from '../../../src/store/verdicts.js';
import { candidateFacts } from '../../support/candidates.js';

type Placed = Candidate & CandidateFacts;

const candidate = (facts: Partial<Placed> = {}): Placed => ({
  itemId: uuidv7(),
  dense: 0.5,
  title: 0.5,
  lexical: 1,
  ...candidateFacts(),
  ...facts,
});
const judgedAs = (verdict: Judged['verdict'], reasons: FeedbackReason[] = [], facts: Partial<Judged> = {}): Judged => ({
  id: uuidv7(),
  title: '荷电状态估计',
  verdict,
  reasons,
  organizationId: uuidv7(),
  cooperationModes: [],
  priceMin: null,
  trlMax: null,
  ...facts,
});
const rejectedFor = (reason: FeedbackReason, facts: Partial<Judged> = {}) => judgedAs('reject', [reason], facts);
const none: Record<Emphasised, FeatureValue> = {
  indicators: MISSING,
  maturity: MISSING,
  cooperation: MISSING,
  budget: MISSING,
  pairing: MISSING,
};
const at =
  (near: number): Nearness =>
  () =>
    near;

describe('the feature of earlier verdicts', () => {
  it('is missing without verdicts, with unsure ones, and where the reason tells nothing', () => {
    for (const judged of [[], [judgedAs('unsure')], [rejectedFor('OTHER')], [rejectedFor('MATURITY_TOO_LOW')]])
      expect(verdicts(judged, candidate(), none, at(0.9))).toEqual(MISSING);
  });

  it('raises what is near an accepted achievement, the more the nearer, and names that one', () => {
    const near = verdicts([judgedAs('accept')], candidate(), none, at(0.6));
    const far = verdicts([judgedAs('accept')], candidate(), none, at(0.1));
    expect(near.value).toBeGreaterThan(far.value!);
    expect(far.value).toBeGreaterThan(0.5);
    expect(near.detail).toBe('与已认可的成果“荷电状态估计”相近');
    expect(far.detail).toBe('与已认可的成果“荷电状态估计”略近');
  });

  it('counts the nearest of several accepted ones, not their sum', () => {
    const one = verdicts([judgedAs('accept')], candidate(), none, at(0.4));
    const three = verdicts([judgedAs('accept'), judgedAs('accept'), judgedAs('accept')], candidate(), none, at(0.4));
    expect(three.value).toBe(one.value);
  });

  it('puts the accepted one itself above all that is near it', () => {
    const item = candidate();
    const itself = verdicts([judgedAs('accept', [], { id: item.itemId })], item, none, at(1));
    expect(itself).toEqual({ value: 1, detail: '技术经理人已认可' });
  });

  it.each(['FIELD_MISMATCH', 'ALREADY_SOLVED'] as const)('lowers what is near one rejected for %s', (reason) => {
    const { value, detail } = verdicts([rejectedFor(reason)], candidate(), none, at(0.6));
    expect(value).toBeLessThan(0.5);
    expect(detail).toContain('而拒绝的成果“荷电状态估计”相近');
  });

  it('lowers what is as good as the same as one rejected as a duplicate, and nothing else', () => {
    expect(verdicts([rejectedFor('DUPLICATE')], candidate(), none, at(0.95)).value).toBe(0);
    expect(verdicts([rejectedFor('DUPLICATE')], candidate(), none, at(0.6))).toEqual(MISSING);
  });

  const own = uuidv7();
  it.each<[FeedbackReason, Partial<Judged>, Partial<Placed>, Partial<Placed>]>([
    ['MATURITY_TOO_LOW', { trlMax: 4 }, { trlMax: 4 }, { trlMax: 7 }],
    ['PRICE', { priceMin: 100 }, { moneyMin: 120 }, { moneyMin: 60 }],
    [
      'COOPERATION_MODE',
      { cooperationModes: ['TRANSFER'] },
      { cooperationModes: ['TRANSFER'] },
      { cooperationModes: ['JOINT'] },
    ],
  ])(
    'after %s sinks what fails as the rejected one did, and raises what does better',
    (reason, rejected, same, better) => {
      const judged = [rejectedFor(reason, rejected)];
      expect(verdicts(judged, candidate(same), none, at(0)).value).toBeLessThan(0.5);
      expect(verdicts(judged, candidate(better), none, at(0)).value).toBeGreaterThan(0.5);
      expect(verdicts(judged, candidate(), none, at(0))).toEqual(MISSING);
    },
  );

  it('after 地域 sinks the same owner and raises one that is paired with the park', () => {
    const judged = [rejectedFor('REGION', { organizationId: own })];
    expect(verdicts(judged, candidate({ organizationId: own }), none, at(0)).value).toBeLessThan(0.5);
    const paired = { ...none, pairing: { value: 1, detail: null } };
    expect(verdicts(judged, candidate(), paired, at(0)).value).toBeGreaterThan(0.5);
  });

  it('lets the indicators count more after 指标不达, once however often it was given', () => {
    const missed = { ...none, indicators: { value: 0, detail: null } };
    const once = verdicts([rejectedFor('INDICATORS_MISSED')], candidate(), missed, at(0));
    expect(once.value).toBeLessThan(0.5);
    expect(once.detail).toContain('指标不达');
    const twice = [rejectedFor('INDICATORS_MISSED'), rejectedFor('INDICATORS_MISSED')];
    expect(verdicts(twice, candidate(), missed, at(0))).toEqual(once);
  });

  it('stays within 0–1 whatever comes together', () => {
    const judged = (Object.keys(EFFECTS) as FeedbackReason[]).map((reason) =>
      rejectedFor(reason, { trlMax: 5, priceMin: 1 }),
    );
    const { value } = verdicts(judged, candidate({ trlMax: 3, moneyMin: 5 }), none, at(1));
    expect(value).toBe(0);
  });
});

describe('nearness to what was judged', () => {
  it('is 0 at the mean candidate and 1 at the same text, whatever the model’s usual cosine', () => {
    for (const usual of [0.2, 0.7]) {
      const row = new Map([
        ['a', usual - 0.1],
        ['b', usual + 0.1],
        ['same', 1],
        ['judged', 1],
      ]);
      const near = nearnessOf(new Map([['judged', row]]));
      expect(near('judged', 'same')).toBe(1);
      expect(near('judged', 'a')).toBe(0);
      expect(near('judged', 'absent')).toBeNull();
      expect(near('other', 'a')).toBeNull();
    }
  });
});
