/** What earlier verdicts on a need's matches say of its other candidates. */
import { FEEDBACK_REASONS, type FeedbackReason } from '../../domain.js';
import type { Candidate, CandidateFacts } from '../../store/candidates.js';
import type { Judged } from '../../store/verdicts.js';
import { MISSING, type FeatureValue } from './types.js';

/** The features beside the text that a reason may make count more. */
export type Emphasised = 'indicators' | 'maturity' | 'cooperation' | 'budget' | 'pairing';

export interface Effect {
  /** What happens to achievements near the rejected one: `lower`; `hide`: what looks like the same one. */
  near: 'lower' | 'hide' | null;
  /** The feature that counts more for this need from now on. */
  emphasise: Emphasised | null;
  /** Whether a refit takes it as a match that ranked too high. What the enterprise has already fitted only too well. */
  misfit: boolean;
}

/** What a rejection for each reason does, besides hiding what was rejected. */
export const EFFECTS: Readonly<Record<FeedbackReason, Effect>> = {
  FIELD_MISMATCH: { near: 'lower', emphasise: null, misfit: true },
  MATURITY_TOO_LOW: { near: null, emphasise: 'maturity', misfit: true },
  INDICATORS_MISSED: { near: null, emphasise: 'indicators', misfit: true },
  ALREADY_SOLVED: { near: 'lower', emphasise: null, misfit: false },
  PRICE: { near: null, emphasise: 'budget', misfit: true },
  COOPERATION_MODE: { near: null, emphasise: 'cooperation', misfit: true },
  REGION: { near: null, emphasise: 'pairing', misfit: true },
  DUPLICATE: { near: 'hide', emphasise: null, misfit: false },
  OTHER: { near: null, emphasise: null, misfit: true },
};

/**
 * How far each effect moves the value, from ½ and by at most ½ in sum: 8 and 4 points, chosen with
 * `npm run bench -- verdicts`. No judged data tell of the reasons beside the text: 4 points double what the model has for
 * most of those features.
 */
const NEAR_ACCEPTED = 0.5;
const NEAR_REJECTED = 0.25;
const EMPHASIS = 0.25;
/** From this nearness on they are called near. */
const NEAR_FROM = 0.25;
/** From this nearness on two achievements are as good as one. */
const AS_GOOD_AS_ONE = 0.8;

/** @returns 0–1: 0 as near as the usual candidate, 1 the same; null where vectors are missing */
export type Nearness = (judgedId: string, candidateId: string) => number | null;

/**
 * 1 for what was accepted or is as near to it as can be, 0 for what is so near to what was rejected; ½ and a little more
 * or less by the features that were given as reasons. Missing without verdicts that concern the candidate.
 */
export function verdicts(
  judged: readonly Judged[],
  candidate: Candidate & CandidateFacts,
  features: Record<Emphasised, FeatureValue>,
  nearness: Nearness,
): FeatureValue {
  if (judged.length === 0) return MISSING;
  const moves = [
    ...nearMoves(judged, candidate, nearness),
    ...(Object.keys(EMPHASES) as Emphasised[]).flatMap((name) => {
      const reason = (Object.keys(EFFECTS) as FeedbackReason[]).find((each) => EFFECTS[each].emphasise === name)!;
      const rejected = judged.filter((one) => one.verdict === 'reject' && one.reasons.includes(reason));
      return rejected.length === 0 ? [] : emphasisMove(name, reason, rejected, candidate, features[name]);
    }),
  ].filter(({ by }) => by !== 0);
  if (moves.length === 0) return MISSING;
  const by = moves.reduce((sum, move) => sum + move.by, 0);
  return {
    value: 0.5 + Math.min(0.5, Math.max(-0.5, by)),
    detail: moves
      .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
      .map(({ detail }) => detail)
      .join('；'),
  };
}

interface Move {
  by: number;
  detail: string;
}

/** Nearest counts, not the sum: ten likes of one kind say no more of that kind than one. */
function nearMoves(judged: readonly Judged[], { itemId }: Candidate & CandidateFacts, nearness: Nearness): Move[] {
  if (judged.some(({ id, verdict }) => id === itemId && verdict === 'accept'))
    return [{ by: NEAR_ACCEPTED, detail: '技术经理人已认可' }];
  const nearest = (kind: 'accept' | 'lower' | 'hide') =>
    judged
      .flatMap((one) => {
        const reason = reasonFor(one, kind);
        const near = reason === null ? null : nearness(one.id, itemId);
        return near === null ? [] : [{ one, reason, near }];
      })
      .reduce<{ one: Judged; reason: string | null; near: number } | null>(
        (best, each) => (best === null || each.near > best.near ? each : best),
        null,
      );
  const [accepted, lower, twin] = [nearest('accept'), nearest('lower'), nearest('hide')];
  return [
    accepted && {
      by: NEAR_ACCEPTED * accepted.near,
      detail: `与已认可的成果“${accepted.one.title}”${howNear(accepted.near)}`,
    },
    lower && {
      by: -NEAR_REJECTED * lower.near,
      detail: `与因${lower.reason}而拒绝的成果“${lower.one.title}”${howNear(lower.near)}`,
    },
    twin && {
      by: twin.near < AS_GOOD_AS_ONE ? 0 : -0.5,
      detail: `与因${twin.reason}而拒绝的成果“${twin.one.title}”几乎相同`,
    },
  ].filter((move) => move !== null);
}

function howNear(near: number): string {
  return near >= NEAR_FROM ? '相近' : '略近';
}

/** Null: this verdict has no such effect. */
function reasonFor({ verdict, reasons }: Judged, kind: 'accept' | 'lower' | 'hide'): string | null {
  if (kind === 'accept') return verdict === 'accept' ? '认可' : null;
  const reason = verdict === 'reject' ? reasons.find((each) => EFFECTS[each].near === kind) : undefined;
  return reason === undefined ? null : FEEDBACK_REASONS[reason];
}

/** Whether a candidate fails (0) as the rejected ones did, or does better (1); null: not comparable. */
const EMPHASES: Record<
  Emphasised,
  (rejected: readonly Judged[], candidate: Candidate & CandidateFacts) => 0 | 1 | null
> = {
  indicators: () => null,
  maturity: (rejected, { trlMax }) => beyond(trlMax, Math.max(...numbers(rejected.map((one) => one.trlMax)))),
  budget: (rejected, { moneyMin }) => {
    const cheapest = Math.min(...numbers(rejected.map(({ priceMin }) => priceMin)));
    return moneyMin === null || cheapest === Infinity ? null : moneyMin < cheapest ? 1 : 0;
  },
  cooperation: (rejected, { cooperationModes }) => {
    const refused = new Set(rejected.flatMap((one) => one.cooperationModes));
    if (refused.size === 0 || cooperationModes.length === 0) return null;
    return cooperationModes.some((mode) => !refused.has(mode)) ? 1 : 0;
  },
  pairing: (rejected, { organizationId }) => (rejected.some((one) => one.organizationId === organizationId) ? 0 : null),
};

const EMPHASISED: Record<Emphasised, string> = {
  indicators: '指标',
  maturity: '成熟度',
  budget: '价格',
  cooperation: '合作方式',
  pairing: '单位地域',
};

function emphasisMove(
  name: Emphasised,
  reason: FeedbackReason,
  rejected: readonly Judged[],
  candidate: Candidate & CandidateFacts,
  own: FeatureValue,
): Move[] {
  const compared = EMPHASES[name](rejected, candidate);
  const known = [compared, own.value].filter((value) => value !== null);
  if (known.length === 0) return [];
  const value = Math.min(...known);
  const why = `有成果因${FEEDBACK_REASONS[reason]}被拒绝`;
  const detail = value >= 0.5 ? `${why}，此项${EMPHASISED[name]}较合` : `${why}，此项${EMPHASISED[name]}同样不足`;
  return [{ by: EMPHASIS * (2 * value - 1), detail }];
}

function beyond(value: number | null, bound: number): 0 | 1 | null {
  return value === null || bound === -Infinity ? null : value > bound ? 1 : 0;
}

function numbers(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
