import type { AchievementValues, ItemKind, Money, NeedValues } from '../domain.js';
import { foldKey } from '../fold.js';
import { textHashOf } from '../matching/views.js';
import { industriesOf, parkOf } from '../taxonomy-match.js';
import type { Taxonomy } from '../taxonomy.js';
import type { achievements, AchievementRow, NeedRow, needs } from './schema.js';

export type ItemRow<K extends ItemKind = ItemKind> = K extends 'achievement' ? AchievementRow : NeedRow;
export type ItemInsert<K extends ItemKind = ItemKind> = K extends 'achievement'
  ? typeof achievements.$inferInsert
  : typeof needs.$inferInsert;

/** A need's values, and whether it is published for teams to bid on. */
export interface NeedWithTerms extends NeedValues {
  isChallenge: boolean;
}
export type StoredValues<K extends ItemKind = ItemKind> = K extends 'achievement' ? AchievementValues : NeedWithTerms;

/** Set when the item is stored or moved, not by what its values say. */
type PlaceColumn =
  | 'id'
  | 'listId'
  | 'editionId'
  | 'sheet'
  | 'row'
  | 'organizationId'
  | 'status'
  | 'visibility'
  | 'createdAt'
  | 'updatedAt';
/** The columns that follow from an item's values; the organisation is a row of its own. */
export type ValueColumns<K extends ItemKind = ItemKind> = Omit<ItemRow<K>, PlaceColumn | 'creditCode'>;

/** The one place where values become columns: money and maturity apart, keys, industries, park and text hash derived. */
export function valueColumns<K extends ItemKind>(
  kind: K,
  values: StoredValues<K>,
  taxonomy: Taxonomy,
): ValueColumns<K> {
  const columns =
    kind === 'achievement'
      ? achievementColumns(values as AchievementValues, taxonomy)
      : needColumns(values as NeedWithTerms, taxonomy);
  return columns as ValueColumns as ValueColumns<K>;
}

// Column by column: taking one object apart and spreading the rest into another cost more than all that is derived.

function achievementColumns(values: AchievementValues, taxonomy: Taxonomy): ValueColumns<'achievement'> {
  const { code, department, inventors, summary, innovation, prospects, ip, confidentiality, maturity, price } = values;
  return {
    ...commonColumns('achievement', values, taxonomy),
    code,
    department,
    inventors,
    summary,
    innovation,
    prospects,
    trlMin: maturity?.min ?? null,
    trlMax: maturity?.max ?? null,
    ip,
    priceKind: price?.kind ?? null,
    priceMin: price?.min ?? null,
    priceMax: price?.max ?? null,
    confidentiality,
  };
}

function needColumns(values: NeedWithTerms, taxonomy: Taxonomy): ValueColumns<'need'> {
  const { kind, isChallenge, park, description, foundation, budget, preferredUniversities, deadline } = values;
  const { listName, publisher, challengeType, deliverables, period, ipOwnership, bidderRequirements } = values;
  return {
    ...commonColumns('need', values, taxonomy),
    kind,
    isChallenge,
    park,
    parkCode: parkOf(park, taxonomy),
    description,
    foundation,
    budgetKind: budget?.kind ?? null,
    budgetMin: budget?.min ?? null,
    budgetMax: budget?.max ?? null,
    preferredUniversities,
    deadline,
    listName,
    publisher,
    challengeType,
    deliverables,
    period,
    ipOwnership,
    bidderRequirements,
  };
}

function commonColumns<K extends ItemKind>(kind: K, values: StoredValues<K>, taxonomy: Taxonomy) {
  return {
    ...commonOf(values),
    titleKey: titleKeyOf(values.title),
    industries: industriesOf(values.field, taxonomy),
    textHash: textHashOf(kind, values),
  };
}

/** A title of signs alone folds to nothing; it would equal every other such title. */
export function titleKeyOf(title: string): string {
  return foldKey(title) || title;
}

/** The values that a row was made from. `owner` is its organisation. */
export function valuesOf<K extends ItemKind>(
  kind: K,
  row: ItemRow<K>,
  owner: { name: string; creditCode: string | null },
): StoredValues<K> {
  const values =
    kind === 'achievement' ? achievementValues(row as AchievementRow, owner.name) : needValues(row as NeedRow, owner);
  return values as StoredValues as StoredValues<K>;
}

function achievementValues(row: AchievementRow, organization: string): AchievementValues {
  const { trlMin, trlMax, priceKind, priceMin, priceMax } = row;
  return {
    ...commonOf(row),
    organization,
    code: row.code,
    department: row.department,
    inventors: row.inventors,
    summary: row.summary,
    innovation: row.innovation,
    prospects: row.prospects,
    maturity: trlMin === null || trlMax === null ? null : { min: trlMin, max: trlMax },
    ip: row.ip,
    price: moneyOf(priceKind, priceMin, priceMax),
    confidentiality: row.confidentiality,
  };
}

function needValues(row: NeedRow, owner: { name: string; creditCode: string | null }): NeedWithTerms {
  return {
    ...commonOf(row),
    organization: owner.name,
    creditCode: owner.creditCode,
    park: row.park,
    kind: row.kind,
    description: row.description,
    foundation: row.foundation,
    budget: moneyOf(row.budgetKind, row.budgetMin, row.budgetMax),
    preferredUniversities: row.preferredUniversities,
    deadline: row.deadline,
    confidential: row.visibility === 'confidential',
    isChallenge: row.isChallenge,
    listName: row.listName,
    publisher: row.publisher,
    challengeType: row.challengeType,
    deliverables: row.deliverables,
    period: row.period,
    ipOwnership: row.ipOwnership,
    bidderRequirements: row.bidderRequirements,
  };
}

/** What values and columns have in common. */
function commonOf(item: ItemRow | StoredValues) {
  const { title, field, indicators, cooperationModes, keywords, remarks, extra } = item;
  const { contactName, contactPhone, contactEmail } = item;
  return {
    title,
    field,
    indicators,
    cooperationModes,
    keywords,
    contactName,
    contactPhone,
    contactEmail,
    remarks,
    extra,
  };
}

function moneyOf(kind: Money['kind'] | null, min: number | null, max: number | null): Money | null {
  return kind === null ? null : { kind, min, max };
}
