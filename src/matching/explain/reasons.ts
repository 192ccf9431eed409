/** Structured reasons and the one sentence, in Chinese. They are read off the contributions and what stands behind them. */
import type { RelatedTerm } from '../../domain.js';
import type { Contribution, Grade } from '../model.js';
import { agreesFrom, ANSWERING, contributionOf, isAboutTheSame, isMostlyAnswered, type Relation } from './relation.js';
import type { Evidence, IndicatorFinding, MatchFeedback, Polarity, Reason, SharedTerm } from '../types.js';

/** What the reasons are made from; all of it but what was measured is on the match as well. */
export interface Grounds extends Relation {
  sharedTerms: readonly SharedTerm[];
  relatedTerms: readonly RelatedTerm[];
  evidence: readonly Evidence[];
  indicators: readonly IndicatorFinding[];
  feedback: readonly MatchFeedback[];
  /** Labels of fields that a manager would ask for and the achievement leaves empty. */
  missing: readonly string[];
}

/** From `strong` on a figure speaks for the match; below `weak` it speaks against. */
interface Marks {
  strong: number;
  weak: number;
}

/**
 * Of figures that mean the same in every search: by their place among the candidates the nearest of a need that nothing
 * fits would read as near. Chosen on judged pairs of the sample and of `eval`, of the first three each: that the need's
 * title is near, which its words must bear out (`BORNE_OUT`), is told of two thirds of the useful ones and hardly of others;
 * that most of it is answered, of 99 of the 151 useful and 3 of 281 others. Of the default model, as `levelOf`.
 */
const TITLE: Marks = { strong: 0.5, weak: 0.42 };
const TOKENS: Marks = { strong: ANSWERING, weak: 0.02 };
/** Agreement that bears out a near title. */
const BORNE_OUT = 0.06;
/** Of values, which compare the candidates that were read. */
const RERANKER: Marks = { strong: 0.6, weak: 0.25 };
const TERMS_NAMED = 4;

export function reasonsOf(grounds: Grounds): Reason[] {
  const { contributions, relatedTerms, indicators, feedback, missing } = grounds;
  const doubtful = !isAboutTheSame(grounds);
  const reasons: (Reason | null)[] = [
    feedback[0]?.verdict === 'accept' ? reason('ACCEPTED', 'FOR', '技术经理人已认可这一匹配') : null,
    ofShared(grounds, doubtful),
    ofRelated(relatedTerms),
    reading('TITLE', titleFigure(grounds), TITLE, {
      strong: '内容与需求题目相近',
      weak: '内容与需求题目相距较远',
    }),
    reading('TOKENS', tokensFigure(grounds), TOKENS, {
      strong: MOSTLY_ANSWERED,
      weak: '需求所述少有对应表述',
    }),
    reading('RERANKER', contributionOf(contributions, 'reranker')?.value, RERANKER, {
      strong: '重排模型认为在前列候选中较为相符',
      weak: '重排模型认为在前列候选中较不相符',
    }),
    ...indicators.map((finding) => ofIndicator(finding, doubtful)),
    ...(['industry', 'maturity', 'cooperation', 'budget', 'pairing'] as const).map((name) =>
      ofField(contributions, name),
    ),
    feedback[0]?.verdict === 'accept' ? null : ofVerdicts(contributions),
    missing.length > 0 ? reason('MISSING', 'NEUTRAL', `成果未填写：${missing.join('、')}`) : null,
  ];
  return reasons.filter((one) => one !== null);
}

/** One honest sentence: how well supported, by which technology, and what stands against it or is open. */
export function summaryOf(grade: Grade, grounds: Grounds): string {
  const { sharedTerms, relatedTerms, indicators, contributions, missing } = grounds;
  const met = indicators.filter(({ outcome }) => outcome === 'MET').length;
  const missed = indicators.filter(({ outcome }) => outcome === 'MISSED').length;
  const same = relatedTerms.find(({ relation }) => relation === 'SYNONYM');
  const about = isAboutTheSame(grounds);
  // A clear match is not said to be worded otherwise.
  const alike = about || grade === 'A' || grade === 'B';
  const shared = sharedTerms.length > 0 ? sharedText(sharedTerms, alike) : apartText(grounds, same);
  const total = indicators.length;
  const unsure = about ? '' : `（${UNSURE}）`;
  const doubts = [
    missed > 0 ? `有 ${missed} 项指标未达到${unsure}` : null,
    ...contributions.filter(isDoubt).map(({ detail }) => detail),
    ofUnfound(total, met + missed),
  ].filter((doubt) => doubt !== null);
  // Of a list without these fields it is the same of every item.
  const gaps = doubts.length > 0 || missing.length === 0 ? doubts : [`未填写${missing.join('、')}`];
  const reached =
    met === total ? `读出的 ${met} 项指标${met > 1 ? '均' : ''}达到` : `读出的 ${total} 项指标中 ${met} 项达到`;
  const speaksFor = (sharedTerms.length > 0 && alike) || same !== undefined || met > 0 || isMostlyAnswered(grounds);
  const proof = met > 0 ? `，${reached}${unsure}` : '';
  return `${LEADS[grade]}：${shared}${proof}${gaps.length > 0 ? `；${speaksFor ? '但' : '且'}${gaps.slice(0, GAPS_NAMED).join('，')}` : ''}。`;
}

const GAPS_NAMED = 3;

const LEADS: Record<Grade, string> = { A: '匹配有力', B: '较为匹配', C: '部分相关，需要核实', D: '支持很弱' };

const DOUBTS: ReadonlySet<Contribution['feature']> = new Set(['maturity', 'cooperation', 'budget']);

/** A price above the budget, or a level short, is to be said also where it is near enough to count in favour. */
function isDoubt({ feature, points, value, reserved }: Contribution): boolean {
  return DOUBTS.has(feature) && (points < 0 || reserved === true || (value !== null && value < 1));
}

/** It is the wording that was compared: what fits may be worded otherwise. */
const WORDED_OTHERWISE = '整体表述相差较大';

function sharedText(terms: readonly SharedTerm[], alike: boolean): string {
  return alike ? `双方都涉及${named(terms)}` : `虽都提到${named(terms)}，${WORDED_OTHERWISE}`;
}

/** Of texts that share no term. @param same what is called by another name */
function apartText(grounds: Grounds, same: RelatedTerm | undefined): string {
  if (same !== undefined) return `用语不同，但“${same.asked}”与“${same.offered}”所指相同`;
  if (isMostlyAnswered(grounds)) return `用语不同，但${MOSTLY_ANSWERED}`;
  return grounds.evidence.length > 0 ? '未见共同的专门用语，但有语句意思相近' : '未见共同的专门用语';
}

const MOSTLY_ANSWERED = '需求所述大多有对应表述';

function ofShared(grounds: Grounds, doubtful: boolean): Reason {
  const { sharedTerms } = grounds;
  if (sharedTerms.length === 0)
    return reason('NO_SHARED_TERMS', isMostlyAnswered(grounds) ? 'NEUTRAL' : 'AGAINST', '双方未见共同的专门用语');
  const text = `双方都提到：${named(sharedTerms)}`;
  return doubtful
    ? reason('SHARED_TERMS', 'NEUTRAL', `${text}，但${WORDED_OTHERWISE}`)
    : reason('SHARED_TERMS', 'FOR', text);
}

/** Not that it is not stated: of what achievements state in other words not all is understood. */
const UNFOUND = '未找到对应表述';

function ofUnfound(total: number, found: number): string | null {
  if (total === found) return null;
  if (found > 0) return `其余 ${total - found} 项指标${UNFOUND}`;
  return `读出的 ${total} 项指标${total > 1 ? '均' : ''}${UNFOUND}`;
}

const UNSURE = '是否同一对象需核实';

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
  code: string,
  figure: number | null | undefined,
  { strong, weak }: Marks,
  texts: { strong: string; weak: string },
): Reason | null {
  if (figure === null || figure === undefined) return null;
  if (figure >= strong) return reason(code, 'FOR', texts.strong);
  return figure < weak ? reason(code, 'AGAINST', texts.weak) : null;
}

/** What its own words bear out: a text near by its title alone, or far by it alone, says nothing. */
function titleFigure(relation: Relation): number | null {
  const [cosine, agreement] = (['title', 'tokens'] as const).map(
    (one) => contributionOf(relation.contributions, one)?.measured ?? null,
  );
  if (cosine == null || agreement == null) return cosine ?? null;
  return (cosine < TITLE.strong ? agreement < TOKENS.weak : agreesFrom(BORNE_OUT, relation)) ? cosine : null;
}

function tokensFigure(relation: Relation): number | null {
  const measured = contributionOf(relation.contributions, 'tokens')?.measured ?? null;
  return measured === null || measured < TOKENS.strong || isMostlyAnswered(relation) ? measured : null;
}

function ofField(contributions: readonly Contribution[], feature: Contribution['feature']): Reason | null {
  const found = contributionOf(contributions, feature);
  if (found === undefined || found.value === null || found.detail === null) return null;
  // Technology is often taken from another industry.
  const against = feature === 'industry' ? 'NEUTRAL' : 'AGAINST';
  const text = `${found.label}：${found.detail}`;
  // A level short, or a price above the budget, speaks for nothing, even where it counts in favour.
  if ((feature === 'maturity' || feature === 'budget') && found.value < 1)
    return reason(feature.toUpperCase(), found.points > 0 ? 'NEUTRAL' : 'AGAINST', text);
  const speaksFor = found.reserved === true ? 'NEUTRAL' : 'FOR';
  return reason(feature.toUpperCase(), found.points >= 0 ? speaksFor : against, text);
}

/** Traces of nearness, which every candidate of a need has, are no reason. */
const TELLING = 0.1;

function ofVerdicts(contributions: readonly Contribution[]): Reason | null {
  const value = contributionOf(contributions, 'verdicts')?.value ?? null;
  return value === null || Math.abs(value - 0.5) < TELLING ? null : ofField(contributions, 'verdicts');
}

function ofIndicator({ outcome, wanted, offered }: IndicatorFinding, doubtful: boolean): Reason {
  const unsure = doubtful ? `（${WORDED_OTHERWISE}，${UNSURE}）` : '';
  const polarity = (one: Polarity) => (doubtful ? 'NEUTRAL' : one);
  if (outcome === 'MET')
    return reason('INDICATOR_MET', polarity('FOR'), `指标“${wanted.text}”达到：成果为“${offered!.text}”${unsure}`);
  if (outcome === 'MISSED')
    return reason(
      'INDICATOR_MISSED',
      polarity('AGAINST'),
      `指标“${wanted.text}”未达到：成果为“${offered!.text}”${unsure}`,
    );
  return reason('INDICATOR_NOT_STATED', 'NEUTRAL', `指标“${wanted.text}”：成果中${UNFOUND}`);
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
