import type { Deps } from '../src/deps.js';
import type { ItemKind } from '../src/domain.js';
import type { Embedder } from '../src/embedding/types.js';
import { lexicalEntry } from '../src/matching/lexicon.js';
import { typedEntry } from '../src/matching/search/words.js';
import { itemViews } from '../src/matching/views.js';
import type { ItemRow } from '../src/store/item-values.js';
import { getItems } from '../src/store/items.js';
import { embeddedAmong, holdActiveModel } from '../src/store/models.js';
import type { Database } from '../src/store/open.js';
import { lockOwed, owe, settle, type OwedWork } from '../src/store/outbox.js';
import { writePostings, type Posting } from '../src/store/postings.js';
import { ensureTokenMean, writeTokenRows, type ItemTokenRows } from '../src/store/token-rows.js';
import { writeVectors, type VectorRow } from '../src/store/vectors.js';

/**
 * Makes items findable: embeds their views and tokenises their texts, stores all and owes their matches. Without a
 * model only the words; and where the vectors are of the present text, as after a change of the tokeniser, nothing is
 * embedded again.
 */
export async function indexItems(deps: Deps, owed: readonly OwedWork[]): Promise<void> {
  const kind = owed[0]!.subjectKind as ItemKind;
  const items = await getItems(
    deps.db,
    kind,
    owed.map((work) => work.subjectId),
  );
  const postings = items.map((item): Posting => ({
    itemId: item.id,
    textHash: item.textHash,
    ...lexicalEntry(kind, item),
    ...typedEntry(kind, item),
  }));
  for (;;) {
    const embedder = deps.embedder;
    const embedded =
      embedder === null ? NOTHING : await embedItems(embedder, kind, await stale(deps, kind, items, embedder));
    if (await store(deps.db, kind, owed, postings, embedder?.modelId ?? null, embedded)) {
      if (embedder !== null) await ensureTokenMean(deps.store, embedder.modelId);
      return;
    }
    // Another model has taken over while these were embedded.
    await deps.models.refresh();
  }
}

async function stale(
  { db }: Deps,
  kind: ItemKind,
  items: readonly ItemRow[],
  { modelId }: Embedder,
): Promise<ItemRow[]> {
  const ids = items.map(({ id }) => id);
  const current = await embeddedAmong(db, kind, ids, modelId);
  return items.filter(({ id }) => !current.has(id));
}

/** @returns false when the vectors are not of the model that is searched; nothing is stored then */
async function store(
  db: Database,
  kind: ItemKind,
  owed: readonly OwedWork[],
  postings: readonly Posting[],
  modelId: string | null,
  { vectors, tokens }: EmbeddedItems,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (modelId !== null && (await holdActiveModel(tx)) !== modelId) return false;
    const mine = await lockOwed(tx, owed);
    const ids = new Set(mine.map((work) => work.subjectId));
    await writeVectors(
      tx,
      vectors.filter((row) => ids.has(row.itemId)),
    );
    await writeTokenRows(
      tx,
      tokens.filter((row) => ids.has(row.itemId)),
    );
    const entries = postings.filter((entry) => ids.has(entry.itemId));
    const indexed = entries.map((entry) => entry.itemId);
    await owe(tx, 'rematch', kind, indexed);
    if (kind === 'achievement') await owe(tx, 'compare', kind, indexed);
    await settle(
      tx,
      mine.map((work) => work.id),
    );
    // Last: writers of postings take turns until the transaction ends.
    await writePostings(tx, kind, entries);
    return true;
  });
}

/** What the model makes of items: a vector for each view, and token rows of the whole. */
export interface EmbeddedItems {
  vectors: VectorRow[];
  tokens: ItemTokenRows[];
}

const NOTHING: EmbeddedItems = { vectors: [], tokens: [] };

export async function embedItems(
  embedder: Embedder,
  kind: ItemKind,
  items: readonly ItemRow[],
): Promise<EmbeddedItems> {
  const views = items.flatMap((item) => itemViews(kind, item).map((view) => ({ ...view, item })));
  const embedded: EmbeddedItems = { vectors: [], tokens: [] };
  for (const [i, { vector, tokens }] of (await embedder.embed(views)).entries()) {
    const { item, view, tokens: asked } = views[i]!;
    // Such an item would never count as embedded, and would be embedded again for ever.
    if (asked && tokens === null) throw new Error(`${embedder.modelId} gave no token rows for ${item.id}`);
    const own = { itemKind: kind, itemId: item.id, modelId: embedder.modelId, textHash: item.textHash };
    embedded.vectors.push({ ...own, view, vector });
    if (tokens !== null) embedded.tokens.push({ ...own, tokens });
  }
  return embedded;
}
