import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import { setImmediate } from 'node:timers/promises';
import type { ItemKind } from '../domain.js';
import { tableOf } from './items.js';
import type { Database } from './open.js';

/** As JSON, by the names that the columns have in the code: `id` and what else is to be written. */
export type ItemRecord = string;

const RECORDS_PER_STATEMENT = 250;

/** The record with more columns, which it must not have yet. */
export function withColumns(record: ItemRecord, columns: Readonly<Record<string, unknown>>): ItemRecord {
  return record === '{}' ? JSON.stringify(columns) : `${JSON.stringify(columns).slice(0, -1)},${record.slice(1)}`;
}

/**
 * Adds items that have every column but their times. The records of a statement are one parameter: several times as fast
 * as one for each of forty columns of each row. They are made while the server works on those of the statement before.
 */
export async function insertRecords(tx: Database, kind: ItemKind, records: Iterable<ItemRecord>): Promise<void> {
  // Not the query itself, which would run again each time it is awaited.
  const run = async (statement: SQL) => void (await tx.execute(statement));
  let running = Promise.resolve();
  for (const part of inParts(records, RECORDS_PER_STATEMENT)) {
    const { columns, given, rows } = recordset(kind, part, written(kind));
    const statement = sql`INSERT INTO ${tableOf(kind)} (${columns}) SELECT ${given} FROM ${rows}`;
    await running;
    running = run(statement);
    // Lets it out before the next ones are made. Whether it failed is heard of when it is awaited.
    running.catch(() => {});
    await setImmediate();
  }
  await running;
}

function* inParts<T>(all: Iterable<T>, size: number): Generator<T[]> {
  let part: T[] = [];
  for (const each of all) {
    part.push(each);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
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
