/** Facilities are no items: they have no editions, and a list adds to what is known or corrects it, each by its name. */
import type { FacilityValues } from '../../domain.js';
import { derivedColumns, mergeFacilities, type FacilityColumns } from '../../store/facilities.js';
import type { EditionCounts } from '../../store/lists.js';
import { rememberMapping } from '../../store/mappings.js';
import type { Database } from '../../store/open.js';
import { findOrCreateOrganizations, findOrganizations, organizationKindOf } from '../../store/organizations.js';
import type { TaskRow } from '../../store/schema.js';
import { advanceTask, finishTask, setTaskCounts } from '../../store/tasks.js';
import type { Taxonomy } from '../../taxonomy.js';
import { foldKey } from '../normalise/index.js';
import type { AcceptedRow } from '../types.js';
import type { ImportParams } from './params.js';
import { readyBatches } from './ready.js';
import type { ReadyRow } from './rows.js';
import type { Spool } from './spool.js';
import { Superseded } from './superseded.js';

const ROWS_PER_STEP = 200;

/** All that can be done for a row without the store. */
export function facilityRow({ sheet, row, values }: AcceptedRow, taxonomy: Taxonomy): ReadyRow {
  const { title: name, organization, kind, park, field, maturity, ...rest } = values as unknown as FacilityValues;
  const columns: Omit<FacilityColumns, 'organizationId'> = {
    ...rest,
    ...derivedColumns({ name, kind, park, field }, taxonomy),
    name,
    park,
    field,
    trlFrom: maturity?.min ?? null,
    trlTo: maturity?.max ?? null,
  };
  return {
    owner: { name: organization ?? '' },
    titleKey: columns.nameKey,
    code: null,
    visibility: 'public',
    sheet,
    row,
    record: JSON.stringify(columns),
  };
}

/**
 * Stores the spooled rows that are not stored yet and ends the task.
 * @throws Superseded; the signal's reason
 */
export async function storeFacilities(
  db: Database,
  task: TaskRow,
  params: ImportParams,
  spool: Spool,
  taxonomy: Taxonomy,
  signal: AbortSignal,
): Promise<void> {
  let { done } = task;
  const counts = { added: 0, changed: 0, unchanged: 0, gone: 0 };
  for (const name of ['added', 'changed', 'unchanged'] as const) counts[name] = task.counts[name] ?? 0;
  const step = async (rows: readonly ReadyRow[]) => {
    signal.throwIfAborted();
    await db.transaction(async (tx) => {
      if (!(await advanceTask(tx, task.id, done, { done: done + rows.length }))) throw new Superseded();
      const owners = rows.flatMap(({ owner }) => (owner.name === '' ? [] : [owner]));
      const ids = await findOrCreateOrganizations(tx, owners, (name) => organizationKindOf(name, 'service'));
      const merged = await mergeFacilities(tx, columnsOf(rows, ids), true);
      for (const name of ['added', 'changed', 'unchanged'] as const) counts[name] += merged[name];
      await setTaskCounts(tx, task.id, counts);
    });
    done += rows.length;
  };
  const make = (row: AcceptedRow) => facilityRow(row, taxonomy);
  for await (const rows of readyBatches(spool, done, () => ROWS_PER_STEP, make)) await step(rows);
  await db.transaction(async (tx) => {
    if (!(await advanceTask(tx, task.id, done, { done }))) throw new Superseded();
    const keeper = params.organization;
    if (keeper !== undefined) {
      const ids = await findOrCreateOrganizations(tx, [{ name: keeper }], (name) => organizationKindOf(name, 'bureau'));
      await rememberMapping(tx, ids.get(foldKey(keeper))!, params.kind, params.mapping);
    }
    await finishTask(tx, task.id, { state: 'succeeded' });
  });
}

/** Counts what rows would change. */
export function compareFacilities(db: Database) {
  const rows: ReadyRow[] = [];
  return {
    async add(row: ReadyRow): Promise<void> {
      rows.push(row);
    },
    async end(): Promise<EditionCounts> {
      const ids = await findOrganizations(
        db,
        rows.map(({ owner }) => owner.name),
      );
      return { ...(await mergeFacilities(db, columnsOf(rows, ids), false)), gone: 0 };
    },
  };
}

/** Of two rows with one name the later counts. */
function columnsOf(rows: readonly ReadyRow[], owners: ReadonlyMap<string, string>): FacilityColumns[] {
  const byKey = new Map(
    rows.map(({ titleKey, owner, record }) => {
      const columns = JSON.parse(record) as Omit<FacilityColumns, 'organizationId'>;
      return [titleKey, { ...columns, organizationId: owners.get(foldKey(owner.name)) ?? null }];
    }),
  );
  return [...byKey.values()];
}
