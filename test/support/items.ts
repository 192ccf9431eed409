import type { AchievementValues, ItemKind } from '../../src/domain.js';
import type { Deps } from '../../src/deps.js';
import type { NeedWithTerms } from '../../src/store/item-values.js';
import { createItem } from '../../src/store/items.js';

const NOTHING_SAID = {
  field: [],
  indicators: null,
  cooperationModes: [],
  keywords: [],
  contactName: null,
  contactPhone: null,
  contactEmail: null,
  remarks: null,
  extra: {},
};

export function achievementValues(values: Partial<AchievementValues> & { title: string }): AchievementValues {
  return {
    ...NOTHING_SAID,
    code: null,
    organization: '云岭理工大学',
    department: null,
    inventors: [],
    summary: null,
    innovation: null,
    prospects: null,
    maturity: null,
    ip: [],
    price: null,
    confidentiality: null,
    ...values,
  };
}

export function needValues(values: Partial<NeedWithTerms> & { title: string }): NeedWithTerms {
  return {
    ...NOTHING_SAID,
    isChallenge: false,
    organization: '青禾储能有限公司',
    creditCode: null,
    park: null,
    kind: null,
    description: null,
    foundation: null,
    budget: null,
    preferredUniversities: [],
    deadline: null,
    confidential: false,
    listName: null,
    publisher: null,
    challengeType: null,
    deliverables: null,
    period: null,
    ipOwnership: null,
    bidderRequirements: null,
    ...values,
  };
}

/** Published items with these titles; their indexing is owed. @returns their ids */
export async function createItems(deps: Deps, kind: ItemKind, titles: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const title of titles) {
    const values = kind === 'achievement' ? achievementValues({ title }) : needValues({ title });
    const item = await createItem(deps.db, kind, { values, visibility: 'public', draft: false }, deps.taxonomy);
    ids.push(item.id);
  }
  return ids;
}
