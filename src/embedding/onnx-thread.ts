/**
 * The worker thread's side of `onnx.ts`: tokeniser and ONNX session. It takes one chunk at a time and answers each with
 * one message; there is no queue here.
 */
import { workerData } from 'node:worker_threads';
import { AutoModel, Tensor } from '@xenova/transformers';
import { idsOf, loadModel } from './load-model.js';
import type { ModelLocation } from './model-location.js';
import { splitPassages } from './passages.js';
import { serveChunks } from './model-thread.js';
import { placesOf } from './places.js';
import { names, tokenRows, type Token } from './token-rows.js';
import type { EmbedRequest, TextRole, TokenRows } from './types.js';

/** What the thread says once it has loaded. */
export interface EmbedderReady {
  dimensions: number;
}

/** The buffers of an `Embedding`: typed arrays are made anew on the other side, where a test may have its own classes. */
export interface PackedEmbedding {
  vector: ArrayBuffer;
  tokens: Record<keyof TokenRows, ArrayBuffer> | null;
}

/** Twice the longest word that WordPiece takes apart: text beyond this many characters per token cannot be reached. */
const CHARACTERS_PER_TOKEN = 200;
/** Parts in which a long text is read, some 8,000 characters in all: what bounds the time that one text can take. */
const MOST_PARTS = 16;

const location = workerData as ModelLocation;
const { tokenizer, model, fold } = await loadModel(location, AutoModel);

/** The vocabulary by token id. */
const pieces: string[] = [];
for (const [piece, id] of tokenizer.get_vocab()) pieces[id] = piece;

const tokenize = (text: string) => idsOf(tokenizer, text);

const prefixTokens = tokenize(location.queryPrefix).length;

/** A text that is too long for one pass is read in parts; its vector is the mean of theirs. */
async function embed({ text, role, tokens: wanted = false }: EmbedRequest): Promise<PackedEmbedding> {
  const prefix = role === 'query' ? location.queryPrefix : '';
  const sum = new Float32Array(location.dimensions);
  const tokens: Token[] = [];
  let start = 0;
  for (const part of partsOf(fold(text), role)) {
    const ids = tokenize(prefix + part).slice(0, location.maxTokens);
    const states = await run(ids);
    normalised(pooled(states.data)).forEach((value, i) => (sum[i]! += value));
    if (wanted) tokens.push(...tokensOf(ids, prefix + part, states.data, start - prefix.length, start));
    start += part.length;
  }
  const vector = normalised(sum).buffer as ArrayBuffer;
  if (!wanted) return { vector, tokens: null };
  const { rows, starts, rowAt } = tokenRows(tokens, role, location.dimensions);
  const [rowBytes, startBytes, rowAtBytes] = [rows, starts, rowAt].map(({ buffer }) => buffer as ArrayBuffer);
  return { vector, tokens: { rows: rowBytes!, starts: startBytes!, rowAt: rowAtBytes! } };
}

function partsOf(text: string, role: TextRole): string[] {
  const room = location.maxTokens - (role === 'query' ? prefixTokens : 0);
  const reachable = text.slice(0, location.maxTokens * CHARACTERS_PER_TOKEN);
  if (tokenize(reachable).length <= room) return [reachable];
  return splitPassages(reachable, room).slice(0, MOST_PARTS);
}

/**
 * One text per run, never a batch: int8 models scale their activations over the whole batch, so a text's vector would
 * depend on its neighbours (cosine down to 0.99), and padding eats what batching gains.
 * @returns tokens × dimensions, row by row
 */
async function run(ids: readonly number[]): Promise<{ data: Float32Array; dims: number[] }> {
  const shape = [1, ids.length];
  const output = await model({
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
  });
  return output.last_hidden_state as { data: Float32Array; dims: number[] };
}

function pooled(states: Float32Array): Float32Array {
  const sum = states.slice(0, location.dimensions);
  if (location.pooling === 'cls') return sum;
  // The mean but for its scale, which normalising takes away.
  for (let i = sum.length; i < states.length; i++) sum[i % sum.length]! += states[i]!;
  return sum;
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (!(length > 0 && Number.isFinite(length))) throw new Error('the model gave a vector without a direction');
  return vector.map((value) => value / length);
}

/**
 * The tokens of a part that name something.
 * @param offset of what was tokenised in the whole text; tokens before `from` are the query's instruction
 */
function tokensOf(ids: readonly number[], text: string, states: Float32Array, offset: number, from: number): Token[] {
  const { dimensions } = location;
  // The first and the last are the special ones around every text.
  const own = ids.slice(1, -1).map((id) => pieces[id]!);
  return placesOf(own, text, tokenizer.unk_token).flatMap((place, i) => {
    const [piece, start] = [own[i]!, offset + place];
    if (start < from || !names(piece)) return [];
    return [{ piece, start, state: states.subarray((i + 1) * dimensions, (i + 2) * dimensions) }];
  });
}

const { dims } = await run(tokenize(''));
serveChunks<EmbedRequest, PackedEmbedding>(
  { dimensions: dims[2]! } satisfies EmbedderReady,
  embed,
  ({ vector, tokens }) => [vector, ...(tokens ? Object.values(tokens) : [])],
  () => model.dispose(),
);
