/** The fields beside the text, of a subject and a candidate, laid out as need against achievement. */
import type { ItemKind, Maturity, Money } from '../domain.js';
import type { CandidateFacts } from '../store/candidates.js';
import type { Taxonomy } from '../taxonomy.js';
import { budget } from './features/budget.js';
import { cooperation } from './features/cooperation.js';
import { industry } from './features/industry.js';
import { maturity, wantedMaturity } from './features/maturity.js';
import { pairing } from './features/pairing.js';
import { MISSING, type AchievementSide, type NeedSide } from './features/types.js';
import type { Features } from './model.js';
import type { Subject } from './subject.js';
import { lexicalText, type NeedTexts } from './views.js';

export type StructuredFeatures = Pick<Features, 'industry' | 'maturity' | 'cooperation' | 'budget' | 'pairing'>;

/**
 * What is read of the subject is read once for all candidates.
 * @returns of a candidate; its texts where they were read: a need's wanted maturity stands in its text
 */
export function structuredFeatures(
  subject: Subject,
  kind: ItemKind,
  taxonomy: Taxonomy,
): (candidate: CandidateFacts, texts: NeedTexts | null) => StructuredFeatures {
  const { side } = subject;
  const none = { industry: MISSING, maturity: MISSING, cooperation: MISSING, budget: MISSING, pairing: MISSING };
  if (side.kind === 'text') return () => none;
  if (side.kind === kind)
    return (candidate) => ({ ...none, industry: industry(side.item.industries, candidate.industries, taxonomy) });
  const features = (need: NeedSide, achievement: AchievementSide, candidate: CandidateFacts) => ({
    industry: industry(need.industries, achievement.industries, taxonomy),
    maturity: maturity(need.wantedMaturity, achievement.maturity),
    cooperation: cooperation(need.cooperationModes, achievement.cooperationModes, taxonomy),
    budget: budget(need.budget, achievement.price),
    pairing: pairing(subject.tiesTo(candidate)),
  });
  if (side.kind === 'need') {
    const own = needOfSubject(side.item, taxonomy);
    return (candidate) => features(own, achievementOfCandidate(candidate), candidate);
  }
  const own = achievementOfSubject(side.item);
  return (candidate, texts) => features(needOfCandidate(candidate, texts, taxonomy), own, candidate);
}

type NeedItem = Extract<Subject['side'], { kind: 'need' }>['item'];
type AchievementItem = Extract<Subject['side'], { kind: 'achievement' }>['item'];

function needOfSubject(item: NeedItem, taxonomy: Taxonomy): NeedSide {
  return {
    industries: item.industries,
    cooperationModes: item.cooperationModes,
    budget: money(item.budgetKind, item.budgetMin, item.budgetMax),
    wantedMaturity: wantedMaturity(lexicalText('need', item), taxonomy),
  };
}

function needOfCandidate(candidate: CandidateFacts, texts: NeedTexts | null, taxonomy: Taxonomy): NeedSide {
  return {
    industries: candidate.industries,
    cooperationModes: candidate.cooperationModes,
    budget: money(candidate.moneyKind, candidate.moneyMin, candidate.moneyMax),
    wantedMaturity: texts === null ? null : wantedMaturity(lexicalText('need', texts), taxonomy),
  };
}

function achievementOfCandidate(candidate: CandidateFacts): AchievementSide {
  return {
    industries: candidate.industries,
    cooperationModes: candidate.cooperationModes,
    price: money(candidate.moneyKind, candidate.moneyMin, candidate.moneyMax),
    maturity: maturityRange(candidate.trlMin, candidate.trlMax),
  };
}

function achievementOfSubject(item: AchievementItem): AchievementSide {
  return {
    industries: item.industries,
    cooperationModes: item.cooperationModes,
    price: money(item.priceKind, item.priceMin, item.priceMax),
    maturity: maturityRange(item.trlMin, item.trlMax),
  };
}

function money(kind: Money['kind'] | null, min: number | null, max: number | null): Money | null {
  return kind === null ? null : { kind, min, max };
}

function maturityRange(min: number | null, max: number | null): Maturity | null {
  return min === null || max === null ? null : { min, max };
}
