/** Completeness of a need: which parts it states, where, and what to ask for those that it does not. Pure. */
import type { Taxonomy } from '../../taxonomy.js';
import type { Span } from '../types.js';
import { sentencesOf } from '../views.js';
import { conditionsOf } from './conditions.js';
import { wantedQuantities } from './indicators.js';
import { painsOf } from './pain.js';
import { askConditions, askIndicators, askObject, askPain, type Known } from './questions.js';
import { NEED_PARTS, type Completeness, type NeedFacts, type NeedPart } from './types.js';
import { phrasesOf, tagged, UNDECIDED } from './words.js';

export { factsOfNeed, factsOfText } from './facts.js';
export { NEED_PARTS, PART_NAMES, type Completeness, type NeedFacts, type NeedPart, type PartFinding } from './types.js';

/** Places shown of one part. */
const SPANS_SHOWN = 5;
/** A longer title is a free text: only its first sentence names the thing. */
const LONGEST_TITLE = 60;

/** What a question names the thing by. */
const LONGEST_NAME = 30;

/** Where a text says what is sought rather than who asks. */
const SOUGHT = /希望|需要|想|求|要(?!求)|寻|解决|开发|研制|攻关|改造|替代|国产化|提供|购|引进/u;

export function completenessOf(need: NeedFacts, taxonomy: Taxonomy): Completeness {
  const object = objectOf(need, taxonomy);
  const vaguely = vaguelyNamed(need.title);
  const places: Record<NeedPart, Span[]> = {
    OBJECT: object,
    PAIN: (['title', 'description'] as const).flatMap((field) => {
      const text = need[field] ?? '';
      return painsOf(text, taxonomy).map((place) => spanOf(field, text, place));
    }),
    INDICATORS: wantedQuantities(need),
    CONDITIONS: conditionsOf(need, taxonomy),
  };
  const known: Known = {
    object: object[0] === undefined ? null : nameOf(object[0], vaguely),
    vaguely,
    title: need.title,
  };
  const parts = NEED_PARTS.map((part) => {
    const spans = places[part].slice(0, SPANS_SHOWN);
    const present = spans.length > 0;
    return { part, present, spans, question: present ? null : QUESTIONS[part](known) };
  });
  return { complete: parts.every(({ present }) => present), parts };
}

const QUESTIONS: Record<NeedPart, (known: Known) => string> = {
  OBJECT: askObject,
  PAIN: askPain,
  INDICATORS: askIndicators,
  CONDITIONS: askConditions,
};

/** The title names the thing; else a sentence that says what is sought, unless the text leaves it open. */
function objectOf(need: NeedFacts, taxonomy: Taxonomy): Span[] {
  const titleEnd =
    need.title.length <= LONGEST_TITLE ? need.title.length : (sentencesOf(need.title)[0]?.[1] ?? LONGEST_TITLE);
  const title = need.title.slice(0, titleEnd);
  const named = phrasesOf(tagged(title), taxonomy).map((place) => spanOf('title', need.title, place));
  if (named.length > 0) return named;
  for (const field of ['description', 'title'] as const) {
    const text = need[field] ?? '';
    if (UNDECIDED.test(text)) return [];
    for (const [start, end] of sentencesOf(text)) {
      const sentence = text.slice(start, end);
      if (!SOUGHT.test(sentence)) continue;
      const found = phrasesOf(tagged(sentence), taxonomy);
      if (found.length > 0)
        return found.map((place) => spanOf(field, text, { start: start + place.start, end: start + place.end }));
    }
  }
  return [];
}

/**
 * The thing in the need's own words: of a title all that it names, which is more than its first noun phrase.
 * @param titled see `vaguelyNamed`
 */
function nameOf({ field, text }: Span, titled: string | null): string {
  return field === 'title' && titled?.includes(text) === true ? titled : text;
}

/** What a title without a thing in it speaks of: 想做智能化改造 → 智能化改造. */
function vaguelyNamed(title: string): string | null {
  const wish =
    /^(?:我[们司]|公司|企业)?(?:想|希望|寻求|寻找|求购?|需要|需|拟|计划|关于|征集|引进)*(?:做|合作开发|引进|找)?/u.exec(
      title,
    );
  const rest = title
    .slice(wish?.[0].length ?? 0)
    .split(/[，。；,;]/u)[0]!
    .replace(/(?:的?(?:需求|意向|合作意向|合作|问题))+$/u, '')
    .trim();
  return rest === '' ? null : shortened(rest);
}

/** Whole words of it. */
function shortened(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const last = tagged(name).findLast(({ end }) => end < LONGEST_NAME);
  return `${name.slice(0, last?.end ?? LONGEST_NAME)}…`;
}

function spanOf(field: string, text: string, { start, end }: { start: number; end: number }): Span {
  return { field, start, end, text: text.slice(start, end) };
}
