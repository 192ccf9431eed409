import { customType } from 'drizzle-orm/pg-core';

/** pgvector `vector` without a fixed dimension: models of any width live side by side. Read and written as float32. */
export const vector = customType<{ data: Float32Array; driverData: string }>({
  dataType: () => 'vector',
  toDriver: (value) => `[${value.join(',')}]`,
  fromDriver: (text) => Float32Array.from(JSON.parse(text) as number[]),
});

/** Hashed terms live in 1…TERM_SPACE; see `matching/lexicon.ts`. The width is the largest that pgvector allows. */
export const TERM_SPACE = 1_000_000_000;

/** pgvector `sparsevec` over the term space, as a map from term to weight. */
export const termVector = customType<{ data: Map<number, number>; driverData: string }>({
  dataType: () => `sparsevec(${TERM_SPACE})`,
  toDriver: (value) => formatTermVector(value),
  fromDriver: (text) =>
    new Map(
      text
        .slice(1, text.indexOf('}'))
        .split(',')
        .filter((pair) => pair !== '')
        .map((pair) => pair.split(':').map(Number) as [number, number]),
    ),
});

/** pgvector's text form; entries must stand in ascending order. */
export function formatTermVector(weights: ReadonlyMap<number, number>): string {
  const entries = [...weights].filter(([, weight]) => weight !== 0).sort(([a], [b]) => a - b);
  return `{${entries.map(([term, weight]) => `${term}:${weight}`).join(',')}}/${TERM_SPACE}`;
}
