/** The worker thread's side of `onnx.ts`: one pair per run, for the reason that the embedding model has one text. */
import { workerData } from 'node:worker_threads';
import { AutoModelForSequenceClassification, Tensor } from '@xenova/transformers';
import { loadModel } from '../embedding/load-model.js';
import type { ModelLocation } from '../embedding/model-location.js';
import { serveChunks } from '../embedding/model-thread.js';
import { joinPair, templateOf, type EncodedPair } from './pair-tokens.js';
import type { Pair } from './types.js';

/** What the thread says once it has loaded. */
export interface RerankerReady {
  /** Figures that the model gives for a pair; 0: none under the name `logits`. */
  outputs: number;
}

const location = workerData as ModelLocation;
const { tokenizer, model, fold } = await loadModel(location, AutoModelForSequenceClassification);

/** No token is longer than about twice this many characters on the average: what lies beyond cannot be reached. */
const CHARACTERS_PER_TOKEN = 16;

const PROBE: Pair = { asked: '甲', found: '乙' };
const template = (() => {
  const encoded = tokenizer(PROBE.asked, { text_pair: PROBE.found, return_tensor: false });
  const { input_ids: ids, token_type_ids: types } = encoded as unknown as {
    input_ids: number[];
    token_type_ids?: number[];
  };
  return templateOf({ ids, types: types ?? null }, idsOfText(PROBE.asked), idsOfText(PROBE.found));
})();

function idsOfText(text: string): number[] {
  const reachable = fold(text.slice(0, location.maxTokens * CHARACTERS_PER_TOKEN));
  const { input_ids: ids } = tokenizer(reachable, { add_special_tokens: false, return_tensor: false });
  return ids as unknown as number[];
}

async function logitsOf({ asked, found }: Pair): Promise<number[]> {
  const { ids, types } = joinPair(template, idsOfText(asked), idsOfText(found), location.maxTokens);
  const output = await model(inputsOf({ ids, types }));
  const logits = output.logits as { data: Float32Array } | undefined;
  return [...(logits?.data ?? [])];
}

function inputsOf({ ids, types }: EncodedPair): Record<string, Tensor> {
  const shape = [1, ids.length];
  const tensor = (values: readonly number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), shape);
  const inputs = { input_ids: tensor(ids), attention_mask: tensor(ids.map(() => 1)) };
  return types === null ? inputs : { ...inputs, token_type_ids: tensor(types) };
}

/** One figure is the log odds of a sigmoid; of two, "does not fit" and "fits", their difference is. */
async function logOdds(pair: Pair): Promise<number> {
  const [first, second] = await logitsOf(pair);
  const odds = second === undefined ? first! : second - first!;
  if (!Number.isFinite(odds)) throw new Error('the model gave a figure that is not a number');
  return odds;
}

const { length: outputs } = await logitsOf(PROBE);
serveChunks<Pair, number>(
  { outputs } satisfies RerankerReady,
  logOdds,
  () => [],
  () => model.dispose(),
);
