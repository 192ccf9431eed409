/**
 * A cross-encoder small enough to be made by a test: its log odds are the characters that both texts share, counted as
 * often as they meet, less three. What it says can be checked by counting.
 */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onnxModel, type GraphNode } from './onnx.js';

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'];
/** Capitals are missing, as in many vocabularies. */
const CHARACTERS = [...'储能电站池状态估计智运维系统热管理结构猪瘟病毒核酸检测试剂盒甲乙丙丁abc'];
const BIAS = -3;

export interface TinyReranker {
  /** Figures that it gives for a pair; 2: the second speaks for it. */
  outputs?: 1 | 2 | 3;
  maxTokens?: number;
  /** Another name of its output makes it another kind of model. */
  output?: string;
}

/** @returns the directory, which the caller removes */
export async function makeReranker({ outputs = 1, maxTokens = 512, output = 'logits' }: TinyReranker = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'ttm-reranker-'));
  const vocabulary = [...SPECIAL, ...new Set(CHARACTERS)];
  const write = (name: string, content: object) => writeFile(join(directory, name), JSON.stringify(content));
  await write('config.json', {
    model_type: 'bert',
    architectures: ['BertForSequenceClassification'],
    hidden_size: vocabulary.length,
    max_position_embeddings: 512,
    type_vocab_size: 2,
    vocab_size: vocabulary.length,
  });
  await write('tokenizer_config.json', {
    tokenizer_class: 'BertTokenizer',
    ...Object.fromEntries(SPECIAL.map((token) => [`${token.slice(1, -1).toLowerCase()}_token`, token])),
  });
  await write('tokenizer.json', tokenizerOf(vocabulary));
  await write('ttm-model.json', { id: `tiny-${outputs}`, maxTokens });
  await mkdir(join(directory, 'onnx'));
  await writeFile(join(directory, 'onnx', 'model.onnx'), modelOf(vocabulary.length, outputs, output));
  return directory;
}

/** What the model says, counted by hand. */
export function sharedLogOdds(asked: string, found: string): number {
  const count = (text: string, character: string) => [...text.toLowerCase()].filter((one) => one === character).length;
  return [...new Set(CHARACTERS)].reduce((sum, one) => sum + count(asked, one) * count(found, one), BIAS);
}

/** Each character's row is its own unit vector, so the product of the two texts' sums counts what they share. */
function modelOf(size: number, outputs: number, output: string): Buffer {
  const table = Array.from({ length: size * size }, (_, i) =>
    i % (size + 1) === 0 && i / (size + 1) >= SPECIAL.length ? 1 : 0,
  );
  const node = (
    operator: string,
    inputs: string[],
    result: string,
    attributes?: Record<string, number>,
  ): GraphNode => ({
    operator,
    inputs,
    outputs: [result],
    ...(attributes && { attributes }),
  });
  return onnxModel({
    inputs: ['input_ids', 'attention_mask', 'token_type_ids'],
    output: { name: output, length: outputs },
    nodes: [
      node('Gather', ['table', 'input_ids'], 'rows'),
      node('Cast', ['token_type_ids'], 'types', { to: 1 }),
      node('Cast', ['attention_mask'], 'mask', { to: 1 }),
      node('Sub', ['mask', 'types'], 'askedTypes'),
      node('Unsqueeze', ['types', 'one'], 'ofFound'),
      node('Unsqueeze', ['askedTypes', 'one'], 'ofAsked'),
      node('MatMul', ['ofFound', 'rows'], 'found'),
      node('MatMul', ['ofAsked', 'rows'], 'asked'),
      node('Mul', ['found', 'asked'], 'both'),
      node('ReduceSum', ['both', 'two'], 'shared', { keepdims: 0 }),
      node('Add', ['shared', 'bias'], 'odds'),
      node('MatMul', ['odds', 'spread'], output),
    ],
    floats: {
      table: { dims: [size, size], values: table },
      bias: { dims: [1], values: [BIAS] },
      // Of two outputs the difference is the log odds again.
      spread: { dims: [1, outputs], values: outputs === 1 ? [1] : [-0.25, 0.75, 0].slice(0, outputs) },
    },
    integers: { one: [1], two: [2] },
  });
}

function tokenizerOf(vocabulary: readonly string[]): object {
  const id = (token: string) => vocabulary.indexOf(token);
  const special = (token: string, type: number) => ({ SpecialToken: { id: token, type_id: type } });
  const sequence = (name: string, type: number) => ({ Sequence: { id: name, type_id: type } });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map((content) => ({
      id: id(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: false },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special('[CLS]', 0), sequence('A', 0), special('[SEP]', 0)],
      pair: [special('[CLS]', 0), sequence('A', 0), special('[SEP]', 0), sequence('B', 1), special('[SEP]', 1)],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((token) => [token, { id: token, ids: [id(token)], tokens: [token] }]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((token, i) => [token, i])),
    },
  };
}
