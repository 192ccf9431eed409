import type { Money } from '../domain.js';
import type { MatchPage, MatchResult, Span } from '../matching/types.js';
import type { AchievementRow, NeedRow } from '../store/schema.js';

/** Pairs of sentences; those after them are weaker. */
const EVIDENCE = 2;
/** Characters of a quoted sentence. */
const QUOTE = 60;

/** A page of matches as text for a terminal, with the reasons of each: `+` for, `-` against, `?` to be asked. */
export function formatMatches({ results, matching, reranking }: MatchPage): string {
  const note = [
    matching === 'LEXICAL_ONLY' ? '（没有向量模型，仅按词语匹配）' : null,
    reranking === 'UNAVAILABLE' ? '（重排模型出错，排序未经重排）' : null,
  ].filter((line) => line !== null);
  if (results.length === 0) return [...note, '没有找到匹配。'].join('\n');
  return [...note, ...results.map(formatMatch)].join('\n\n');
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
    ...evidence
      .slice(0, EVIDENCE)
      .map(({ need, achievement }) => `依据：需求 ${quoteOf(need)}，成果 ${quoteOf(achievement)}`),
  ];
  return lines
    .filter((line) => line !== '')
    .map((line, index) => (index === 0 ? line : `    ${line}`))
    .join('\n');
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
