/** What resolvers receive where it is not simply a row of the store; `scripts/generate.ts` names these. */
import type { DeadWork } from '../store/outbox.js';
import type { FeedbackRow } from '../store/schema.js';

/** The schema has a type of the same name. */
export type DeadWorkRow = DeadWork;

/** Verdicts come alone or on a match, which has their score but not all that was stored with it. */
export type FeedbackNode = Omit<FeedbackRow, 'features' | 'inputs' | 'rankingModel'>;
