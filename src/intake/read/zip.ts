import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { IntakeLimits } from '../limits.js';
import { Refusal } from '../refusal.js';

const MAX_ENTRIES = 10_000;

/** The parts of an archive by name, inflated as they are read. */
export interface Archive {
  has(name: string): boolean;
  names(): string[];
  /** Chunks of UTF-8 text. @throws Refusal DAMAGED or TOO_LARGE, before or while inflating */
  text(name: string): AsyncIterable<string>;
  close(): Promise<void>;
}

/**
 * Opens a zip. What the directory claims is checked before anything inflates; what really inflates is counted again,
 * because a bomb's directory lies. Reading the same part twice counts once: budgets are per part.
 * @throws Refusal DAMAGED, TOO_LARGE or PASSWORD_PROTECTED
 */
export async function openArchive(path: string, limits: IntakeLimits): Promise<Archive> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: false }).catch(
    refuseDamaged,
  );
  try {
    const entries = await readDirectory(zip, limits);
    return {
      has: (name) => entries.has(name.toLowerCase()),
      names: () => [...entries.keys()],
      text: (name) => inflate(zip, entries.get(name.toLowerCase()), name, limits),
      close: () => closeZip(zip),
    };
  } catch (error) {
    await closeZip(zip);
    throw error;
  }
}

/** Names are compared in lower case, as Excel does. */
async function readDirectory(zip: ZipFile, limits: IntakeLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let inflated = 0;
  const bound = mostBytes(zip.fileSize, limits);
  try {
    for await (const entry of zip.eachEntry()) {
      inflated += entry.uncompressedSize;
      if (inflated > bound) throw tooLarge(bound);
      if (entries.size >= MAX_ENTRIES)
        throw new Refusal('TOO_LARGE', `压缩包内的文件超过 ${MAX_ENTRIES} 个，不是名单工作簿。`);
      if (entry.isEncrypted()) throw new Refusal('PASSWORD_PROTECTED', '文件已加密，请去掉打开密码后重新上传。');
      entries.set(entry.fileName.replaceAll('\\', '/').toLowerCase(), entry);
    }
  } catch (error) {
    refuseDamaged(error);
  }
  return entries;
}

async function* inflate(
  zip: ZipFile,
  entry: Entry | undefined,
  name: string,
  limits: IntakeLimits,
): AsyncGenerator<string> {
  if (!entry)
    throw new Refusal('DAMAGED', `文件已损坏：缺少内部文件 ${name}。请用 Excel 打开修复，另存为 .xlsx 后重新上传。`);
  const decoder = new TextDecoder();
  const bound = mostBytes(zip.fileSize, limits);
  let inflated = 0;
  let stream: Readable | undefined;
  try {
    stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      inflated += chunk.length;
      if (inflated > bound) throw tooLarge(bound);
      yield decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    refuseDamaged(error);
  } finally {
    stream?.destroy();
  }
}

/** What an archive of this size may inflate to: a small one to less than a large one. */
function mostBytes(fileSize: number, limits: IntakeLimits): number {
  return Math.min(limits.inflatedBytes, Math.max(limits.inflationFrom, fileSize * limits.inflationRatio));
}

function tooLarge(bytes: number): Refusal {
  const megabytes = Math.round(bytes / 1024 ** 2);
  return new Refusal('TOO_LARGE', `文件解压后超过 ${megabytes} MB 的上限，疑似异常压缩文件。请拆分成几个文件再上传。`);
}

function refuseDamaged(error: unknown): never {
  if (error instanceof Refusal) throw error;
  throw new Refusal(
    'DAMAGED',
    '文件已损坏或没有传完整，无法解压。请用 Excel 打开确认，另存为 .xlsx 后重新上传。',
    error,
  );
}

function closeZip(zip: ZipFile): Promise<void> {
  if (!zip.isOpen) return Promise.resolve();
  return new Promise((resolve) => {
    zip.once('close', () => resolve());
    zip.close();
  });
}
