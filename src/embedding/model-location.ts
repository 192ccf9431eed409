import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { DEFAULT_MODEL, DEFAULT_MODEL_CONFIG } from './default-model.js';
import { hasUnsignedWeights } from './onnx-file.js';

/** A model on disk that was read and found complete; plain data, so that it can be handed to a thread. */
export interface ModelLocation {
  /** Absolute path of the directory. */
  dir: string;
  /** Provenance of its vectors, e.g. `bge-small-zh-v1.5-int8`. */
  id: string;
  dimensions: number;
  /** Path of the ONNX file inside the directory. */
  onnxFile: string;
  /** cls: the first token's vector; mean: the mean of all tokens' vectors. */
  pooling: 'cls' | 'mean';
  /** Put in front of a text that searches. */
  queryPrefix: string;
  /** Longer texts are cut, special tokens included. */
  maxTokens: number;
  /** What a person should know about this model, in Chinese. */
  warnings: string[];
}

/** Quantised before full precision, the hub's layout before a flat one. */
const ONNX_FILES = ['onnx/model_quantized.onnx', 'onnx/model.onnx', 'model_quantized.onnx', 'model.onnx'];

const manifestSchema = z.object({
  id: z.string().min(1).optional(),
  pooling: z.enum(['cls', 'mean']).default('cls'),
  queryPrefix: z.string().default(''),
  maxTokens: z.int().min(8).optional(),
});
const configSchema = z.object({
  hidden_size: z.int().positive(),
  max_position_embeddings: z.int().positive().default(512),
});

/**
 * Reads a model's directory: config.json, tokenizer.json, an ONNX file and, optionally, ttm-model.json (`id`,
 * `pooling`, `queryPrefix`, `maxTokens`). Without an `id` there, the id is the directory's name and the beginning of
 * the ONNX file's SHA-256, so that two models never share one.
 * @throws AppError MODEL_UNAVAILABLE naming the file that is missing, unreadable or damaged
 */
export async function readModel(dir: string): Promise<ModelLocation> {
  const onnxFile = ONNX_FILES.find((file) => existsSync(join(dir, file)));
  if (onnxFile === undefined) throw unavailable(`模型目录 ${dir} 里没有 ONNX 文件（${ONNX_FILES.join('、')}）`);
  if (!existsSync(join(dir, 'tokenizer.json'))) throw unavailable(`模型目录 ${dir} 里没有 tokenizer.json`);
  const config = await readJson(join(dir, 'config.json'), configSchema);
  const onnx = await readFile(join(dir, onnxFile));
  const sha256 = sha256Of(onnx);
  const manifest = await readManifest(dir, sha256);
  const id = manifest.id ?? `${basename(dir)}-${sha256.slice(0, 8)}`;
  if (id === DEFAULT_MODEL.id) await checkDefaultFiles(dir);
  return {
    dir,
    id,
    dimensions: config.hidden_size,
    onnxFile,
    pooling: manifest.pooling,
    queryPrefix: manifest.queryPrefix,
    maxTokens: Math.min(manifest.maxTokens ?? 512, config.max_position_embeddings),
    warnings: weightWarnings(onnx, onnxFile),
  };
}

/** Hashing 24 MB takes about 20 ms: cheaper than a marker that remembers an earlier check. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readManifest(dir: string, onnxSha256: string): Promise<z.infer<typeof manifestSchema>> {
  const path = join(dir, 'ttm-model.json');
  if (existsSync(path)) return readJson(path, manifestSchema);
  // The default model as the hub ships it has no manifest, and would lose its query prefix.
  const isDefault = DEFAULT_MODEL.files.some((file) => file.sha256 === onnxSha256);
  return manifestSchema.parse(isDefault ? DEFAULT_MODEL_CONFIG['ttm-model.json'] : {});
}

async function checkDefaultFiles(dir: string): Promise<void> {
  for (const file of DEFAULT_MODEL.files) {
    const bytes = await readFile(join(dir, file.path)).catch((cause: unknown) => {
      throw unavailable(`模型文件 ${join(dir, file.path)} 读不出来`, cause);
    });
    if (sha256Of(bytes) !== file.sha256) {
      throw unavailable(`模型文件 ${join(dir, file.path)} 已损坏（SHA-256 不符）`);
    }
  }
}

function weightWarnings(onnx: Uint8Array, file: string): string[] {
  try {
    return hasUnsignedWeights(onnx)
      ? [`${file} 的权重是无符号 int8（uint8），在没有 VNNI 的处理器上慢一半；建议换用有符号 int8 的文件`]
      : [];
  } catch (cause) {
    throw unavailable(`${file} 不是 ONNX 文件`, cause);
  }
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw unavailable(`模型目录里的 ${path} 缺失或内容有误：${why}`, cause);
  }
}

function unavailable(message: string, cause?: unknown): AppError {
  return new AppError('MODEL_UNAVAILABLE', message, { cause });
}
