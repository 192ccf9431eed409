/**
 * The lexical side of the search: which terms an item holds (`lexical_entries`) and how many items hold a term
 * (`term_frequencies`, the idf of BM25; term 0 counts the items). The two change together.
 *
 * Frequencies count every item that has an entry, whatever its status and visibility: a withdrawn item is filtered when
 * a query runs, and its part in the idf is too small to matter until it is deleted.
 */
import { sql } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import { writeLiteralTexts } from './literal-texts.js';
import type { Database } from './open.js';
import { integerArray, rowsOf, uuidArray } from './rows.js';
import { lexicalEntries } from './schema.js';
import { addWords, type VocabularyWord } from './vocabulary.js';

export interface Posting {
  itemId: string;
  /** Of the texts that the terms were read from. */
  textHash: string;
  /** Version of tokeniser and weighting. */
  lexicon: string;
  /** Ascending, each once. */
  terms: number[];
  /** The document side of BM25, for each term. */
  weights: Map<number, number>;
  /** The item's texts, folded, for terms in quotes. */
  literal?: string;
  /** Its words, for correcting mistyped ones. */
  words?: VocabularyWord[];
}

/** Any two numbers of which nobody else takes an advisory lock. */
const LOCK = { achievement: 7_246_010, need: 7_246_011 } as const satisfies Record<ItemKind, number>;

const ITEMS_PER_STATEMENT = 500;

/**
 * Stores entries in place of older ones of the same items and corrects the frequencies by the difference. Runs in a
 * transaction; writers of one kind take turns until it ends, so call it late in a long one. Whoever writes both kinds
 * writes achievements first. An item given twice in one call is an error of the database.
 */
export async function writePostings(tx: Database, kind: ItemKind, entries: readonly Posting[]): Promise<void> {
  for (let from = 0; from < entries.length; from += ITEMS_PER_STATEMENT) {
    const batch = entries.slice(from, from + ITEMS_PER_STATEMENT);
    const deltas = await oldTerms(tx, kind, batch);
    for (const entry of batch) count(deltas, entry.terms, 1);
    await tx
      .insert(lexicalEntries)
      .values(batch.map(({ literal: _literal, words: _words, ...entry }) => ({ itemKind: kind, ...entry })))
      .onConflictDoUpdate({
        target: [lexicalEntries.itemKind, lexicalEntries.itemId],
        set: {
          lexicon: sql`excluded.lexicon`,
          textHash: sql`excluded.text_hash`,
          terms: sql`excluded.terms`,
          weights: sql`excluded.weights`,
          seq: sql`excluded.seq`,
        },
      });
    await applyDeltas(tx, kind, deltas);
    await writeLiteralTexts(
      tx,
      kind,
      batch.flatMap(({ itemId, literal }) => (literal === undefined ? [] : [{ itemId, text: literal }])),
    );
    await addWords(tx, kind, new Map(batch.flatMap(({ words = [] }) => words.map((word) => [word.word, word]))));
  }
}

/** How many items of the kind hold each term; those that none holds are left out. Term 0 is the number of items. */
export async function readFrequencies(
  db: Database,
  kind: ItemKind,
  terms: readonly number[],
): Promise<Map<number, number>> {
  const rows = await rowsOf<{ term: number; items: number }>(
    db,
    sql`SELECT term, items FROM term_frequencies
         WHERE item_kind = ${kind} AND term = ANY(${integerArray([0, ...terms])}) AND items > 0`,
  );
  return new Map(rows.map((row) => [row.term, row.items]));
}

/** The highest `seq` of the kind's entries, 0 before there is one: whoever has seen it has seen all below it. */
export async function lastSeq(db: Database, kind: ItemKind): Promise<number> {
  // By the index also without statistics, with which the planner would look for one row by reading all.
  const [row] = await rowsOf<{ seq: number }>(
    db,
    sql`SELECT e.seq::float8 AS seq FROM lexical_entries e WHERE e.item_kind = ${kind} ORDER BY e.seq DESC LIMIT 1`,
  );
  return row?.seq ?? 0;
}

/** Takes the kind's turn, then reads what the items' entries add to the frequencies now, negated. */
async function oldTerms(
  tx: Database,
  kind: ItemKind,
  items: readonly { itemId: string }[],
): Promise<Map<number, number>> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(${LOCK[kind]})`);
  const rows = await rowsOf<{ terms: number[] }>(
    tx,
    sql`SELECT terms FROM lexical_entries
         WHERE item_kind = ${kind} AND item_id = ANY(${uuidArray(items.map((item) => item.itemId))})`,
  );
  const deltas = new Map<number, number>();
  for (const { terms } of rows) count(deltas, terms, -1);
  return deltas;
}

function count(deltas: Map<number, number>, terms: readonly number[], by: 1 | -1): void {
  deltas.set(0, (deltas.get(0) ?? 0) + by);
  for (const term of terms) deltas.set(term, (deltas.get(term) ?? 0) + by);
}

async function applyDeltas(tx: Database, kind: ItemKind, deltas: ReadonlyMap<number, number>): Promise<void> {
  const changed = [...deltas].filter(([, delta]) => delta !== 0);
  if (changed.length === 0) return;
  await tx.execute(sql`
    INSERT INTO term_frequencies (item_kind, term, items)
    SELECT ${kind}, term, delta
      FROM unnest(${integerArray(changed.map(([term]) => term))}, ${integerArray(changed.map(([, delta]) => delta))})
           AS changed (term, delta)
        ON CONFLICT (item_kind, term) DO UPDATE SET items = term_frequencies.items + excluded.items`);
}

/** Postings looked through for one item: bounds what `sharingRareTerms` costs, however many items there are. */
const MOST_POSTINGS = 150;

/**
 * Items that share the rarest terms of this one, the most shared first: who copies a text copies its rare words. A few
 * postings of the index are read, nothing is scored, so that it can be asked for each row of a large import.
 * @returns at most `limit` ids; none when the item has not been indexed
 */
export async function sharingRareTerms(db: Database, kind: ItemKind, itemId: string, limit: number): Promise<string[]> {
  const [own] = await rowsOf<{ terms: number[] }>(
    db,
    sql`SELECT terms FROM lexical_entries WHERE item_kind = ${kind} AND item_id = ${itemId}`,
  );
  if (own === undefined) return [];
  const frequencies = await readFrequencies(db, kind, own.terms);
  let postings = 0;
  const rare = own.terms
    .map((term) => ({ term, items: frequencies.get(term) ?? 0 }))
    .filter(({ items }) => items > 1)
    .sort((a, b) => a.items - b.items)
    .filter(({ items }) => (postings += items) <= MOST_POSTINGS)
    .map(({ term }) => term);
  if (rare.length === 0) return [];
  // Term by term: the index knows who holds one. With all of them at once each item's own terms are read to count them.
  const found = await rowsOf<{ id: string }>(
    db,
    sql`SELECT holder.item_id AS id
          FROM unnest(${integerArray(rare)}) AS rare (term),
               LATERAL (SELECT item_id FROM lexical_entries
                         WHERE item_kind = ${kind} AND terms @> ARRAY[rare.term] AND item_id <> ${itemId} OFFSET 0) AS holder
         GROUP BY holder.item_id ORDER BY count(*) DESC, holder.item_id LIMIT ${limit}`,
  );
  return found.map(({ id }) => id);
}
