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
  /** Token rows as well: they come out of the same pass. */
  tokens?: boolean;
}

export interface Embedding {
  /** L2-normalised, `dimensions` long. */
  vector: Float32Array;
  /** Null unless asked for. */
  tokens: TokenRows | null;
}

/**
 * What the model makes of each token in its surroundings. Tokens that name nothing (special ones, punctuation, the
 * query's instruction) have no row. A passage has one row for each token of the vocabulary that it holds, that of its
 * first occurrence; a query one for each place.
 */
export interface TokenRows extends TokenPlaces {
  /** Rows × dimensions, each row scaled so that its largest absolute value is 127: only directions are meant. */
  rows: Int8Array;
}

/** Where the tokens of the rows stand. */
export interface TokenPlaces {
  /** Where tokens with a row stand, in reading order: UTF-16 offsets in the text as it was given. */
  starts: Int32Array;
  /** For each of `starts`, the row of the token there. */
  rowAt: Int32Array;
}

/** Rows at most: of a longer text the commonest characters go first. A passage's are stored at `dimensions` bytes each. */
export const MOST_ROWS = { passage: 128, query: 256 } as const satisfies Record<TextRole, number>;

export interface Embedder {
  /** Provenance of every vector: name and precision, e.g. `bge-small-zh-v1.5-int8`. */
  readonly modelId: string;
  readonly dimensions: number;
  /**
   * One embedding per request, in the order asked. Any number of requests; the adapter forms the batches. Same text and
   * role give the same embedding whatever else is in the call (up to 1e-3 in cosine). Rejects as a whole; nothing is
   * cached.
   */
  embed(requests: readonly EmbedRequest[]): Promise<Embedding[]>;
  /** Waits for running calls; later calls reject. Twice without harm. */
  close(): Promise<void>;
}
