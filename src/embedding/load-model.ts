/** What every thread that runs a model does first: its tokeniser and one session, from its directory alone. */
import { basename, dirname, sep } from 'node:path';
import { AutoTokenizer, env, type PreTrainedModel, type PreTrainedTokenizer } from '@xenova/transformers';
import type { ModelLocation } from './model-location.js';

/** A class of the library that makes models from a directory, e.g. `AutoModel`. */
interface ModelClass {
  from_pretrained(name: string, options: object): Promise<PreTrainedModel>;
}

export interface LoadedModel {
  tokenizer: PreTrainedTokenizer;
  model: PreTrainedModel;
  /** The text in small letters where the vocabulary has no capitals. */
  fold(text: string): string;
}

export async function loadModel(location: ModelLocation, modelClass: ModelClass): Promise<LoadedModel> {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(location.dir) + sep;
  const name = basename(location.dir);
  const slash = location.onnxFile.lastIndexOf('/');
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await modelClass.from_pretrained(name, {
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
  const lowercases = lacksCapitals(tokenizer);
  return { tokenizer, model, fold: (text) => (lowercases ? text.toLowerCase() : text) };
}

/** Some vocabularies, bge's among them, have no capitals while their tokenizer.json keeps case: `PID` would be unknown. */
function lacksCapitals(tokenizer: PreTrainedTokenizer): boolean {
  const unknown = tokenizer.unk_token_id;
  return idsOf(tokenizer, 'A').includes(unknown) && !idsOf(tokenizer, 'a').includes(unknown);
}

/** Token ids of a text, special tokens included. */
export function idsOf(tokenizer: PreTrainedTokenizer, text: string): number[] {
  return tokenizer(text, { return_tensor: false }).input_ids as unknown as number[];
}
