import { and, eq, sql } from 'drizzle-orm';
import type { FileKind } from '../domain.js';
import { foldKey } from '../fold.js';
import type { Database } from './open.js';
import { rememberedMappings } from './schema.js';

/** Header (folded) → field, as the organisation confirmed it last for this kind of list; empty when it never did. */
export async function recallMapping(
  db: Database,
  organizationId: string,
  kind: FileKind,
): Promise<Record<string, string>> {
  const [row] = await db
    .select({ mapping: rememberedMappings.mapping })
    .from(rememberedMappings)
    .where(and(eq(rememberedMappings.organizationId, organizationId), eq(rememberedMappings.kind, kind)));
  return row?.mapping ?? {};
}

/** Adds to what the organisation has confirmed; the newer word about a header counts. */
export async function rememberMapping(
  db: Database,
  organizationId: string,
  kind: FileKind,
  confirmed: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(confirmed).flatMap(([header, field]) => {
    const key = foldKey(header);
    // Column letters mean another column in the next file.
    return key === '' || /^[a-z]{1,2}$/.test(key) ? [] : [[key, field] as const];
  });
  if (entries.length === 0) return;
  const mapping = Object.fromEntries(entries);
  await db
    .insert(rememberedMappings)
    .values({ organizationId, kind, mapping })
    .onConflictDoUpdate({
      target: [rememberedMappings.organizationId, rememberedMappings.kind],
      set: { mapping: sql`${rememberedMappings.mapping} || excluded.mapping`, updatedAt: sql`now()` },
    });
}
