import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Deps } from '../deps.js';
import { TASK_STATES } from '../domain.js';
import { taskCounts, workCounts } from '../store/backlog.js';

const WORKS = ['import', 'index', 'rematch', 'compare', 'reembed'] as const;

/**
 * `GET /metrics` in Prometheus' format: durations by route of every door that is registered after this plugin, work and
 * tasks as the database has them, and the process's own (memory, event loop).
 */
async function metrics(app: FastifyInstance, { deps }: { deps: Deps }): Promise<void> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 20],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    // Addresses that nobody serves share one label: they come from strangers and have no end.
    const route = request.routeOptions.url ?? 'none';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  registerBacklog(registry, deps);
  app.get('/metrics', async (_request, reply) => {
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

function registerBacklog(registry: Registry, { db }: Deps): void {
  const registers = [registry];
  for (const [state, help] of [
    ['owed', 'Work that is owed and not dead, by kind'],
    ['dead', 'Work given up, by kind'],
  ] as const) {
    new Gauge({
      name: `work_${state}`,
      help,
      labelNames: ['work'],
      registers,
      async collect() {
        const counts = await workCounts(db);
        for (const work of WORKS) this.set({ work }, counts.find((one) => one.work === work)?.[state] ?? 0);
      },
    });
  }
  new Gauge({
    name: 'tasks',
    help: 'Tasks by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const counts = await taskCounts(db);
      for (const state of TASK_STATES) this.set({ state }, counts.find((one) => one.state === state)?.tasks ?? 0);
    },
  });
}

/** Not encapsulated: it times the other plugins' routes. */
export const metricsPlugin = Object.assign(metrics, { [Symbol.for('skip-override')]: true });
