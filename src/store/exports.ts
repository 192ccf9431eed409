/** What exports read of the items of a list or filter. */
import { sql, type SQL } from 'drizzle-orm';
import { itemKindOf, type ListKind } from '../domain.js';
import { whereItem, type ItemFilter } from './filters.js';
import { valuesOf, type ItemRow, type StoredValues } from './item-values.js';
import { getItems, tableOf } from './items.js';
import type { Database } from './open.js';
import { getOrganizations, type Page } from './organizations.js';
import { rowsOf } from './rows.js';

function whereExported(list: ListKind, filter: ItemFilter): SQL {
  const where = whereItem(itemKindOf(list), filter);
  if (list === 'achievements') return where;
  return sql`${where} AND item.is_challenge = ${list === 'challenges'}`;
}

/** Values of the items that the filter lets through, in the order of their ids; confidential ones never are. */
export async function pageValues(
  db: Database,
  list: ListKind,
  filter: ItemFilter,
  { first, after }: Page,
): Promise<{ id: string; values: StoredValues }[]> {
  const kind = itemKindOf(list);
  const ids = await rowsOf<{ id: string }>(
    db,
    sql`SELECT id FROM ${tableOf(kind)} AS item WHERE ${whereExported(list, filter)}
          ${after ? sql`AND id > ${after}` : sql``} ORDER BY id LIMIT ${first}`,
  );
  return readValues(
    db,
    list,
    ids.map(({ id }) => id),
  );
}

async function readValues(
  db: Database,
  list: ListKind,
  ids: readonly string[],
): Promise<{ id: string; values: StoredValues }[]> {
  const kind = itemKindOf(list);
  const items = new Map((await getItems(db, kind, ids)).map((item: ItemRow) => [item.id, item]));
  const owners = new Map(
    (await getOrganizations(db, [...new Set([...items.values()].map((item) => item.organizationId))])).map((owner) => [
      owner.id,
      owner,
    ]),
  );
  // An item that is deleted between the two queries is left out.
  return ids.flatMap((id) => {
    const item = items.get(id);
    return item === undefined ? [] : [{ id, values: valuesOf(kind, item, owners.get(item.organizationId)!) }];
  });
}

/** Headers of the columns that no field stands for, of all these items, in alphabetical order. */
export async function extraHeaders(db: Database, list: ListKind, filter: ItemFilter): Promise<string[]> {
  const rows = await rowsOf<{ header: string }>(
    db,
    sql`SELECT DISTINCT jsonb_object_keys(item.extra) AS header FROM ${tableOf(itemKindOf(list))} AS item
         WHERE ${whereExported(list, filter)} ORDER BY 1`,
  );
  return rows.map(({ header }) => header);
}

/** Values of the items whose texts together have more than `characters`, at most `limit` items. */
export async function longItems(
  db: Database,
  list: ListKind,
  filter: ItemFilter,
  characters: number,
  limit: number,
): Promise<StoredValues[]> {
  const ids = await rowsOf<{ id: string }>(
    db,
    sql`SELECT id FROM ${tableOf(itemKindOf(list))} AS item
         WHERE ${whereExported(list, filter)} AND length(to_jsonb(item)::text) > ${characters} ORDER BY id LIMIT ${limit}`,
  );
  const found = await readValues(
    db,
    list,
    ids.map(({ id }) => id),
  );
  return found.map(({ values }) => values);
}
