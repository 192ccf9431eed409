import { createReadStream } from 'node:fs';
import { Refusal } from '../refusal.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/**
 * Encoding of a text file: by its mark; by the zeros of UTF-16; else strict UTF-8 over the whole file, or what garbles
 * little as UTF-8: a file with a cut or broken character has a few such places, a GBK file hardly anything else.
 * GB18030 contains GBK and GB2312.
 * @param head the file's first bytes
 * @throws Refusal UNSUPPORTED_FORMAT for bytes that are no text
 */
export async function detectEncoding(path: string, head: Buffer): Promise<Encoding> {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const order = head.includes(0) ? utf16Order(head) : null;
  if (order) return order;
  if (await isStrictUtf8(path)) return 'utf-8';
  return (await shareGarbledAsUtf8(path)) < 0.1 ? 'utf-8' : 'gb18030';
}

/** @returns null for a text of bytes. ASCII characters of UTF-16 (delimiters, line ends, digits) have a zero byte, on the side that tells the order. */
function utf16Order(head: Buffer): Encoding | null {
  let little = 0;
  let big = 0;
  let lineEnds = 0;
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at + 1] === 0 && isAsciiText(head[at]!)) little++;
    else if (head[at] === 0 && isAsciiText(head[at + 1]!)) big++;
    else continue;
    if (isLineEnd(head[at]! | head[at + 1]!)) lineEnds++;
  }
  const share = Math.max(little, big) / (head.length / 2);
  if (share < 0.02 || little === big || lineEnds === 0) {
    // A stray zero in a text of bytes is a control character; many of them are another kind of file.
    if (head.filter((byte) => byte === 0).length > Math.max(8, head.length * 0.01)) throw notText();
    return null;
  }
  return little > big ? 'utf-16le' : 'utf-16be';
}

function isAsciiText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Every list has lines: without one of its own line ends a text is not UTF-16. */
function isLineEnd(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d;
}

async function isStrictUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}

/** Characters beyond ASCII that are looked at: enough to know. */
const JUDGED = 10_000;

async function shareGarbledAsUtf8(path: string): Promise<number> {
  const decoder = new TextDecoder('utf-8');
  let judged = 0;
  let garbled = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (const character of decoder.decode(chunk, { stream: true })) {
      if (character < '\u0080') continue;
      judged++;
      if (character === '\ufffd') garbled++;
    }
    if (judged > JUDGED) break;
  }
  return judged === 0 ? 0 : garbled / judged;
}

/** The file as text, without its byte order mark; what cannot be decoded becomes U+FFFD, which rows are warned of. */
export async function* decodeFile(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

export function notText(cause?: unknown): Refusal {
  return new Refusal(
    'UNSUPPORTED_FORMAT',
    '无法识别文件内容：不是 Excel，也不是文本名单。请另存为 .xlsx 或 .csv 后上传。',
    cause,
  );
}
