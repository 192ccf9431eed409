/** Tasks, work that was given up, and what the service stands on. */
import { validate as isUuid } from 'uuid';
import { MODEL } from '../../matching/model.js';
import { rankingVersions } from '../../matching/rankings.js';
import { rankingModelOf } from '../../matching/rerank.js';
import { preparingModel } from '../../store/models.js';
import { deadWork, owedCount } from '../../store/outbox.js';
import { pageIssues } from '../../store/task-issues.js';
import { getTasks, pageTasks } from '../../store/tasks.js';
import { pageOf, pageSize } from '../connection.js';
import type { QueryResolvers, RankingModelResolvers, TaskResolvers } from '../generated.js';

export const workQueries: QueryResolvers = {
  task: async (_root, { id }, { deps }) => (isUuid(id) ? ((await getTasks(deps.db, [id]))[0] ?? null) : null),
  tasks: (_root, { state, ...page }, { deps }) =>
    pageOf(page, (first, after) => pageTasks(deps.db, state ?? null, { first, after })),
  deadWork: (_root, { first }, { deps }) => deadWork(deps.db, pageSize(first, 50)),
  rankingModels: (_root, _args, { deps }) => rankingVersions(deps.db),
  service: async (_root, _args, { deps }) => ({
    matching: deps.embedder === null ? 'LEXICAL_ONLY' : 'HYBRID',
    embeddingModel: deps.embedder?.modelId ?? null,
    preparingModel: (await preparingModel(deps.db))?.id ?? null,
    rankingModel: rankingModelOf(deps.ranking, deps.reranker),
    backlog: await owedCount(deps.db, ['index']),
  }),
};

export const RankingModel: RankingModelResolvers = {
  weights: ({ weights }) => MODEL.map(({ feature, label }) => ({ feature, label, weight: weights[feature] })),
};

export const Task: TaskResolvers = {
  __isTypeOf: (row: object) => 'errorCode' in row,
  counts: ({ counts }) => Object.entries(counts).map(([name, value]) => ({ name, value })),
  issues: ({ id }, { first, afterSeq, severity }, { deps }) =>
    pageIssues(deps.db, id, severity ?? null, { first: pageSize(first, 50), afterSeq: afterSeq ?? null }),
};
