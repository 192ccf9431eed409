import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { OrganizationKind } from '../domain.js';
import { foldKey } from '../fold.js';
import type { Database } from './open.js';
import { organizations, pairings, type OrganizationRow } from './schema.js';

/** An organisation as a list names it. */
export interface NamedOrganization {
  name: string;
  creditCode?: string | null;
}

/**
 * Ids of the organisations with these names, by `foldKey(name)`; unknown names are left out. A name is the same when it
 * is equal after folding, or when it is an alias of exactly one organisation; never by likeness.
 */
export async function findOrganizations(db: Database, names: readonly string[]): Promise<Map<string, string>> {
  const found = await findKnown(db, [...new Set(names.map(foldKey))]);
  return new Map([...found].map(([key, { id }]) => [key, id]));
}

/** As `findOrganizations`; who is unknown is added as `kindOf(name)`. A credit code that was not known yet is noted. */
export async function findOrCreateOrganizations(
  db: Database,
  named: readonly NamedOrganization[],
  kindOf: (name: string) => OrganizationKind,
): Promise<Map<string, string>> {
  const byKey = new Map(named.map((entry) => [foldKey(entry.name), entry]));
  // In one order everywhere: two imports that add the same ones must not wait for each other.
  const keys = [...byKey.keys()].sort();
  const known = await findKnown(db, keys);
  const missing = keys.filter((key) => !known.has(key));
  if (missing.length > 0) {
    const created = missing.map((key) => {
      const { name, creditCode } = byKey.get(key)!;
      return { id: uuid(), kind: kindOf(name), name, nameKey: key, creditCode: creditCode ?? null };
    });
    await db.insert(organizations).values(created).onConflictDoNothing();
    // Read back: another transaction may have added one of them first.
    for (const [key, entry] of await findByKey(db, missing)) known.set(key, entry);
  }
  for (const [key, { id, creditCode }] of known) {
    const stated = byKey.get(key)?.creditCode;
    if (stated && creditCode === null) await noteCreditCode(db, id, stated);
  }
  return new Map([...known].map(([key, { id }]) => [key, id]));
}

/** Whether a name by itself says what the organisation is; lists mix them. */
export function organizationKindOf(name: string, otherwise: OrganizationKind): OrganizationKind {
  if (/(?:公司|厂|集团)(?:[(（].*[)）])?$/u.test(name)) return 'enterprise';
  if (/(?:大学|学院|学校)(?:[(（].*[)）])?$/u.test(name)) return 'university';
  if (/(?:研究院|研究所|实验室|研究中心|创新中心|医院)$/u.test(name)) return 'institute';
  return otherwise;
}

type Known = Pick<OrganizationRow, 'id' | 'creditCode'>;

async function findKnown(db: Database, keys: readonly string[]): Promise<Map<string, Known>> {
  const known = await findByKey(db, keys);
  const missing = keys.filter((key) => !known.has(key));
  if (missing.length > 0) for (const [key, entry] of await findByAlias(db, missing)) known.set(key, entry);
  return known;
}

async function findByKey(db: Database, keys: readonly string[]): Promise<Map<string, Known>> {
  const { id, nameKey, creditCode } = organizations;
  const rows = await db
    .select({ id, nameKey, creditCode })
    .from(organizations)
    .where(inArray(nameKey, [...keys]));
  return new Map(rows.map((row) => [row.nameKey, row]));
}

async function findByAlias(db: Database, keys: readonly string[]): Promise<Map<string, Known>> {
  const { id, aliases, creditCode } = organizations;
  const rows = await db
    .select({ id, aliases, creditCode })
    .from(organizations)
    .where(sql`${aliases} <> '{}'`);
  return new Map(
    keys.flatMap((key) => {
      const owners = rows.filter((row) => row.aliases.some((alias) => foldKey(alias) === key));
      return owners.length === 1 ? [[key, owners[0]!] as const] : [];
    }),
  );
}

async function noteCreditCode(db: Database, id: string, creditCode: string): Promise<void> {
  await db
    .update(organizations)
    .set({ creditCode })
    .where(and(eq(organizations.id, id), isNull(organizations.creditCode)));
}

export function getOrganizations(db: Database, ids: readonly string[]): Promise<OrganizationRow[]> {
  return db
    .select()
    .from(organizations)
    .where(inArray(organizations.id, [...ids]));
}

/** In the order of ids, after the one given. */
export function pageOrganizations(
  db: Database,
  filter: { kind?: OrganizationKind | null; namePrefix?: string | null },
  { first, after }: Page,
): Promise<OrganizationRow[]> {
  const { kind, namePrefix } = filter;
  return db
    .select()
    .from(organizations)
    .where(
      and(
        kind ? eq(organizations.kind, kind) : undefined,
        namePrefix ? sql`starts_with(${organizations.nameKey}, ${foldKey(namePrefix)})` : undefined,
        after ? gt(organizations.id, after) : undefined,
      ),
    )
    .orderBy(asc(organizations.id))
    .limit(first);
}

/** A keyset page: `first` rows, those after the id given. */
export interface Page {
  first: number;
  after?: string | null;
}

/** 结对: the organisations that parks are paired with, by name. */
export function organizationsPairedWith(
  db: Database,
  parkCodes: readonly string[],
): Promise<{ parkCode: string; organization: OrganizationRow }[]> {
  return db
    .select({ parkCode: pairings.parkCode, organization: organizations })
    .from(pairings)
    .innerJoin(organizations, eq(organizations.id, pairings.organizationId))
    .where(inArray(pairings.parkCode, [...parkCodes]))
    .orderBy(asc(organizations.name));
}
