import { createHash } from 'node:crypto';
import type { ModelRow } from '../store/models.js';
import { LEXICON } from './lexicon.js';
import { termLists } from './term-groups.js';

/** Change it with whatever changes the figures or the grounds of a pair: what is kept is void then. */
const KEPT_RANKING = 'kept-3';

/**
 * What a need's kept ranking rests on beside the achievements' texts: how they are read and tokenised, by which model, around which
 * mean row, by which lists of terms, and the need's text.
 */
export function basisOf({ id, tokenMean }: Pick<ModelRow, 'id' | 'tokenMean'>, needTextHash: string): string {
  return createHash('sha256')
    .update(JSON.stringify([KEPT_RANKING, LEXICON, termLists(), id, needTextHash]))
    .update(tokenMean ?? new Float32Array())
    .digest('hex');
}
