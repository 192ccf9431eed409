/** What is searched with: a stored item or a free text, read once with everything the ranking asks of it. */
import type { ItemKind } from '../domain.js';
import { AppError } from '../errors.js';
import { activeModel } from '../store/models.js';
import { readFrequencies } from '../store/postings.js';
import { parksPairedWith, readOwned, rejectedCounterparts, tiesOfNeed, type Owned } from '../store/subjects.js';
import { readVectors } from '../store/vectors.js';
import type { Ties } from './features/pairing.js';
import { idf, termId, wordCounts } from './lexicon.js';
import type { MatchingDeps } from './types.js';
import { itemViews, lexicalText, queryTexts, SEARCH_VIEW, textHashOf, type View } from './views.js';

export type Side =
  | { kind: 'need'; item: Owned<'need'> }
  | { kind: 'achievement'; item: Owned<'achievement'> }
  | { kind: 'text'; text: string };

export interface Subject {
  side: Side;
  /** Null: words only. */
  vectors: { modelId: string; search: Float32Array; passages: Map<string, Float32Array> } | null;
  /** Each word with its share in a BM25 score: count × idf among the candidates. */
  words: Map<string, number>;
  /** Terms by which candidates are found. */
  rarest: number[];
  /** Candidates that must not come back: the item itself, and what was rejected. */
  exclude: string[];
  tiesTo(candidate: { organizationId: string; parkCode: string | null; preferredUniversities: string[] }): Ties;
}

/** Postings read in one search, over all terms: what bounds the lexical side's cost. */
const POSTINGS_READ = 6000;

/**
 * @param candidates kind of item that is searched
 * @throws AppError NOT_FOUND
 */
export async function readSubject(
  deps: MatchingDeps,
  kind: ItemKind,
  id: string,
  candidates: ItemKind,
): Promise<Subject> {
  const { db } = deps.store;
  const item = (await readOwned(db, kind, [id])).get(id);
  if (item === undefined) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的${kind === 'need' ? '需求' : '成果'}。`);
  const side = { kind, item } as Exclude<Side, { kind: 'text' }>;
  const model = await activeModel(db);
  const stored = model === null ? null : await readVectors(db, kind, id, model.id);
  const textHash = textHashOf(kind, item);
  const fresh = stored !== null && [...stored.values()].some((row) => row.textHash === textHash);
  const vectors =
    model === null
      ? null
      : ((fresh ? null : await embedViews(deps, model.id, itemViews(kind, item))) ??
        withModel(model.id, new Map([...stored!].map(([view, row]) => [view, row.vector]))));
  return {
    side,
    vectors,
    ...(await weighWords(deps, candidates, lexicalText(kind, item))),
    exclude: kind === candidates ? [id] : await rejectedCounterparts(db, kind, id),
    tiesTo: kind === candidates ? () => ({ paired: false, preferred: false }) : await readTies(deps, side),
  };
}

/** A free text: embedded now, if the embedder's model is the one that is searched. */
export async function subjectOfText(deps: MatchingDeps, text: string, candidates: ItemKind): Promise<Subject> {
  const model = await activeModel(deps.store.db);
  return {
    side: { kind: 'text', text },
    vectors: model === null ? null : await embedViews(deps, model.id, itemViews('need', queryTexts(text))),
    ...(await weighWords(deps, candidates, text)),
    exclude: [],
    tiesTo: () => ({ paired: false, preferred: false }),
  };
}

async function embedViews(deps: MatchingDeps, modelId: string, views: View[]): Promise<Subject['vectors']> {
  if (deps.embedder?.modelId !== modelId) return null;
  const vectors = await deps.embedder.embed(views);
  return withModel(modelId, new Map(views.map(({ view }, i) => [view, vectors[i]!])));
}

/** A text that is a title alone has one vector, which is both the whole's and the title's. */
function withModel(modelId: string, views: Map<string, Float32Array>): Subject['vectors'] {
  const search = views.get(SEARCH_VIEW);
  if (search === undefined) return null;
  const passages = new Map([...views].filter(([view]) => view !== SEARCH_VIEW));
  return { modelId, search, passages: passages.size > 0 ? passages : new Map([['title', search]]) };
}

async function weighWords(
  { store }: MatchingDeps,
  candidates: ItemKind,
  text: string,
): Promise<Pick<Subject, 'words' | 'rarest'>> {
  const counts = wordCounts(text);
  const frequencies = await readFrequencies(store.db, candidates, [...counts.keys()].map(termId));
  const items = frequencies.get(0) ?? 0;
  const holders = (word: string) => frequencies.get(termId(word)) ?? 0;
  const found = [...counts].filter(([word]) => holders(word) > 0);
  let postings = 0;
  const rarest = found
    .map(([word]) => ({ term: termId(word), holders: holders(word) }))
    .sort((a, b) => a.holders - b.holders || a.term - b.term)
    .filter(({ holders }) => (postings += holders) <= POSTINGS_READ || postings === holders)
    .map(({ term }) => term);
  return { words: new Map(found.map(([word, count]) => [word, count * idf(items, holders(word))])), rarest };
}

async function readTies(deps: MatchingDeps, side: Exclude<Side, { kind: 'text' }>): Promise<Subject['tiesTo']> {
  if (side.kind === 'need') {
    const { paired, preferred } = await tiesOfNeed(deps.store.db, side.item);
    return ({ organizationId }) => ({ paired: paired.has(organizationId), preferred: preferred.has(organizationId) });
  }
  const { name, aliases } = side.item.organization;
  const parks = await parksPairedWith(deps.store.db, side.item.organizationId);
  return ({ parkCode, preferredUniversities }) => ({
    paired: parkCode !== null && parks.has(parkCode),
    preferred: preferredUniversities.some((wanted) => wanted === name || aliases.includes(wanted)),
  });
}
