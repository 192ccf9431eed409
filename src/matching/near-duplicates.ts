/** Finds achievements that look like one achievement, listed more than once. */
import type { DuplicateEvidence } from '../domain.js';
import { likenessOf, pairsOf } from '../fold-pairs.js';
import { achievementsWithPatents, noteDuplicates, type DuplicateFound } from '../store/duplicates.js';
import { getItems } from '../store/items.js';
import type { Database } from '../store/open.js';
import { sharingRareTerms } from '../store/postings.js';
import type { AchievementRow } from '../store/schema.js';

/** Looked at for one achievement, so that it costs the same however many there are. */
const NEAREST = 10;
const WITH_SAME_PATENT = 20;

/** A title or a text that was copied and touched up; two texts on one subject share less than half of their pairs. */
const TITLE_FROM = 0.7;
const TEXT_FROM = 0.6;
/** Beside a shared patent: one patent may serve two quite different achievements, which share next to nothing. */
const RELATED_FROM = 0.1;

/** Looks at each achievement anew and notes what looks like it. One that is withdrawn or confidential looks like none. Idempotent. */
export async function noteNearDuplicates(db: Database, achievementIds: readonly string[]): Promise<void> {
  for (const item of await getItems(db, 'achievement', achievementIds)) {
    const isShown = item.status === 'published' && item.visibility === 'public';
    await noteDuplicates(db, item.id, isShown ? await findDuplicates(db, item) : []);
  }
}

async function findDuplicates(db: Database, item: AchievementRow): Promise<DuplicateFound[]> {
  const ids = new Set([
    ...(await sharingRareTerms(db, 'achievement', item.id, NEAREST)),
    ...(await achievementsWithPatents(db, item.ip.flatMap(spellingsOf), WITH_SAME_PATENT)),
  ]);
  ids.delete(item.id);
  const others = await getItems(db, 'achievement', [...ids]);
  return others.flatMap((other) => {
    const evidence = compareAchievements(item, other);
    return looksLikeOne(evidence) ? [{ otherId: other.id, score: scoreOf(evidence), evidence }] : [];
  });
}

type Compared = Pick<AchievementRow, 'title' | 'summary' | 'innovation' | 'indicators' | 'ip'>;

/** What speaks for two achievements being one. Symmetric. */
export function compareAchievements(left: Compared, right: Compared): DuplicateEvidence {
  const patents = new Set(right.ip.map(patentKey));
  return {
    samePatents: left.ip.filter((number) => /\d{5}/.test(number) && patents.has(patentKey(number))),
    titleLikeness: likenessOf(pairsOf(left.title), pairsOf(right.title)),
    textLikeness: likenessOf(pairsOf(textOf(left)), pairsOf(textOf(right))),
  };
}

export function looksLikeOne({ samePatents, titleLikeness, textLikeness }: DuplicateEvidence): boolean {
  if (titleLikeness >= TITLE_FROM || textLikeness >= TEXT_FROM) return true;
  return samePatents.length > 0 && Math.max(titleLikeness, textLikeness) >= RELATED_FROM;
}

/** The chance that not all of it is coincidence: 1 − Π(1 − evidence), a shared patent counting 0.8. */
function scoreOf({ samePatents, titleLikeness, textLikeness }: DuplicateEvidence): number {
  const patent = samePatents.length > 0 ? 0.8 : 0;
  return 1 - (1 - patent) * (1 - titleLikeness) * (1 - textLikeness);
}

function textOf({ summary, innovation, indicators }: Compared): string {
  return [summary, innovation, indicators].join('');
}

/** A Chinese application number, with or without prefix and check digit. */
const CHINESE_NUMBER = /^(?:ZL|CN)?(\d{12}|\d{8})(?:\.[\dX])?$/;

function patentKey(number: string): string {
  return CHINESE_NUMBER.exec(number)?.[1] ?? number;
}

/** As lists may write the number. The check digit follows from the others, but lists err. */
function spellingsOf(number: string): string[] {
  const digits = CHINESE_NUMBER.exec(number)?.[1];
  if (digits === undefined) return /\d{5}/.test(number) ? [number] : [];
  const checks = ['', ...Array.from('0123456789X', (check) => `.${check}`)];
  return ['', 'ZL', 'CN'].flatMap((prefix) => checks.map((check) => prefix + digits + check));
}
