/** What is searched with: a stored item or a free text, read once with everything the ranking asks of it. */
import type { ItemKind } from '../domain.js';
import type { TokenRows } from '../embedding/types.js';
import { AppError } from '../errors.js';
import { activeModel, type ModelRow } from '../store/models.js';
import type { Database } from '../store/open.js';
import { readKeptRow, storedRankingOf, type StoredRanking } from '../store/kept-rankings.js';
import { readFrequencies } from '../store/postings.js';
import { parksPairedWith, readOwned, tiesOfNeed, type Owned } from '../store/subjects.js';
import { readTokenRows } from '../store/token-rows.js';
import { readVectors, type VectorRow } from '../store/vectors.js';
import type { Judged } from '../store/verdicts.js';
import type { Ties } from './features/pairing.js';
import { idf, termId, wordCounts } from './lexicon.js';
import type { RankingModel } from './model.js';
import { basisOf } from './kept-basis.js';
import { tokensIn } from './tokens/agreement.js';
import type { MatchingDeps } from './types.js';
import { readVerdicts } from './verdicts.js';
import {
  itemViews,
  lexicalText,
  modelText,
  queryTexts,
  SEARCH_VIEW,
  textHashOf,
  TITLE_VIEW,
  type ItemTexts,
  type View,
} from './views.js';

export type Side =
  | { kind: 'need'; item: Owned<'need'> }
  | { kind: 'achievement'; item: Owned<'achievement'> }
  | { kind: 'text'; text: string };

export interface Subject {
  side: Side;
  /** Null: words only. */
  vectors: SubjectVectors | null;
  /** Each word with its share in a BM25 score: count × idf among the candidates. */
  words: Map<string, number>;
  /** Candidates that must not come back: the item itself, and what was rejected. */
  exclude: string[];
  /** The need's matches that were judged, newest first. */
  judged: Judged[];
  /** Tokens of the text that those of all candidates are compared with; null where needs are searched, which bring theirs. */
  askedTokens: number | null;
  /** What rankings of it rest on, see `basisOf`; null where words alone are compared. */
  basis: string | null;
  /** What background matching found for this need; null in other searches than a need's for achievements. */
  kept: StoredRanking | null;
  /** The version that ranks this search, from its first candidate to its last explanation. */
  ranking: RankingModel;
  tiesTo(candidate: { organizationId: string; parkCode: string | null; preferredUniversities: string[] }): Ties;
}

export interface SubjectVectors {
  modelId: string;
  search: Float32Array;
  title: Float32Array;
  /** Read when asked for, by `ownRows`: a page of kept matches needs none. Null: there are none of the present text. */
  tokens(): Promise<TokenRows | null>;
  /** Of all token rows of the model; null before any was taken. */
  tokenMean: Float32Array | null;
}

/**
 * @param known the item by its id, or as it was read already
 * @param candidates kind of item that is searched
 * @throws AppError NOT_FOUND
 */
export async function readSubject<K extends ItemKind>(
  deps: MatchingDeps,
  kind: K,
  known: string | Owned<K>,
  candidates: ItemKind,
): Promise<Subject> {
  const { db } = deps.store;
  const id = typeof known === 'string' ? known : known.id;
  const reading = typeof known === 'string' ? readItem(db, kind, id) : Promise.resolve(known);
  const sideOf = (item: Owned<K>) => ({ kind, item }) as unknown as Exclude<Side, { kind: 'text' }>;
  // Together, also what only a sight of the item could spare.
  const [item, model, views, row, words, verdicts, tiesTo] = await Promise.all([
    reading,
    activeModel(db),
    readVectors(db, kind, id),
    kind === 'need' && candidates === 'achievement' ? readKeptRow(db, id) : null,
    reading.then((found) => weighWords(deps, candidates, lexicalText(kind, found as ItemTexts<K>))),
    kind === candidates ? { exclude: [id], judged: [] } : readVerdicts(db, kind, id),
    kind === candidates
      ? () => ({ paired: false, preferred: false })
      : reading.then((found) => readTies(deps, sideOf(found))),
  ]);
  const side = sideOf(item);
  const vectors = model === null ? null : await vectorsOf(deps, model, kind, item, views);
  const basis = model === null || vectors === null ? null : basisOf(model, textHashOf(kind, item as ItemTexts<K>));
  return {
    side,
    vectors,
    words,
    ...verdicts,
    askedTokens:
      kind === 'achievement' && candidates === 'need' ? null : tokensIn(modelText(kind, item as ItemTexts<K>).text),
    basis,
    kept: basis === null ? null : storedRankingOf(row, basis),
    ranking: deps.ranking,
    tiesTo,
  };
}

/**
 * A free text: embedded now, if the embedder's model is the one that is searched.
 * @param synonyms other names of what the text names: their words count half
 * @param embedding of the text, where it has begun already
 */
export async function subjectOfText(
  deps: MatchingDeps,
  text: string,
  candidates: ItemKind,
  synonyms: readonly string[] = [],
  embedding: Promise<EmbeddedText | null> = embedText(deps, text),
): Promise<Subject> {
  const [embedded, words] = await Promise.all([embedding, weighWords(deps, candidates, text, synonyms)]);
  return {
    side: { kind: 'text', text },
    vectors: embedded?.vectors ?? null,
    words,
    exclude: [],
    judged: [],
    askedTokens: tokensIn(text),
    basis: embedded && JSON.stringify([embedded.basis, synonyms]),
    kept: null,
    ranking: deps.ranking,
    tiesTo: () => ({ paired: false, preferred: false }),
  };
}

/** What of a free text rests on the text and the model alone. */
interface EmbeddedText {
  /** See `basisOf`. */
  basis: string;
  vectors: SubjectVectors;
}

/** @returns null where words alone are compared */
export async function embedText(deps: MatchingDeps, text: string): Promise<EmbeddedText | null> {
  const model = await activeModel(deps.store.db);
  if (model === null) return null;
  const basis = basisOf(model, text);
  const embed = () => embedViews(deps, model, itemViews('need', queryTexts(text)));
  const vectors = await deps.recent.vectorsOf(basis, embed);
  return vectors && { basis, vectors };
}

async function readItem<K extends ItemKind>(db: Database, kind: K, id: string): Promise<Owned<K>> {
  const item = (await readOwned(db, kind, [id])).get(id);
  if (item === undefined) throw new AppError('NOT_FOUND', `没有编号为 ${id} 的${kind === 'need' ? '需求' : '成果'}。`);
  return item;
}

/** Stored ones where they are of the present text and of the model. */
async function vectorsOf<K extends ItemKind>(
  deps: MatchingDeps,
  model: ModelRow,
  kind: K,
  item: Owned<K>,
  stored: readonly VectorRow[],
): Promise<SubjectVectors | null> {
  const { id: modelId, tokenMean } = model;
  const textHash = textHashOf(kind, item as ItemTexts<K>);
  const views = new Map(stored.filter((one) => one.modelId === modelId).map((one) => [one.view, one]));
  const search = views.get(SEARCH_VIEW);
  const embedded = () => embedViews(deps, model, itemViews(kind, item as ItemTexts<K>));
  // It has not been embedded since its text changed.
  if (search?.textHash !== textHash) return embedded();
  const title = views.get(TITLE_VIEW) ?? search;
  const tokens = async () => {
    const rows = (await readTokenRows(deps.store.db, kind, [item.id], modelId)).get(item.id);
    return rows?.textHash === textHash ? rows.tokens : ((await embedded())?.tokens() ?? null);
  };
  return { modelId, search: search.vector, title: title.vector, tokens, tokenMean };
}

async function embedViews(
  deps: MatchingDeps,
  { id: modelId, tokenMean }: ModelRow,
  views: View[],
): Promise<SubjectVectors | null> {
  if (deps.embedder?.modelId !== modelId) return null;
  const embeddings = await deps.embedder.embed(views);
  const of = (wanted: string) => embeddings[views.findIndex(({ view }) => view === wanted)];
  const search = of(SEARCH_VIEW)!;
  const title = of(TITLE_VIEW) ?? search;
  const tokens = () => Promise.resolve(search.tokens);
  return { modelId, search: search.vector, title: title.vector, tokens, tokenMean };
}

async function weighWords(
  { store }: MatchingDeps,
  candidates: ItemKind,
  text: string,
  synonyms: readonly string[] = [],
): Promise<Subject['words']> {
  const counts = wordCounts(text);
  for (const word of wordCounts(synonyms.join('\n')).keys()) if (!counts.has(word)) counts.set(word, 0.5);
  const frequencies = await readFrequencies(store.db, candidates, [...counts.keys()].map(termId));
  const items = frequencies.get(0) ?? 0;
  const holders = (word: string) => frequencies.get(termId(word)) ?? 0;
  const found = [...counts].filter(([word]) => holders(word) > 0);
  return new Map(found.map(([word, count]) => [word, count * idf(items, holders(word))]));
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
