/**
 * The seam to a text embedding model. Adapters are factories; `test/conformance/embedder.ts` runs against each.
 */
export type TextRole =
  /** Text of a catalogue item. */
  | 'passage'
  /** Text that searches, e.g. a need: models such as bge want an instruction in front of it. */
  | 'query';

export interface EmbedRequest {
  text: string;
  role: TextRole;
}

export interface Embedder {
  /** Provenance of every vector: name and precision, e.g. `bge-small-zh-v1.5-int8`. */
  readonly modelId: string;
  readonly dimensions: number;
  /**
   * One L2-normalised vector of `dimensions` per request, in the order asked. Any number of requests; the adapter
   * forms the batches. Same text and role give the same vector whatever else is in the call (up to 1e-3 in cosine).
   * Rejects as a whole; nothing is cached.
   */
  embed(requests: readonly EmbedRequest[]): Promise<Float32Array[]>;
  /** Waits for running calls; later calls reject. Twice without harm. */
  close(): Promise<void>;
}
