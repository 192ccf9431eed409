import { asc, eq } from 'drizzle-orm';
import type {
  AmbiguousTerm,
  CooperationModeEntry,
  IndustryEntry,
  MaturityEntry,
  ParkEntry,
  Taxonomy,
  UniversityEntry,
} from '../taxonomy.js';
import type { Database } from './open.js';
import { organizations, pairings, parks, taxonomyEntries } from './schema.js';

type Row = typeof taxonomyEntries.$inferSelect;

/** The taxonomy as the store has it now: what was seeded, with everybody's edits. Parks come in the order of their codes. */
export async function loadTaxonomy(db: Database): Promise<Taxonomy> {
  const rows = await db
    .select()
    .from(taxonomyEntries)
    .orderBy(asc(taxonomyEntries.kind), asc(taxonomyEntries.position));
  const of = (kind: Row['kind']) => rows.filter((row) => row.kind === kind);
  return {
    version: of('version')[0]?.name ?? '',
    levels: Object.fromEntries(of('level').map((row) => [row.code, { label: row.name, ...row.data }])),
    industries: of('industry').map(
      ({ code, name, aliases, source, inferred, data }) =>
        ({ code, name, aliases, source, inferred, ...data }) as unknown as IndustryEntry,
    ),
    parks: await loadParks(db),
    universities: of('university').map(
      ({ name, aliases, source, data }) => ({ name, aliases, source, ...data }) as unknown as UniversityEntry,
    ),
    maturity: of('maturity').map(({ name, data }) => ({ term: name, ...data }) as unknown as MaturityEntry),
    cooperationModes: of('cooperationMode').map(
      ({ code, name, aliases, data }) => ({ code, name, aliases, ...data }) as unknown as CooperationModeEntry,
    ),
    facilityTypes: of('facilityType').map((row) => row.name),
    facilityAliases: Object.fromEntries(
      of('facilityType')
        .filter((row) => row.aliases.length > 0)
        .map((row) => [row.name, row.aliases]),
    ),
    disciplineToIndustry: Object.fromEntries(
      of('discipline').map((row) => [row.name, row.data['industries'] as string[]]),
    ),
    disciplineAliases: Object.fromEntries(
      of('discipline').flatMap((row) => row.aliases.map((alias) => [alias, row.name])),
    ),
    ambiguousTerms: ambiguousTerms(of('ambiguous')),
    genericDirections: of('genericDirection').map((row) => row.name),
  };
}

async function loadParks(db: Database): Promise<ParkEntry[]> {
  const paired = await db
    .select({
      parkCode: pairings.parkCode,
      university: organizations.name,
      basis: pairings.basis,
      source: pairings.source,
    })
    .from(pairings)
    .innerJoin(organizations, eq(organizations.id, pairings.organizationId))
    .orderBy(asc(organizations.name));
  return (await db.select().from(parks).orderBy(asc(parks.code))).map((park) => {
    const evidence = paired.filter((pairing) => pairing.parkCode === park.code);
    return {
      ...park,
      pairedUniversities: evidence.map(({ university }) => university),
      pairingEvidence: evidence.map(({ university, basis, source }) => ({ university, basis, source })),
    };
  });
}

function ambiguousTerms(rows: Row[]): Taxonomy['ambiguousTerms'] {
  const terms: Taxonomy['ambiguousTerms'] = { industries: [], parks: [], universities: [], cooperationModes: [] };
  for (const { name, data } of rows) {
    const { group, candidates } = data as { group: keyof typeof terms; candidates: string[] };
    terms[group].push({ term: name, candidates } satisfies AmbiguousTerm);
  }
  return terms;
}
