/** Wanted indicators of a need and what an achievement says of them, with their places in the two texts. */
import { compareIndicators, readIndicators } from './indicators/index.js';
import type { Indicator, IndicatorVerdict } from './indicators/types.js';
import type { IndicatorFinding, Span } from './types.js';
import type { AchievementTexts, NeedTexts } from './views.js';

/** Indicators of several fields, each with the field it stands in. */
export interface Statements {
  fields: { field: string; text: string; indicators: Indicator[] }[];
}

const WANTED = ['indicators', 'description', 'title'] as const;
const OFFERED = ['indicators', 'summary', 'innovation', 'prospects', 'title'] as const;

export function wantedBy(need: NeedTexts): Statements {
  return statements(WANTED.map((field) => ({ field, text: need[field] ?? '' })));
}

export function offeredBy(achievement: AchievementTexts): Statements {
  return statements(OFFERED.map((field) => ({ field, text: achievement[field] ?? '' })));
}

export function compare(wanted: Statements, offered: Statements): IndicatorVerdict[] {
  return compareIndicators(all(wanted), all(offered));
}

export function findingsOf(
  verdicts: readonly IndicatorVerdict[],
  wanted: Statements,
  offered: Statements,
): IndicatorFinding[] {
  return verdicts.map((verdict) => ({
    outcome: OUTCOMES[verdict.verdict],
    wanted: spanOf(wanted, verdict.wanted)!,
    offered: verdict.offered === null ? null : spanOf(offered, verdict.offered),
  }));
}

const OUTCOMES = { met: 'MET', missed: 'MISSED', 'not-stated': 'NOT_STATED' } as const;

function statements(texts: { field: string; text: string }[]): Statements {
  return {
    fields: texts
      .filter(({ text }) => text !== '')
      .map(({ field, text }) => ({ field, text, indicators: readIndicators(text) })),
  };
}

function all({ fields }: Statements): Indicator[] {
  return fields.flatMap(({ indicators }) => indicators);
}

/** The indicator is found by identity: comparing returns the objects that it was given. */
function spanOf({ fields }: Statements, indicator: Indicator): Span | null {
  const found = fields.find(({ indicators }) => indicators.includes(indicator));
  if (found === undefined) return null;
  const { start, end } = indicator;
  return { field: found.field, start, end, text: found.text.slice(start, end) };
}
