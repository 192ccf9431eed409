import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors.js';
import { invalidInput } from '../items/check.js';
import { DEFAULT_LIMITS } from '../intake/limits.js';
import { singleLine } from '../intake/normalise/text.js';
import { makeTemporaryDir, type TemporaryDir } from '../intake/temporary.js';

const { fileBytes } = DEFAULT_LIMITS;
/** Boundaries, headers and the mapping beside the file. */
const FORM_BYTES = 1024 ** 2;
const LONGEST_NAME = 255;

export interface ReceivedFile {
  fileName: string;
  /** On this machine's disk. */
  path: string;
  /** SHA-256, hex. */
  hash: string;
  /** Header or column letters → field, as a person confirmed it. */
  mapping: Record<string, string>;
}

/**
 * Receives a form with one file, streamed to disk, and removes it when `use` has ended, whatever came of it: a sender
 * that is cut off leaves nothing.
 * @throws AppError UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, INVALID_ARGUMENT
 */
export async function withReceivedFile<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  use: (file: ReceivedFile) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) {
    throw new AppError(
      'UNSUPPORTED_MEDIA_TYPE',
      '上传文件请使用 Content-Type: multipart/form-data，文件放在字段 file 里。',
    );
  }
  if (Number(request.headers['content-length'] ?? 0) > fileBytes + FORM_BYTES) {
    // The rest of the body is not read.
    void reply.header('connection', 'close');
    throw tooLarge();
  }
  const dir = await makeTemporaryDir();
  try {
    return await use(await readForm(request, dir));
  } finally {
    await dir.remove();
  }
}

async function readForm(request: FastifyRequest, dir: TemporaryDir): Promise<ReceivedFile> {
  let file: Omit<ReceivedFile, 'mapping'> | null = null;
  let mapping: Record<string, string> = {};
  try {
    // One more of each than is taken, so that it is refused here, with words.
    const limits = { fileSize: fileBytes, files: 2, fields: 2, fieldSize: FORM_BYTES };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        if (part.fieldname !== 'mapping') throw refused(part.fieldname, `没有字段 ${part.fieldname}`);
        mapping = readMapping(part.value);
      } else {
        if (file !== null) throw refused('file', '一次只能上传一个文件');
        file = await storeFile(part, dir);
      }
    }
  } catch (error) {
    // A disk that is full is no fault of the sender's.
    if (error instanceof AppError || (error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw new AppError('INVALID_ARGUMENT', '上传内容不完整或不是合法的 multipart/form-data，请重新上传。', {
      cause: error,
    });
  }
  if (file === null) throw refused('file', '缺少文件：请放在字段 file 里');
  return { ...file, mapping };
}

async function storeFile(part: MultipartFile, dir: TemporaryDir): Promise<Omit<ReceivedFile, 'mapping'>> {
  const path = dir.path('upload');
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(part.file, hashed, createWriteStream(path));
  if (part.file.truncated) throw tooLarge();
  const fileName = singleLine(part.filename).slice(0, LONGEST_NAME) || 'upload';
  return { fileName, path, hash: hash.digest('hex') };
}

function readMapping(sent: unknown): Record<string, string> {
  const problem = '应为 JSON 对象，例如 {"名目": "title"}';
  let mapping: unknown = sent;
  try {
    if (typeof sent === 'string') mapping = JSON.parse(sent);
  } catch {
    throw refused('mapping', `mapping ${problem}`);
  }
  const isMapping =
    typeof mapping === 'object' &&
    mapping !== null &&
    !Array.isArray(mapping) &&
    Object.values(mapping).every((field) => typeof field === 'string');
  if (!isMapping) throw refused('mapping', `mapping ${problem}`);
  return mapping as Record<string, string>;
}

function refused(field: string, message: string): AppError {
  return invalidInput([{ field, message }]);
}

function tooLarge(): AppError {
  return new AppError('PAYLOAD_TOO_LARGE', `文件超过 ${fileBytes / 1024 ** 2} MB，请拆成几份上传。`);
}
