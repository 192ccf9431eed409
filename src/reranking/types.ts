/**
 * The seam to a model that reads need and achievement together (a cross-encoder). Optional: without one the ranking is
 * what it is. Adapters are factories; `test/conformance/reranker.ts` runs against each.
 */
export interface Pair {
  /** What asks: the need's text, or the text searched with. */
  asked: string;
  /** What is to answer it. */
  found: string;
}

export interface Reranker {
  /** Name and precision, e.g. `bge-reranker-base-1a2b3c4d`: part of the ranking's version. */
  readonly name: string;
  /**
   * Log odds that each pair fits, in the order asked: above 0 is likelier than not. Same pair, same figure, whatever
   * else is in the call. A pair that is too long for the model loses the end of its longer side. Rejects as a whole.
   * @throws AppError UNAVAILABLE, MODEL_UNAVAILABLE
   */
  score(pairs: readonly Pair[]): Promise<number[]>;
  /** Waits for running calls; later calls reject. Twice without harm. */
  close(): Promise<void>;
}
