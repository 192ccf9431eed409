import { v7 as uuidv7 } from 'uuid';
import type { CandidateFacts } from '../../src/store/candidates.js';

/** Facts of an achievement that states nothing. */
export function candidateFacts(facts: Partial<CandidateFacts> = {}): CandidateFacts {
  return {
    itemTitle: '储能电站运维',
    textHash: '',
    bare: false,
    organizationId: uuidv7(),
    industries: [],
    cooperationModes: [],
    moneyKind: null,
    moneyMin: null,
    moneyMax: null,
    trlMin: null,
    trlMax: null,
    parkCode: null,
    preferredUniversities: [],
    updatedAt: new Date(),
    ...facts,
  };
}
