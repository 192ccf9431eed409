import type { ItemKind } from '../../domain.js';
import type { TokenPlaces, TokenRows } from '../../embedding/types.js';
import { readPlaces, readRows } from '../../store/token-rows.js';
import { readTexts } from '../../store/subjects.js';
import type { Subject, SubjectVectors } from '../subject.js';
import type { MatchingDeps } from '../types.js';
import { modelText } from '../views.js';
import { rowWeights, tokenAgreement } from './agreement.js';
import { prepareRows, type AskedRows } from './asked-rows.js';
import type { BestRows } from './maxsim.js';

/** The asking text's tokens against the other text's. The need asks, whichever side was searched with. */
export interface ComparedTokens {
  agreement: number;
  /** Which text of the item its rows are of: for a while not the present one, when it has changed. */
  textHash: string;
  asking: TokenPlaces;
  weights: Float32Array;
  /** Null where the item answers: read for the few that are shown (`readPlaces`). */
  answering: TokenPlaces | null;
  /** For each row of `asking`: cosine to the nearest row of `answering`, and which it is (−1: none). */
  cosines: Float32Array;
  nearest: Int32Array;
}

/** Compares with these items. @returns by item; those without token rows are left out */
export type CompareTokens = (itemIds: readonly string[]) => Promise<Map<string, ComparedTokens>>;

/** Read by one statement, some 50 KB each: while the next are read, these are compared. */
const ITEMS_AT_ONCE = 40;

type Found = BestRows & { textHash: string };

/** Items may be given in several calls. */
export function tokenComparison(deps: MatchingDeps, { vectors, side }: Subject, kind: ItemKind): CompareTokens {
  if (vectors === null) return () => Promise.resolve(new Map());
  const compareAll =
    side.kind === 'achievement' && kind === 'need' ? needsAsk(deps, vectors) : subjectAsks(deps, vectors, side, kind);
  return async (itemIds) => (itemIds.length === 0 ? new Map() : compareAll(itemIds));
}

/** Each need brings its own rows, title and weights. */
function needsAsk(deps: MatchingDeps, vectors: SubjectVectors): CompareTokens {
  const { db } = deps.store;
  return async (needIds) => {
    const own = await ownRows(vectors);
    if (own === null) return new Map();
    const [best, places, texts] = await Promise.all([
      readAndCompare(deps, 'need', vectors.modelId, needIds, own.prepared, true),
      readPlaces(db, 'need', needIds, vectors.modelId),
      readTexts(db, 'need', needIds),
    ]);
    return new Map(
      [...best].flatMap(([id, found]) => {
        const [asking, need] = [places.get(id), texts.get(id)];
        if (asking === undefined || need === undefined) return [];
        const weights = rowWeights(asking, found.cosines.length, modelText('need', need).titleEnd);
        return [[id, comparedTokens(found, asking, weights, own.tokens)]];
      }),
    );
  };
}

function subjectAsks(
  deps: MatchingDeps,
  vectors: SubjectVectors,
  side: Subject['side'],
  kind: ItemKind,
): CompareTokens {
  return async (itemIds) => {
    const own = await ownRows(vectors);
    if (own === null) return new Map();
    const { tokens, prepared } = own;
    const weights = rowWeights(tokens, prepared.count, titleEndOf(side));
    const best = await readAndCompare(deps, kind, vectors.modelId, itemIds, prepared, false);
    return new Map([...best].map(([id, found]) => [id, comparedTokens(found, tokens, weights, null)]));
  };
}

interface OwnRows {
  tokens: TokenRows;
  prepared: AskedRows;
}

const rowsOfSubjects = new WeakMap<SubjectVectors, Promise<OwnRows | null>>();

/**
 * The subject's rows, laid out once a search: what is shown may be compared after what is ranked. Whoever knows that
 * they will be needed asks early, while the database searches. @returns null when the subject has none
 */
export function ownRows(vectors: SubjectVectors): Promise<OwnRows | null> {
  const known = rowsOfSubjects.get(vectors) ?? prepare(vectors);
  rowsOfSubjects.set(vectors, known);
  return known;
}

async function prepare({ tokens: read, tokenMean, search }: SubjectVectors): Promise<OwnRows | null> {
  const tokens = await read();
  return tokens && { tokens, prepared: prepareRows(tokens.rows, tokenMean, search.length) };
}

/** @returns by item; those without token rows are left out */
async function readAndCompare(
  { store, maxSim }: MatchingDeps,
  kind: ItemKind,
  modelId: string,
  itemIds: readonly string[],
  asked: AskedRows,
  itemsAsk: boolean,
): Promise<Map<string, Found>> {
  const groups: Promise<[string, Found][]>[] = [];
  let read: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < itemIds.length; from += ITEMS_AT_ONCE) {
    const rows = read.then(() => readRows(store, kind, itemIds.slice(from, from + ITEMS_AT_ONCE), modelId));
    read = rows;
    groups.push(
      rows.then(async (found) => {
        const items = [...found.values()];
        const best = await maxSim.best({ asked, items: items.map((item) => item.rows), itemsAsk });
        return [...found.keys()].map((id, i) => [id, { ...best[i]!, textHash: items[i]!.textHash }]);
      }),
    );
  }
  return new Map((await Promise.all(groups)).flat());
}

function comparedTokens(
  { cosines, rows: nearest, textHash }: Found,
  asking: TokenPlaces,
  weights: Float32Array,
  answering: TokenPlaces | null,
): ComparedTokens {
  return { agreement: tokenAgreement(cosines, weights), textHash, asking, weights, answering, cosines, nearest };
}

/** A free text has no title: all of it is asked alike. */
function titleEndOf(side: Subject['side']): number {
  if (side.kind === 'text') return 0;
  return side.kind === 'need' ? modelText('need', side.item).titleEnd : modelText('achievement', side.item).titleEnd;
}
