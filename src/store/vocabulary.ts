/** The words that items use: what a mistyped word is corrected against. */
import { sql } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import type { Database } from './open.js';
import { havePublic } from './public-items.js';
import { integerArray, rowsOf } from './rows.js';

export interface VocabularyWord {
  word: string;
  /** Ids of the terms that a text which holds the word has. */
  terms: number[];
  /** What it may be found by when mistyped. */
  keys: number[];
}

const WORDS_PER_STATEMENT = 1000;

/**
 * Adds the words that are not there yet. Runs where postings are written, whose lock makes writers of one kind take turns.
 */
export async function addWords(
  tx: Database,
  kind: ItemKind,
  words: ReadonlyMap<string, VocabularyWord>,
): Promise<void> {
  if (words.size === 0) return;
  const unknown = await rowsOf<{ word: string }>(
    tx,
    sql`SELECT word FROM unnest(${sql.param([...words.keys()])}::text[]) AS asked (word)
         WHERE NOT EXISTS (SELECT FROM vocabulary v WHERE v.item_kind = ${kind} AND v.word = asked.word)`,
  );
  for (let from = 0; from < unknown.length; from += WORDS_PER_STATEMENT) {
    const rows = unknown.slice(from, from + WORDS_PER_STATEMENT).map(({ word }) => words.get(word)!);
    // A list for each column: thousands of single parameters are what building and planning the statement costs.
    const column = (read: (row: VocabularyWord) => string) => sql.param(rows.map(read));
    await tx.execute(sql`
      INSERT INTO vocabulary (item_kind, word, terms, keys)
      SELECT ${kind}, word, terms::integer[], keys::integer[]
        FROM unnest(${column(({ word }) => word)}::text[], ${column(({ terms }) => `{${terms.join(',')}}`)}::text[],
                    ${column(({ keys }) => `{${keys.join(',')}}`)}::text[]) AS added (word, terms, keys)
          ON CONFLICT DO NOTHING`);
  }
}

/** A word of the vocabulary with how many items hold the rarest of its terms. */
export interface HeldWord {
  word: string;
  terms: number[];
  keys: number[];
  items: number;
}

/** Words that share a key and whose terms are all held by somebody, the most held first. */
export async function wordsWithKeys(
  db: Database,
  kind: ItemKind,
  keys: readonly number[],
  limit: number,
): Promise<HeldWord[]> {
  if (keys.length === 0) return [];
  return rowsOf<HeldWord & Record<string, unknown>>(
    db,
    sql`SELECT * FROM (
          SELECT word, terms, keys,
                 (SELECT min(coalesce(f.items, 0)) FROM unnest(v.terms) AS t (term)
                    LEFT JOIN term_frequencies f ON f.item_kind = ${kind} AND f.term = t.term) AS items
            FROM vocabulary v WHERE item_kind = ${kind} AND keys && ${integerArray(keys)}) AS held
         WHERE items > 0 ORDER BY items DESC, word LIMIT ${limit}`,
  );
}

/**
 * Whether a published, public item holds all of the terms, for each list of terms: a suggestion must not tell what only
 * a confidential item says.
 */
export function heldInPublic(db: Database, kind: ItemKind, lists: readonly (readonly number[])[]): Promise<boolean[]> {
  return havePublic(
    db,
    kind,
    lists.map(
      (terms) => sql`SELECT item_id FROM lexical_entries WHERE item_kind = ${kind} AND terms @> ${integerArray(terms)}`,
    ),
  );
}

/** Deletes words with a term that no item holds any more. @returns how many */
export async function forgetUnheldWords(db: Database): Promise<number> {
  const gone = await rowsOf(
    db,
    sql`DELETE FROM vocabulary v
         WHERE EXISTS (SELECT FROM unnest(v.terms) AS t (term)
                        WHERE NOT EXISTS (SELECT FROM term_frequencies f
                                           WHERE f.item_kind = v.item_kind AND f.term = t.term AND f.items > 0))
        RETURNING word`,
  );
  return gone.length;
}
