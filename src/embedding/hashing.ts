import { AppError } from '../errors.js';
import type { Embedder } from './types.js';

const DIMENSIONS = 64;

/**
 * An embedder without a model, for tests: signed feature hashing of character unigrams and bigrams (Weinberger et al.
 * 2009), so texts that share characters are near. A text without any is the first unit vector.
 */
export function createHashingEmbedder(): Embedder {
  let closed = false;
  return {
    modelId: `hashing-${DIMENSIONS}`,
    dimensions: DIMENSIONS,
    async embed(requests) {
      if (closed) throw new AppError('UNAVAILABLE', '向量模型已关闭');
      return requests.map(({ text }) => hashText(text));
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
    for (const gram of [character, character + (characters[i + 1] ?? '')]) {
      const hash = fnv1a(gram);
      // The sign comes from a bit that does not choose the slot.
      vector[hash % DIMENSIONS]! += hash & 0x10000 ? 1 : -1;
    }
  }
  const length = Math.hypot(...vector);
  if (length === 0) vector[0] = 1;
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** 32-bit FNV-1a over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
