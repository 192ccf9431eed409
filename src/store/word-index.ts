/**
 * The lexical side of the search: `lexical_entries` as an inverted index in the memory of each process that searches,
 * which adds up BM25 term by term over all items. Exact; 100,000 items take some 60 MB and a few milliseconds. In the
 * database every row that holds one of the terms would have to be read and scored, and only rare terms could be asked.
 *
 * The table stays the truth. Writers of one kind take turns (`writePostings`) and draw `seq` in their turn, so whoever
 * has seen a number has seen all below it: before each search the index reads the rows above the last one it knows.
 * What was deleted stays in the index; searches join the items that they find.
 */
import { escapeLiteral } from 'pg';
import type { ItemKind } from '../domain.js';
import { decodeTermVector } from './columns.js';
import { copyOut } from './copy-out.js';
import type { Store } from './open.js';
import { lastSeq } from './postings.js';
import {
  addScores,
  addScoresOf,
  joinLast,
  SEGMENT_ITEMS,
  segmentOf,
  type WordEntry,
  type WordSegment,
} from './word-segment.js';

export interface WordIndex {
  /**
   * Scores every item of the kind that has an entry when this is called.
   * @param weights the asking side of BM25, by term
   * @param last number of the last entry, where it was just read
   */
  search(kind: ItemKind, weights: ReadonlyMap<number, number>, last?: number): Promise<WordScores>;
  /** As `search`, for who wants the scores of a few items only. */
  lookUp(
    kind: ItemKind,
    weights: ReadonlyMap<number, number>,
  ): Promise<(itemIds: readonly string[]) => Pick<WordScores, 'of'>>;
}

export interface WordScores {
  /** 0: the item shares no term, or has no entry. */
  of(itemId: string): number;
  /** The items of the highest scores, best first, none that shares no term; fewer than asked for when there are no more. */
  best(count: number): string[];
}

export function createWordIndex(store: Store): WordIndex {
  const kinds = { achievement: followed(store, 'achievement'), need: followed(store, 'need') };
  return {
    search: async (kind, weights, last) => (await kinds[kind](last)).score(weights),
    lookUp: async (kind, weights) => {
      const items = await kinds[kind]();
      return (itemIds) => items.scoreSome(weights, itemIds);
    },
  };
}

/** @returns gives the kind's items as they are when it is called, or later; with a number, as they are up to that entry */
function followed(store: Store, kind: ItemKind): (last?: number) => Promise<Items> {
  let items = new Items();
  let reading: Promise<void> = Promise.resolve();
  /** A reading that has not begun yet serves all who come until it does. */
  let next: Promise<void> | null = null;
  let renewing: Promise<void> | null = null;
  return async (last = Infinity) => {
    const begin = () => {
      next = null;
      return items.readNew(store, kind);
    };
    if (!items.reaches(last)) {
      // One reading at a time; one that failed is its own callers' error.
      next ??= reading = reading.then(begin, begin);
      await next;
    }
    if (items.isWorn() && renewing === null) {
      const fresh = new Items();
      renewing = fresh
        .readNew(store, kind)
        .then(() => void (items = fresh))
        .finally(() => (renewing = null));
      // The worn ones serve on; the next search tries again.
      renewing.catch(() => {});
    }
    return items;
  };
}

/** The items of one kind: each change of an item adds it anew and leaves the older one dead in its segment. */
class Items {
  private readonly full: WordSegment[] = [];
  /** Of the segment that still grows. */
  private entries: WordEntry[] = [];
  private growing = segmentOf([]);
  private seq = 0;
  /** By number: in the order in which they were added, as they stand in the segments. */
  private readonly ids: string[] = [];
  private readonly numberOf = new Map<string, number>();
  private readonly dead = new Set<number>();
  /** By number, that which the item had before, for searches that began then. */
  private readonly before = new Map<number, number>();

  /** Whether the row of this number is among those read. */
  reaches(seq: number): boolean {
    return this.seq >= seq;
  }

  /** Reads the rows above the last one known. */
  async readNew(store: Store, kind: ItemKind): Promise<void> {
    if (this.reaches(await lastSeq(store.db, kind))) return;
    for (;;) {
      const room = SEGMENT_ITEMS - this.entries.length;
      const rows = await copyOut(
        store,
        `SELECT seq, item_id::text, weights FROM lexical_entries
          WHERE item_kind = ${escapeLiteral(kind)} AND seq > ${this.seq} ORDER BY seq LIMIT ${room}`,
      );
      if (rows.length > 0) this.add(rows);
      if (rows.length < room) return;
    }
  }

  private add(rows: readonly (Buffer | null)[][]): void {
    for (const [seq, id, weights] of rows) {
      const itemId = id!.toString();
      const number = this.ids.length;
      const older = this.numberOf.get(itemId);
      if (older !== undefined) {
        this.dead.add(older);
        this.before.set(number, older);
      }
      this.entries.push(decodeTermVector(weights!));
      this.ids.push(itemId);
      this.numberOf.set(itemId, number);
      this.seq = Number(seq!.readBigInt64BE());
    }
    this.growing = segmentOf(this.entries);
    if (this.entries.length < SEGMENT_ITEMS) return;
    this.full.push(this.growing);
    joinLast(this.full);
    this.entries = [];
    this.growing = segmentOf([]);
  }

  /** Whether more is dead than alive. */
  isWorn(): boolean {
    return this.dead.size > this.numberOf.size + SEGMENT_ITEMS;
  }

  scoreSome(weights: ReadonlyMap<number, number>, itemIds: readonly string[]): Pick<WordScores, 'of'> {
    const asked = ascending(weights);
    const numbers = itemIds.flatMap((id) => this.numberOf.get(id) ?? []).sort((a, b) => a - b);
    const found = new Map<string, number>();
    let from = 0;
    for (const segment of [...this.full, this.growing]) {
      const [first, end] = [from, (from += segment.items)];
      const wanted = numbers.filter((number) => number >= first && number < end);
      const scores = new Float32Array(wanted.length);
      const places = Uint16Array.from(wanted, (number) => number - first);
      addScoresOf(segment, asked, places, scores);
      wanted.forEach((number, i) => found.set(this.ids[number]!, scores[i]!));
    }
    return { of: (itemId) => found.get(itemId) ?? 0 };
  }

  score(weights: ReadonlyMap<number, number>): WordScores {
    const asked = ascending(weights);
    const { ids, numberOf, before, dead } = this;
    const end = ids.length;
    const scores = new Float32Array(end);
    let from = 0;
    for (const segment of [...this.full, this.growing])
      addScores(segment, asked, scores.subarray(from, (from += segment.items)));
    for (const number of dead) scores[number] = 0;
    return {
      of(itemId) {
        let number = numberOf.get(itemId);
        while (number !== undefined && number >= end) number = before.get(number);
        return number === undefined ? 0 : scores[number]!;
      },
      best(count) {
        return highest(scores, count)
          .map((number) => ({ id: ids[number]!, score: scores[number]! }))
          .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
          .slice(0, count)
          .map(({ id }) => id);
      },
    };
  }
}

function ascending(weights: ReadonlyMap<number, number>): [number, number][] {
  return [...weights].sort(([a], [b]) => a - b);
}

const BUCKETS = 4096;

/** Where the `count` highest above 0 stand, in no order; and more of such as are near the lowest of them. */
function highest(scores: Float32Array, count: number): number[] {
  let top = 0;
  for (let i = 0; i < scores.length; i++) if (scores[i]! > top) top = scores[i]!;
  if (top === 0) return [];
  // Counting by buckets of like score instead of sorting all: nearly all are low.
  const scale = (BUCKETS - 1) / top;
  const counts = new Int32Array(BUCKETS);
  for (let i = 0; i < scores.length; i++) if (scores[i]! > 0) counts[(scores[i]! * scale) | 0]! += 1;
  let lowest = BUCKETS - 1;
  for (let sum = counts[lowest]!; sum < count && lowest > 0; sum += counts[lowest]!) lowest -= 1;
  const found: number[] = [];
  for (let number = 0; number < scores.length; number++)
    if (scores[number]! > 0 && ((scores[number]! * scale) | 0) >= lowest) found.push(number);
  return found;
}
