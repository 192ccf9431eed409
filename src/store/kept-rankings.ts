/**
 * What background matching last found for a need, kept for its next searches: whom it ranked first, and what comparing them
 * closely gave. Figures and grounds of a pair follow from the two texts alone, so a kept one is what comparing again would
 * give, for as long as neither text changes.
 */
import { eq, sql } from 'drizzle-orm';
import type { PairGrounds, SearchScales } from '../domain.js';
import type { Database } from './open.js';
import { owe } from './outbox.js';
import { preparedOnce } from './prepared.js';
import { rowsOf, uuidArray } from './rows.js';
import { keptRankings } from './schema.js';

export interface PairReading {
  /** Token agreement of the need with the achievement, 0–1; null: it was too far down to be compared. */
  agreement: number | null;
  /** Share of the wanted indicators that are met, 0–1; null: the achievement speaks of none. */
  indicators: number | null;
  /** Of the achievement's text that was read; see `textMarkOf`. */
  textMark: string;
}

/** By achievement, the best match first. */
export type PairReadings = ReadonlyMap<string, PairReading>;

export interface KeptRanking {
  readings: PairReadings;
  /** Of the first, by achievement: what a page shows of the pair. Of the text that the pair's reading names. */
  grounds: ReadonlyMap<string, PairGrounds>;
  /** Achievements with a higher `seq` in `lexical_entries` were indexed since. */
  seq: number;
  scales: SearchScales;
  /** Achievements that were hidden then, since the need rejected them. */
  hidden: readonly string[];
}

const MARK_DIGITS = 16;
/** Achievement (16), mark (8), agreement and share as float64, big-endian; NaN for null. */
const ENTRY_BYTES = 40;

/** The beginning of a text's hash: enough to tell one text of an item from another. */
export function textMarkOf(textHash: string): string {
  return textHash.slice(0, MARK_DIGITS);
}

/** As it is stored: read while it is still unknown what it must rest on. */
export type KeptRow = typeof keptRankings.$inferSelect;

export async function readKeptRow(db: Database, needId: string): Promise<KeptRow | null> {
  const [row] = await rowOfNeed(db).execute({ needId });
  return row ?? null;
}

const rowOfNeed = preparedOnce((db) =>
  db
    .select()
    .from(keptRankings)
    .where(eq(keptRankings.needId, sql.placeholder('needId')))
    .prepare(''),
);

/** What was kept, as it was stored: a page reads the first of it. */
export interface StoredRanking extends KeptRanking {
  /** How many there are. */
  size: number;
  /** The first so many, and behind them the one that agrees most where it is further down: what it is stands for all. */
  first(count: number): PairReadings;
}

/** @param basis what it must rest on. @returns null when nothing is kept, or on another basis */
export function storedRankingOf(row: KeptRow | null, basis: string): StoredRanking | null {
  if (row === null || row.basis !== basis) return null;
  const { readings, grounds, ...others } = row;
  return unpacked(Buffer.from(readings), { grounds: new Map(Object.entries(grounds)), ...others });
}

/** As small as it is stored. */
export function packed({ readings, ...others }: KeptRanking): StoredRanking {
  return unpacked(encoded(readings), others);
}

function unpacked(bytes: Buffer, { grounds, seq, scales, hidden }: Omit<KeptRanking, 'readings'>): StoredRanking {
  const size = bytes.length / ENTRY_BYTES;
  let readings: PairReadings | undefined;
  return {
    get readings() {
      return (readings ??= decoded(bytes, 0, size));
    },
    size,
    first(count) {
      const best = bestOf(bytes);
      const beyond = best === null || best < count ? [] : decoded(bytes, best, best + 1);
      return new Map([...decoded(bytes, 0, Math.min(count, size)), ...beyond]);
    },
    grounds,
    seq,
    scales,
    hidden,
  };
}

/** Keeps this in place of what was kept of the need. A need that is gone keeps nothing. */
export async function writeKeptRanking(
  db: Database,
  needId: string,
  basis: string,
  { readings, grounds, seq, scales, hidden }: KeptRanking,
): Promise<void> {
  await db.execute(sql`
    INSERT INTO kept_rankings (need_id, basis, readings, grounds, seq, scales, hidden)
    SELECT id, ${basis}, ${encoded(readings)}::bytea, ${JSON.stringify(Object.fromEntries(grounds))}::jsonb, ${seq},
           ${JSON.stringify(scales)}::jsonb, ${uuidArray(hidden)}
      FROM needs WHERE id = ${needId}
        ON CONFLICT (need_id) DO UPDATE
           SET basis = excluded.basis, readings = excluded.readings, grounds = excluded.grounds, seq = excluded.seq,
               scales = excluded.scales, hidden = excluded.hidden`);
}

/**
 * So many achievements that were indexed since, and whatever was kept is still searched with: each of them is looked at.
 */
export const MOST_SINCE = 300;

/** Owes a new matching to the published needs that more has been indexed since. @returns how many */
export async function oweLagging(db: Database): Promise<number> {
  const needs = await rowsOf<{ id: string }>(
    db,
    sql`SELECT need.id FROM kept_rankings kept JOIN needs need ON need.id = kept.need_id AND need.status = 'published'
         WHERE kept.seq < (SELECT seq FROM lexical_entries WHERE item_kind = 'achievement'
                            ORDER BY seq DESC OFFSET ${MOST_SINCE} LIMIT 1)`,
  );
  await owe(
    db,
    'rematch',
    'need',
    needs.map(({ id }) => id),
  );
  return needs.length;
}

function encoded(readings: PairReadings): Buffer {
  const bytes = Buffer.alloc(readings.size * ENTRY_BYTES);
  let at = 0;
  for (const [achievementId, { agreement, indicators, textMark }] of readings) {
    bytes.write(achievementId.replaceAll('-', '') + textMark, at, 'hex');
    bytes.writeDoubleBE(agreement ?? NaN, at + 24);
    bytes.writeDoubleBE(indicators ?? NaN, at + 32);
    at += ENTRY_BYTES;
  }
  return bytes;
}

/** The entries from one to another. */
function decoded(bytes: Buffer, from: number, to: number): Map<string, PairReading> {
  const readings = new Map<string, PairReading>();
  // In one piece: two texts of each entry took most of the time.
  const digits = bytes.toString('hex', from * ENTRY_BYTES, to * ENTRY_BYTES);
  for (let entry = from; entry < to; entry++) {
    const at = entry * ENTRY_BYTES;
    const start = 2 * (entry - from) * ENTRY_BYTES;
    const part = (first: number, end: number) => digits.slice(start + first, start + end);
    readings.set(`${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20, 32)}`, {
      agreement: orNull(bytes.readDoubleBE(at + 24)),
      indicators: orNull(bytes.readDoubleBE(at + 32)),
      textMark: part(32, 48),
    });
  }
  return readings;
}

/** Which entry has the highest agreement; null when none has any. */
function bestOf(bytes: Buffer): number | null {
  let best: number | null = null;
  let highest = 0;
  for (let at = 0; at < bytes.length; at += ENTRY_BYTES) {
    // NaN is never higher.
    const agreement = bytes.readDoubleBE(at + 24);
    if (agreement > highest) [best, highest] = [at / ENTRY_BYTES, agreement];
  }
  return best;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
