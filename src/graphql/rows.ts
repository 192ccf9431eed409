/** What resolvers receive where it is not simply a row of the store; `scripts/generate.ts` names these. */
import type { DeadWork } from '../store/outbox.js';
import type { AchievementFilter, NeedFilter } from '../store/filters.js';
import type { AchievementRow, FeedbackRow, NeedRow } from '../store/schema.js';
import type { Connection } from './connection.js';

/** The schema has a type of the same name. */
export type DeadWorkRow = DeadWork;

/** Verdicts come alone or on a match, which has their score but not all that was stored with it. */
export type FeedbackNode = Omit<FeedbackRow, 'features' | 'inputs' | 'rankingModel'>;

/** A page of a list with the filter that it was read under. */
export type AchievementPage = Connection<AchievementRow> & { filter: AchievementFilter };
export type NeedPage = Connection<NeedRow> & { filter: NeedFilter };
