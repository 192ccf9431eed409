import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { foldLiteral } from '../../src/fold.js';
import { gramsOf, holdingAll, writeLiteralTexts } from '../../src/store/literal-texts.js';
import type { Store } from '../../src/store/open.js';
import { rowsOf } from '../../src/store/rows.js';
import { openTestStore } from '../support/database.js';

describe('literal texts', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openTestStore();
  });
  afterAll(() => store.close());

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
      }),
      { numRuns: 60 },
    );
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
