import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { DEFAULT_MODEL, type DefaultModelFile } from './default-model.js';

/** Bytes of the default model's large files by their path in the model's directory; not yet checked. */
export type ModelBytes = Map<DefaultModelFile['path'], Buffer>;

/** Bytes that have come of one file; `total` is null while nobody has said. */
export interface DownloadProgress {
  file: string;
  received: number;
  total: number | null;
}

/** Ten minutes: 24 MB at 40 kB/s. A machine without a network is found out by the connection's own time limit. */
const MAVEN_LIMIT_MS = 600_000;
/** How long a silent server is waited for, before the first byte and between two. */
const HUB_SILENCE_MS = 15_000;

/**
 * Fetches the jar that carries the model through an installed Maven, so that the organisation's own mirror and proxy
 * settings hold.
 * @throws Error whose Chinese message says why it did not work
 */
export async function fetchFromMaven(): Promise<ModelBytes> {
  const dir = await mkdtemp(join(tmpdir(), 'ttm-model-'));
  try {
    await runMaven(dir);
    const jar = (await readdir(dir)).find((name) => name.endsWith('.jar'));
    if (jar === undefined) throw new Error('mvn 没有取到模型的 jar 文件');
    return await readJar(join(dir, jar));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function runMaven(dir: string): Promise<void> {
  const connectLimit = ['-Daether.connector.connectTimeout=5000', '-Dmaven.wagon.http.connectionTimeout=5000'];
  const child = spawn(
    'mvn',
    // The directory is given as the working directory, not as an argument: a Windows shell would split it at spaces.
    [
      '-B',
      '-q',
      ...connectLimit,
      'dependency:copy',
      `-Dartifact=${DEFAULT_MODEL.mavenArtifact}`,
      '-DoutputDirectory=.',
    ],
    { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // Not spawn's own `timeout`: its timer outlives a failed start and keeps the process waiting.
  const limit = setTimeout(() => child.kill(), MAVEN_LIMIT_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) =>
      reject(new Error(cause.code === 'ENOENT' ? '本机没有安装 mvn' : `mvn 无法启动：${cause.message}`, { cause })),
    );
    child.once('close', resolve);
  }).finally(() => clearTimeout(limit));
  if (code === 0) return;
  const firstError = output.split('\n').find((line) => line.includes('ERROR'));
  throw new Error(code === null ? 'mvn 超过十分钟没有完成' : `mvn 失败（退出码 ${code}）：${firstError ?? '无输出'}`);
}

async function readJar(path: string): Promise<ModelBytes> {
  const zip = await openPromise(path);
  const bytes: ModelBytes = new Map();
  for await (const entry of zip.eachEntry()) {
    const file = DEFAULT_MODEL.files.find((file) => file.inJar === entry.fileName);
    if (file) bytes.set(file.path, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return bytes;
}

/**
 * Fetches the files from the model hub, or from a mirror of it.
 * @param endpoint base URL of a mirror; null: the hub that transformers.js knows
 * @throws Error whose Chinese message says why it did not work
 */
export async function fetchFromHub(
  endpoint: string | null,
  onProgress: (progress: DownloadProgress) => void,
): Promise<ModelBytes> {
  const base = endpoint ?? (await import('@xenova/transformers')).env.remoteHost;
  const bytes: ModelBytes = new Map();
  for (const file of DEFAULT_MODEL.files) {
    const path = `${DEFAULT_MODEL.hubRepository}/resolve/main/${file.atHub}`;
    const url = new URL(path, base.endsWith('/') ? base : `${base}/`);
    const report = (received: number, total: number | null) => onProgress({ file: file.path, received, total });
    bytes.set(file.path, await download(url, report));
  }
  return bytes;
}

async function download(url: URL, report: (received: number, total: number | null) => void): Promise<Buffer> {
  const silence = new AbortController();
  const alarm = setTimeout(() => silence.abort(), HUB_SILENCE_MS);
  try {
    const response = await fetch(url, { signal: silence.signal });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const length = Number(response.headers.get('content-length'));
    const chunks: Uint8Array[] = [];
    let received = 0;
    for await (const chunk of response.body) {
      alarm.refresh();
      chunks.push(chunk);
      received += chunk.length;
      report(received, length > 0 ? length : null);
    }
    return Buffer.concat(chunks);
  } catch (cause) {
    const { message, cause: inner } = cause as Error;
    const reason = silence.signal.aborted
      ? `${HUB_SILENCE_MS / 1000} 秒没有响应`
      : inner instanceof Error
        ? inner.message || inner.name
        : message;
    throw new Error(`${url.href} 下载失败：${reason}`, { cause });
  } finally {
    clearTimeout(alarm);
  }
}
