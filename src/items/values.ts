import type { AchievementValues, ChallengeTerms } from '../domain.js';
import type { NeedWithTerms } from '../store/item-values.js';
import type { AchievementInput, AchievementPatch, NeedInput, NeedPatch } from './input.js';

const NO_TERMS: ChallengeTerms = {
  listName: null,
  publisher: null,
  challengeType: null,
  deliverables: null,
  period: null,
  ipOwnership: null,
  bidderRequirements: null,
};

/** What a new achievement says: what the input leaves out is empty. */
export function achievementValues(input: AchievementInput): AchievementValues {
  return {
    title: input.title,
    organization: input.organization,
    code: input.code ?? null,
    department: input.department ?? null,
    inventors: input.inventors ?? [],
    summary: input.summary ?? null,
    innovation: input.innovation ?? null,
    prospects: input.prospects ?? null,
    maturity: input.maturity ?? null,
    ip: input.ip ?? [],
    price: input.price ?? null,
    confidentiality: input.confidentiality ?? null,
    ...commonValues(input),
  };
}

export function needValues(input: NeedInput): NeedWithTerms {
  return {
    title: input.title,
    organization: input.organization,
    creditCode: input.creditCode ?? null,
    park: input.park ?? null,
    kind: input.kind ?? null,
    description: input.description ?? null,
    foundation: input.foundation ?? null,
    budget: input.budget ?? null,
    preferredUniversities: input.preferredUniversities ?? [],
    deadline: input.deadline ?? null,
    confidential: input.visibility === 'confidential',
    isChallenge: input.challenge != null,
    ...NO_TERMS,
    ...withoutAbsent(input.challenge ?? {}),
    ...commonValues(input),
  };
}

function commonValues(input: AchievementInput | NeedInput) {
  return {
    field: input.field ?? [],
    indicators: input.indicators ?? null,
    cooperationModes: input.cooperationModes ?? [],
    contactName: input.contactName ?? null,
    contactPhone: input.contactPhone ?? null,
    contactEmail: input.contactEmail ?? null,
    keywords: input.keywords ?? [],
    remarks: input.remarks ?? null,
    extra: {},
  };
}

const LISTS = new Set(['inventors', 'field', 'ip', 'cooperationModes', 'keywords', 'preferredUniversities']);

/** What a patch changes: absent leaves a value, null empties it. */
export function achievementChanges({
  visibility: _visibility,
  ...patch
}: AchievementPatch): Partial<AchievementValues> {
  return emptied(patch);
}

/** A patch of `challenge` makes a need a challenge; null takes all its terms away. */
export function needChanges(patch: NeedPatch): Partial<NeedWithTerms> {
  const { challenge, creditCode: _ofOwner, visibility: _visibility, ...plain } = patch;
  const terms =
    challenge === undefined
      ? {}
      : challenge === null
        ? { isChallenge: false, ...NO_TERMS }
        : { isChallenge: true, ...withoutAbsent(challenge) };
  return { ...emptied(plain), ...terms };
}

type Given<V> = Exclude<V, undefined>;
type Emptied<V> = string[] extends V ? Exclude<V, null | undefined> : Given<V>;

/** Lists are empty where texts are null. */
function emptied<T extends object>(patch: T): { [K in keyof T]: Emptied<T[K]> } {
  const entries = Object.entries(withoutAbsent(patch));
  return Object.fromEntries(entries.map(([name, value]) => [name, value === null && LISTS.has(name) ? [] : value])) as {
    [K in keyof T]: Emptied<T[K]>;
  };
}

function withoutAbsent<T extends object>(values: T): { [K in keyof T]: Given<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Given<T[K]>;
  };
}
