import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import { tableOf } from './items.js';
import type { Database } from './open.js';

/** As JSON, by the names that the columns have in the code: `id` and what else is to be written. */
export type ItemRecord = string;

/** The record with more columns, which it must not have yet. */
export function withColumns(record: ItemRecord, columns: Readonly<Record<string, unknown>>): ItemRecord {
  return record === '{}' ? JSON.stringify(columns) : `${JSON.stringify(columns).slice(0, -1)},${record.slice(1)}`;
}

/**
 * Adds items that have every column but their times. A batch is one parameter: several times as fast as one for each of
 * forty columns of each row, and what was written as JSON when a row was read is read by the database alone.
 */
export async function insertRecords(tx: Database, kind: ItemKind, records: readonly ItemRecord[]): Promise<void> {
  if (records.length === 0) return;
  const { columns, given, rows } = recordset(kind, records, written(kind));
  await tx.execute(sql`INSERT INTO ${tableOf(kind)} (${columns}) SELECT ${given} FROM ${rows}`);
}

/** Writes those columns of the records to the items with their ids; all columns when none are named. */
export async function updateRecords(
  tx: Database,
  kind: ItemKind,
  records: readonly ItemRecord[],
  names?: readonly string[],
): Promise<void> {
  if (records.length === 0) return;
  const table = tableOf(kind);
  const changing = names ?? written(kind).filter((name) => name !== 'id');
  const { columns, given, rows } = recordset(kind, records, changing);
  const updatedAt = names === undefined ? sql`updated_at = now(),` : sql``;
  await tx.execute(sql`
    UPDATE ${table} SET ${updatedAt} (${columns}) = ROW (${given}) FROM ${rows} WHERE ${table}.id = given.id`);
}

function written(kind: ItemKind): string[] {
  return Object.keys(getTableColumns(tableOf(kind))).filter((name) => name !== 'createdAt' && name !== 'updatedAt');
}

function recordset(kind: ItemKind, records: readonly ItemRecord[], names: readonly string[]) {
  const table = getTableColumns(tableOf(kind)) as Record<string, { getSQLType(): string }>;
  const list = (chunks: SQL[]) => sql.join(chunks, sql`, `);
  const types = list(
    [...new Set(['id', ...names])].map((name) => sql`${sql.identifier(name)} ${sql.raw(table[name]!.getSQLType())}`),
  );
  return {
    columns: list(names.map((name) => sql`${sql.identifier(snakeCase(name))}`)),
    given: list(names.map((name) => sql`given.${sql.identifier(name)}`)),
    rows: sql`json_to_recordset(${`[${records.join(',')}]`}::json) AS given (${types})`,
  };
}

/** As drizzle's casing does it. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
