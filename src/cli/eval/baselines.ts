/** The usual methods on the same texts and vectors, so that every figure stands beside them. */
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { sql } from 'drizzle-orm';
import type { Database } from '../../store/open.js';
import { rowsOf } from '../../store/rows.js';

const K1 = 1.2;
const B = 0.75;
/** Cormack, Clarke & Büttcher, "Reciprocal Rank Fusion outperforms Condorcet" (2009). */
const RRF_K = 60;
const DEPTH = 1000;

/**
 * Textbook BM25 over jieba words.
 * @returns the ids of the best documents for a query
 */
export function createBm25(documents: readonly { id: string; text: string }[]): (query: string) => string[] {
  const jieba = Jieba.withDict(dict);
  const words = (text: string) =>
    jieba.cut(text.normalize('NFKC').toLowerCase(), true).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const bags = documents.map(({ text }) => counts(words(text)));
  const lengths = bags.map((bag) => [...bag.values()].reduce((sum, count) => sum + count, 0));
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const postings = new Map<string, number[]>();
  bags.forEach((bag, document) => {
    for (const word of bag.keys()) {
      const holders = postings.get(word);
      if (holders === undefined) postings.set(word, [document]);
      else holders.push(document);
    }
  });
  return (query) => {
    const scores = new Map<number, number>();
    for (const [word, asked] of counts(words(query))) {
      const holders = postings.get(word) ?? [];
      const idf = Math.log(1 + (documents.length - holders.length + 0.5) / (holders.length + 0.5));
      for (const document of holders) {
        const count = bags[document]!.get(word)!;
        const weight = (count * (K1 + 1)) / (count + K1 * (1 - B + (B * lengths[document]!) / meanLength));
        scores.set(document, (scores.get(document) ?? 0) + asked * idf * weight);
      }
    }
    return best(scores).map((document) => documents[document]!.id);
  };
}

/** The nearest of a list's achievements by the vectors of the whole texts, exactly. @returns item ids */
export async function denseRanking(db: Database, needId: string, listId: string, modelId: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`SELECT e.item_id AS id
          FROM embeddings e JOIN achievements item ON item.id = e.item_id
          JOIN embeddings asked ON asked.item_kind = 'need' AND asked.item_id = ${needId} AND asked.view = 'full'
                               AND asked.model_id = e.model_id
         WHERE e.item_kind = 'achievement' AND e.view = 'full' AND e.model_id = ${modelId}
           AND item.list_id = ${listId}
         ORDER BY e.vector <=> asked.vector LIMIT ${DEPTH}`,
  );
  return rows.map((row) => row.id);
}

/** Reciprocal rank fusion, k = 60. */
export function fuseRanks(rankings: readonly (readonly string[])[]): string[] {
  const scores = new Map<string, number>();
  for (const ranking of rankings) {
    ranking.forEach((id, place) => scores.set(id, (scores.get(id) ?? 0) + 1 / (RRF_K + place + 1)));
  }
  return best(scores);
}

function best<T>(scores: ReadonlyMap<T, number>): T[] {
  return [...scores]
    .sort(([, a], [, b]) => b - a)
    .slice(0, DEPTH)
    .map(([key]) => key);
}

function counts(words: readonly string[]): Map<string, number> {
  const bag = new Map<string, number>();
  for (const word of words) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}
