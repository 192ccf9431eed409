import { addFeedback, seenBefore, type Seen } from '../store/feedback.js';
import { matchesOfNeeds } from '../store/matches.js';
import type { Database } from '../store/open.js';
import { owe } from '../store/outbox.js';
import type { FeedbackRow } from '../store/schema.js';
import { checkInput } from './check.js';
import { feedbackInput } from './input.js';

/**
 * Keeps a technology manager's verdict on a match, with the score that background matching had stored for it. The need's
 * stored matches are owed anew: the verdict concerns its other matches as well.
 * @throws AppError INVALID_ARGUMENT, e.g. a rejection without a reason; NOT_FOUND
 */
export async function giveFeedback(db: Database, sent: unknown): Promise<FeedbackRow> {
  const input = checkInput(feedbackInput, sent);
  return db.transaction(async (tx) => {
    const row = await addFeedback(tx, { ...input, ...(await seen(tx, input)) });
    await owe(tx, 'rematch', 'need', [input.needId]);
    return row;
  });
}

/** A match that was rejected is no longer stored: what its judge saw then stands for it. */
async function seen(db: Database, pair: Pick<FeedbackRow, 'needId' | 'achievementId'>): Promise<Partial<Seen>> {
  const match = (await matchesOfNeeds(db, [pair.needId])).find((one) => one.achievementId === pair.achievementId);
  if (match === undefined) return (await seenBefore(db, pair.needId, pair.achievementId)) ?? {};
  const { score, features, inputs, rankingModel } = match;
  return { score, features, inputs, rankingModel };
}
