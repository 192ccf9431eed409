/** 概念验证中心 and 中试平台: what raises the maturity of an achievement up to what a need asks for. */
import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Maturity } from '../domain.js';
import { AppError } from '../errors.js';
import { foldKey } from '../fold.js';
import { industriesOf, parkOf } from '../taxonomy-match.js';
import type { Taxonomy } from '../taxonomy.js';
import type { Database } from './open.js';
import type { Page } from './organizations.js';
import { rowsOf } from './rows.js';
import { facilities, type FacilityRow } from './schema.js';

export interface FacilityFilter {
  kinds?: readonly string[] | null;
  industries?: readonly string[] | null;
  parks?: readonly string[] | null;
  /** Facilities whose range overlaps it. */
  maturity?: Maturity | null;
}

/** What is stored of a facility, apart from what is derived. */
export type FacilityColumns = Omit<FacilityRow, 'id' | 'createdAt' | 'updatedAt'>;

/** Names, parks and fields in the store's own terms. @param kind as a list says it */
export function derivedColumns(
  { name, kind, park, field }: { name: string; kind: string | null; park: string | null; field: readonly string[] },
  taxonomy: Taxonomy,
): Pick<FacilityColumns, 'nameKey' | 'kind' | 'parkCode' | 'industries'> {
  return {
    nameKey: foldKey(name),
    kind: facilityKind(kind, name, taxonomy),
    parkCode: parkOf(park, taxonomy),
    industries: industriesOf(field, taxonomy),
  };
}

export const PROOF_OF_CONCEPT = '概念验证中心';
export const PILOT = '中试平台';

/** The taxonomy's type that the list's word is, else that the name ends with; else the word itself. */
function facilityKind(stated: string | null, name: string, { facilityTypes, facilityAliases }: Taxonomy): string {
  const known = facilityTypes.find(
    (type) =>
      stated !== null && [type, ...(facilityAliases[type] ?? [])].some((one) => foldKey(one) === foldKey(stated)),
  );
  if (known !== undefined) return known;
  const text = `${stated ?? ''}${name}`;
  if (/概念验证|POC/iu.test(text)) return PROOF_OF_CONCEPT;
  if (text.includes('中试')) return PILOT;
  return stated ?? facilityTypes.find((type) => name.endsWith(type)) ?? '其他';
}

/** @throws AppError CONFLICT when another facility has the name */
export async function createFacility(db: Database, columns: FacilityColumns): Promise<FacilityRow> {
  const [row] = await db
    .insert(facilities)
    .values({ id: uuid(), ...columns })
    .onConflictDoNothing()
    .returning();
  return row ?? nameTaken(columns.name);
}

/** @throws AppError NOT_FOUND; CONFLICT when another facility has the name */
export async function updateFacility(
  db: Database,
  id: string,
  change: (row: FacilityRow, tx: Database) => Promise<Partial<FacilityColumns>>,
): Promise<FacilityRow> {
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(facilities).where(eq(facilities.id, id)).for('update');
    if (row === undefined) throw notFound(id);
    const columns = await change(row, tx);
    if (columns.nameKey !== undefined && columns.nameKey !== row.nameKey) {
      const [other] = await tx.select().from(facilities).where(eq(facilities.nameKey, columns.nameKey));
      if (other !== undefined) nameTaken(other.name);
    }
    const [updated] = await tx
      .update(facilities)
      .set({ ...columns, updatedAt: new Date() })
      .where(eq(facilities.id, id))
      .returning();
    return updated!;
  });
}

/** @throws AppError NOT_FOUND */
export async function deleteFacility(db: Database, id: string): Promise<void> {
  const deleted = await db.delete(facilities).where(eq(facilities.id, id)).returning({ id: facilities.id });
  if (deleted.length === 0) throw notFound(id);
}

function notFound(id: string): AppError {
  return new AppError('NOT_FOUND', `没有编号为 ${id} 的平台。`);
}

function nameTaken(name: string): never {
  throw new AppError('CONFLICT', `已有名为“${name}”的平台：请修改那一条，或换一个名称。`, {
    details: { field: 'name' },
  });
}

/** In no order; unknown ids are left out. */
export async function getFacilities(db: Database, ids: readonly string[]): Promise<FacilityRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(facilities)
    .where(inArray(facilities.id, [...ids]));
}

export function pageFacilities(db: Database, filter: FacilityFilter, { first, after }: Page): Promise<FacilityRow[]> {
  const { kinds, industries, parks, maturity } = filter;
  const texts = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;
  return db
    .select()
    .from(facilities)
    .where(
      and(
        kinds ? sql`${facilities.kind} = ANY(${texts(kinds)})` : undefined,
        industries ? sql`${facilities.industries} && ${texts(industries)}` : undefined,
        parks ? sql`${facilities.parkCode} = ANY(${texts(parks)})` : undefined,
        maturity ? sql`${facilities.trlFrom} <= ${maturity.max} AND ${facilities.trlTo} >= ${maturity.min}` : undefined,
        after ? gt(facilities.id, after) : undefined,
      ),
    )
    .orderBy(asc(facilities.id))
    .limit(first);
}

export type FacilityOutcome = 'added' | 'changed' | 'unchanged';

/**
 * Stores the rows of a list, each by its name; those that the list does not name stay. Without `write` it only tells.
 * @returns how many are new, changed, the same
 */
export async function mergeFacilities(
  db: Database,
  rows: readonly FacilityColumns[],
  write: boolean,
): Promise<Record<FacilityOutcome, number>> {
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const keys = rows.map(({ nameKey }) => nameKey);
  const present = rows.length === 0 ? [] : await db.select().from(facilities).where(inArray(facilities.nameKey, keys));
  const byKey = new Map(present.map((row) => [row.nameKey, row]));
  for (const columns of rows) {
    const row = byKey.get(columns.nameKey);
    const outcome = row === undefined ? 'added' : isSame(row, columns) ? 'unchanged' : 'changed';
    counts[outcome] += 1;
    if (!write || outcome === 'unchanged') continue;
    if (row === undefined) await db.insert(facilities).values({ id: uuid(), ...columns });
    else
      await db
        .update(facilities)
        .set({ ...columns, updatedAt: new Date() })
        .where(eq(facilities.id, row.id));
  }
  return counts;
}

function isSame(row: FacilityRow, columns: FacilityColumns): boolean {
  const sorted = (value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      : value;
  return (Object.entries(columns) as [keyof FacilityColumns, unknown][]).every(
    ([name, value]) => JSON.stringify(sorted(row[name])) === JSON.stringify(sorted(value)),
  );
}

/** A facility with what ties it to parks and universities. */
export interface TiedFacility extends FacilityRow {
  organizationName: string | null;
  /** Codes of the parks that who runs it is paired with. */
  pairedParks: string[];
  /** Ids of the organisations that its park is paired with. */
  pairedOrganizations: string[];
}

/** More of a city's facilities than these are not looked at for one page; those of the industries come first. */
const LOOKED_AT = 300;

/**
 * Facilities that may raise something from one level to another: whose range overlaps, or who state none.
 * @param levels from the lowest missing level to the highest, over a whole page
 */
export async function facilitiesFor(
  db: Database,
  levels: Maturity,
  industries: readonly string[],
): Promise<TiedFacility[]> {
  const rows = await rowsOf<{ id: string; organization: string | null; parks: string[]; organizations: string[] }>(
    db,
    sql`SELECT facility.id, owner.name AS organization,
               ARRAY(SELECT park_code FROM pairings WHERE organization_id = facility.organization_id) AS parks,
               ARRAY(SELECT organization_id::text FROM pairings WHERE park_code = facility.park_code) AS organizations
          FROM ${facilities} AS facility LEFT JOIN organizations AS owner ON owner.id = facility.organization_id
         WHERE facility.trl_from IS NULL OR (facility.trl_from <= ${levels.max} AND facility.trl_to >= ${levels.min})
         ORDER BY facility.industries && ${sql.param([...industries])}::text[] DESC, facility.id LIMIT ${LOOKED_AT}`,
  );
  const ties = new Map(rows.map((row) => [row.id, row]));
  const found = await getFacilities(db, [...ties.keys()]);
  return found.map((row) => {
    const { organization, parks, organizations } = ties.get(row.id)!;
    return { ...row, organizationName: organization, pairedParks: parks, pairedOrganizations: organizations };
  });
}
