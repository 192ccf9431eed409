/**
 * The folded texts of items, and the condition that a term stands in them. An index of characters and pairs of
 * neighbours finds the few items whose text is then looked through. Written together with the postings.
 */
import { sql, type SQL } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import type { Database } from './open.js';
import { havePublic } from './public-items.js';
import { integerArray } from './rows.js';
import { literalTexts } from './schema.js';

export interface LiteralText {
  itemId: string;
  /** Folded by `foldLiteral`. */
  text: string;
}

/** In place of older ones of the same items. */
export async function writeLiteralTexts(tx: Database, kind: ItemKind, texts: readonly LiteralText[]): Promise<void> {
  if (texts.length === 0) return;
  await tx
    .insert(literalTexts)
    .values(texts.map(({ itemId, text }) => ({ itemKind: kind, itemId, text, grams: gramsOf(text) })))
    .onConflictDoUpdate({
      target: [literalTexts.itemKind, literalTexts.itemId],
      set: { text: sql`excluded.text`, grams: sql`excluded.grams` },
    });
}

/**
 * The distinct UTF-16 units of a text and its distinct pairs of neighbouring ones, two units to an integer: no two pairs
 * share a number, so that a term of one or two units needs no second look.
 */
export function gramsOf(text: string): number[] {
  const grams = new Set<number>();
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    grams.add(unit);
    if (i > 0) grams.add((text.charCodeAt(i - 1) << 16) | unit);
  }
  return [...grams];
}

/** Ids of the items whose text holds every one of the terms, as a subquery. @param terms folded, not empty */
export function holdingAll(kind: ItemKind, terms: readonly string[]): SQL {
  return sql`SELECT item_id FROM literal_texts WHERE ${holdsAll(kind, terms)}`;
}

/** That the text of `item` holds the term, as a condition. */
export function itemHolds(kind: ItemKind, term: string): SQL {
  return sql`EXISTS (SELECT FROM literal_texts WHERE item_id = item.id AND ${holdsAll(kind, [term])})`;
}

function holdsAll(kind: ItemKind, terms: readonly string[]): SQL {
  const grams = [...new Set(terms.flatMap(gramsOfTerm))];
  const looks = terms.flatMap((term) => {
    const edges = edgesOf(term);
    if (edges !== null) return [sql` AND text ~ ${edges}`];
    return term.length > 2 ? [sql` AND strpos(text, ${term}) > 0`] : [];
  });
  return sql`item_kind = ${kind} AND grams @> ${integerArray(grams)}${sql.join(looks)}`;
}

/** Whether each term, folded and not empty, stands in a published, public item. */
export function standsInPublic(db: Database, kind: ItemKind, terms: readonly string[]): Promise<boolean[]> {
  return havePublic(
    db,
    kind,
    terms.map((term) => holdingAll(kind, [term])),
  );
}

/** Pairs imply their units. */
function gramsOfTerm(term: string): number[] {
  return term.length === 1 ? [term.charCodeAt(0)] : gramsOf(term).filter((gram) => gram >>> 16 !== 0);
}

/** A Latin word or number at the edge of a term is whole: AI does not stand in “chain”. Null: any place will do. */
function edgesOf(term: string): string | null {
  const [before, after] = [
    /^[a-z0-9]/.test(term) ? '(^|[^a-z0-9])' : '',
    /[a-z0-9]$/.test(term) ? '($|[^a-z0-9])' : '',
  ];
  if (before === '' && after === '') return null;
  return before + term.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&') + after;
}
