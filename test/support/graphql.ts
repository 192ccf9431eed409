import type { FastifyInstance } from 'fastify';
import { startWorkers } from '../../workers/embedded.js';
import { buildApp } from '../../src/app.js';
import type { Deps } from '../../src/deps.js';
import { owedCount } from '../../src/store/outbox.js';
import { openTestDeps, type TestDepsOptions } from './deps.js';

export interface GraphqlAnswer {
  data: Record<string, unknown> | null;
  errors?: { message: string; path?: unknown[]; extensions: { code: string; [detail: string]: unknown } }[];
}

export interface TestApi {
  app: FastifyInstance;
  deps: Deps;
  /** Posts a query; the answer's data are untyped on purpose: tests say what they expect. */
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer & { status: number }>;
  /** Does the work that is owed, as the workers do, and waits until none is left. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** The API over a store of its own. Close it in `afterAll`. */
export async function openTestApi(options: TestDepsOptions = {}): Promise<TestApi> {
  const deps = await openTestDeps(options);
  const app = await buildApp(deps);
  return {
    app,
    deps,
    async ask(query, variables) {
      const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
      return { status: response.statusCode, ...response.json<GraphqlAnswer>() };
    },
    async settle() {
      const workers = await startWorkers(deps);
      while ((await owedCount(deps.db)) > 0) await new Promise((done) => setTimeout(done, 20));
      await workers.close();
    },
    async close() {
      await app.close();
      await deps.close();
    },
  };
}
