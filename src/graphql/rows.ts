/** What resolvers receive for the types that are not shaped by hand; named by `scripts/generate.ts`. */
import type { MatchPage } from '../matching/types.js';
import type { DeadWork } from '../store/outbox.js';
import type { feedback, listEditions, lists, matches, taskIssues } from '../store/schema.js';

export type ListRow = typeof lists.$inferSelect;
export type ListEditionRow = typeof listEditions.$inferSelect;
export type TaskIssueRow = typeof taskIssues.$inferSelect;
export type FeedbackRow = typeof feedback.$inferSelect;
export type StoredMatchRow = typeof matches.$inferSelect;
/** Work that was given up. */
export type DeadWorkRow = DeadWork;
export type MatchConnectionRow = MatchPage;
