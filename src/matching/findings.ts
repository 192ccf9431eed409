/** Wanted indicators of a need and what an achievement says of them, with their places in the two texts. */
import type { IndicatorOutcome, ItemKind, PairGrounds, Place } from '../domain.js';
import { compareIndicators, readIndicators } from './indicators/index.js';
import type { Indicator, IndicatorVerdict } from './indicators/types.js';
import { foldWidth } from './indicators/width.js';
import type { AchievementTexts, ItemTexts, NeedTexts } from './views.js';
import { tellsHowThingsAre } from './wishes.js';

/** Indicators of several fields, each with the field it stands in. */
export interface Statements {
  fields: { field: string; text: string; indicators: Indicator[] }[];
}

const OFFERED = ['indicators', 'summary', 'innovation', 'prospects', 'title'] as const;

/**
 * What a need asks for: its field of indicators where that states any. Else the bounds in its prose (误差不超过 3%), but for
 * those that tell how things are; plain quantities there tell of the enterprise's plant (260MWh, 年产 300 万吨), not of what
 * it wishes.
 */
export function wantedBy(need: NeedTexts): Statements {
  const stated = statements([{ field: 'indicators', text: need.indicators ?? '' }]);
  if (all(stated).length > 0) return stated;
  const { fields } = statements(
    (['description', 'title'] as const).map((field) => ({ field, text: need[field] ?? '' })),
  );
  return {
    fields: fields.map(({ indicators, ...place }) => ({
      ...place,
      indicators: indicators.filter(
        (one) => one.operator !== '=' && one.operator !== '~' && !tellsHowThingsAre(place.text, one),
      ),
    })),
  };
}

export function offeredBy(achievement: AchievementTexts): Statements {
  return statements(OFFERED.map((field) => ({ field, text: achievement[field] ?? '' })));
}

/** Both sides' indicators and what came of comparing them. */
export interface ComparedIndicators {
  wanted: Statements;
  offered: Statements;
  verdicts: IndicatorVerdict[];
}

export function compare(wanted: Statements, offered: Statements): ComparedIndicators {
  const wishes = all(wanted).filter((wish) => !isCondition(wish));
  return { wanted, offered, verdicts: compareIndicators(wishes, all(offered)) };
}

/** Of “7天血浆脱落≤3%” and “2~8度保存一年以上” what stands first: nothing names it or bounds it. */
function isCondition({ name, operator, tolerance }: Indicator): boolean {
  return name === null && (operator === '=' || (operator === 'range' && tolerance === null));
}

/** What a need wants, or an achievement offers. */
export function statementsOf<K extends ItemKind>(kind: K, item: ItemTexts<K>): Statements {
  return kind === 'need' ? wantedBy(item as NeedTexts) : offeredBy(item as AchievementTexts);
}

/** @param own of the other kind than the item */
export function compareWith<K extends ItemKind>(own: Statements, kind: K, item: ItemTexts<K>): ComparedIndicators {
  const other = statementsOf(kind, item);
  return kind === 'need' ? compare(other, own) : compare(own, other);
}

export function outcomesOf({ verdicts }: ComparedIndicators): IndicatorOutcome[] {
  return verdicts.map(({ verdict }) => OUTCOMES[verdict]);
}

/** Of each wanted indicator, without conditions. */
export function findingsOf({ verdicts, wanted, offered }: ComparedIndicators): PairGrounds['indicators'] {
  return verdicts.map((verdict) => ({
    outcome: OUTCOMES[verdict.verdict],
    wanted: placeOf(wanted, verdict.wanted)!,
    offered: verdict.offered === null ? null : placeOf(offered, verdict.offered),
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
function placeOf({ fields }: Statements, indicator: Indicator): Place | null {
  const found = fields.find(({ indicators }) => indicators.includes(indicator));
  if (found === undefined) return null;
  return { field: found.field, start: startWithName(found.text, indicator), end: endWithWhat(found.text, indicator) };
}

/** “1分钟内” says nothing without the “执行” behind it, where no name stands before. */
function endWithWhat(text: string, { name, end }: Indicator): number {
  const what = /^[\p{Script=Han}A-Za-z]{1,8}(?=[，。；、,;)\s]|$)/u.exec(text.slice(end, end + 9));
  return what !== null && (name === null || what[0].endsWith(name)) ? end + what[0].length : end;
}

/** Between a quantity's name and its number stand no more than a few signs: 精度（室温）≥ 98%. */
const FARTHEST_NAME = 8;

/** “3%以内” says nothing without the “电量误差” before it. */
function startWithName(text: string, { writtenName: name, start, changeStart }: Indicator): number {
  if (name === null) return start;
  const from = Math.max(0, start - FARTHEST_NAME - name.length);
  const at = foldWidth(text.slice(from, start)).lastIndexOf(name);
  return at >= 0 ? from + at : (changeStart ?? start);
}
