import { openModelPool } from './model-pool.js';
import type { ModelLocation } from './model-location.js';
import type { EmbedderReady, PackedEmbedding } from './onnx-thread.js';
import type { Embedder, Embedding, EmbedRequest } from './types.js';

/**
 * An ONNX model as embedder, in up to `threads` worker threads.
 * @throws AppError MODEL_UNAVAILABLE when the model does not load
 */
export async function createOnnxEmbedder(options: { model: ModelLocation; threads: number }): Promise<Embedder> {
  const { model } = options;
  const pool = await openModelPool<EmbedderReady, EmbedRequest, PackedEmbedding>({
    ...options,
    label: '向量模型',
    module: 'src/embedding/onnx-thread',
    sizeOf: ({ text }) => text.length,
    problemOf: ({ dimensions }) =>
      dimensions === model.dimensions ? null : `config.json 写的是 ${model.dimensions} 维，模型给出 ${dimensions} 维`,
  });
  return {
    modelId: model.id,
    dimensions: model.dimensions,
    embed: async (requests) => (await pool.run(requests)).map(unpacked),
    close: () => pool.close(),
  };
}

function unpacked({ vector, tokens }: PackedEmbedding): Embedding {
  return {
    vector: new Float32Array(vector),
    tokens: tokens && {
      rows: new Int8Array(tokens.rows),
      starts: new Int32Array(tokens.starts),
      rowAt: new Int32Array(tokens.rowAt),
    },
  };
}
