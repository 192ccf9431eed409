import type { ItemKind } from '../../domain.js';
import type { TokenPlaces, TokenRows } from '../../embedding/types.js';
import { readRows, readTokenRows } from '../../store/token-rows.js';
import { readTexts } from '../../store/subjects.js';
import type { Subject, SubjectVectors } from '../subject.js';
import type { MatchingDeps } from '../types.js';
import { modelText } from '../views.js';
import { rowWeights, tokenAgreement } from './agreement.js';
import type { BestRows } from './maxsim.js';

/** The asking text's tokens against the other text's. The need asks, whichever side was searched with. */
export interface ComparedTokens {
  agreement: number;
  asking: TokenPlaces;
  weights: Float32Array;
  /** Null where the item answers: read for the few that are shown (`readPlaces`). */
  answering: TokenPlaces | null;
  /** For each row of `asking`: cosine to the nearest row of `answering`, and which it is (−1: none). */
  cosines: Float32Array;
  nearest: Int32Array;
}

/** Some 50 KB each; more than a search compares. */
const ITEMS_AT_ONCE = 200;

/** @returns by item; those without token rows are left out */
export async function compareTokens(
  deps: MatchingDeps,
  subject: Subject,
  kind: ItemKind,
  itemIds: readonly string[],
): Promise<Map<string, ComparedTokens>> {
  const { vectors, side } = subject;
  if (vectors === null || itemIds.length === 0) return new Map();
  if (side.kind === 'achievement' && kind === 'need') return askedByItems(deps, vectors, itemIds);
  const { tokens } = vectors;
  const weights = rowWeights(tokens, tokens.rows.length / vectors.search.length, titleEndOf(side));
  const result = new Map<string, ComparedTokens>();
  for (let from = 0; from < itemIds.length; from += ITEMS_AT_ONCE) {
    const ids = itemIds.slice(from, from + ITEMS_AT_ONCE);
    const items = [...(await readRows(deps.store, kind, ids, vectors.modelId))];
    const found = await compare(
      deps,
      vectors,
      tokens,
      items.map(([, rows]) => rows),
    );
    for (const [i, [id]] of items.entries()) result.set(id, compared(found[i]!, tokens, weights, null));
  }
  return result;
}

/** For needs that an achievement may solve: each brings its own rows, title and weights. */
async function askedByItems(
  deps: MatchingDeps,
  vectors: SubjectVectors,
  needIds: readonly string[],
): Promise<Map<string, ComparedTokens>> {
  const { db } = deps.store;
  const [stored, texts] = await Promise.all([
    readTokenRows(db, 'need', needIds, vectors.modelId),
    readTexts(db, 'need', needIds),
  ]);
  const result = new Map<string, ComparedTokens>();
  for (const [id, { tokens }] of stored) {
    const need = texts.get(id);
    if (need === undefined) continue;
    const [found] = await compare(deps, vectors, tokens, [vectors.tokens.rows]);
    const weights = rowWeights(tokens, tokens.rows.length / vectors.search.length, modelText('need', need).titleEnd);
    result.set(id, compared(found!, tokens, weights, vectors.tokens));
  }
  return result;
}

function compare(
  { maxSim }: MatchingDeps,
  { search, tokenMean: mean }: SubjectVectors,
  asking: TokenRows,
  items: readonly Int8Array[],
): Promise<BestRows[]> {
  return maxSim.best({ dimensions: search.length, mean, asked: asking.rows, items });
}

function compared(
  { cosines, rows: nearest }: BestRows,
  asking: TokenRows,
  weights: Float32Array,
  answering: TokenPlaces | null,
): ComparedTokens {
  return { agreement: tokenAgreement(cosines, weights), asking, weights, answering, cosines, nearest };
}

/** A free text has no title: all of it is asked alike. */
function titleEndOf(side: Subject['side']): number {
  if (side.kind === 'text') return 0;
  return side.kind === 'need' ? modelText('need', side.item).titleEnd : modelText('achievement', side.item).titleEnd;
}
