/**
 * Searches of a short while ago, in the memory of the process that made them: their rankings, from which further pages
 * go on, and the vectors of free texts. It holds no text: searches are told apart by hashes.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ItemKind, PairGrounds } from '../domain.js';
import type { ItemFilter } from '../store/filters.js';
import { packed, type KeptRanking, type StoredRanking } from '../store/kept-rankings.js';
import type { Subject, SubjectVectors } from './subject.js';

/** Somebody still turns pages. */
const REMEMBERED_MS = 10 * 60_000;
/** Some 10 KB each and, for each page that was shown, about as much of grounds. */
const MOST_RANKINGS = 200;
/** A text of 3,000 characters takes some 260 KB, one of 18 some 20. */
const MOST_BYTES_OF_TEXTS = 16 * 1024 * 1024;

interface Embedded {
  vectors: SubjectVectors;
  bytes: number;
}

export class RecentSearches {
  private readonly rankings = new LRUCache<string, { ranking: StoredRanking; grounds: Map<string, PairGrounds> }>({
    max: MOST_RANKINGS,
    ttl: REMEMBERED_MS,
  });
  private readonly texts = new LRUCache<string, Embedded, () => Promise<SubjectVectors | null>>({
    maxSize: MOST_BYTES_OF_TEXTS,
    sizeCalculation: ({ bytes }) => bytes,
    ttl: REMEMBERED_MS,
    fetchMethod: async (_key, _stale, { context: embed }) => {
      const vectors = await embed();
      if (vectors === null) return undefined;
      const tokens = await vectors.tokens();
      // The rows and, laid out for comparing, as much again; a text may have none.
      return { vectors, bytes: vectors.search.byteLength + 2 * (tokens?.rows.byteLength ?? 0) };
    },
    // What is forgotten meanwhile is still theirs who asked for it.
    ignoreFetchAbort: true,
  });

  /** @param key see `searchKey` */
  ranking(key: string): StoredRanking | null {
    return this.rankings.get(key)?.ranking ?? null;
  }

  keepRanking(key: string, ranking: Omit<KeptRanking, 'grounds'>): void {
    const grounds = new Map<string, PairGrounds>();
    this.rankings.set(key, { ranking: packed({ ...ranking, grounds }), grounds });
  }

  /** What a page of a search that is remembered has shown of its pairs. */
  keepGrounds(key: string, grounds: ReadonlyMap<string, PairGrounds>): void {
    const known = this.rankings.get(key)?.grounds;
    for (const [id, one] of grounds) known?.set(id, one);
  }

  /** @param basis of the text, see `basisOf`. @param embed called where it is neither remembered nor being embedded */
  async vectorsOf(basis: string, embed: () => Promise<SubjectVectors | null>): Promise<SubjectVectors | null> {
    return (await this.texts.fetch(basis, { context: embed }))?.vectors ?? null;
  }

  clear(): void {
    this.rankings.clear();
    this.texts.clear();
  }
}

/**
 * What a search is told apart by.
 * @param version of the ranking
 * @returns null where a ranking cannot stand for another: without vectors nothing in it is dear; and when an achievement
 *   searches, the needs' own texts are read for ranking them
 */
export function searchKey<K extends ItemKind>(
  { side, basis }: Subject,
  kind: K,
  filter: ItemFilter<K>,
  version: string,
): string | null {
  if (basis === null || (side.kind === 'achievement' && kind === 'need')) return null;
  const id = side.kind === 'text' ? null : side.item.id;
  return createHash('sha256')
    .update(JSON.stringify([basis, side.kind, id, kind, filter, version]))
    .digest('base64');
}
