/** How many items each choice of a filter would leave: what a person narrows a list or a search by. */
import type { ItemKind } from '../domain.js';
import { groupItems, type Dimension } from '../store/facets.js';
import { widenModes, type ItemFilter } from '../store/filters.js';
import type { Database } from '../store/open.js';
import { getOrganizations } from '../store/organizations.js';
import type { Taxonomy } from '../taxonomy.js';

/** One choice: what the filter takes, what people call it, and how many items have it. */
export interface Facet {
  value: string;
  label: string;
  count: number;
}

/** Most items first, without choices that none has. */
export interface FacetCounts {
  /** Items under all conditions. */
  total: number;
  industries: Facet[];
  organizations: Facet[];
  cooperationModes: Facet[];
  /** TRL 1–9, in their order: an item with a range counts for each level of it. Of achievements only. */
  maturity: Facet[];
  /** Of needs only, as `challenges`. */
  parks: Facet[];
  challenges: number;
}

/** The owners with most items; the others are left out. */
export const MOST_ORGANIZATIONS = 100;
const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/**
 * Each count is what `filter` with that one choice in place of its own condition leaves, exactly. With a free text, the
 * items are those under the filter and its terms in quotes: a search ranks them all, its other words leave none out.
 * @param filter as `checkFilter` gives it
 */
export async function countFacets<K extends ItemKind>(
  { db, taxonomy }: { db: Database; taxonomy: Taxonomy },
  kind: K,
  filter: ItemFilter<K>,
): Promise<FacetCounts> {
  const { groups, total } = await groupItems(db, kind, filter);
  const of = <T>(dimension: Dimension) =>
    groups.flatMap(({ dimension: own, key, items }) => (own === dimension ? [{ key: key as T, items }] : []));
  const having = <T>(dimension: Dimension, has: (key: T) => boolean) =>
    of<T>(dimension).reduce((sum, { key, items }) => sum + (has(key) ? items : 0), 0);

  const owners = of<string>('organizations')
    .sort((a, b) => b.items - a.items || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_ORGANIZATIONS);
  const names = new Map(
    (
      await getOrganizations(
        db,
        owners.map(({ key }) => key),
      )
    ).map(({ id, name }) => [id, name] as const),
  );
  const modes = taxonomy.cooperationModes;
  return {
    total,
    industries: facets(taxonomy.industries, (code) => having<string[]>('industries', (key) => key.includes(code))),
    organizations: owners.map(({ key, items }) => ({ value: key, label: names.get(key) ?? key, count: items })),
    cooperationModes: facets(modes, (code) => {
      // A general mode stands for its kinds here as in the filter.
      const wanted = widenModes([code], modes);
      return having<string[]>('cooperationModes', (key) => key.some((one) => wanted.includes(one)));
    }),
    maturity: LEVELS.map((level) => ({
      value: String(level),
      label: `TRL ${level}`,
      count: having<(number | null)[]>(
        'maturity',
        ([min, max]) => min! <= level && level <= (max ?? 0) && min !== null,
      ),
    })).filter(({ count }) => count > 0),
    parks: facets(taxonomy.parks, (code) => having<string | null>('parks', (key) => key === code)),
    challenges: having<boolean>('challenges', (key) => key),
  };
}

function facets(entries: readonly { code: string; name: string }[], countOf: (code: string) => number): Facet[] {
  return entries
    .map(({ code, name }) => ({ value: code, label: name, count: countOf(code) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
