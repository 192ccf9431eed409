import { foldKey } from './fold.js';
import type { Taxonomy } from './taxonomy.js';

/** What the taxonomy's words mean, by `foldKey`. */
interface Lookup {
  industries: ReadonlyMap<string, readonly string[]>;
  parks: ReadonlyMap<string, readonly string[]>;
}

const lookups = new WeakMap<Taxonomy, Lookup>();

/**
 * Codes of the industries that a list's 所属领域 names, in the order of the fields. A term counts only as a whole, after
 * folding; likeness never does. The first of these that knows the term decides: the terms with several meanings (all
 * candidates, though one of them may bear the term as an alias), names and aliases of industries, their directions,
 * disciplines.
 */
export function industriesOf(fields: readonly string[], taxonomy: Taxonomy): string[] {
  const { industries } = lookupOf(taxonomy);
  return [...new Set(fields.flatMap((field) => industries.get(foldKey(field)) ?? []))];
}

/** Code of the park that a text names, exactly after folding; null when none or more than one does. */
export function parkOf(text: string | null, taxonomy: Taxonomy): string | null {
  const codes = text === null ? [] : (lookupOf(taxonomy).parks.get(foldKey(text)) ?? []);
  return codes.length === 1 ? codes[0]! : null;
}

function lookupOf(taxonomy: Taxonomy): Lookup {
  let lookup = lookups.get(taxonomy);
  if (lookup === undefined) lookups.set(taxonomy, (lookup = buildLookup(taxonomy)));
  return lookup;
}

function buildLookup(taxonomy: Taxonomy): Lookup {
  const { industries, parks, ambiguousTerms, disciplineToIndustry, disciplineAliases } = taxonomy;
  const generic = new Set(taxonomy.genericDirections.map(foldKey));
  const disciplines = [...Object.keys(disciplineToIndustry), ...Object.keys(disciplineAliases)];
  return {
    industries: firstThatKnows([
      collect(ambiguousTerms.industries.map(({ term, candidates }) => [term, candidates] as const)),
      collect(
        industries.flatMap(({ code, name, aliases }) => [name, ...aliases].map((term) => [term, [code]] as const)),
      ),
      collect(
        industries
          .flatMap(({ code, directions }) => directions.map((term) => [term, [code]] as const))
          .filter(([term]) => !generic.has(foldKey(term))),
      ),
      collect(disciplines.map((term) => [term, disciplineToIndustry[disciplineAliases[term] ?? term] ?? []] as const)),
    ]),
    parks: firstThatKnows([
      collect(ambiguousTerms.parks.map(({ term, candidates }) => [term, candidates] as const)),
      collect(parks.flatMap(({ code, name, aliases }) => [name, ...aliases].map((term) => [term, [code]] as const))),
    ]),
  };
}

function collect(entries: readonly (readonly [string, readonly string[]])[]): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  for (const [term, meant] of entries) {
    const key = foldKey(term);
    codes.set(key, [...new Set([...(codes.get(key) ?? []), ...meant])]);
  }
  return codes;
}

function firstThatKnows(maps: readonly Map<string, string[]>[]): Map<string, string[]> {
  return new Map([...maps].reverse().flatMap((map) => [...map]));
}
