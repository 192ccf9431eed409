/**
 * The embeddings that a store holds, as a model of their own: an import into another store then costs what it costs an
 * engine that is given its vectors, and every engine is measured on the same ones.
 */
import { and, eq } from 'drizzle-orm';
import type { Deps } from '../../src/deps.js';
import type { ItemKind } from '../../src/domain.js';
import type { Embedding, TextRole } from '../../src/embedding/types.js';
import { itemViews, type ItemTexts } from '../../src/matching/views.js';
import type { ModelSource } from '../../src/models.js';
import { achievements, embeddings, needs } from '../../src/store/schema.js';
import { readTokenRows } from '../../src/store/token-rows.js';

const ITEMS_PER_READ = 500;

/** All embeddings of a store's searched model. @throws Error when something in the store is not embedded */
export async function recordEmbeddings({ db, embedder }: Deps): Promise<ModelSource> {
  const { modelId, dimensions } = embedder!;
  const recorded = new Map<string, Embedding>();
  for (const kind of ['achievement', 'need'] satisfies ItemKind[]) {
    const items = await db.select().from(kind === 'achievement' ? achievements : needs);
    const vectors = await db
      .select({ itemId: embeddings.itemId, view: embeddings.view, vector: embeddings.vector })
      .from(embeddings)
      .where(and(eq(embeddings.itemKind, kind), eq(embeddings.modelId, modelId)));
    const vectorOf = new Map(vectors.map(({ itemId, view, vector }) => [`${itemId} ${view}`, vector]));
    for (let from = 0; from < items.length; from += ITEMS_PER_READ) {
      const some = items.slice(from, from + ITEMS_PER_READ);
      const ids = some.map(({ id }) => id);
      const rows = await readTokenRows(db, kind, ids, modelId);
      for (const item of some) {
        for (const { view, role, text, tokens } of itemViews(kind, item as ItemTexts)) {
          const vector = vectorOf.get(`${item.id} ${view}`);
          if (vector === undefined) throw new Error(`${kind} ${item.id} has no vector of its ${view}`);
          recorded.set(keyOf(role, text), { vector, tokens: tokens ? rows.get(item.id)!.tokens : null });
        }
      }
    }
  }
  const open = async () => ({
    modelId,
    dimensions,
    embed: async (requests: readonly { role: TextRole; text: string }[]) =>
      requests.map(({ role, text }) => {
        const embedding = recorded.get(keyOf(role, text));
        if (embedding === undefined) throw new Error(`no embedding was recorded of: ${text}`);
        return embedding;
      }),
    close: async () => {},
  });
  return { id: modelId, dimensions, open };
}

function keyOf(role: TextRole, text: string): string {
  return `${role} ${text}`;
}
