import { wordsOf } from '../../src/matching/lexicon.js';
import type { Engine, Search } from './types.js';

/** MiniSearch: BM25+ over words, in memory; it has no vectors. */
export const minisearch: Engine = {
  name: 'MiniSearch',
  async open(documents) {
    const { default: MiniSearch } = await import('minisearch');
    const index = new MiniSearch({
      fields: ['title', 'abstract', 'keywords'],
      tokenize: wordsOf,
      processTerm: (term) => term,
    });
    index.addAll(documents.map(({ id, title, abstract, keywords }) => ({ id, title, abstract, keywords })));
    const search =
      (title: number): Search =>
      ({ text }, limit) =>
        index
          .search(text, { boost: { title } })
          .slice(0, limit)
          .map(({ id }) => id as string);
    return { settings: { 'BM25+': search(1), 'BM25+, title × 2': search(2) }, close: () => index.removeAll() };
  },
};
