import { open } from 'node:fs/promises';
import { DEFAULT_LIMITS, type IntakeLimits } from '../limits.js';
import { Refusal } from '../refusal.js';
import { openCsv } from './csv.js';
import { detectEncoding, notText } from './encoding.js';
import { openJsonl } from './jsonl.js';
import { containerOf, looksBinary, looksLikeJsonl, otherFormat, otherText } from './sniff.js';
import type { ListFile } from './types.js';
import { openXls } from './xls.js';
import { openXlsx } from './xlsx.js';

const HEAD_BYTES = 64 * 1024;

/**
 * Opens a list file by what its bytes say. The caller closes it.
 * @throws Refusal for what is no list; the system's own error when the file cannot be read at all
 */
export async function openList(path: string, limits: IntakeLimits = DEFAULT_LIMITS): Promise<ListFile> {
  const { head, size } = await readHead(path);
  if (size === 0) throw new Refusal('EMPTY', '文件是空的（0 字节）。请检查后重新上传。');
  if (size > limits.fileBytes) {
    const megabytes = Math.round(limits.fileBytes / 1024 ** 2);
    throw new Refusal('TOO_LARGE', `文件超过 ${megabytes} MB 的上限，请拆分成几个文件上传。`);
  }
  const container = containerOf(head);
  if (container === 'zip') return openXlsx(path, limits);
  if (container === 'ole') return openXls(path, limits);
  const other = otherFormat(head);
  if (other !== undefined) throw unsupported(other);
  return openText(path, head, limits);
}

async function openText(path: string, head: Buffer, limits: IntakeLimits): Promise<ListFile> {
  const encoding = await detectEncoding(path, head);
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  if (looksBinary(text)) throw notText();
  const other = otherText(text);
  if (other !== undefined) throw unsupported(other);
  return looksLikeJsonl(text) ? openJsonl(path, encoding, limits) : openCsv(path, encoding, text, limits);
}

function unsupported(what: string): Refusal {
  return new Refusal(
    'UNSUPPORTED_FORMAT',
    `这是${what}，不是 Excel 或 CSV 名单。请用 Excel 打开或重新录入，另存为 .xlsx 后上传。`,
  );
}

async function readHead(path: string): Promise<{ head: Buffer; size: number }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(Math.min(size, HEAD_BYTES)),
      0,
      Math.min(size, HEAD_BYTES),
      0,
    );
    return { head: buffer.subarray(0, bytesRead), size };
  } finally {
    await file.close();
  }
}
