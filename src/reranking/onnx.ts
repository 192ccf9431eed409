import { openModelPool } from '../embedding/model-pool.js';
import { readModel } from '../embedding/model-location.js';
import { AppError } from '../errors.js';
import type { RerankerReady } from './onnx-thread.js';
import type { Pair, Reranker } from './types.js';

/**
 * A sequence classification model over pairs of texts, in ONNX, from a directory as the model hub lays it out
 * (config.json, tokenizer.json, onnx/model.onnx or model_quantized.onnx; optionally ttm-model.json with `id` and
 * `maxTokens`). It gives one figure, or two of which the second speaks for the pair.
 * @throws AppError MODEL_UNAVAILABLE naming what is wrong with the directory
 */
export async function openOnnxReranker(options: { directory: string; threads: number }): Promise<Reranker> {
  try {
    const model = await readModel(options.directory);
    const pool = await openModelPool<RerankerReady, Pair, number>({
      model,
      threads: options.threads,
      label: '重排模型',
      module: 'src/reranking/onnx-thread',
      sizeOf: ({ asked, found }) => asked.length + found.length,
      problemOf: ({ outputs }) =>
        outputs === 1 || outputs === 2
          ? null
          : `它给出 ${outputs} 个分类输出（logits），重排模型应给出 1 个，或“不符、相符” 2 个`,
    });
    return { name: model.id, score: (pairs) => pool.run(pairs), close: () => pool.close() };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = `RERANKER_DIR 所指的重排模型不可用：${error.message}。请改正目录，或不设 RERANKER_DIR。`;
    throw new AppError('MODEL_UNAVAILABLE', message, { cause: error });
  }
}
