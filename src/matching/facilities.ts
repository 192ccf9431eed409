/** The three-way match: facilities that could raise an achievement up to the maturity that a need asks for. */
import type { Maturity } from '../domain.js';
import { facilitiesFor, PILOT, PROOF_OF_CONCEPT, type TiedFacility } from '../store/facilities.js';
import type { Database } from '../store/open.js';
import type { FacilityRow, OrganizationRow } from '../store/schema.js';
import type { Owned } from '../store/subjects.js';
import type { Taxonomy } from '../taxonomy.js';
import { industry } from './features/industry.js';
import { range, wantedMaturity } from './features/maturity.js';
import { segments } from './lexicon.js';
import { FUNCTION_WORDS, GENERIC_WORDS, VAGUE_WORDS } from './stopwords.js';
import { lexicalText } from './views.js';

/** What lies between a need and an achievement that is not mature enough for it. */
export interface MaturityGapFound {
  wanted: Maturity;
  offered: Maturity;
  /** Levels that the achievement lacks. */
  levels: number;
  /** Best first; none when nothing that is known could close it. */
  facilities: FittingFacility[];
}

export interface FittingFacility {
  facility: FacilityRow;
  /** Name of who runs it. */
  organization: string | null;
  /** The missing levels that it covers. */
  covers: Maturity;
  /** 0–1. */
  score: number;
  /** One sentence, Chinese. */
  reason: string;
}

interface Pair {
  need: Owned<'need'>;
  achievement: Owned<'achievement'> & { organization: OrganizationRow };
}

const SHOWN = 3;
/** Shares of the score: what it is for counts most, then whether it knows the field. */
const WEIGHTS = { cover: 0.4, industry: 0.3, place: 0.15, text: 0.15 };
/** Without the industry, this share of the achievement's words must stand in the facility's text. */
const TEXT_ALONE = 0.15;
/** TRL of those that state none, as the taxonomy reads 概念验证 and 中试. */
const USUAL: Readonly<Record<string, Maturity>> = {
  [PROOF_OF_CONCEPT]: { min: 3, max: 5 },
  [PILOT]: { min: 5, max: 7 },
};

/**
 * The gaps of a page, by index of the pair; pairs without one, or where a side states no maturity, are left out. One
 * query for the page, none when there is no gap.
 */
export async function maturityGaps(
  db: Database,
  pairs: readonly (Pair | null)[],
  taxonomy: Taxonomy,
): Promise<Map<number, MaturityGapFound>> {
  const wishes = new Map<string, Maturity | null>();
  const wishOf = (need: Owned<'need'>) => {
    const known = wishes.get(need.id);
    if (known !== undefined) return known;
    const wish = wantedMaturity(lexicalText('need', need), taxonomy);
    wishes.set(need.id, wish);
    return wish;
  };
  const gaps = pairs.flatMap((pair, index) => {
    const gap = pair === null ? null : gapOf(wishOf(pair.need), pair.achievement);
    return pair === null || gap === null ? [] : [{ index, pair, gap }];
  });
  if (gaps.length === 0) return new Map();
  const span = {
    min: Math.min(...gaps.map(({ gap }) => gap.offered.max + 1)),
    max: Math.max(...gaps.map(({ gap }) => gap.wanted.min)),
  };
  const industries = gaps.flatMap(({ pair }) => [...pair.need.industries, ...pair.achievement.industries]);
  const known = await facilitiesFor(db, span, [...new Set(industries)]);
  return new Map(
    gaps.map(({ index, pair, gap }) => [index, { ...gap, facilities: rankFacilities(known, pair, gap, taxonomy) }]),
  );
}

type Gap = Omit<MaturityGapFound, 'facilities'>;

function gapOf(wanted: Maturity | null, { trlMin, trlMax }: Owned<'achievement'>): Gap | null {
  if (wanted === null || trlMin === null || trlMax === null || trlMax >= wanted.min) return null;
  return { wanted, offered: { min: trlMin, max: trlMax }, levels: wanted.min - trlMax };
}

/**
 * Only those that cover a missing level and know what is to mature, which is the achievement: its industry, if they tell of
 * nothing more particular, the industry or a related one and a word, words, or any; or they are its owner's.
 */
export function rankFacilities(
  known: readonly TiedFacility[],
  pair: Pair,
  gap: Gap,
  taxonomy: Taxonomy,
): FittingFacility[] {
  const words = namingWords(`${pair.achievement.title}\n${pair.achievement.keywords.join('\n')}`);
  return known
    .flatMap((facility) => fitOf(facility, pair, gap, words, taxonomy) ?? [])
    .sort((a, b) => b.score - a.score || (a.facility.name < b.facility.name ? -1 : 1))
    .slice(0, SHOWN);
}

function fitOf(
  tied: TiedFacility,
  { need, achievement }: Pair,
  gap: Gap,
  words: readonly string[],
  taxonomy: Taxonomy,
): FittingFacility | null {
  const { organizationName, pairedParks: _parks, pairedOrganizations: _organizations, ...facility } = tied;
  const serves =
    facility.trlFrom !== null && facility.trlTo !== null
      ? { min: facility.trlFrom, max: facility.trlTo }
      : (USUAL[facility.kind] ?? null);
  if (serves === null) return null;
  const covers = { min: Math.max(serves.min, gap.offered.max + 1), max: Math.min(serves.max, gap.wanted.min) };
  if (covers.min > covers.max) return null;
  const cover = (covers.max - covers.min + 1) / gap.levels;
  const { industries } = achievement.industries.length > 0 ? achievement : need;
  const best = industry(industries, facility.industries, taxonomy);
  const serveAny = facility.field.length === 0;
  // Its fields are its industries said again.
  const text = `${facility.name}\n${facility.summary ?? ''}`.toLowerCase();
  const shared = words.filter((word) => text.includes(word));
  const likeness = words.length === 0 ? 0 : shared.length / words.length;
  const related = best.value ?? 0;
  const place = placeOf(tied, need, achievement);
  const isItsOwners = tied.organizationId !== null && tied.organizationId === achievement.organizationId;
  const isParticular = facility.summary !== null;
  const knows =
    (related === 1 && (likeness > 0 || isItsOwners || !isParticular)) ||
    (related > 0 && likeness > 0) ||
    likeness >= TEXT_ALONE;
  if (!serveAny && !knows) return null;
  const score =
    WEIGHTS.cover * cover +
    WEIGHTS.industry * related +
    WEIGHTS.place * (place === null ? 0 : 1) +
    WEIGHTS.text * Math.min(1, 2 * likeness);
  const stated = facility.trlFrom !== null ? '' : '（按类型推定）';
  const reasons = [
    cover === 1
      ? `可从 TRL ${gap.offered.max} 做到 TRL ${gap.wanted.min}${stated}`
      : `可补 TRL ${range(covers)}，缺口共 ${gap.levels} 级${stated}`,
    related === 1
      ? `服务领域${best.detail}`
      : related > 0
        ? `服务领域（${named(facility, taxonomy)}）相关`
        : serveAny
          ? '服务领域不限'
          : null,
    place,
    shared.length > 0
      ? `服务内容涉及${shared
          .slice(0, 3)
          .map((word) => `“${word}”`)
          .join('、')}`
      : null,
  ].filter((reason) => reason !== null);
  return { facility, organization: organizationName, covers, score, reason: `${reasons.join('；')}。` };
}

function named({ industries }: FacilityRow, taxonomy: Taxonomy): string {
  return industries
    .slice(0, 2)
    .map((code) => taxonomy.industries.find((entry) => entry.code === code)?.name ?? code)
    .join('、');
}

/** What ties the facility to either side; null when nothing does. */
function placeOf(
  { organizationId, parkCode, pairedParks, pairedOrganizations }: TiedFacility,
  need: Pair['need'],
  achievement: Pair['achievement'],
): string | null {
  if (organizationId !== null && organizationId === achievement.organizationId) return '由成果单位自己建设';
  if (parkCode !== null && parkCode === need.parkCode) return '与企业在同一园区';
  if (need.parkCode !== null && pairedParks.includes(need.parkCode)) return '建设单位与企业所在园区结对';
  return pairedOrganizations.includes(achievement.organizationId) ? '所在园区与成果单位结对' : null;
}

/** Words that name something, each once. */
function namingWords(text: string): string[] {
  const words = segments(text).filter(
    (word) =>
      word.length > 1 &&
      /\p{L}/u.test(word) &&
      ![FUNCTION_WORDS, GENERIC_WORDS, VAGUE_WORDS].some((words) => words.has(word)),
  );
  return [...new Set(words)];
}
