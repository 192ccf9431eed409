/** What a place in the ranking rests on, for the matches of one page: reads only their rows. */
import type { ItemKind } from '../domain.js';
import { nearestPassages } from '../store/agreement.js';
import { feedbackBetween, readOwned, type Owned } from '../store/subjects.js';
import { evidencePairs, type EvidencePair, type Nearest } from './explain/evidence.js';
import { reasonsOf, summaryOf } from './explain/reasons.js';
import { sharedTerms } from './explain/terms.js';
import { findingsOf } from './findings.js';
import { gradeOf } from './model.js';
import type { Ranked } from './rank.js';
import type { Subject } from './subject.js';
import type { Evidence, MatchFeedback, MatchingDeps, MatchResult } from './types.js';
import { lexicalText, passagesOf, queryTexts, type Passage } from './views.js';

/** @param ranked the page's part of the ranking; an item deleted since is left out */
export async function explain<K extends ItemKind>(
  deps: MatchingDeps,
  subject: Subject,
  kind: K,
  ranked: readonly (Ranked & { rank: number; cursor: string })[],
): Promise<MatchResult[]> {
  const { db } = deps.store;
  const ids = ranked.map(({ candidate }) => candidate.itemId);
  const items = await readOwned(db, kind, ids);
  const { kind: own, passages, text } = textOf(subject);
  // The vectors are asked for in the order of the passages; a text whose vectors are older has other views.
  const vectors = subject.vectors;
  const asked = passages.filter(({ view }) => vectors?.passages.has(view) ?? true);
  const nearest =
    vectors === null || asked.length === 0
      ? null
      : await nearestPassages(
          db,
          { kind, itemIds: ids, modelId: vectors.modelId },
          asked.map(({ view }) => vectors.passages.get(view)!),
        );
  const verdicts =
    subject.side.kind === 'text' || own === kind ? [] : await feedbackBetween(db, own, subject.side.item.id, ids);
  return ranked.flatMap((place) => {
    const item = items.get(place.candidate.itemId);
    if (item === undefined) return [];
    const near = nearest?.filter(({ itemId }) => itemId === item.id) ?? null;
    const feedback = verdicts
      .filter((verdict) => (kind === 'need' ? verdict.needId : verdict.achievementId) === item.id)
      .map(({ id, verdict, reasons, note, score, createdAt }) => ({ id, verdict, reasons, note, score, createdAt }));
    return [matchOf(subject, kind, place, item, { asked, text, near, feedback })];
  });
}

interface Read {
  asked: readonly Passage[];
  text: string;
  near: Nearest | null;
  feedback: MatchFeedback[];
}

function matchOf<K extends ItemKind>(
  subject: Subject,
  kind: K,
  place: Ranked & { rank: number; cursor: string },
  item: Owned<K>,
  { asked, text, near, feedback }: Read,
): MatchResult {
  const { rank, cursor, score, contributions } = place;
  const compared = place.indicators;
  const indicators = compared === null ? [] : findingsOf(compared.verdicts, compared.wanted, compared.offered);
  const shared = sharedTerms(text, lexicalText(kind, item as never), subject.words);
  const pairs = evidencePairs(asked, passagesOf(kind, item as never), near, subject.words);
  const grade = gradeOf(score);
  const sides = sidesOf(subject, kind, item);
  const missing = sides.achievement === null || sides.need === null ? [] : missingOf(sides.achievement);
  const grounds = { contributions, sharedTerms: shared, evidence: pairs, indicators, feedback, missing };
  return {
    cursor,
    rank,
    score,
    grade,
    ...sides,
    summary: summaryOf(grade, grounds),
    reasons: reasonsOf(grounds),
    contributions,
    sharedTerms: shared,
    evidence: pairs.map((pair) => towards(subject, kind, pair)),
    indicators,
    feedback,
  };
}

function textOf({ side }: Subject): { kind: ItemKind; passages: Passage[]; text: string } {
  if (side.kind === 'text') {
    const texts = queryTexts(side.text);
    return { kind: 'need', passages: passagesOf('need', texts), text: side.text };
  }
  return side.kind === 'need'
    ? { kind: 'need', passages: passagesOf('need', side.item), text: lexicalText('need', side.item) }
    : {
        kind: 'achievement',
        passages: passagesOf('achievement', side.item),
        text: lexicalText('achievement', side.item),
      };
}

/** In a search for likes the subject stands on the other side, whatever its kind, so that both can be shown. */
function sidesOf<K extends ItemKind>(
  { side }: Subject,
  kind: K,
  item: Owned<K>,
): Pick<MatchResult, 'need' | 'achievement'> {
  const found = { need: null, achievement: null, [kind]: item } as Pick<MatchResult, 'need' | 'achievement'>;
  if (side.kind === 'text' || side.kind === kind) return found;
  return side.kind === 'need' ? { ...found, need: side.item } : { ...found, achievement: side.item };
}

/** Evidence names its sides need and achievement; a text or a like that was searched with takes the free side. */
function towards({ side }: Subject, kind: ItemKind, { asked, found, strength }: EvidencePair): Evidence {
  const foundIsNeed = kind === 'need' && side.kind !== 'need';
  return foundIsNeed ? { need: found, achievement: asked, strength } : { need: asked, achievement: found, strength };
}

function missingOf(achievement: Owned<'achievement'>): string[] {
  return [
    achievement.summary === null && achievement.innovation === null ? '简介' : null,
    achievement.trlMin === null ? '技术成熟度' : null,
    achievement.cooperationModes.length === 0 ? '合作方式' : null,
    achievement.priceKind === null ? '价格' : null,
  ].filter((label) => label !== null);
}
