/**
 * The worker thread's side of `onnx.ts`: tokeniser and ONNX session. It takes one chunk at a time and answers each with
 * one message; there is no queue here.
 */
import { basename, dirname, sep } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { AutoModel, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import type { ModelLocation } from './model-location.js';
import { splitPassages } from './passages.js';
import { placesOf } from './places.js';
import { names, tokenRows, type Token } from './token-rows.js';
import type { EmbedRequest, TextRole, TokenRows } from './types.js';

/** To the thread: texts to embed, or null to release the model and end. */
export type ThreadRequest = { requests: EmbedRequest[] } | null;
/** From the thread: loaded; or a chunk's embeddings in transferred buffers; or its error. */
export type ThreadReply =
  | { kind: 'ready'; dimensions: number }
  | { kind: 'embedded'; embeddings: PackedEmbedding[] }
  | { kind: 'failed'; message: string };

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
const port = parentPort;
if (!port) throw new Error('onnx-thread runs as a worker thread only');

env.allowRemoteModels = false;
env.localModelPath = dirname(location.dir) + sep;
const name = basename(location.dir);
const slash = location.onnxFile.lastIndexOf('/');
const tokenizer = await AutoTokenizer.from_pretrained(name);
const model = await AutoModel.from_pretrained(name, {
  device: 'cpu',
  dtype: location.onnxFile.endsWith('_quantized.onnx') ? 'q8' : 'fp32',
  subfolder: slash < 0 ? '' : location.onnxFile.slice(0, slash),
  session_options: {
    // One thread per session and as many sessions as threads: no waiting at the end of each operator. Spinning would
    // take a core from the API for nothing; without the arena memory does not grow with every new length of text.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    enableMemPattern: false,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  },
});

/** The vocabulary by token id. */
const pieces: string[] = [];
for (const [piece, id] of tokenizer.get_vocab()) pieces[id] = piece;

/** Token ids of a text, special tokens included. */
function tokenize(text: string): number[] {
  return tokenizer(text, { return_tensor: false }).input_ids as unknown as number[];
}

/** Some vocabularies, bge's among them, have no capitals while their tokenizer.json keeps case: `PID` would be unknown. */
const lowercases = (() => {
  const unknown = tokenizer.unk_token_id;
  return tokenize('A').includes(unknown) && !tokenize('a').includes(unknown);
})();

const prefixTokens = tokenize(location.queryPrefix).length;

/** A text that is too long for one pass is read in parts; its vector is the mean of theirs. */
async function embed({ text, role, tokens: wanted = false }: EmbedRequest): Promise<PackedEmbedding> {
  const prefix = role === 'query' ? location.queryPrefix : '';
  const sum = new Float32Array(location.dimensions);
  const tokens: Token[] = [];
  let start = 0;
  for (const part of partsOf(lowercases ? text.toLowerCase() : text, role)) {
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

async function answer(requests: readonly EmbedRequest[]): Promise<void> {
  const embeddings: PackedEmbedding[] = [];
  for (const request of requests) embeddings.push(await embed(request));
  const buffers = embeddings.flatMap(({ vector, tokens }) => [vector, ...(tokens ? Object.values(tokens) : [])]);
  reply({ kind: 'embedded', embeddings }, buffers);
}

function reply(message: ThreadReply, transfer: ArrayBuffer[] = []): void {
  port!.postMessage(message, transfer);
}

const { dims } = await run(tokenize(''));
port.on('message', (request: ThreadRequest) => {
  if (request) {
    answer(request.requests).catch((error: unknown) => reply({ kind: 'failed', message: String(error) }));
  } else {
    // Closing the port ends the thread: nothing else keeps it alive.
    void model.dispose().finally(() => port.close());
  }
});
reply({ kind: 'ready', dimensions: dims[2]! });
