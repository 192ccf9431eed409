/**
 * The worker thread's side of `onnx.ts`: tokeniser and ONNX session. It takes one chunk at a time and answers each with
 * one message; there is no queue here.
 */
import { basename, dirname, sep } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { AutoModel, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import type { ModelLocation } from './model-location.js';

/** To the thread: texts to embed, or null to release the model and end. */
export type ThreadRequest = { texts: string[] } | null;
/** From the thread: loaded; or the vectors of a chunk, one after the other in a transferred buffer; or its error. */
export type ThreadReply =
  | { kind: 'ready'; dimensions: number }
  | { kind: 'vectors'; buffer: ArrayBuffer }
  | { kind: 'failed'; message: string };

/** Twice the longest word that WordPiece takes apart: text beyond this many characters per token cannot be reached. */
const CHARACTERS_PER_TOKEN = 200;

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

/** Token ids of a text, special tokens included, cut to what the model takes. */
function tokenize(text: string): number[] {
  const reachable = text.slice(0, location.maxTokens * CHARACTERS_PER_TOKEN);
  const options = { truncation: true, max_length: location.maxTokens, return_tensor: false } as const;
  return tokenizer(reachable, options).input_ids as unknown as number[];
}

/** Some vocabularies, bge's among them, have no capitals while their tokenizer.json keeps case: `PID` would be unknown. */
const lowercases = (() => {
  const unknown = tokenizer.unk_token_id;
  return tokenize('A').includes(unknown) && !tokenize('a').includes(unknown);
})();

/**
 * One text per run, never a batch: int8 models scale their activations over the whole batch, so a text's vector would
 * depend on its neighbours (cosine down to 0.99), and padding eats what batching gains.
 */
async function embed(text: string): Promise<Float32Array> {
  const ids = tokenize(lowercases ? text.toLowerCase() : text);
  const shape = [1, ids.length];
  const output = await model({
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
  });
  const states = output.last_hidden_state as { data: Float32Array; dims: number[] };
  return normalise(pool(states.data, states.dims[2]!));
}

/** @param states tokens × dimensions, row by row */
function pool(states: Float32Array, dimensions: number): Float32Array {
  const pooled = states.slice(0, dimensions);
  if (location.pooling === 'cls') return pooled;
  // The mean but for its scale, which normalising takes away.
  for (let i = dimensions; i < states.length; i++) pooled[i % dimensions]! += states[i]!;
  return pooled;
}

function normalise(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (!(length > 0 && Number.isFinite(length))) throw new Error('the model gave a vector without a direction');
  return vector.map((value) => value / length);
}

async function answer(texts: string[]): Promise<void> {
  const vectors: Float32Array[] = [];
  for (const text of texts) vectors.push(await embed(text));
  const dimensions = vectors[0]?.length ?? 0;
  const packed = new Float32Array(vectors.length * dimensions);
  for (const [i, vector] of vectors.entries()) packed.set(vector, i * dimensions);
  reply({ kind: 'vectors', buffer: packed.buffer }, [packed.buffer]);
}

function reply(message: ThreadReply, transfer: ArrayBuffer[] = []): void {
  port!.postMessage(message, transfer);
}

const { length: dimensions } = await embed('');
port.on('message', (request: ThreadRequest) => {
  if (request) {
    answer(request.texts).catch((error: unknown) => reply({ kind: 'failed', message: String(error) }));
  } else {
    // Closing the port ends the thread: nothing else keeps it alive.
    void model.dispose().finally(() => port.close());
  }
});
reply({ kind: 'ready', dimensions });
