import { z } from 'zod';
import { FILE_KINDS } from '../../domain.js';
import { recallMapping } from '../../store/mappings.js';
import type { Database } from '../../store/open.js';
import { findOrganizations } from '../../store/organizations.js';
import { foldKey } from '../normalise/index.js';

/** What an import task is to do; kept with the task, so that another process can go on with it. */
export const importParams = z.object({
  /** The file, kept in the database: the import may run on any machine. */
  uploadId: z.uuid(),
  /** What its sender calls it. */
  fileName: z.string(),
  kind: z.enum(FILE_KINDS),
  /** Who keeps the list, and owns its rows where it has no column for that. Absent: a collection over many. */
  organization: z.string().optional(),
  /** Uploads with one name are editions of one list. */
  listName: z.string(),
  /** Header or column letters → field, as a person confirmed it. */
  mapping: z.record(z.string(), z.string()).default({}),
  /** Withdraw what the newest edition no longer names. */
  withdrawGone: z.boolean().default(false),
});
export type ImportParams = z.output<typeof importParams>;

/** What the organisation confirmed earlier of the columns of such a list. */
export async function recalledMapping(
  db: Database,
  { organization, kind }: { organization?: string | undefined; kind: ImportParams['kind'] },
): Promise<Record<string, string>> {
  if (organization === undefined) return {};
  const id = (await findOrganizations(db, [organization])).get(foldKey(organization));
  return id === undefined ? {} : recallMapping(db, id, kind);
}
