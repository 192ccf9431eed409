import type { Socket } from 'node:net';
import { problemOf } from './door-errors.js';
import { AppError } from './errors.js';

/** What Node's parser of requests refuses, by code. */
const REFUSALS: Readonly<Record<string, string>> = {
  HPE_INVALID_URL: '网址里有不能直接发送的字符：中文等须先转成百分号编码（例如用 curl 的 -G 与 --data-urlencode）。',
  HPE_HEADER_OVERFLOW: '网址和请求头合计过长：长文字请用 GraphQL 的请求体发送。',
  ERR_HTTP_REQUEST_TIMEOUT: '请求没有在规定的时间内发完，请重试。',
};

/** Answers what cannot be read as a request, so that it reaches no route and none of their error handlers. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  // The other side has gone.
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) {
    const problem = problemOf(
      new AppError('INVALID_ARGUMENT', REFUSALS[error.code ?? ''] ?? '收到的不是合法的 HTTP 请求。'),
    );
    const body = Buffer.from(JSON.stringify(problem));
    socket.write(
      `HTTP/1.1 ${problem.status} ${problem.title}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
        `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n`,
    );
    socket.write(body);
  }
  socket.destroySoon();
}
