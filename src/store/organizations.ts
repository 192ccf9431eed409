import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { OrganizationKind } from '../domain.js';
import { foldKey } from '../fold.js';
import type { Database } from './open.js';
import { organizations, type OrganizationRow } from './schema.js';

/** An organisation as a list names it. */
export interface NamedOrganization {
  name: string;
  creditCode?: string | null;
}

/**
 * Ids of the organisations with these names, by `foldKey(name)`; who is unknown is added as `kindOf(name)`. A name is
 * the same when it is equal after folding, or when it is an alias of exactly one organisation; never by likeness.
 * A credit code that was not known yet is noted.
 */
export async function findOrCreateOrganizations(
  db: Database,
  named: readonly NamedOrganization[],
  kindOf: (name: string) => OrganizationKind,
): Promise<Map<string, string>> {
  const byKey = new Map(named.map((entry) => [foldKey(entry.name), entry]));
  const keys = [...byKey.keys()].sort();
  if (keys.length === 0) return new Map();
  const known = await idsByKey(db, keys);
  const missing = keys.filter((key) => !known.has(key));
  const aliases = missing.length === 0 ? new Map<string, string>() : await idsByAlias(db, missing);
  const created = missing
    .filter((key) => !aliases.has(key))
    .map((key) => {
      const { name, creditCode } = byKey.get(key)!;
      return { id: uuid(), kind: kindOf(name), name, nameKey: key, creditCode: creditCode ?? null };
    });
  if (created.length > 0) {
    await db.insert(organizations).values(created).onConflictDoNothing();
    // Read back: another transaction may have added one of them first.
    for (const [key, id] of await idsByKey(db, missing)) known.set(key, id);
  }
  for (const [key, id] of aliases) known.set(key, id);
  for (const [key, { creditCode }] of byKey) {
    if (creditCode && !created.some((row) => row.nameKey === key))
      await noteCreditCode(db, known.get(key)!, creditCode);
  }
  return known;
}

/** Whether a name by itself says what the organisation is; lists mix them. */
export function organizationKindOf(name: string, otherwise: OrganizationKind): OrganizationKind {
  if (/(?:公司|厂|集团)(?:[(（].*[)）])?$/u.test(name)) return 'enterprise';
  if (/(?:大学|学院|学校)(?:[(（].*[)）])?$/u.test(name)) return 'university';
  if (/(?:研究院|研究所|实验室|研究中心|创新中心|医院)$/u.test(name)) return 'institute';
  return otherwise;
}

async function idsByKey(db: Database, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: organizations.id, key: organizations.nameKey })
    .from(organizations)
    .where(inArray(organizations.nameKey, [...keys]));
  return new Map(rows.map((row) => [row.key, row.id]));
}

async function idsByAlias(db: Database, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: organizations.id, aliases: organizations.aliases })
    .from(organizations)
    .where(sql`${organizations.aliases} <> '{}'`);
  const owners = new Map<string, Set<string>>();
  for (const { id, aliases } of rows) {
    for (const alias of aliases) owners.set(foldKey(alias), (owners.get(foldKey(alias)) ?? new Set()).add(id));
  }
  return new Map(
    keys.flatMap((key) => (owners.get(key)?.size === 1 ? [[key, [...owners.get(key)!][0]!] as const] : [])),
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
