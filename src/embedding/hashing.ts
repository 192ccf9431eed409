import { AppError } from '../errors.js';
import { names, tokenRows, type Token } from './token-rows.js';
import type { Embedder, TokenRows, TextRole } from './types.js';

const DIMENSIONS = 64;

/**
 * An embedder without a model, for tests: signed feature hashing of character unigrams and bigrams (Weinberger et al.
 * 2009), so texts that share characters are near. A text without any is the first unit vector. Its tokens are the
 * characters; the row of one is mostly its own, with a little of both neighbours.
 */
export function createHashingEmbedder(): Embedder {
  let closed = false;
  return {
    modelId: `hashing-${DIMENSIONS}`,
    dimensions: DIMENSIONS,
    async embed(requests) {
      if (closed) throw new AppError('UNAVAILABLE', '向量模型已关闭');
      return requests.map(({ text, role, tokens }) => ({
        vector: hashText(text),
        tokens: tokens === true ? hashTokens(text, role) : null,
      }));
    },
    async close() {
      closed = true;
    },
  };
}

function hashText(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  const characters = [...text.toLowerCase()].filter((character) => /[\p{L}\p{N}]/u.test(character));
  for (const [i, character] of characters.entries()) {
    for (const gram of [character, character + (characters[i + 1] ?? '')]) add(vector, gram, 1);
  }
  const length = Math.hypot(...vector);
  if (length === 0) vector[0] = 1;
  return length === 0 ? vector : vector.map((value) => value / length);
}

function hashTokens(text: string, role: TextRole): TokenRows {
  const characters = [...text.toLowerCase()];
  let start = 0;
  const tokens = characters.map((piece, i): Token => {
    const state = new Float32Array(DIMENSIONS);
    for (const copy of ['a', 'b', 'c', 'd']) add(state, copy + piece, 1);
    for (const neighbour of [characters[i - 1], characters[i + 1]]) add(state, neighbour ?? '', 0.3);
    const token = { piece, start, state };
    start += piece.length;
    return token;
  });
  const naming = tokens.filter(({ piece }) => names(piece));
  return tokenRows(naming, role, DIMENSIONS);
}

/** The sign comes from a bit that does not choose the slot. */
function add(vector: Float32Array, gram: string, weight: number): void {
  const hash = fnv1a(gram);
  vector[hash % DIMENSIONS]! += hash & 0x10000 ? weight : -weight;
}

/** 32-bit FNV-1a over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
