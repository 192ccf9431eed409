import { wordsOf } from '../../src/matching/lexicon.js';
import type { Engine, Search } from './types.js';

/** Orama: BM25 and exact vectors in memory, each scaled by its best and added with `hybridWeights`. */
export const orama: Engine = {
  name: 'Orama',
  async open(documents) {
    const { create, insertMultiple, search } = await import('@orama/orama');
    const index = create({
      schema: {
        title: 'string',
        abstract: 'string',
        keywords: 'string',
        vector: `vector[${documents[0]!.vector.length}]`,
      },
      components: { tokenizer: { language: 'zh', normalizationCache: new Map(), tokenize: wordsOf } },
    });
    await insertMultiple(
      index,
      documents.map((document) => ({ ...document, vector: [...document.vector] })),
    );
    const hybrid =
      (text: number, vector: number): Search =>
      async (query, limit) => {
        const { hits } = await search(index, {
          mode: 'hybrid',
          term: query.text,
          vector: { value: [...query.vector], property: 'vector' },
          properties: ['title', 'abstract', 'keywords'],
          hybridWeights: { text, vector },
          // Its default of 0.8 would leave out nearly every document of this model.
          similarity: 0,
          limit,
        });
        return hits.map(({ id }) => id);
      };
    return {
      settings: {
        'hybrid, weights ½ : ½': hybrid(0.5, 0.5),
        'hybrid, text 0.3 : vector 0.7': hybrid(0.3, 0.7),
        'hybrid, text 0.7 : vector 0.3': hybrid(0.7, 0.3),
      },
      close: () => {},
    };
  },
};
