import fc from 'fast-check';
import { sql, type SQL } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { foldLiteral } from '../../src/fold.js';
import { gramsOf, holdingAll, itemHolds, standsInPublic, writeLiteralTexts } from '../../src/store/literal-texts.js';
import type { Database, Store } from '../../src/store/open.js';
import { integerArray, rowsOf } from '../../src/store/rows.js';
import { openTestStore } from '../support/database.js';

describe('literal texts', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

  /** As many more as the text of an achievement has. */
  const filling = Array.from({ length: 230 }, (_unused, i) => i + 1);
  const unit = fc.constantFrom('电', '池', 'a', 'b', '1', ' ', '.', '\\', '%', '(', '😀', '\n');
  const folded = (max: number) =>
    fc.string({ unit, maxLength: max }).map((text) => foldLiteral(text.replaceAll('\n', '')).text.trim());

  it('give the same number to no two pairs of units', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const pairs = Array.from({ length: Math.max(0, text.length - 1) }, (_unused, i) => text.slice(i, i + 2));
        expect(gramsOf(text)).toHaveLength(new Set([...pairs, ...text.split('')]).size);
      }),
    );
  });

  it('hold a term exactly where a plain look finds it, Latin words and numbers whole', async () => {
    const ids = Array.from({ length: 40 }, () => uuidv7());
    await fc.assert(
      fc.asyncProperty(fc.array(folded(12), { minLength: 5, maxLength: 40 }), folded(4), async (texts, term) => {
        fc.pre(term !== '');
        await store.db.execute(sql`DELETE FROM literal_texts`);
        await writeLiteralTexts(
          store.db,
          'need',
          texts.map((text, i) => ({ itemId: ids[i]!, text })),
        );
        const rows = await rowsOf<{ item_id: string }>(store.db, sql`${holdingAll('need', [term])}`);
        const plain = ids.filter((_id, i) => texts[i] !== undefined && holds(texts[i], term));
        expect(rows.map((row) => row.item_id).sort()).toEqual(plain.sort());
        const asked = sql`(SELECT item_id AS id FROM literal_texts) AS item`;
        const one = await rowsOf<{ id: string }>(
          store.db,
          sql`SELECT id FROM ${asked} WHERE ${itemHolds('need', term)}`,
        );
        expect(one.map((row) => row.id).sort()).toEqual(plain.sort());
      }),
      { numRuns: 60 },
    );
  });

  it('are not all looked through for a term that none of many holds', async () => {
    await store.db.execute(sql`
      INSERT INTO literal_texts (item_kind, item_id, text, grams)
      SELECT 'achievement', gen_random_uuid(), repeat('电池', 50), ${integerArray([...gramsOf('电池'.repeat(50)), ...filling])}
        FROM generate_series(1, 5000)`);
    await store.db.execute(sql`ANALYZE literal_texts`);
    const plans: string[] = [];
    const explained = {
      execute: async (query: SQL) => {
        const rows = await rowsOf<{ 'QUERY PLAN': string }>(store.db, sql`EXPLAIN ${query}`);
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
        return { rows };
      },
    } as unknown as Database;
    await standsInPublic(explained, 'achievement', ['铌酸']);
    expect(plans.join()).toContain('literal_texts_grams');
    expect(plans.join()).not.toContain('Seq Scan on literal_texts');
    expect(await standsInPublic(store.db, 'achievement', ['铌酸'])).toEqual([false]);
  });

  function holds(text: string, term: string): boolean {
    const isSign = (at: number) => /[a-z0-9]/.test(text[at] ?? '');
    for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) {
      const end = at + term.length;
      if (!(isSign(at) && isSign(at - 1)) && !(isSign(end - 1) && isSign(end))) return true;
    }
    return false;
  }
});
