import type { Money } from '../domain.js';
import { PART_NAMES, type Completeness } from '../matching/completeness/index.js';
import type { Answer } from '../matching/answer.js';
import type { MaturityGapFound } from '../matching/facilities.js';
import type { MatchPage, MatchResult, Reading, Span } from '../matching/types.js';
import type { AchievementRow, NeedRow } from '../store/schema.js';

/** Pairs of sentences; those after them are weaker. */
const EVIDENCE = 2;
/** Characters of a quoted sentence. */
const QUOTE = 60;

/** A page of matches as text for a terminal, with the reasons of each: `+` for, `-` against, `?` to be asked. */
export function formatMatches({ results, matching, answer, reading, reranking }: MatchPage): string {
  const note = [
    ...(matching === 'LEXICAL_ONLY' ? ['（没有向量模型，仅按词语匹配）'] : []),
    ...(reranking === 'UNAVAILABLE' ? ['（重排模型出错，排序未经重排）'] : []),
    ...(reading === null ? [] : noteOf(reading)),
  ];
  const verdict = answer === null ? [] : [formatAnswer(answer)];
  if (results.length === 0) return [...note, '没有找到匹配。'].join('\n');
  return [...(note.length === 0 ? [] : [note.join('\n')]), ...verdict, ...results.map(formatMatch)].join('\n\n');
}

const VERDICTS: Record<Answer['verdict'], string> = { FITS: '✓', UNCERTAIN: '?', NOTHING_FITS: '✗' };

/** The verdict in one sentence and, unless something fits, what to ask the enterprise. */
export function formatAnswer({ verdict, text, missing }: Answer): string {
  return [`${VERDICTS[verdict]} ${text}`, ...missing.map(({ question }) => `  → ${question}`)].join('\n');
}

/** Which parts the need states, and which it leaves out. */
export function formatCompleteness({ complete, parts }: Completeness): string {
  const named = (present: boolean) =>
    parts.flatMap((finding) => (finding.present === present ? [PART_NAMES[finding.part]] : [])).join('、');
  if (complete) return `需求已写明：${named(true)}`;
  return named(true) === '' ? `需求中未读到：${named(false)}` : `需求已写明：${named(true)}；未读到：${named(false)}`;
}

/** How the text was read, where that is not as it stands. */
function noteOf({ corrections, quotedTerms, excludedTerms }: Reading): string[] {
  const list = (terms: readonly string[]) => terms.map((term) => `“${term}”`).join('、');
  return [
    ...corrections.map(({ original, replacement }) => `（“${original}”没有条目提到，按“${replacement}”查找）`),
    ...(quotedTerms.length === 0 ? [] : [`（必须含有${list(quotedTerms)}）`]),
    ...(excludedTerms.length === 0 ? [] : [`（不含${list(excludedTerms)}）`]),
  ];
}

function formatMatch(match: MatchResult): string {
  const { rank, grade, score, summary, reasons, evidence } = match;
  // A match of a need shows the achievement; a search among needs has no achievement to show.
  const item = match.achievement ?? match.need;
  const weighing = reasons.filter(({ polarity }) => polarity !== 'NEUTRAL');
  const open = new Set(reasons.flatMap(({ polarity, text }) => (polarity === 'NEUTRAL' ? [text] : [])));
  const lines = [
    `${String(rank).padStart(2)}. [${grade}] ${score.toFixed(0)} 分  ${item?.title ?? ''}`,
    item === null ? '' : factsOf(item),
    summary,
    ...weighing.map(({ polarity, text }) => `${polarity === 'FOR' ? '+' : '-'} ${text}`),
    open.size === 0 ? '' : `? ${[...open].join('；')}`,
    ...(match.maturityGap === null ? [] : gapOf(match.maturityGap)),
    ...evidence
      .slice(0, EVIDENCE)
      .map(({ need, achievement }) => `依据：需求 ${quoteOf(need)}，成果 ${quoteOf(achievement)}`),
  ];
  return lines
    .filter((line) => line !== '')
    .map((line, index) => (index === 0 ? line : `    ${line}`))
    .join('\n');
}

/** The gap in maturity and who could close it. */
function gapOf({ wanted, offered, levels, facilities }: MaturityGapFound): string[] {
  const gap = `成熟度缺口：需求要求 TRL ${wanted.min}，成果到 TRL ${offered.max}，差 ${levels} 级`;
  if (facilities.length === 0) return [`${gap}；名录中没有可以补足的概念验证中心或中试平台`];
  return [
    gap,
    ...facilities.map(
      ({ facility, organization, reason }) =>
        `  ↑ ${facility.name}（${[facility.kind, organization, facility.park].filter((part) => part !== null).join('，')}）：${reason}`,
    ),
  ];
}

function factsOf(item: (AchievementRow | NeedRow) & { organization: { name: string } }): string {
  const facts =
    'trlMin' in item
      ? [maturityOf(item), moneyOf('价格', item.priceKind, item.priceMin, item.priceMax)]
      : [item.park, moneyOf('预算', item.budgetKind, item.budgetMin, item.budgetMax), item.deadline];
  return [item.organization.name, ...facts].filter((fact) => fact !== null && fact !== '').join('，');
}

function maturityOf({ trlMin, trlMax }: AchievementRow): string {
  if (trlMin === null || trlMax === null) return '';
  return trlMin === trlMax ? `成熟度 TRL ${trlMin}` : `成熟度 TRL ${trlMin}–${trlMax}`;
}

function moneyOf(label: string, kind: Money['kind'] | null, min: number | null, max: number | null): string {
  if (kind === null) return '';
  if (kind === 'negotiable') return `${label}面议`;
  if (min !== null && max !== null) return min === max ? `${label} ${min} 万元` : `${label} ${min}–${max} 万元`;
  return min === null ? `${label}不高于 ${max} 万元` : `${label}不低于 ${min} 万元`;
}

function quoteOf({ text }: Span): string {
  const line = [...text.replace(/\s+/gu, ' ').trim()];
  return `“${line.length > QUOTE ? `${line.slice(0, QUOTE).join('')}…` : line.join('')}”`;
}
