import { and, desc, eq, inArray, isNotNull, lt } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { AppError } from '../errors.js';
import { getItems } from './items.js';
import type { Database } from './open.js';
import type { Page } from './organizations.js';
import { feedback, type FeedbackRow } from './schema.js';

export type NewFeedback = Pick<FeedbackRow, 'needId' | 'achievementId' | 'verdict' | 'reasons' | 'note'> &
  Partial<Seen>;

/** What the judge saw of the match. */
export type Seen = Pick<FeedbackRow, 'score' | 'features' | 'inputs' | 'rankingModel'>;

/**
 * Keeps a verdict; earlier ones on the same match stay, the newest counts.
 * @throws AppError NOT_FOUND naming the item that does not exist
 */
export async function addFeedback(db: Database, given: NewFeedback): Promise<FeedbackRow> {
  for (const [kind, id] of [['need', given.needId] as const, ['achievement', given.achievementId] as const]) {
    if ((await getItems(db, kind, [id])).length > 0) continue;
    throw new AppError('NOT_FOUND', `没有编号为 ${id} 的${kind === 'need' ? '需求' : '成果'}。`);
  }
  const [row] = await db
    .insert(feedback)
    .values({ id: uuid(), ...given })
    .returning();
  return row!;
}

/** What was noted with the newest earlier verdict on a match; null: none, or nothing was noted. */
export async function seenBefore(db: Database, needId: string, achievementId: string): Promise<Seen | null> {
  const { score, features, inputs, rankingModel } = feedback;
  const [row] = await db
    .select({ score, features, inputs, rankingModel })
    .from(feedback)
    .where(and(eq(feedback.needId, needId), eq(feedback.achievementId, achievementId), isNotNull(score)))
    .orderBy(desc(feedback.createdAt), desc(feedback.id))
    .limit(1);
  return row ?? null;
}

/** Newest first, those older than the id given. */
export function pageFeedback(
  db: Database,
  filter: { needId?: string | null; achievementId?: string | null },
  { first, after }: Page,
): Promise<FeedbackRow[]> {
  const { needId, achievementId } = filter;
  return db
    .select()
    .from(feedback)
    .where(
      and(
        needId ? eq(feedback.needId, needId) : undefined,
        achievementId ? eq(feedback.achievementId, achievementId) : undefined,
        after ? lt(feedback.id, after) : undefined,
      ),
    )
    .orderBy(desc(feedback.id))
    .limit(first);
}

export function getFeedback(db: Database, ids: readonly string[]): Promise<FeedbackRow[]> {
  return db
    .select()
    .from(feedback)
    .where(inArray(feedback.id, [...ids]));
}
