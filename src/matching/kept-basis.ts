import { createHash } from 'node:crypto';
import type { ModelRow } from '../store/models.js';
import { LEXICON } from './lexicon.js';
import { termLists } from './term-groups.js';

/** Change it with whatever changes the figures or the grounds of a pair: what is kept is void then. */
const KEPT_RANKING = 'kept-7';

/**
 * What a kept ranking rests on beside the candidates' texts: how they are read and tokenised, by which model, around which
 * mean row, by which lists of terms, and the text that searches.
 * @param text hash of a need's or an achievement's; a free text itself, with whatever else it is searched by
 */
export function basisOf({ id, tokenMean }: Pick<ModelRow, 'id' | 'tokenMean'>, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([KEPT_RANKING, LEXICON, termLists(), id, text]))
    .update(tokenMean ?? new Float32Array())
    .digest('hex');
}
