import { itemKindOf, type ItemKind, type ListKind } from '../../domain.js';
import { compareRows } from '../../store/import-compare.js';
import { countPublished } from '../../store/import-rows.js';
import { findList, type EditionCounts } from '../../store/lists.js';
import type { Database } from '../../store/open.js';
import { findOrganizations } from '../../store/organizations.js';
import type { ListRow } from '../../store/schema.js';
import type { Taxonomy } from '../../taxonomy.js';
import { readList } from '../intake.js';
import { foldKey } from '../normalise/index.js';
import type { ColumnMapping } from '../types.js';
import { compareFacilities } from './facilities.js';
import { recalledMapping, type ImportParams } from './params.js';
import { readOptions } from './read.js';
import { importRow, readyRow, type ReadyRow } from './rows.js';

const ROWS_PER_LOOK = 250;

/** What an import would do. Nothing is stored. */
export interface ImportPreview {
  refused: { code: string; reason: string } | null;
  mapping: ColumnMapping[];
  headerRows: { sheet: string | null; rows: number[] }[];
  accepted: number;
  rejected: number;
  warnings: number;
  duplicates: number;
  ignored: number;
  /** Against what the store holds now; null when the file is refused. */
  difference: EditionCounts | null;
}

export type PreviewParams = Pick<ImportParams, 'fileName' | 'kind' | 'listName'> &
  Partial<Pick<ImportParams, 'organization' | 'mapping'>>;

/** Reads a file as `createImport` and `runImport` would, and counts what they would change. */
export async function previewImport(
  { db, taxonomy }: { db: Database; taxonomy: Taxonomy },
  path: string,
  params: PreviewParams,
): Promise<ImportPreview> {
  const mapping = { ...(await recalledMapping(db, params)), ...params.mapping };
  const options = readOptions({ ...params, mapping }, taxonomy, new Date());
  const counts = { accepted: 0, rejected: 0, warnings: 0, duplicates: 0, ignored: 0 };
  const preview: ImportPreview = { refused: null, mapping: [], headerRows: [], ...counts, difference: null };
  const compare = await comparisonOf(db, params);

  for await (const event of readList({ path, name: params.fileName }, options)) {
    if (event.type === 'row') await compare.add(readyRow(params.kind, event.row, taxonomy));
    else if (event.type === 'mapping') {
      preview.mapping.push(...event.mapping);
      preview.headerRows.push({ sheet: event.sheet, rows: event.headerRows });
    } else if (event.type === 'refused') {
      preview.refused = { code: event.code, reason: event.reason };
    } else if (event.type === 'end') {
      const { accepted, rejected, warnings, duplicates, ignored } = event;
      Object.assign(preview, { accepted, rejected, warnings, duplicates, ignored });
      preview.difference = await compare.end();
    }
  }
  return preview;
}

async function comparisonOf(db: Database, params: PreviewParams) {
  const { kind } = params;
  if (kind === 'facilities') return compareFacilities(db);
  return createComparison(db, itemKindOf(kind), await previewedList(db, { ...params, kind }));
}

async function previewedList(
  db: Database,
  { kind, listName, organization }: PreviewParams & { kind: ListKind },
): Promise<ListRow | null> {
  if (organization === undefined) return findList(db, { kind, name: listName, organizationId: null });
  const organizationId = (await findOrganizations(db, [organization])).get(foldKey(organization));
  return organizationId === undefined ? null : findList(db, { kind, name: listName, organizationId });
}

function createComparison(db: Database, kind: ItemKind, list: ListRow | null) {
  const difference: EditionCounts = { added: 0, changed: 0, unchanged: 0, gone: 0 };
  const stillThere = new Set<string>();
  const rows: ReadyRow[] = [];

  async function look(): Promise<void> {
    const batch = rows.splice(0);
    if (batch.length === 0) return;
    const names = batch.map(({ owner }) => owner.name);
    const organizations = await findOrganizations(db, names);
    const found = batch.map((row) => importRow(row, organizations));
    for (const { outcome, item } of await compareRows(db, kind, found, null)) {
      difference[outcome] += 1;
      if (item !== null && item.listId === list?.id && item.status === 'published') stillThere.add(item.id);
    }
  }

  return {
    async add(row: ReadyRow): Promise<void> {
      rows.push(row);
      if (rows.length === ROWS_PER_LOOK) await look();
    },
    async end(): Promise<EditionCounts> {
      await look();
      const published = list === null ? 0 : await countPublished(db, kind, list.id);
      return { ...difference, gone: published - stillThere.size };
    },
  };
}
