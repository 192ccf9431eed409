/**
 * Work that is owed. A row is written in the transaction that makes the work owed (`owe`), handed to the queue by the
 * relay (`takeDue`), and deleted in the transaction that stores the result (`lockOwed`, `settle`). Its version makes
 * the three agree: work done for an older version neither stores nor deletes anything.
 *
 * All times are the database's, so that the clocks of workers need not agree.
 */
import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { ItemKind } from '../domain.js';
import { newIds } from './ids.js';
import type { Database } from './open.js';
import { rowsOf, uuidArray } from './rows.js';
import { outbox, tasks } from './schema.js';

export type Work = 'index' | 'rematch' | 'compare' | 'import' | 'reembed';
export type SubjectKind = ItemKind | 'task';

/** One owed piece of work as it was when it was handed over. */
export interface OwedWork {
  id: string;
  version: number;
  subjectKind: SubjectKind;
  subjectId: string;
}

/** Work with how often it was begun since it last had an outcome; see `noteBegun`. */
export interface BegunWork extends OwedWork {
  begun: number;
}

/**
 * Notes that `work` is owed for each subject; call it in the transaction that changes them. Owed already: the version
 * counts up, so that whoever works on the older one does not settle this one, and dead work lives again; what waits keeps
 * its place.
 */
export async function owe(
  db: Database,
  work: Work,
  subjectKind: SubjectKind,
  subjectIds: readonly string[],
): Promise<void> {
  if (subjectIds.length === 0) return;
  // In one order here and in lockOwed: transactions with overlapping subjects must not wait for each other.
  const subjects = [...new Set(subjectIds)].sort();
  await db.execute(sql`
    INSERT INTO outbox (id, work, subject_kind, subject_id)
    SELECT id, ${work}, ${subjectKind}, subject_id
      FROM unnest(${uuidArray(newIds(subjects.length))}, ${uuidArray(subjects)}) AS owed (id, subject_id)
        ON CONFLICT (work, subject_kind, subject_id) DO UPDATE
       SET version = outbox.version + 1, dispatched_at = NULL, due_at = least(outbox.due_at, now()), dead_at = NULL, attempts = 0,
           begun = 0, error = NULL`);
}

/** Kinds of work of which some is due, in no order. */
export async function dueKinds(db: Database): Promise<Work[]> {
  const rows = await rowsOf<{ work: Work }>(
    db,
    sql`SELECT work FROM unnest(ARRAY['import', 'index', 'rematch', 'compare', 'reembed']) AS kinds (work)
         WHERE EXISTS (SELECT FROM outbox WHERE outbox.work = kinds.work AND dead_at IS NULL AND due_at <= now())`,
  );
  return rows.map((row) => row.work);
}

/**
 * Marks due work as handed over, until its lease ends, and returns it, oldest first. Several relays take different rows.
 * @param maxInFlight no more than this is handed over at a time (each relay may exceed it once, in a race)
 * @param afterAll wait until no work of these kinds is due or in flight, or until the row has been due for a minute: so
 *   an import of thousands of items rematches each need once instead of once per batch, and a steady stream starves nobody
 */
export function takeDue(
  db: Database,
  work: Work,
  maxInFlight: number,
  leaseSeconds: number,
  afterAll: readonly Work[] = [],
): Promise<OwedWork[]> {
  const busy = afterAll.map(
    (earlier) => sql`EXISTS (SELECT FROM outbox WHERE work = ${earlier} AND dead_at IS NULL
                                AND (due_at <= now() OR dispatched_at IS NOT NULL))`,
  );
  // A bound of the index: as a condition on each row it read all that waits, many thousands, five times a second.
  const patience =
    busy.length === 0 ? sql`` : sql`- CASE WHEN ${or(...busy)!} THEN interval '1 minute' ELSE interval '0' END`;
  return rowsOf<OwedWork & Record<string, unknown>>(
    db,
    sql`
    WITH flying AS (
      SELECT count(*) AS n FROM outbox WHERE work = ${work} AND dispatched_at IS NOT NULL AND due_at > now()
    ), due AS (
      SELECT id FROM outbox WHERE work = ${work} AND dead_at IS NULL AND due_at <= now() ${patience}
       ORDER BY due_at, id LIMIT (SELECT greatest(0, ${maxInFlight}::int - n) FROM flying) FOR UPDATE SKIP LOCKED
    ), taken AS (
      UPDATE outbox SET dispatched_at = now(), due_at = now() + ${leaseSeconds}::float8 * interval '1 second'
       WHERE id IN (SELECT id FROM due) RETURNING id, version, subject_kind, subject_id
    )
    SELECT id, version::int AS version, subject_kind AS "subjectKind", subject_id AS "subjectId" FROM taken ORDER BY id`,
  );
}

const DUE_AT_ONCE = sql`dispatched_at = NULL, due_at = now()`;

/** Transactions with overlapping subjects must not wait for each other. */
function lockedInOrder(ids: readonly string[]): SQL {
  return sql`id IN (SELECT id FROM outbox WHERE id = ANY(${uuidArray(ids)}) ORDER BY subject_id FOR UPDATE)`;
}

/** Undoes `takeDue` for work that could not be handed over, so that it is due at once. */
export async function giveBack(db: Database, ids: readonly string[]): Promise<void> {
  await db.execute(sql`UPDATE outbox SET ${DUE_AT_ONCE} WHERE ${lockedInOrder(ids)}`);
}

/**
 * Says that somebody has this work in hand: its lease starts anew and it does not count as lost. Passes over rows that
 * are locked: their result is just being stored.
 */
export async function renewLease(db: Database, ids: readonly string[], leaseSeconds: number): Promise<void> {
  await db.execute(sql`
    UPDATE outbox SET dispatched_at = now(), due_at = now() + ${leaseSeconds}::float8 * interval '1 second'
     WHERE id IN (SELECT id FROM outbox WHERE id = ANY(${uuidArray(ids)}) AND dispatched_at IS NOT NULL
                     FOR UPDATE SKIP LOCKED)`);
}

/**
 * Makes due what was handed over at least `graceSeconds` ago. For a queue that holds nothing any more: whatever was
 * done is deleted and whatever failed is marked, so a row that is still in flight was lost.
 * @returns how many
 */
export async function reclaimLost(db: Database, work: Work, graceSeconds: number): Promise<number> {
  const lost = await rowsOf(
    db,
    sql`UPDATE outbox SET dispatched_at = NULL, due_at = now()
         WHERE id IN (SELECT id FROM outbox WHERE work = ${work} AND dead_at IS NULL
                         AND dispatched_at < now() - ${graceSeconds}::float8 * interval '1 second'
                         FOR UPDATE SKIP LOCKED) RETURNING id`,
  );
  return lost.length;
}

/** Kinds of work of which some is in flight. */
export async function kindsInFlight(db: Database): Promise<Work[]> {
  const rows = await db.selectDistinct({ work: outbox.work }).from(outbox).where(isNotNull(outbox.dispatchedAt));
  return rows.map((row) => row.work);
}

/** Of work handed over, what is still owed in that version: the rest is done, or newer and handed over again. */
export async function stillOwed(
  db: Database,
  handed: readonly Pick<OwedWork, 'id' | 'version'>[],
): Promise<BegunWork[]> {
  return owedAmong(db, handed, sql``);
}

/**
 * As `stillOwed`, and holds the rows until the transaction ends. Whoever gets a row here is the only one to store its
 * result, so work that the queue delivered twice has its effect once.
 */
export async function lockOwed(tx: Database, handed: readonly Pick<OwedWork, 'id' | 'version'>[]): Promise<OwedWork[]> {
  return owedAmong(tx, handed, sql`FOR UPDATE`);
}

async function owedAmong(
  db: Database,
  handed: readonly Pick<OwedWork, 'id' | 'version'>[],
  locking: ReturnType<typeof sql>,
): Promise<BegunWork[]> {
  if (handed.length === 0) return [];
  const rows = await rowsOf<BegunWork & Record<string, unknown>>(
    db,
    sql`SELECT id, version::int AS version, subject_kind AS "subjectKind", subject_id AS "subjectId", begun
          FROM outbox WHERE id = ANY(${uuidArray(handed.map((row) => row.id))}) AND dead_at IS NULL
         ORDER BY subject_id ${locking}`,
  );
  const versions = new Map(handed.map((row) => [row.id, row.version]));
  return rows.filter((row) => versions.get(row.id) === row.version);
}

/**
 * Counts a beginning, before the work is done. Done work is deleted, and a failure, a retreat (`layDown`), progress and a
 * new reason take the count back: so what remains was begun by processes that were killed.
 */
export async function noteBegun(db: Database, ids: readonly string[]): Promise<void> {
  await db.execute(sql`UPDATE outbox SET begun = begun + 1 WHERE ${lockedInOrder(ids)}`);
}

/** Takes back `noteBegun` and `takeDue`: whoever began it has to stop, and somebody else shall go on at once. */
export async function layDown(db: Database, ids: readonly string[]): Promise<void> {
  await db.execute(sql`
    UPDATE outbox SET begun = greatest(0, begun - 1), ${DUE_AT_ONCE} WHERE ${lockedInOrder(ids)}`);
}

/** In the transaction that stores a task's progress: it did not die where it died before. */
export async function noteProgress(tx: Database, taskId: string): Promise<void> {
  await tx.execute(sql`
    UPDATE outbox SET begun = 1
     WHERE work IN ('import', 'reembed') AND subject_kind = 'task' AND subject_id = ${taskId} AND begun > 1`);
}

/** Gives work up. @returns false when it is done or owed anew meanwhile */
export async function bury(db: Database, work: BegunWork, error: string): Promise<boolean> {
  const buried = await rowsOf(
    db,
    sql`UPDATE outbox SET attempts = ${work.begun}, error = ${error}, dispatched_at = NULL, dead_at = now()
         WHERE id = ${work.id} AND version = ${work.version} AND dead_at IS NULL RETURNING id`,
  );
  return buried.length > 0;
}

/** Deletes work that is done; in the transaction that stores its result, after `lockOwed`. */
export async function settle(tx: Database, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.execute(sql`DELETE FROM outbox WHERE id = ANY(${uuidArray(ids)})`);
}

/**
 * Notes a failure. The work is due again after `backoffSeconds`, twice that after the second failure and so on; after
 * `attempts` failures it is dead: nobody tries again until `redrive` or a new `owe`.
 * @returns whether it is dead now
 */
export async function recordFailure(
  db: Database,
  work: Pick<OwedWork, 'id' | 'version'>,
  error: string,
  attempts: number,
  backoffSeconds: number,
): Promise<boolean> {
  const [failed] = await rowsOf<{ dead: boolean }>(
    db,
    sql`
    UPDATE outbox
       SET attempts = attempts + 1, begun = 0, error = ${error}, dispatched_at = NULL,
           due_at = now() + ${backoffSeconds}::float8 * power(2, attempts) * interval '1 second',
           dead_at = CASE WHEN attempts + 1 >= ${attempts}::int THEN now() END
     WHERE id = ${work.id} AND version = ${work.version} AND dead_at IS NULL
    RETURNING dead_at IS NOT NULL AS dead`,
  );
  return failed?.dead ?? false;
}

/** Work that was given up. */
export interface DeadWork extends Omit<OwedWork, 'version'> {
  work: Work;
  attempts: number;
  error: string | null;
  deadAt: Date;
}

/** Dead work in the order of its ids, a page at a time. */
export async function deadWork(db: Database, limit = 100, after?: string): Promise<DeadWork[]> {
  const rows = await db
    .select()
    .from(outbox)
    .where(and(isNotNull(outbox.deadAt), after === undefined ? undefined : gt(outbox.id, after)))
    .orderBy(asc(outbox.id))
    .limit(limit);
  return rows.map(({ id, work, subjectKind, subjectId, attempts, error, deadAt }) => ({
    id,
    work,
    subjectKind,
    subjectId,
    attempts,
    error,
    deadAt: deadAt!,
  }));
}

/**
 * Brings dead work back to life, all of it when `ids` is left out. Tasks that failed with it are enqueued again.
 * @returns how many
 */
export async function redrive(db: Database, ids?: readonly string[]): Promise<number> {
  return db.transaction(async (tx) => {
    const revived = await tx
      .update(outbox)
      .set({ deadAt: null, attempts: 0, begun: 0, dispatchedAt: null, dueAt: sql`now()` })
      .where(and(isNotNull(outbox.deadAt), ids === undefined ? undefined : inArray(outbox.id, [...ids])))
      .returning({ subjectKind: outbox.subjectKind, subjectId: outbox.subjectId });
    await tx
      .update(tasks)
      .set({ state: 'enqueued', errorCode: null, errorMessage: null, finishedAt: null })
      .where(
        and(
          eq(tasks.state, 'failed'),
          inArray(
            tasks.id,
            revived.filter((work) => work.subjectKind === 'task').map((work) => work.subjectId),
          ),
        ),
      );
    return revived.length;
  });
}

/** How much is owed and not dead. 0: everything stored is indexed and matched. */
export async function owedCount(db: Database, works?: readonly Work[]): Promise<number> {
  return db.$count(
    outbox,
    and(isNull(outbox.deadAt), works === undefined ? undefined : inArray(outbox.work, [...works])),
  );
}
