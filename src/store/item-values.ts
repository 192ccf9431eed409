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

function achievementColumns(values: AchievementValues, taxonomy: Taxonomy): ValueColumns<'achievement'> {
  const { organization: _owner, maturity, price, ...plain } = values;
  return {
    ...plain,
    ...derived(values, taxonomy),
    textHash: textHashOf('achievement', values),
    trlMin: maturity?.min ?? null,
    trlMax: maturity?.max ?? null,
    priceKind: price?.kind ?? null,
    priceMin: price?.min ?? null,
    priceMax: price?.max ?? null,
  };
}

function needColumns(values: NeedWithTerms, taxonomy: Taxonomy): ValueColumns<'need'> {
  const { organization: _owner, creditCode: _ofOwner, confidential: _visibility, budget, ...plain } = values;
  return {
    ...plain,
    ...derived(values, taxonomy),
    textHash: textHashOf('need', values),
    parkCode: parkOf(values.park, taxonomy),
    budgetKind: budget?.kind ?? null,
    budgetMin: budget?.min ?? null,
    budgetMax: budget?.max ?? null,
  };
}

/** A title of signs alone folds to nothing; it would equal every other such title. */
export function titleKeyOf(title: string): string {
  return foldKey(title) || title;
}

function derived(values: { title: string; field: string[] }, taxonomy: Taxonomy) {
  return { titleKey: titleKeyOf(values.title), industries: industriesOf(values.field, taxonomy) };
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
    ...commonValues(row),
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
    ...commonValues(row),
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

function commonValues(row: ItemRow) {
  const { title, field, indicators, cooperationModes, keywords, remarks, extra } = row;
  const { contactName, contactPhone, contactEmail } = row;
  return {
    title,
    field,
    indicators,
    cooperationModes,
    keywords,
    remarks,
    extra,
    contactName,
    contactPhone,
    contactEmail,
  };
}

function moneyOf(kind: Money['kind'] | null, min: number | null, max: number | null): Money | null {
  return kind === null ? null : { kind, min, max };
}
