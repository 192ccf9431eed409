import type { ItemValues } from '../domain.js';
import { foldKey } from './normalise/index.js';
import type { Place } from './types.js';

/** @returns a function that gives the place of the first row with the same title and organisation, folded; null for the first */
export function createDuplicateFinder(): (values: ItemValues, place: Place) => Place | null {
  const places = new Map<string, Place>();
  const owners = new Map<string, string>();
  const fold = (text: string) => foldKey(text) || text;
  return ({ title, organization }, place) => {
    // A title of signs alone folds to nothing and would equal every other such title.
    let owner = owners.get(organization);
    if (owner === undefined) owners.set(organization, (owner = fold(organization)));
    const key = `${fold(title)}\n${owner}`;
    const first = places.get(key);
    if (first) return first;
    places.set(key, place);
    return null;
  };
}
