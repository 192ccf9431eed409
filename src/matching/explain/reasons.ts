/** Structured reasons and the one sentence, in Chinese. They are read off the contributions and what stands behind them. */
import type { RelatedTerm } from '../../domain.js';
import type { Contribution, Grade } from '../model.js';
import type { Evidence, IndicatorFinding, MatchFeedback, Polarity, Reason, SharedTerm } from '../types.js';

/** What the reasons are made from; everything of it is on the match as well. */
export interface Grounds {
  contributions: readonly Contribution[];
  sharedTerms: readonly SharedTerm[];
  relatedTerms: readonly RelatedTerm[];
  evidence: readonly Evidence[];
  indicators: readonly IndicatorFinding[];
  feedback: readonly MatchFeedback[];
  /** Labels of fields that a manager would ask for and the achievement leaves empty. */
  missing: readonly string[];
}

/** From this value on a reading of the text speaks for the match; below the other it speaks against. */
const STRONG = 0.6;
const WEAK = 0.25;
const TERMS_NAMED = 4;

export function reasonsOf(grounds: Grounds): Reason[] {
  const { contributions, sharedTerms, relatedTerms, indicators, feedback, missing } = grounds;
  const reasons: (Reason | null)[] = [
    feedback[0]?.verdict === 'accept' ? reason('ACCEPTED', 'FOR', '技术经理人已认可这一匹配') : null,
    sharedTerms.length > 0
      ? reason('SHARED_TERMS', 'FOR', `双方都提到：${named(sharedTerms)}`)
      : reason('NO_SHARED_TERMS', 'AGAINST', '双方没有共同的技术词'),
    ofRelated(relatedTerms),
    reading(contributions, 'title', 'TITLE', '内容与需求题目相近', '内容与需求题目相距较远'),
    reading(contributions, 'tokens', 'TOKENS', '需求所述大多有对应表述', '需求所述少有对应表述'),
    reading(
      contributions,
      'reranker',
      'RERANKER',
      '重排模型认为在前列候选中较为相符',
      '重排模型认为在前列候选中较不相符',
    ),
    ...indicators.map(ofIndicator),
    ...(['industry', 'maturity', 'cooperation', 'budget', 'pairing'] as const).map((name) =>
      ofField(contributions, name),
    ),
    feedback[0]?.verdict === 'accept' ? null : ofVerdicts(contributions),
    missing.length > 0 ? reason('MISSING', 'NEUTRAL', `成果未写明：${missing.join('、')}`) : null,
  ];
  return reasons.filter((one) => one !== null);
}

/** One honest sentence: how well supported, by which technology, and what stands against it or is open. */
export function summaryOf(grade: Grade, grounds: Grounds): string {
  const { sharedTerms, relatedTerms, evidence, indicators, contributions, missing } = grounds;
  const met = indicators.filter(({ outcome }) => outcome === 'MET').length;
  const missed = indicators.filter(({ outcome }) => outcome === 'MISSED').length;
  const same = relatedTerms.find(({ relation }) => relation === 'SYNONYM');
  const shared =
    sharedTerms.length > 0
      ? `双方都涉及${named(sharedTerms)}`
      : same !== undefined
        ? `没有共同的技术词，但“${same.asked}”与“${same.offered}”所指相同`
        : evidence.length > 0
          ? '没有共同的技术词，仅语义上有相近之处'
          : '没有共同的技术词';
  const gaps = [
    missed > 0 ? `${missed} 项指标未达到` : null,
    ...contributions.filter(isDoubt).map(({ detail }) => detail),
    indicators.length > 0 && met + missed === 0 ? `未说明需求要求的 ${indicators.length} 项指标` : null,
    missing.length > 0 ? `未写明${missing.join('、')}` : null,
  ].filter((gap) => gap !== null);
  const proof = met > 0 ? `，${met} 项指标达到` : '';
  return `${LEADS[grade]}：${shared}${proof}${gaps.length > 0 ? `；但${gaps.slice(0, 2).join('，')}` : ''}。`;
}

const LEADS: Record<Grade, string> = { A: '匹配有力', B: '较为匹配', C: '部分相关，需要核实', D: '支持很弱' };

const DOUBTS: ReadonlySet<Contribution['feature']> = new Set(['maturity', 'cooperation', 'budget']);

/** A price above the budget is to be said also where it is near enough to count in favour. */
function isDoubt({ feature, points, value }: Contribution): boolean {
  return DOUBTS.has(feature) && (points < 0 || (feature === 'budget' && value !== null && value < 1));
}

/** A need for something particular is not met by what speaks of the kind of thing alone. */
function ofRelated(terms: readonly RelatedTerm[]): Reason | null {
  if (terms.length === 0) return null;
  const polarity = terms.every(({ relation }) => relation === 'BROADER') ? 'NEUTRAL' : 'FOR';
  return reason(
    'RELATED_TERMS',
    polarity,
    `用词不同而相关：${terms.slice(0, TERMS_NAMED).map(relatedText).join('；')}`,
  );
}

/** What is asked comes first. */
export function relatedText({ asked, offered, relation }: RelatedTerm): string {
  if (relation === 'SYNONYM') return `“${asked}”即“${offered}”`;
  return relation === 'NARROWER' ? `“${asked}”包括“${offered}”` : `“${asked}”属于“${offered}”`;
}

function reading(
  contributions: readonly Contribution[],
  feature: Contribution['feature'],
  code: string,
  strong: string,
  weak: string,
): Reason | null {
  const value = valueOf(contributions, feature)?.value ?? null;
  if (value === null) return null;
  if (value >= STRONG) return reason(code, 'FOR', strong);
  return value < WEAK ? reason(code, 'AGAINST', weak) : null;
}

function ofField(contributions: readonly Contribution[], feature: Contribution['feature']): Reason | null {
  const found = valueOf(contributions, feature);
  if (found === undefined || found.value === null || found.detail === null) return null;
  // Technology is often taken from another industry.
  const against = feature === 'industry' ? 'NEUTRAL' : 'AGAINST';
  // A level short, or a price above the budget, speaks for nothing, even where it costs no points.
  const speaksFor = (feature === 'maturity' || feature === 'budget') && found.value < 1 ? 'NEUTRAL' : 'FOR';
  return reason(feature.toUpperCase(), found.points >= 0 ? speaksFor : against, `${found.label}：${found.detail}`);
}

/** Traces of nearness, which every candidate of a need has, are no reason. */
const TELLING = 0.1;

function ofVerdicts(contributions: readonly Contribution[]): Reason | null {
  const value = valueOf(contributions, 'verdicts')?.value ?? null;
  return value === null || Math.abs(value - 0.5) < TELLING ? null : ofField(contributions, 'verdicts');
}

function ofIndicator({ outcome, wanted, offered }: IndicatorFinding): Reason {
  if (outcome === 'MET') return reason('INDICATOR_MET', 'FOR', `指标“${wanted.text}”达到：成果为“${offered!.text}”`);
  if (outcome === 'MISSED')
    return reason('INDICATOR_MISSED', 'AGAINST', `指标“${wanted.text}”未达到：成果为“${offered!.text}”`);
  return reason('INDICATOR_NOT_STATED', 'NEUTRAL', `指标“${wanted.text}”成果未说明`);
}

function valueOf(contributions: readonly Contribution[], feature: Contribution['feature']): Contribution | undefined {
  return contributions.find((contribution) => contribution.feature === feature);
}

function named(terms: readonly SharedTerm[]): string {
  return terms
    .slice(0, TERMS_NAMED)
    .map(({ term }) => `“${term}”`)
    .join('、');
}

function reason(code: string, polarity: Polarity, text: string): Reason {
  return { code, polarity, text };
}
