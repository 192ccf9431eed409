import { wordsOf } from '../../src/matching/lexicon.js';
import { FUSED_DEPTH, RRF_K, type Engine, type Search } from './types.js';

/**
 * SQLite: FTS5's BM25 and sqlite-vec's exact search, fused by rank in one statement, as the extension's author shows it.
 * Through libsql, since better-sqlite3 fetches its binary from outside the registry (12) or does not run on Node 20 (13).
 */
const HYBRID = `
  WITH near AS (
    SELECT rowid, row_number() OVER (ORDER BY distance) AS place
      FROM vectors WHERE embedding MATCH :vector AND k = :depth
  ), worded AS (
    SELECT rowid, row_number() OVER (ORDER BY score) AS place
      FROM (SELECT rowid, bm25(texts, :title, 1, 1) AS score FROM texts WHERE texts MATCH :words
             ORDER BY score LIMIT :depth)
  )
  SELECT document.id
    FROM near FULL OUTER JOIN worded USING (rowid) JOIN documents document USING (rowid)
   ORDER BY coalesce(1.0 / (:k + near.place), 0) + coalesce(1.0 / (:k + worded.place), 0) DESC
   LIMIT :limit`;

export const sqlite: Engine = {
  name: 'SQLite FTS5 + sqlite-vec',
  async open(documents) {
    const { default: Database } = await import('libsql');
    const { load } = await import('sqlite-vec');
    const db = new Database(':memory:');
    load(db);
    const { length: dimensions } = documents[0]!.vector;
    db.exec(`
      CREATE TABLE documents (rowid INTEGER PRIMARY KEY, id TEXT NOT NULL);
      CREATE VIRTUAL TABLE texts USING fts5(title, abstract, keywords, tokenize = 'unicode61');
      CREATE VIRTUAL TABLE vectors USING vec0(embedding float[${dimensions}] distance_metric=cosine)`);
    const [addDocument, addText, addVector] = [
      'INSERT INTO documents (id) VALUES (?)',
      'INSERT INTO texts (title, abstract, keywords) VALUES (?, ?, ?)',
      'INSERT INTO vectors (embedding) VALUES (?)',
    ].map((statement) => db.prepare(statement));
    // Each table numbers its rows from 1 in the order of insertion.
    db.transaction(() => {
      for (const { id, title, abstract, keywords, vector } of documents) {
        addDocument!.run([id]);
        addText!.run([title, abstract, keywords].map((text) => wordsOf(text).join(' ')));
        addVector!.run([bytesOf(vector)]);
      }
    })();
    const hybrid = db.prepare(HYBRID);
    const search =
      (title: number): Search =>
      ({ text, vector }, limit) => {
        const words = [...new Set(wordsOf(text))].map((word) => `"${word.replaceAll('"', '""')}"`).join(' OR ');
        const depth = Math.max(limit, FUSED_DEPTH);
        const found = hybrid.all({ vector: bytesOf(vector), words, depth, title, k: RRF_K, limit });
        return found.map((row) => (row as { id: string }).id);
      };
    return {
      settings: { 'rank fusion, k = 60': search(1), 'rank fusion, k = 60, title × 2': search(2) },
      close: () => void db.close(),
    };
  },
};

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}
