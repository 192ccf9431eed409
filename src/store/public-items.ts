/** What of a selection everybody may know of. */
import { sql, type SQL } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import type { Database } from './open.js';
import { rowsOf } from './rows.js';

/**
 * Whether each selection has a published, public item.
 * @param selections each of `item_id`
 */
export async function havePublic(db: Database, kind: ItemKind, selections: readonly SQL[]): Promise<boolean[]> {
  if (selections.length === 0) return [];
  const table = sql.raw(kind === 'achievement' ? 'achievements' : 'needs');
  // OFFSET 0 plans the inner query by itself, as if all its rows were wanted. For the first row alone the planner reads
  // the table from its beginning, as far as it goes where nobody is selected: 300 ms among 100,000 in place of one.
  const columns = selections.map(
    (selection, i) => sql`EXISTS (
      SELECT FROM (${selection} OFFSET 0) AS selected JOIN ${table} item ON item.id = selected.item_id
       WHERE item.visibility = 'public' AND item.status = 'published') AS ${sql.raw(`has${i}`)}`,
  );
  const [row] = await rowsOf<Record<string, boolean>>(db, sql`SELECT ${sql.join(columns, sql`, `)}`);
  return selections.map((_selection, i) => row![`has${i}`]!);
}
