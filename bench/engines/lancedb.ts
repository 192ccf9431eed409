import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wordsOf } from '../../src/matching/lexicon.js';
import { FUSED_DEPTH, RRF_K, type Engine, type Search } from './types.js';

/**
 * LanceDB: BM25 index and exact vectors (what it advises below 100,000 rows) on disk, joined by its RRF reranker. 0.30 is
 * the last version for Node 20 that does not bring a second model runtime along.
 */
export const lancedb: Engine = {
  name: 'LanceDB',
  async open(documents) {
    // It warns at each query of a column that it is going to leave out by default.
    process.env['LANCEDB_LOG'] ??= 'error';
    const { connect, Index, MatchQuery, MultiMatchQuery, rerankers } = await import('@lancedb/lancedb');
    const directory = await mkdtemp(join(tmpdir(), 'ttm-lancedb-'));
    const db = await connect(directory);
    const table = await db.createTable(
      'documents',
      documents.map(({ id, title, abstract, keywords, vector }) => {
        const [titleWords, abstractWords, keywordWords] = [title, abstract, keywords].map((text) =>
          wordsOf(text).join(' '),
        );
        const rest = `${abstractWords} ${keywordWords}`;
        return { id, title: titleWords!, rest, whole: `${titleWords} ${rest}`, vector: [...vector] };
      }),
    );
    for (const column of ['title', 'rest', 'whole']) {
      const config = Index.fts({
        baseTokenizer: 'whitespace',
        lowercase: true,
        stem: false,
        removeStopWords: false,
        asciiFolding: false,
        withPosition: false,
      });
      await table.createIndex(column, { config, replace: true });
    }
    const reranker = await rerankers.RRFReranker.create(RRF_K);
    const hybrid =
      (query: (words: string) => InstanceType<typeof MatchQuery> | InstanceType<typeof MultiMatchQuery>): Search =>
      async ({ text, vector }, limit) => {
        const found = (await table
          .query()
          .nearestTo([...vector])
          .distanceType('cosine')
          .fullTextSearch(query(wordsOf(text).join(' ')))
          .rerank(reranker)
          .select(['id'])
          .limit(Math.max(limit, FUSED_DEPTH))
          .toArray()) as { id: string }[];
        return found.slice(0, limit).map(({ id }) => id);
      };
    return {
      settings: {
        'RRF reranker, one column': hybrid((words) => new MatchQuery(words, 'whole')),
        'RRF reranker, title × 2': hybrid((words) => new MultiMatchQuery(words, ['title', 'rest'], { boosts: [2, 1] })),
      },
      async close() {
        table.close();
        db.close();
        await rm(directory, { recursive: true, force: true });
      },
    };
  },
};
