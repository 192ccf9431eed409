import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../errors.js';
import { answerOnce } from '../store/idempotency.js';
import type { Database } from '../store/open.js';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** For the documentation. */
export const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .describe('同一个键的重复请求得到同一个回答，只执行一次；键用于另一个请求则为 409。保存 7 天。'),
});

export interface Written {
  status: 200 | 201 | 202;
  body: unknown;
  /** Path of what was made. */
  location?: string;
}

/**
 * Writes and answers; with an Idempotency-Key once per key, the key noted in the transaction of the write.
 * @param content what was sent, apart from the address: the body, or the file's hash and name
 * @throws AppError CONFLICT; whatever `act` throws, and then nothing is written
 */
export async function answerWrite(
  request: FastifyRequest,
  reply: FastifyReply,
  db: Database,
  content: unknown,
  act: (tx: Database) => Promise<Written>,
): Promise<FastifyReply> {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return send(reply, await db.transaction(act));
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new AppError('INVALID_ARGUMENT', 'Idempotency-Key 应为 1 到 255 个可见的 ASCII 字符，例如一个 UUID。');
  }
  const requestHash = createHash('sha256')
    .update(JSON.stringify([request.method, request.url, content ?? null]))
    .digest('hex');
  const { response, replayed } = await answerOnce(db, key, requestHash, async (tx) => {
    const written = await act(tx);
    return { status: written.status, response: written };
  });
  if (replayed) void reply.header('idempotency-replayed', 'true');
  return send(reply, response as Written);
}

function send(reply: FastifyReply, { status, body, location }: Written): FastifyReply {
  if (location !== undefined) void reply.header('location', location);
  return reply.code(status).send(body);
}

/** @throws AppError INVALID_ARGUMENT for anything but a JSON object, before its fields are looked at */
export function bodyOf({ body }: FastifyRequest): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new AppError('INVALID_ARGUMENT', '请求体应为 JSON 对象，并带 Content-Type: application/json。');
}
