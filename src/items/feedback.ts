import { addFeedback } from '../store/feedback.js';
import { matchesOfNeeds } from '../store/matches.js';
import type { Database } from '../store/open.js';
import type { FeedbackRow } from '../store/schema.js';
import { checkInput } from './check.js';
import { feedbackInput } from './input.js';

/**
 * Keeps a technology manager's verdict on a match, with the score that background matching had stored for it.
 * @throws AppError INVALID_ARGUMENT, e.g. a rejection without a reason; NOT_FOUND
 */
export async function giveFeedback(db: Database, sent: unknown): Promise<FeedbackRow> {
  const input = checkInput(feedbackInput, sent);
  const stored = (await matchesOfNeeds(db, [input.needId])).find(
    (match) => match.achievementId === input.achievementId,
  );
  const seen =
    stored === undefined ? {} : { score: stored.score, features: stored.features, rankingModel: stored.rankingModel };
  return addFeedback(db, { ...input, ...seen });
}
