import type { AchievementValues } from '../../src/domain.js';
import type { NeedWithTerms } from '../../src/store/item-values.js';

/** Values of an achievement that says nothing but its title and owner. */
export function achievementValues(values: Partial<AchievementValues> = {}): AchievementValues {
  return {
    title: '储能电站状态估计方法',
    code: null,
    organization: '测试大学',
    department: null,
    inventors: [],
    field: [],
    summary: null,
    innovation: null,
    indicators: null,
    prospects: null,
    maturity: null,
    ip: [],
    cooperationModes: [],
    price: null,
    confidentiality: null,
    contactName: null,
    contactPhone: null,
    contactEmail: null,
    keywords: [],
    remarks: null,
    extra: {},
    ...values,
  };
}

/** Values of a need that says nothing but its title and owner. */
export function needValues(values: Partial<NeedWithTerms> = {}): NeedWithTerms {
  return {
    title: '需要储能电站的运维方法',
    organization: '测试电力有限公司',
    creditCode: null,
    park: null,
    field: [],
    kind: null,
    description: null,
    indicators: null,
    foundation: null,
    budget: null,
    cooperationModes: [],
    preferredUniversities: [],
    deadline: null,
    confidential: false,
    isChallenge: false,
    contactName: null,
    contactPhone: null,
    contactEmail: null,
    keywords: [],
    remarks: null,
    extra: {},
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
