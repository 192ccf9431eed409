/**
 * What comparing a need closely with achievements gave, kept for its next searches. Both figures follow from the two
 * texts alone, so a kept one is what comparing again would give, for as long as neither text changes.
 */
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from './open.js';
import { pairReadings } from './schema.js';

export interface PairReading {
  /** Token agreement of the need with the achievement, 0–1. */
  agreement: number;
  /** Share of the wanted indicators that are met, 0–1; null: the achievement speaks of none. */
  indicators: number | null;
  /** Of the achievement's text that was read; see `textMarkOf`. */
  textMark: string;
}

/** By achievement, the best match first. */
export type PairReadings = ReadonlyMap<string, PairReading>;

const MARK_DIGITS = 16;
/** Achievement (16), mark (8), agreement and share as float64, big-endian; NaN for no share. */
const ENTRY_BYTES = 40;

/** The beginning of a text's hash: enough to tell one text of an item from another. */
export function textMarkOf(textHash: string): string {
  return textHash.slice(0, MARK_DIGITS);
}

/** @param basis what they must rest on: those of another one are left out */
export async function readPairReadings(db: Database, needId: string, basis: string): Promise<PairReadings> {
  const [row] = await db
    .select({ readings: pairReadings.readings })
    .from(pairReadings)
    .where(and(eq(pairReadings.needId, needId), eq(pairReadings.basis, basis)));
  return row === undefined ? new Map() : decoded(Buffer.from(row.readings));
}

/** Keeps these in place of what was kept of the need. A need that is gone keeps none. */
export async function writePairReadings(
  db: Database,
  needId: string,
  basis: string,
  readings: PairReadings,
): Promise<void> {
  await db.execute(sql`
    INSERT INTO pair_readings (need_id, basis, readings)
    SELECT id, ${basis}, ${encoded(readings)}::bytea FROM needs WHERE id = ${needId}
        ON CONFLICT (need_id) DO UPDATE SET basis = excluded.basis, readings = excluded.readings`);
}

function encoded(readings: PairReadings): Buffer {
  const bytes = Buffer.alloc(readings.size * ENTRY_BYTES);
  let at = 0;
  for (const [achievementId, { agreement, indicators, textMark }] of readings) {
    bytes.write(achievementId.replaceAll('-', '') + textMark, at, 'hex');
    bytes.writeDoubleBE(agreement, at + 24);
    bytes.writeDoubleBE(indicators ?? NaN, at + 32);
    at += ENTRY_BYTES;
  }
  return bytes;
}

function decoded(bytes: Buffer): PairReadings {
  const readings = new Map<string, PairReading>();
  // In one piece: two texts of each entry took most of the time.
  const digits = bytes.toString('hex');
  for (let at = 0; at < bytes.length; at += ENTRY_BYTES) {
    const part = (from: number, to: number) => digits.slice(2 * at + from, 2 * at + to);
    const indicators = bytes.readDoubleBE(at + 32);
    readings.set(`${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20, 32)}`, {
      agreement: bytes.readDoubleBE(at + 24),
      indicators: Number.isNaN(indicators) ? null : indicators,
      textMark: part(32, 48),
    });
  }
  return readings;
}
