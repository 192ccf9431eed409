/** Writing one facility, for every door; as `write.ts`. */
import { z } from 'zod';
import { foldKey } from '../fold.js';
import {
  createFacility,
  deleteFacility,
  derivedColumns,
  updateFacility,
  type FacilityColumns,
} from '../store/facilities.js';
import { findOrCreateOrganizations, organizationKindOf } from '../store/organizations.js';
import type { Database } from '../store/open.js';
import type { FacilityRow } from '../store/schema.js';
import { checkId, checkInput } from './check.js';
import { email, lines, maturityInput, optionalLine, optionalProse, title } from './input.js';
import type { WriteDeps } from './write.js';

const fields = {
  kind: optionalLine,
  organization: optionalLine,
  park: optionalLine,
  field: lines,
  summary: optionalProse,
  maturity: maturityInput.nullish(),
  contactName: optionalLine,
  contactPhone: optionalLine,
  contactEmail: email,
  remarks: optionalProse,
};
export const facilityInput = z.strictObject({ name: title, ...fields });
/** Absent: unchanged; null: emptied. */
export const facilityPatch = z.strictObject({ name: title.optional(), ...fields });

export async function writeFacility({ db, taxonomy }: WriteDeps, sent: unknown): Promise<FacilityRow> {
  const { name, kind, organization, maturity, ...rest } = checkInput(facilityInput, sent);
  return db.transaction(async (tx) => {
    const park = rest.park ?? null;
    const field = rest.field ?? [];
    return createFacility(tx, {
      name,
      park,
      field,
      ...derivedColumns({ name, kind: kind ?? null, park, field }, taxonomy),
      organizationId: await ownerOf(tx, organization ?? null),
      trlFrom: maturity?.min ?? null,
      trlTo: maturity?.max ?? null,
      summary: rest.summary ?? null,
      contactName: rest.contactName ?? null,
      contactPhone: rest.contactPhone ?? null,
      contactEmail: rest.contactEmail ?? null,
      remarks: rest.remarks ?? null,
      extra: {},
    });
  });
}

export async function changeFacility({ db, taxonomy }: WriteDeps, id: string, sent: unknown): Promise<FacilityRow> {
  const { organization, maturity, field, kind, ...rest } = checkInput(facilityPatch, sent);
  return updateFacility(db, checkId(id), async (row, tx) => {
    const changes: Partial<FacilityColumns> = Object.fromEntries(
      Object.entries(rest).filter(([, value]) => value !== undefined),
    );
    if (field !== undefined) changes.field = field ?? [];
    if (maturity !== undefined)
      Object.assign(changes, { trlFrom: maturity?.min ?? null, trlTo: maturity?.max ?? null });
    if (organization !== undefined) changes.organizationId = await ownerOf(tx, organization);
    const { name, park, field: fields } = { ...row, ...changes };
    const stated = kind === undefined ? row.kind : kind;
    return { ...changes, ...derivedColumns({ name, kind: stated, park, field: fields }, taxonomy) };
  });
}

export async function removeFacility({ db }: WriteDeps, id: string): Promise<string> {
  await deleteFacility(db, checkId(id));
  return id;
}

/** Found by its name, or added. */
async function ownerOf(db: Database, name: string | null): Promise<string | null> {
  if (name === null) return null;
  const ids = await findOrCreateOrganizations(db, [{ name }], (text) => organizationKindOf(text, 'service'));
  return ids.get(foldKey(name))!;
}
