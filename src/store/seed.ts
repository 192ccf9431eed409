import { eq, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { OrganizationKind } from '../domain.js';
import { foldKey } from '../fold.js';
import type { Taxonomy, UniversityEntry } from '../taxonomy.js';
import type { Database } from './open.js';
import { organizations, pairings, parks, taxonomyEntries } from './schema.js';

type Entry = typeof taxonomyEntries.$inferInsert;

/**
 * Puts the taxonomy of the file into the store: entries, parks, universities as organisations, pairings. Only what is
 * missing is written, and only when the file has another version than the store was seeded with last: what somebody
 * edited or deleted by hand outlives restarts, and an edited entry outlives new versions too. Idempotent.
 */
export async function seedTaxonomy(db: Database, taxonomy: Taxonomy): Promise<void> {
  await db.transaction(async (tx) => {
    // One seeder at a time: replicas that start together would meet in the middle.
    await tx.execute(sql`LOCK TABLE ${taxonomyEntries} IN SHARE ROW EXCLUSIVE MODE`);
    const [seeded] = await tx
      .select({ version: taxonomyEntries.name })
      .from(taxonomyEntries)
      .where(eq(taxonomyEntries.kind, 'version'));
    if (seeded?.version === taxonomy.version) return;

    await tx.insert(taxonomyEntries).values(entriesOf(taxonomy)).onConflictDoNothing();
    await tx
      .insert(taxonomyEntries)
      .values({ kind: 'version', code: 'version', name: taxonomy.version, position: 0 })
      .onConflictDoUpdate({ target: [taxonomyEntries.kind, taxonomyEntries.code], set: { name: taxonomy.version } });
    await tx
      .insert(parks)
      .values(
        taxonomy.parks.map(({ code, name, aliases, city, district, kind, leadingIndustries, source }) => ({
          code,
          name,
          aliases,
          city,
          district,
          kind,
          leadingIndustries,
          source,
        })),
      )
      .onConflictDoNothing();
    await tx
      .insert(organizations)
      .values(
        taxonomy.universities.map(({ name, aliases, kind, industries }) => ({
          id: uuid(),
          kind: ORGANIZATION_KIND[kind] ?? ('institute' as const),
          name,
          nameKey: foldKey(name),
          aliases,
          industries,
        })),
      )
      .onConflictDoNothing();
    await seedPairings(tx, taxonomy);
  });
}

/** What the taxonomy's finer kinds are among the organisations; labs and platforms are institutes. */
const ORGANIZATION_KIND: Readonly<Record<UniversityEntry['kind'], OrganizationKind>> = {
  university: 'university',
  school: 'university',
  transfer: 'service',
  facility: 'service',
};

async function seedPairings(tx: Database, taxonomy: Taxonomy): Promise<void> {
  const rows = await tx.select({ id: organizations.id, nameKey: organizations.nameKey }).from(organizations);
  const idOf = new Map(rows.map((row) => [row.nameKey, row.id]));
  const values = taxonomy.parks.flatMap((park) =>
    park.pairingEvidence.flatMap(({ university, basis, source }) => {
      const organizationId = idOf.get(foldKey(university));
      return organizationId === undefined ? [] : [{ parkCode: park.code, organizationId, basis, source }];
    }),
  );
  if (values.length > 0) await tx.insert(pairings).values(values).onConflictDoNothing();
}

function entriesOf(taxonomy: Taxonomy): Entry[] {
  const aliasesOf = (discipline: string) =>
    Object.keys(taxonomy.disciplineAliases).filter((alias) => taxonomy.disciplineAliases[alias] === discipline);
  return [
    ...Object.entries(taxonomy.levels).map(([code, { label, ...data }], position) => ({
      kind: 'level' as const,
      code,
      name: label,
      data,
      position,
    })),
    ...taxonomy.industries.map(({ code, name, aliases, source, inferred, ...data }, position) => ({
      kind: 'industry' as const,
      code,
      name,
      aliases,
      source,
      inferred: inferred ?? false,
      data,
      position,
    })),
    ...taxonomy.universities.map(({ name, aliases, source, ...data }, position) => ({
      kind: 'university' as const,
      code: name,
      name,
      aliases,
      source,
      data,
      position,
    })),
    ...taxonomy.maturity.map(({ term, ...data }, position) => ({
      kind: 'maturity' as const,
      code: term,
      name: term,
      data,
      position,
    })),
    ...taxonomy.cooperationModes.map(({ code, name, aliases, ...data }, position) => ({
      kind: 'cooperationMode' as const,
      code,
      name,
      aliases,
      data,
      position,
    })),
    ...taxonomy.facilityTypes.map((name, position) => ({
      kind: 'facilityType' as const,
      code: name,
      name,
      aliases: taxonomy.facilityAliases[name] ?? [],
      position,
    })),
    ...Object.entries(taxonomy.disciplineToIndustry).map(([name, industries], position) => ({
      kind: 'discipline' as const,
      code: name,
      name,
      aliases: aliasesOf(name),
      data: { industries },
      position,
    })),
    ...Object.entries(taxonomy.ambiguousTerms).flatMap(([group, terms]) =>
      terms.map(({ term, candidates }, position) => ({
        kind: 'ambiguous' as const,
        code: `${group}:${term}`,
        name: term,
        data: { group, candidates },
        position,
      })),
    ),
    ...taxonomy.genericDirections.map((name, position) => ({
      kind: 'genericDirection' as const,
      code: name,
      name,
      position,
    })),
  ];
}
