/** Writes. What a client sends goes to `items/` as it is: every door has it checked there. */
import { checkId } from '../../items/check.js';
import { dismissDuplicate, mergeDuplicate } from '../../items/duplicates.js';
import { changeFacility, removeFacility, writeFacility } from '../../items/facilities.js';
import { giveFeedback } from '../../items/feedback.js';
import {
  closeNeed,
  createAchievement,
  createNeed,
  publishItem,
  updateAchievement,
  updateNeed,
  withdrawItem,
} from '../../items/write.js';
import { redrive } from '../../store/outbox.js';
import { cancelTask } from '../../store/tasks.js';
import type { MutationResolvers } from '../generated.js';

export const Mutation: MutationResolvers = {
  createAchievement: (_root, { input }, { deps }) => createAchievement(deps, input),
  updateAchievement: (_root, { id, patch }, { deps }) => updateAchievement(deps, id, patch),
  publishAchievement: (_root, { id }, { deps }) => publishItem(deps, 'achievement', id),
  withdrawAchievement: (_root, { id }, { deps }) => withdrawItem(deps, 'achievement', id),
  createNeed: (_root, { input }, { deps }) => createNeed(deps, input),
  updateNeed: (_root, { id, patch }, { deps }) => updateNeed(deps, id, patch),
  publishNeed: (_root, { id }, { deps }) => publishItem(deps, 'need', id),
  withdrawNeed: (_root, { id }, { deps }) => withdrawItem(deps, 'need', id),
  closeNeed: (_root, { id }, { deps }) => closeNeed(deps, id),
  createFacility: (_root, { input }, { deps }) => writeFacility(deps, input),
  updateFacility: (_root, { id, patch }, { deps }) => changeFacility(deps, id, patch),
  deleteFacility: (_root, { id }, { deps }) => removeFacility(deps, id),
  giveFeedback: (_root, { input }, { deps }) => giveFeedback(deps.db, input),
  dismissDuplicate: (_root, { id }, { deps }) => dismissDuplicate(deps, id),
  mergeDuplicate: (_root, { id, keep }, { deps }) => mergeDuplicate(deps, id, keep),
  cancelTask: (_root, { id }, { deps }) => cancelTask(deps.db, checkId(id)),
  redriveWork: (_root, { ids }, { deps }) => redrive(deps.db, ids.map(checkId)),
};
