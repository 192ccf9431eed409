import type { ItemKind } from '../../domain.js';
import type { TokenRows } from '../../embedding/types.js';
import { readTokenRows } from '../../store/token-rows.js';
import { readTexts } from '../../store/subjects.js';
import type { Subject } from '../subject.js';
import type { MatchingDeps } from '../types.js';
import { modelText } from '../views.js';
import { rowWeights, tokenAgreement } from './agreement.js';
import type { BestRows } from './maxsim.js';

/** The asking text's tokens against the other text's. The need asks, whichever side was searched with. */
export interface ComparedTokens {
  agreement: number;
  asking: TokenRows;
  weights: Float32Array;
  answering: TokenRows;
  /** For each row of `asking`: cosine to the nearest row of `answering`, and which it is (−1: none). */
  cosines: Float32Array;
  nearest: Int32Array;
}

/** @returns by item; those without token rows are left out */
export async function compareTokens(
  deps: MatchingDeps,
  subject: Subject,
  kind: ItemKind,
  itemIds: readonly string[],
): Promise<Map<string, ComparedTokens>> {
  const { vectors } = subject;
  if (vectors === null) return new Map();
  const stored = await readTokenRows(deps.store.db, kind, itemIds, vectors.modelId);
  const items = [...stored].map(([id, { tokens }]) => ({ id, tokens }));
  const dimensions = vectors.search.length;
  const compare = (asking: TokenRows, answering: readonly TokenRows[]) =>
    deps.maxSim.best({
      dimensions,
      mean: vectors.tokenMean,
      asked: asking.rows,
      items: answering.map(({ rows }) => rows),
    });
  const result = new Map<string, ComparedTokens>();
  const add = (id: string, asking: TokenRows, titleEnd: number, answering: TokenRows, best: BestRows) => {
    const { cosines, rows: nearest } = best;
    const weights = rowWeights(asking, cosines.length, titleEnd);
    result.set(id, { agreement: tokenAgreement(cosines, weights), asking, weights, answering, cosines, nearest });
  };
  if (subject.side.kind === 'achievement' && kind === 'need') {
    const needs = await readTexts(deps.store.db, 'need', itemIds);
    for (const { id, tokens } of items) {
      const need = needs.get(id);
      if (need === undefined) continue;
      const [best] = await compare(tokens, [vectors.tokens]);
      add(id, tokens, modelText('need', need).titleEnd, vectors.tokens, best!);
    }
    return result;
  }
  const found = items.map(({ tokens }) => tokens);
  const titleEnd = titleEndOf(subject.side);
  for (const [i, best] of (await compare(vectors.tokens, found)).entries())
    add(items[i]!.id, vectors.tokens, titleEnd, found[i]!, best);
  return result;
}

/** A free text has no title: all of it is asked alike. */
function titleEndOf(side: Subject['side']): number {
  if (side.kind === 'text') return 0;
  return side.kind === 'need' ? modelText('need', side.item).titleEnd : modelText('achievement', side.item).titleEnd;
}
