import { createHash } from 'node:crypto';
import type { ModelRow } from '../store/models.js';
import { LEXICON } from './lexicon.js';

/** Change it with whatever changes the token agreement or the reading of indicators: kept figures are void then. */
const KEPT_RANKING = 'kept-1';

/**
 * What a need's kept ranking rests on beside the achievements' texts: how they are read and tokenised, by which model, around which
 * mean row, and the need's text.
 */
export function basisOf({ id, tokenMean }: Pick<ModelRow, 'id' | 'tokenMean'>, needTextHash: string): string {
  return createHash('sha256')
    .update(JSON.stringify([KEPT_RANKING, LEXICON, id, needTextHash]))
    .update(tokenMean ?? new Float32Array())
    .digest('hex');
}
