import { createHash } from 'node:crypto';
import type { ModelRow } from '../store/models.js';

/** Change it with whatever changes the token agreement or the reading of indicators: kept figures are void then. */
const PAIR_READING = 'pair-1';

/**
 * What a need's pair readings rest on beside the achievements' texts: how they are read, by which model, around which
 * mean row, and the need's text.
 */
export function basisOf({ id, tokenMean }: Pick<ModelRow, 'id' | 'tokenMean'>, needTextHash: string): string {
  return createHash('sha256')
    .update(JSON.stringify([PAIR_READING, id, needTextHash]))
    .update(tokenMean ?? new Float32Array())
    .digest('hex');
}
