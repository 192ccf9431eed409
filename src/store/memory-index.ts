/**
 * All items in the memory of each process that searches: `lexical_entries` as an inverted index, which adds up BM25 term
 * by term over all of them, and their search vectors, which are compared with all of them. Exact, in a few milliseconds
 * each; 100,000 items take some 60 MB and 100 MB. In the database every row that holds one of the terms would have to be
 * read and scored, and only rare terms could be asked; the embedded one compares vectors one by one.
 *
 * The tables stay the truth. Writers of one kind take turns (`writePostings`) and draw `seq` in their turn, so whoever
 * has seen a number has seen all below it: before each search the index reads the rows above the last one it knows, and
 * with each the vector that was written in the same transaction. What was deleted stays in the index; searches join the
 * items that they find.
 */
import { escapeLiteral } from 'pg';
import type { ItemKind } from '../domain.js';
import { decodeTermVector, decodeVector } from './columns.js';
import { copyOut } from './copy-out.js';
import type { Store } from './open.js';
import { lastSeq } from './postings.js';
import { VectorPlane, type AskedVector } from './vector-plane.js';
import {
  addScores,
  addScoresOf,
  joinLast,
  SEGMENT_ITEMS,
  segmentOf,
  type WordEntry,
  type WordSegment,
} from './word-segment.js';

/** What is asked of all items. */
export interface Asked {
  /** The asking side of BM25, by term. */
  words: ReadonlyMap<number, number>;
  dense: AskedVectors | null;
}

export interface AskedVectors {
  modelId: string;
  vector: Float32Array;
  /** Compared with the same vectors of items as `vector`; may be the same one. */
  title: Float32Array | null;
}

export interface MemoryIndex {
  /**
   * Scores every item of the kind that has an entry when this is called.
   * @param last number of the last entry, where it was just read
   */
  search(kind: ItemKind, asked: Asked, last?: number): Promise<ItemScores>;
  /** As `search`, for who wants the scores of a few items only. */
  lookUp(kind: ItemKind, asked: Asked): Promise<(itemIds: readonly string[]) => Pick<ItemScores, 'of' | 'cosines'>>;
  /** Whether the model's vectors are in memory now. */
  holdsVectors(kind: ItemKind, modelId: string | null): boolean;
  /** Reads what there is, so that the first search need not wait for it. @param modelId see `Asked` */
  prepare(kind: ItemKind, modelId: string | null): Promise<void>;
  /** Ends its threads. Twice without harm. */
  close(): Promise<void>;
}

/** Best first, fewer than asked for when there are no more. Cheap where as many were asked for before. */
export type BestItems = (count: number) => string[];

export interface ItemScores {
  of(itemId: string): ItemScore;
  /** The items of the highest scores, none that shares no term. */
  bestByWords: BestItems;
  /** Whether the vectors are in memory: only then are cosines known. */
  cosines: boolean;
  /** For each vector asked, if it is another one: the nearest, nearest first. Empty: the vectors are not in memory. */
  nearest(this: void): Promise<BestItems[]>;
}

export interface ItemScore {
  /** BM25; 0: the item shares no term, or has no entry. */
  lexical: number;
  /** Cosines with the vectors asked; null: the item has none of that model, or they are not in memory. */
  dense: number | null;
  title: number | null;
}

/**
 * Of memory that the vectors of one kind may take; where they would take more they are left to the database. The embedded
 * one would compare them one by one. A server has an index, which misses a tenth of the nearest but takes no longer with
 * ten times as many: there all are compared up to some 250,000.
 */
const MOST_BYTES = { pglite: 512 * 2 ** 20, postgres: 256 * 2 ** 20 } as const satisfies Record<
  Store['engine'],
  number
>;

/** @param mostBytes 0: no vectors */
export function createMemoryIndex(store: Store, mostBytes: number = MOST_BYTES[store.engine]): MemoryIndex {
  const kinds = {
    achievement: new Followed(store, 'achievement', mostBytes),
    need: new Followed(store, 'need', mostBytes),
  };
  const modelOf = ({ dense }: Asked) => dense?.modelId ?? null;
  return {
    search: async (kind, asked, last) => (await kinds[kind].items(modelOf(asked), last)).score(asked),
    lookUp: async (kind, asked) => {
      const items = await kinds[kind].items(modelOf(asked));
      return (itemIds) => items.scoreSome(asked, itemIds);
    },
    holdsVectors: (kind, modelId) => kinds[kind].holdVectors(modelId),
    prepare: async (kind, modelId) => void (await kinds[kind].items(modelId)),
    close: async () => void (await Promise.all(Object.values(kinds).map((kind) => kind.close()))),
  };
}

/** The items of one kind, kept up to the tables. */
class Followed {
  private known: Items | null = null;
  private reading: Promise<void> = Promise.resolve();
  /** A reading that has not begun yet serves all who come until it does. */
  private next: Promise<void> | null = null;
  private renewing: Promise<void> | null = null;

  constructor(
    private readonly store: Store,
    private readonly kind: ItemKind,
    private readonly mostBytes: number,
  ) {}

  holdVectors(modelId: string | null): boolean {
    return this.known?.holdVectors(modelId) ?? false;
  }

  /**
   * As they are when this is called, or later; with a number, as they are up to that entry. While the vectors of a model
   * are read for the first time they come with those of the model before.
   */
  async items(modelId: string | null, last = Infinity): Promise<Items> {
    const wanted = this.mostBytes === 0 ? null : modelId;
    this.known ??= new Items(wanted, this.mostBytes);
    const begin = () => {
      this.next = null;
      return this.known!.readNew(this.store, this.kind);
    };
    if (!this.known.reaches(last)) {
      // One reading at a time; one that failed is its own callers' error.
      this.next ??= this.reading = this.reading.then(begin, begin);
      await this.next;
    }
    // Without a model words are all that is asked for.
    if (this.known.isWorn() || (wanted !== null && this.known.modelId !== wanted)) this.renew(wanted);
    return this.known;
  }

  async close(): Promise<void> {
    await this.known?.close();
  }

  private renew(modelId: string | null): void {
    if (this.renewing !== null) return;
    const fresh = new Items(modelId ?? this.known!.modelId, this.mostBytes);
    this.renewing = fresh
      .readNew(this.store, this.kind)
      .then(async () => {
        const worn = this.known;
        this.known = fresh;
        await worn?.close();
      })
      .finally(() => (this.renewing = null));
    // Those that are known serve on; the next search tries again.
    this.renewing.catch(() => {});
  }
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
  /** By number; null before the first vector, and where they would take too much memory. */
  private vectors: VectorPlane | null = null;
  private tooLarge = false;

  /** @param modelId whose vectors; null: words alone */
  constructor(
    readonly modelId: string | null,
    private readonly mostBytes: number,
  ) {}

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
        `SELECT entry.seq, entry.item_id::text, entry.weights, ${this.vectorOf('entry')} FROM lexical_entries entry
          WHERE entry.item_kind = ${escapeLiteral(kind)} AND entry.seq > ${this.seq} ORDER BY entry.seq LIMIT ${room}`,
      );
      if (rows.length > 0) this.add(rows);
      if (rows.length < room) return;
    }
  }

  /** Looked up one by one: without statistics the planner joins by reading all vectors. */
  private vectorOf(entry: string): string {
    if (this.modelId === null || this.tooLarge) return 'NULL';
    return `(SELECT vector FROM embeddings WHERE item_kind = ${entry}.item_kind AND item_id = ${entry}.item_id
                AND view = 'full' AND model_id = ${escapeLiteral(this.modelId)} LIMIT 1)`;
  }

  private add(rows: readonly (Buffer | null)[][]): void {
    for (const [seq, id, weights, vector] of rows) {
      // First, since it may throw.
      this.addVector(vector === null ? null : decodeVector(vector!));
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

  private addVector(vector: Float32Array | null): void {
    if (this.tooLarge) return;
    if (this.vectors === null) {
      if (vector === null) return;
      this.vectors = new VectorPlane(vector.length);
      while (this.vectors.size < this.ids.length) this.vectors.add(null);
    }
    if (this.vectors.bytesWith(1) > this.mostBytes) {
      void this.vectors.close();
      this.vectors = null;
      this.tooLarge = true;
      return;
    }
    this.vectors.add(vector);
  }

  /** Searches that have begun go on. */
  async close(): Promise<void> {
    await this.vectors?.close();
  }

  holdVectors(modelId: string | null): boolean {
    return modelId !== null && modelId === this.modelId && this.vectors !== null;
  }

  private nearness({ dense }: Asked): Nearness | null {
    const plane = this.vectors;
    if (plane === null || dense === null || dense.modelId !== this.modelId) return null;
    const isOneVector = dense.title === dense.vector;
    const title = dense.title === null || isOneVector ? null : plane.asked(dense.title);
    return { plane, vector: plane.asked(dense.vector), title, isOneVector };
  }

  scoreSome(asked: Asked, itemIds: readonly string[]): Pick<ItemScores, 'of' | 'cosines'> {
    const words = ascending(asked.words);
    const numbers = itemIds.flatMap((id) => this.numberOf.get(id) ?? []).sort((a, b) => a - b);
    const lexical = new Map<number, number>();
    let from = 0;
    for (const segment of [...this.full, this.growing]) {
      const [first, end] = [from, (from += segment.items)];
      const wanted = numbers.filter((number) => number >= first && number < end);
      const scores = new Float32Array(wanted.length);
      const places = Uint16Array.from(wanted, (number) => number - first);
      addScoresOf(segment, words, places, scores);
      wanted.forEach((number, i) => lexical.set(number, scores[i]!));
    }
    const near = this.nearness(asked);
    return {
      cosines: near !== null,
      of: (itemId) => {
        const number = this.numberOf.get(itemId);
        return number === undefined ? UNKNOWN : { lexical: lexical.get(number)!, ...cosinesOf(near, number) };
      },
    };
  }

  score(asked: Asked): ItemScores {
    const words = ascending(asked.words);
    const { ids, numberOf, before, dead } = this;
    const end = ids.length;
    const scores = new Float32Array(end);
    let from = 0;
    for (const segment of [...this.full, this.growing])
      addScores(segment, words, scores.subarray(from, (from += segment.items)));
    for (const number of dead) scores[number] = 0;
    const near = this.nearness(asked);
    /** The number that the item had when this search began. */
    const numberThen = (itemId: string) => {
      let number = numberOf.get(itemId);
      while (number !== undefined && number >= end) number = before.get(number);
      return number;
    };
    const vectors = near === null ? [] : [near.vector, ...(near.title === null ? [] : [near.title])];
    // Not before it is asked for: where few items pass a filter, all of them are compared.
    const nearest = async () => {
      if (near === null) return [];
      const { plane } = near;
      const rough = await plane.roughNearness(vectors, end);
      for (const number of dead)
        if (numberThen(ids[number]!) !== number) for (const nearness of rough) nearness[number] = 0;
      return vectors.map((vector, which) =>
        longestOf((count) => {
          // Both the last of the list and who comes next may be off.
          const numbers = above(rough[which]!, count, 2 * plane.margin);
          return ranked(
            numbers.map((number) => ({ id: ids[number]!, score: plane.cosine(vector, number)! })),
            count,
          );
        }),
      );
    };
    return {
      of(itemId) {
        const number = numberThen(itemId);
        return number === undefined ? UNKNOWN : { lexical: scores[number]!, ...cosinesOf(near, number) };
      },
      bestByWords: longestOf((count) =>
        ranked(
          above(scores, count).map((number) => ({ id: ids[number]!, score: scores[number]! })),
          count,
        ),
      ),
      cosines: near !== null,
      nearest,
    };
  }
}

/** What vectors are asked, as they are compared with those in memory. */
interface Nearness {
  plane: VectorPlane;
  vector: AskedVector;
  /** Where it is another one. */
  title: AskedVector | null;
  isOneVector: boolean;
}

const UNKNOWN: ItemScore = { lexical: 0, dense: null, title: null };

/** Both cosines of an item, by number. @param near null: the vectors are not in memory */
function cosinesOf(near: Nearness | null, number: number): Omit<ItemScore, 'lexical'> {
  if (near === null) return { dense: null, title: null };
  const { plane, vector, title, isOneVector } = near;
  const dense = plane.cosine(vector, number);
  return { dense, title: isOneVector ? dense : title && plane.cosine(title, number) };
}

function ascending(weights: ReadonlyMap<number, number>): [number, number][] {
  return [...weights].sort(([a], [b]) => a - b);
}

/** Looks through all scores, 2 ms for 100,000, only where more are asked for than before. */
function longestOf(best: BestItems): BestItems {
  let longest: string[] = [];
  let most = 0;
  return (count) => {
    if (count > most) {
      longest = best(count);
      most = count;
    }
    return longest.slice(0, count);
  };
}

function ranked(items: { id: string; score: number }[], count: number): string[] {
  return items
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
}

const BUCKETS = 4096;

/**
 * Where the `count` highest above 0 stand, in no order; and more of such as are near the lowest of them.
 * @param margin how far below it at least
 */
function above(scores: Float32Array, count: number, margin = 0): number[] {
  let top = 0;
  for (let i = 0; i < scores.length; i++) if (scores[i]! > top) top = scores[i]!;
  if (top === 0) return [];
  // Counting by buckets of like score instead of sorting all: nearly all are low.
  const scale = (BUCKETS - 1) / top;
  const counts = new Int32Array(BUCKETS);
  for (let i = 0; i < scores.length; i++) if (scores[i]! > 0) counts[(scores[i]! * scale) | 0]! += 1;
  let lowest = BUCKETS - 1;
  for (let sum = counts[lowest]!; sum < count && lowest > 0; sum += counts[lowest]!) lowest -= 1;
  const least = lowest - margin * scale;
  const found: number[] = [];
  for (let number = 0; number < scores.length; number++)
    if (scores[number]! > 0 && ((scores[number]! * scale) | 0) >= least) found.push(number);
  return found;
}
