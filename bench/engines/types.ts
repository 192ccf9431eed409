/** What an engine is given and what it is asked: the same for all, so that only their ranking differs. */

export interface EngineDocument {
  id: string;
  title: string;
  /** Empty for a bare title. */
  abstract: string;
  keywords: string;
  /** Of the whole text, L2-normalised, as our own store holds it. */
  vector: Float32Array;
}

export interface EngineQuery {
  /** The file's own id of the need. */
  id: string;
  /** Title and description. */
  text: string;
  vector: Float32Array;
}

/** @returns ids of documents, best first, `limit` at most */
export type Search = (query: EngineQuery, limit: number) => string[] | Promise<string[]>;

export interface OpenEngine {
  /** Sensible settings by how they read in the table; the best of them on the judged needs stands for the engine. */
  settings: Record<string, Search>;
  close(): void | Promise<void>;
}

export interface Engine {
  name: string;
  /** Indexes the documents. Throws where the engine's binary is not there for this platform. */
  open(documents: readonly EngineDocument[]): Promise<OpenEngine>;
}

/** How many of each list a fusion of ranks reads, at least. */
export const FUSED_DEPTH = 100;
/** k of reciprocal rank fusion, as everywhere. */
export const RRF_K = 60;
