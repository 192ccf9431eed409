import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.js';
import type { Deps } from './deps.js';
import { ITEM_KINDS } from './domain.js';
import { AppError } from './errors.js';

export interface Server {
  readonly app: FastifyInstance;
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Takes no more requests, answers those that run, stops listening. Twice without harm. `deps` stay open. */
  close(): Promise<void>;
}

/**
 * Listens on the configured address.
 * @throws AppError INVALID_CONFIG when the port is taken or the address is not this machine's
 */
export async function serve(deps: Deps): Promise<Server> {
  const { host, port } = deps.config;
  const app = await buildApp(deps);
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw refusal(error, host, port);
  }
  // Over many items the first search would wait for it. What fails here fails there too, where it is answered.
  for (const kind of ITEM_KINDS) deps.memoryIndex.prepare(kind, deps.embedder?.modelId ?? null).catch(() => {});
  const { address, family, port: taken } = app.server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  return {
    app,
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`,
    close: () => (closing ??= app.close()),
  };
}

function refusal(error: unknown, host: string, port: number): unknown {
  const { code } = error as { code?: string };
  const why: Record<string, string> = {
    EADDRINUSE: `端口 ${port} 已被占用：请停掉占用它的程序，或换一个端口，例如 PORT=${port + 1} npm start`,
    EACCES: `没有权限使用端口 ${port}：请换一个 1024 以上的端口，例如 PORT=3000 npm start`,
    EADDRNOTAVAIL: `本机没有地址 ${host}：请检查 HOST`,
    ENOTFOUND: `无法解析 HOST=${host}`,
  };
  if (code === undefined || why[code] === undefined) return error;
  return new AppError('INVALID_CONFIG', `${why[code]}。`, { cause: error });
}
