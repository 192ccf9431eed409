/**
 * Reads by id or parent, gathered over a whole page: what twenty items ask for one by one is one query. Made anew for
 * each request.
 */
import DataLoader from 'dataloader';
import type { ItemKind } from '../domain.js';
import type { Database } from '../store/open.js';
import { editionsOf, getLists } from '../store/lists.js';
import { getOrganizations, organizationsPairedWith } from '../store/organizations.js';
import { standingsOfNeeds, type StandingMatch } from '../store/standings.js';
import { readOwned, type Owned } from '../store/subjects.js';
import type { EditionRow, ListRow, OrganizationRow } from '../store/schema.js';

export interface Loaders {
  achievement: DataLoader<string, Owned<'achievement'> | null>;
  need: DataLoader<string, Owned<'need'> | null>;
  organization: DataLoader<string, OrganizationRow | null>;
  list: DataLoader<string, ListRow | null>;
  editions: DataLoader<string, EditionRow[]>;
  storedMatches: DataLoader<string, StandingMatch[]>;
  /** By code of the park. */
  paired: DataLoader<string, OrganizationRow[]>;
}

export function createLoaders(db: Database): Loaders {
  return {
    achievement: ownedById(db, 'achievement'),
    need: ownedById(db, 'need'),
    organization: byId((ids) => getOrganizations(db, ids)),
    list: byId((ids) => getLists(db, ids)),
    editions: byParent(
      (listIds) => editionsOf(db, listIds),
      (edition) => edition.listId,
    ),
    storedMatches: byParent(
      (needIds) => standingsOfNeeds(db, needIds),
      (match) => match.needId,
    ),
    paired: new DataLoader(async (codes) => {
      const pairs = await organizationsPairedWith(db, codes);
      return codes.map((code) => pairs.flatMap((pair) => (pair.parkCode === code ? [pair.organization] : [])));
    }),
  };
}

function ownedById<K extends ItemKind>(db: Database, kind: K): DataLoader<string, Owned<K> | null> {
  return new DataLoader(async (ids) => {
    const items = await readOwned(db, kind, ids);
    return ids.map((id) => items.get(id) ?? null);
  });
}

function byId<T extends { id: string }>(read: (ids: readonly string[]) => Promise<T[]>): DataLoader<string, T | null> {
  return new DataLoader(async (ids) => {
    const rows = new Map((await read(ids)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  });
}

/** @param read keeps its order within each parent */
function byParent<T>(
  read: (parents: readonly string[]) => Promise<T[]>,
  parentOf: (row: T) => string,
): DataLoader<string, T[]> {
  return new DataLoader(async (parents) => {
    const children = new Map<string, T[]>(parents.map((parent) => [parent, []]));
    for (const row of await read(parents)) children.get(parentOf(row))?.push(row);
    return parents.map((parent) => children.get(parent) ?? []);
  });
}
