import { v7 as uuidv7 } from 'uuid';
import { foldKey } from '../../src/fold.js';
import { sentencesOf, textHashOf } from '../../src/matching/views.js';
import type { Database } from '../../src/store/open.js';
import { findOrCreateOrganizations } from '../../src/store/organizations.js';
import { owe } from '../../src/store/outbox.js';
import { achievements } from '../../src/store/schema.js';
import { sampleAchievements } from './sample-rows.js';

const BATCH = 500;

/**
 * Adds achievements `from` … `to` − 1 to a list: each has the object of one sample title, the method of another, and
 * two sentences of a third and a fourth, so that vectors and words vary as in a catalogue. The same numbers give the
 * same texts in every run.
 */
export async function insertGenerated(db: Database, listId: string, from: number, to: number): Promise<void> {
  const sample = sampleAchievements();
  const owners = await findOrCreateOrganizations(
    db,
    [...new Set(sample.map((row) => row['organization']!))].map((name) => ({ name })),
    () => 'university',
  );
  const organizationIds = [...owners.values()];
  const titles = sample.map((row) => row['title']!);
  const sentences = sample.flatMap(({ summary = '' }) =>
    sentencesOf(summary).map(([start, end]) => summary.slice(start, end)),
  );
  for (let batch = from; batch < to; batch += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, to - batch) }, (_unused, i) => {
      const random = generator(batch + i);
      const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)]!;
      const [one, other] = [pick(titles), pick(titles)];
      const texts = {
        title: `${one.slice(0, Math.ceil(one.length / 2))}${other.slice(Math.floor(other.length / 2))}`,
        summary: `${pick(sentences)}${pick(sentences)}`,
        field: [],
        keywords: [],
        innovation: null,
        indicators: null,
        prospects: null,
      };
      return {
        id: uuidv7(),
        listId,
        organizationId: pick(organizationIds),
        ...texts,
        industries: industriesOf(random()),
        titleKey: foldKey(texts.title),
        textHash: textHashOf('achievement', texts),
      };
    });
    await db.transaction(async (tx) => {
      await tx.insert(achievements).values(rows);
      await owe(
        tx,
        'index',
        'achievement',
        rows.map((row) => row.id),
      );
    });
  }
}

/** Industries by how many of a thousand achievements have them: what filters that leave 10 %, 1 % and 0.1 % ask for. */
export const SHARES = [
  ['NJ-SOFT', 100],
  ['NJ-MAT', 10],
  ['NJ-BIOMED', 1],
] as const;

/** @param place 0–1 */
function industriesOf(place: number): string[] {
  let from = 0;
  for (const [industry, share] of SHARES) {
    if (place * 1000 < from + share) return [industry];
    from += share;
  }
  return [];
}

/** Numbers in [0, 1) that depend on the seed alone (mulberry32). */
function generator(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b9);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
