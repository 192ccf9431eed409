import type { InjectOptions } from 'fastify';
import type { TestApi } from './graphql.js';

/** What a door answers, read as JSON; untyped on purpose: tests say what they expect. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** Sends a request to the REST door, under `/api/v1` unless the address says otherwise. */
export async function send(
  { app }: TestApi,
  method: string,
  url: string,
  options: InjectOptions = {},
): Promise<Answer> {
  const response = await app.inject({
    method: method as 'GET',
    url: /^\/(health|ready|metrics|docs|graphql)/.test(url) ? url : `/api/v1${url}`,
    ...options,
  });
  const isJson = /json/.test(String(response.headers['content-type'] ?? ''));
  return {
    status: response.statusCode,
    headers: response.headers,
    body: isJson && response.body !== '' ? response.json() : response.body,
  };
}

export interface FormPart {
  name: string;
  content: Buffer | string;
  fileName?: string;
}

/** A multipart form, as browsers and curl send it. */
export function form(parts: readonly FormPart[]): { headers: Record<string, string>; payload: Buffer } {
  const boundary = '----form-boundary';
  const chunks = parts.flatMap(({ name, content, fileName }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`,
    fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`,
    '\r\n\r\n',
    content,
    '\r\n',
  ]);
  const payload = Buffer.concat([...chunks, `--${boundary}--\r\n`].map((chunk) => Buffer.from(chunk as string)));
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload };
}
