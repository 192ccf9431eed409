import { endianness } from 'node:os';
import { customType } from 'drizzle-orm/pg-core';
import { sparsevecFromSql, vectorFromSql } from 'pgvector/utils';

/**
 * pgvector `vector` without a fixed dimension: models of any width live side by side. Written in pgvector's binary form
 * (both drivers send a Buffer as it is; see `openPglite`), because reading numbers from text is what writing cost.
 */
export const vector = customType<{ data: Float32Array; driverData: string | Buffer }>({
  dataType: () => 'vector',
  toDriver: (value) => encodeVector(value),
  fromDriver: (text) => Float32Array.from(vectorFromSql(String(text)) as number[]),
});

/** What `vector_recv` reads: dimension and a reserved word as int16, then float32s, all big-endian. */
export function encodeVector(value: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe(4 + 4 * value.length);
  bytes.writeInt16BE(value.length, 0);
  bytes.writeInt16BE(0, 2);
  for (let i = 0; i < value.length; i++) bytes.writeFloatBE(value[i]!, 4 + 4 * i);
  return bytes;
}

/** What `vector_send` writes, which is what `vector_recv` reads. */
export function decodeVector(bytes: Buffer): Float32Array {
  return floatsAt(bytes, 4, bytes.readInt16BE(0));
}

/** Big-endian float32s, all at once: reading 100,000 vectors number by number took a second. */
function floatsAt(bytes: Buffer, from: number, count: number): Float32Array {
  const value = new Float32Array(count);
  const numbers = Buffer.from(value.buffer);
  bytes.copy(numbers, 0, from);
  if (endianness() === 'LE') numbers.swap32();
  return value;
}

/** Hashed terms live in 1…TERM_SPACE; see `matching/lexicon.ts`. The width is the largest that pgvector allows. */
export const TERM_SPACE = 1_000_000_000;

/** pgvector `sparsevec` over the term space, as a map from term (1…TERM_SPACE) to weight. */
export const termVector = customType<{ data: Map<number, number>; driverData: string | Buffer }>({
  dataType: () => `sparsevec(${TERM_SPACE})`,
  toDriver: (value) => encodeTermVector(value),
  fromDriver: (text) => {
    const { indices, values } = sparsevecFromSql(String(text)) as { indices: number[]; values: number[] };
    return new Map(indices.map((index, i) => [index + 1, values[i]!]));
  },
});

/**
 * What `sparsevec_recv` reads: dimension, entries and a reserved word, the indices from 0 in ascending order, then the
 * weights. It refuses weights of 0.
 */
export function encodeTermVector(weights: ReadonlyMap<number, number>): Buffer {
  const entries = [...weights].filter(([, weight]) => weight !== 0).sort(([a], [b]) => a - b);
  const bytes = Buffer.allocUnsafe(12 + 8 * entries.length);
  bytes.writeInt32BE(TERM_SPACE, 0);
  bytes.writeInt32BE(entries.length, 4);
  bytes.writeInt32BE(0, 8);
  entries.forEach(([term, weight], i) => {
    bytes.writeInt32BE(term - 1, 12 + 4 * i);
    bytes.writeFloatBE(weight, 12 + 4 * (entries.length + i));
  });
  return bytes;
}

/** What `sparsevec_send` writes, which is what `sparsevec_recv` reads: terms ascending, a weight for each. */
export function decodeTermVector(bytes: Buffer): { terms: Int32Array; weights: Float32Array } {
  const terms = new Int32Array(bytes.readInt32BE(4));
  for (let i = 0; i < terms.length; i++) terms[i] = bytes.readInt32BE(12 + 4 * i) + 1;
  return { terms, weights: floatsAt(bytes, 12 + 4 * terms.length, terms.length) };
}

/** Whole numbers. drizzle's own array column looks at each of them anew: a tenth of what indexing an item cost. */
export const integers = customType<{ data: number[]; driverData: string | number[] }>({
  dataType: () => 'integer[]',
  toDriver: (values) => `{${values.join(',')}}`,
  // Both drivers give numbers.
  fromDriver: (values) => values as number[],
});

/** Bytes as they are. PGlite gives a Uint8Array, node-postgres a Buffer, which is one. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
